"""Paper dossiers and who took one out. No name: the number on the cover says who it is to who may look that up."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.models import Dossier
from waarborg.kernel.identifiers import new_id

PLACE = r"^[A-Za-z0-9][A-Za-z0-9 ./-]{0,11}$"
"""A cabinet or a shelf: a few letters and digits, in which nobody's name fits."""


class PaperFile(models.Model):
    """One paper part of a dossier: its number on the cover, where it stands, and which kinds of data lie in it.

    `index_number` counts per organisation and says nothing of anybody.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    index_number = models.PositiveIntegerField()
    cabinet = models.CharField(max_length=12, validators=[RegexValidator(PLACE)])
    shelf = models.CharField(max_length=12, blank=True)
    categories = ArrayField(models.CharField(max_length=80))
    filed_on = models.DateField()
    destroyed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("paper dossier")
        constraints = [models.UniqueConstraint(fields=["organisation", "index_number"], name="paper_number_once")]
        indexes = [models.Index(fields=["dossier"])]

    def __str__(self) -> str:
        return f"paper {self.pk}"


class Loan(models.Model):
    """Somebody took a paper dossier out, and brought it back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    paper = models.ForeignKey(PaperFile, models.PROTECT, related_name="loans")
    borrower = models.ForeignKey(Account, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    decision_id = models.UUIDField()
    back_at = models.DateTimeField(null=True)
    back_decision_id = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("paper dossier taken out")
        constraints = [
            models.UniqueConstraint(fields=["paper"], condition=models.Q(back_at__isnull=True), name="paper_out_once"),
            models.CheckConstraint(
                condition=models.Q(back_at__isnull=True) | models.Q(back_decision_id__isnull=False),
                name="paper_back_by_decision",
            ),
        ]
        indexes = [models.Index(fields=["dossier"]), models.Index(fields=["borrower"])]

    def __str__(self) -> str:
        return f"loan {self.pk}"
