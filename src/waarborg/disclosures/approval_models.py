"""What a client said of one version of one item: asked, approved as it is, not approved, taken back."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.disclosures.choices import ApprovalForm, ApprovalState
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.models import Dossier, Record
from waarborg.kernel.identifiers import new_id


class ClientApproval(models.Model):
    """The approval of exactly one version of a record. Of a corrected record it says nothing any more.

    Sealed: the wording that was put to whoever approved, and where the paper is kept. `scan` is the item with the
    signed paper in it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=ApprovalState)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    answered_by = models.CharField(max_length=20, choices=GivenBy, blank=True)
    form = models.CharField(max_length=12, choices=ApprovalForm, blank=True)
    answered_on = models.DateField(null=True)
    written_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    scan = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    data_key_id = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)
    ended_at = models.DateTimeField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("approval of a version")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "version"],
                condition=models.Q(state__in=["asked", "given"]),
                name="approval_once_per_version",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["given", "declined"])
                | models.Q(answered_on__isnull=False, written_by__isnull=False, sealed__isnull=False),
                name="approval_answered_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["dossier", "record"])]

    def __str__(self) -> str:
        return f"approval {self.pk}"
