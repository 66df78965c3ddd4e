"""What a principal asks about one commission, until when it is to be answered, and how it was."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.disclosures.models import Disclosure
from waarborg.dossiers.models import Dossier, Trajectory
from waarborg.enquiries.choices import AskedBy, Asks, EnquiryOutcome
from waarborg.kernel.identifiers import new_id
from waarborg.letters.models import Letter
from waarborg.parties.models import Party


class Enquiry(models.Model):
    """One question of the principal of a trajectory.

    `rule` and `article` are of the duty to answer, empty where nothing says so; `needs` are the facts that the register
    must show of who asks before anything is given; `terms` the dates as they were counted at receipt. Sealed: who asks
    by name, what, on which ground by their own words, and their reference. It is answered by a disclosure, or by a
    letter with the reasons why not.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    asks = models.CharField(max_length=12, choices=Asks)
    rule = models.CharField(max_length=120, blank=True)
    article = models.CharField(max_length=40, blank=True)
    needs = ArrayField(models.CharField(max_length=60), default=list)
    for_role = models.CharField(max_length=40, blank=True)
    came_by = models.CharField(max_length=12, choices=AskedBy)
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    terms = models.JSONField(default=list)
    due_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=EnquiryOutcome, blank=True)
    ended_on = models.DateField(null=True)
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("question of a principal")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True, outcome="")
                | models.Q(ended_on__isnull=False) & ~models.Q(outcome=""),
                name="enquiry_ended_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=EnquiryOutcome.ANSWERED) | models.Q(disclosure__isnull=False),
                name="enquiry_answered_with_what_left",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=EnquiryOutcome.REFUSED) | models.Q(letter__isnull=False),
                name="enquiry_refused_by_letter",
            ),
        ]
        indexes = [
            models.Index(fields=["dossier", "-received_on"]),
            models.Index(
                fields=["organisation", "due_on"], condition=models.Q(ended_on__isnull=True), name="enquiry_open"
            ),
        ]

    def __str__(self) -> str:
        return f"enquiry {self.pk}"
