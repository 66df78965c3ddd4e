"""What a client lets somebody from outside look at: chosen items, until a day, for as long as the regulation says."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.models import Dossier
from waarborg.dossiers.record_models import Record
from waarborg.kernel.identifiers import new_id


class Showing(models.Model):
    """One: to which account, by whose consent of which day, until when. It runs from its first opening to `runs_until`.

    It is over at `ends_at`, when its time since the opening is over, or at once when it is taken back (`ended_at`).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=120)
    consented_on = models.DateField()
    given_by = models.CharField(max_length=16, choices=GivenBy, default=GivenBy.CLIENT)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    runs_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("showing")
        constraints = [
            models.CheckConstraint(condition=~models.Q(made_by=models.F("account")), name="showing_never_to_oneself"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("made_at")), name="showing_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(runs_until__isnull=True) | models.Q(runs_until__lte=models.F("ends_at")),
                name="showing_runs_no_longer",
            ),
        ]
        indexes = [models.Index(fields=["account", "dossier"]), models.Index(fields=["dossier"])]

    def __str__(self) -> str:
        return f"showing {self.pk}"


class ShownRecord(models.Model):
    """One record that was chosen in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    showing = models.ForeignKey(Showing, models.PROTECT, related_name="items")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    category = models.CharField(max_length=80)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("shown item")
        constraints = [models.UniqueConstraint(fields=["showing", "record"], name="shown_once_in_each")]

    def __str__(self) -> str:
        return f"shown item {self.pk}"
