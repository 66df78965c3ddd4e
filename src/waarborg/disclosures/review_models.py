"""Looking back on what was given in haste, or past a rule: by whom, by when, and what they found."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.disclosures.choices import ReviewOutcome, ReviewReason
from waarborg.dossiers.models import Dossier
from waarborg.kernel.identifiers import new_id


class DisclosureReview(models.Model):
    """One giving that somebody other than who gave it looks back on. Without `due_on` the regulation sets no term.

    Sealed: what the reviewer found.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    disclosure = models.OneToOneField("disclosures.Disclosure", models.PROTECT, related_name="review")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=ReviewReason)
    rule = models.CharField(max_length=120)
    article = models.CharField(max_length=40)
    due_on = models.DateField(null=True)
    given_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=ReviewOutcome, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    data_key_id = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("looking back on what was given")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("given_by")),
                name="disclosure_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="")
                | models.Q(reviewed_at__isnull=False, reviewed_by__isnull=False, sealed__isnull=False),
                name="disclosure_reviewed_with_reasons",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "due_on"], condition=models.Q(outcome=""), name="disclosure_review_open"
            )
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"
