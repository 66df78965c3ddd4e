"""The ledger of releases: every table that was ever told, exactly as it was. Counts of large enough groups alone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.kernel.identifiers import new_id
from waarborg.practice.choices import OverviewOf


class Release(models.Model):
    """One table of one period. Never changed: the same question has the same answer for ever.

    `rows` and `columns` are its sides (attribute, and parts with their values and words); `cells` says of each row and
    column the exact count, or nothing where it is withheld; people are shown it rounded. What was withheld is kept
    nowhere.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    definition = models.CharField(max_length=30)
    nl = models.CharField(max_length=120)
    en = models.CharField(max_length=120)
    of = models.CharField(max_length=20, choices=OverviewOf)
    from_on = models.DateField()
    until_on = models.DateField()
    rows = models.JSONField()
    columns = models.JSONField(null=True)
    cells = models.JSONField()
    smallest = models.PositiveSmallIntegerField()
    rounded_to = models.PositiveSmallIntegerField()
    article = models.CharField(max_length=40)
    released_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("overview")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "definition", "from_on", "until_on"], name="overview_period_once"
            ),
            models.CheckConstraint(condition=models.Q(until_on__gt=models.F("from_on")), name="overview_has_a_period"),
        ]

    def __str__(self) -> str:
        return f"overview {self.pk}"
