"""What left, or is about to: to whom, what of it, by which rules; and the link by which it is fetched once."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.disclosures.choices import DisclosureState, StopReason
from waarborg.dossiers.models import Dossier, Record, Trajectory
from waarborg.kernel.identifiers import new_id
from waarborg.parties.models import Party


class Disclosure(models.Model):
    """One giving: of some records of one dossier, to one recipient, for one purpose, on one ground, in one way.

    Sealed: who the recipient is by name and address, what was stated and why, and the copy itself. `claims` are the
    facts that whoever gave it stated; `rules` and `articles` those by which it may go.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=12, default="disclose", db_default="disclose")
    recipient = models.CharField(max_length=40)
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=40)
    ground = models.CharField(max_length=40)
    channel = models.CharField(max_length=20)
    claims = ArrayField(models.CharField(max_length=60), default=list)
    rules = ArrayField(models.CharField(max_length=120), default=list)
    articles = ArrayField(models.CharField(max_length=40), default=list)
    language = models.CharField(max_length=5)
    state = models.CharField(max_length=8, choices=DisclosureState, default=DisclosureState.PREPARED)
    why = models.CharField(max_length=20, choices=StopReason, blank=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    sealed_copy = models.BinaryField(null=True)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    client_told_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("disclosure")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(given_at__isnull=True) | models.Q(given_by__isnull=False),
                name="disclosure_given_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True) | ~models.Q(agreed_by=models.F("prepared_by")),
                name="disclosure_agreed_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=DisclosureState.GIVEN) | models.Q(given_at__isnull=False),
                name="disclosure_given_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["dossier", "-prepared_at"]),
            models.Index(
                fields=["organisation", "prepared_at"],
                condition=models.Q(state=DisclosureState.PREPARED),
                name="disclosure_waiting",
            ),
            models.Index(fields=["organisation", "-given_at"], name="disclosure_register"),
        ]

    def __str__(self) -> str:
        return f"disclosure {self.pk}"


class DisclosedItem(models.Model):
    """One record in it, in the version that goes, with the fields that go and the article that lets them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="items")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    category = models.CharField(max_length=80)
    fields = ArrayField(models.CharField(max_length=60), default=list)
    rule = models.CharField(max_length=120)
    article = models.CharField(max_length=40)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("item of a disclosure")
        constraints = [models.UniqueConstraint(fields=["disclosure", "record"], name="disclosed_once_in_each")]
        indexes = [models.Index(fields=["record"])]

    def __str__(self) -> str:
        return f"disclosed item {self.pk}"


class OneTimeLink(models.Model):
    """An address that gives the copy once, to who also knows the code that was told in another way.

    Of address and code only keyed hashes are kept.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    disclosure = models.OneToOneField(Disclosure, models.PROTECT, related_name="link")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    address_hash = models.BinaryField(unique=True)
    code_hash = models.BinaryField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("one-time link")

    def __str__(self) -> str:
        return f"one-time link {self.pk}"


from waarborg.disclosures.approval_models import ClientApproval  # noqa: E402
from waarborg.disclosures.review_models import DisclosureReview  # noqa: E402

__all__ = ["ClientApproval", "DisclosedItem", "Disclosure", "DisclosureReview", "OneTimeLink"]
