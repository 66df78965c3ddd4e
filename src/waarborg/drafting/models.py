"""Drafts of a regulation. A text never changes: whoever changes something makes the next number."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.kernel.identifiers import new_id


class Draft(models.Model):
    """One number of the draft: its whole text, who made it, who put it forward, and who approved or declined it.

    The highest number is in hand unless it was decided on. An approved one becomes a version under its own id.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    source = models.TextField()
    in_force_from = models.DateField(null=True)
    why = models.CharField(max_length=40)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    decision_id = models.UUIDField()
    proposed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    declined_at = models.DateTimeField(null=True)
    decided_decision_id = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("draft of the regulation")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="draft_number_once"),
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True) | models.Q(declined_at__isnull=True),
                name="draft_decided_one_way",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True)
                | (models.Q(proposed_by__isnull=False) & ~models.Q(approved_by=models.F("proposed_by"))),
                name="draft_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.number}"
