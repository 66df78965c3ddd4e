"""Versions of an agency's way of working: proposed by somebody, and in force once approved."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.kernel.identifiers import new_id


class PracticeVersion(models.Model):
    """One version: its whole text and hash, who proposed it, and who approved or declined it. The text never changes.

    The highest number that was approved is in force; a later one that was not is a proposal.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    source = models.TextField()
    proposed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decision_id = models.UUIDField()
    approved_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    declined_at = models.DateTimeField(null=True)
    decided_decision_id = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("way of working")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="practice_number_once"),
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True) | models.Q(declined_at__isnull=True),
                name="practice_decided_one_way",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True, declined_at__isnull=True)
                | models.Q(decided_decision_id__isnull=False),
                name="practice_decided_by_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"practice {self.number}"
