"""The end of an agreement with a principal: what goes, of whom, what stays behind and why, until somebody has it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.disclosures.models import Disclosure
from waarborg.dossiers.models import Dossier
from waarborg.handing_over.choices import HandOverState, PartState, Shown, Why
from waarborg.handing_over.end_models import AgencyEnd, AgencyEndTick
from waarborg.kernel.identifiers import new_id
from waarborg.letters.models import Letter
from waarborg.parties.models import Contract, Party

__all__ = ["AgencyEnd", "AgencyEndTick", "HandOver", "HandOverPart", "LeftBehind"]


class HandOver(models.Model):
    """What goes at the end of one agreement: how far it is, and how it is fetched. It holds nobody.

    The worker makes it as whoever began it: in these `roles`, `strong` as they had signed in. `manifest` is the
    SHA-256 of the list of its files, by which both sides know that they speak of the same. It may go from `first_on`,
    and has to by `last_on`; what stays behind ends by `rest_by`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    contract = models.OneToOneField(Contract, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=120)
    article = models.CharField(max_length=40)
    first_on = models.DateField()
    last_on = models.DateField()
    rest_by = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=HandOverState, default=HandOverState.DUE)
    purpose = models.CharField(max_length=40, blank=True)
    ground = models.CharField(max_length=40, blank=True)
    claims = ArrayField(models.CharField(max_length=60), default=list)
    language = models.CharField(max_length=5, blank=True)
    told_before = models.BooleanField(default=False)
    """Must every client in it be told first?"""
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    roles = ArrayField(models.CharField(max_length=60), default=list)
    strong = models.BooleanField(default=False)
    total = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    address_hash = models.BinaryField(null=True, unique=True)
    code_hash = models.BinaryField(null=True)
    expires_at = models.DateTimeField(null=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True)
    manifest = models.CharField(max_length=64, blank=True)
    received_on = models.DateField(null=True)
    shown_by = models.CharField(max_length=12, choices=Shown, blank=True)
    recorded_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("hand-over at the end of an agreement")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=HandOverState.RECEIVED)
                | models.Q(received_on__isnull=False, recorded_by__isnull=False, given_at__isnull=False),
                name="hand_over_received_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"])]

    def __str__(self) -> str:
        return f"hand-over {self.pk}"


class HandOverPart(models.Model):
    """One dossier in it: the disclosure that it is, and the letter that tells the client."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="parts")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=PartState)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("dossier in a hand-over")
        constraints = [models.UniqueConstraint(fields=["hand_over", "dossier"], name="handed_over_once")]

    def __str__(self) -> str:
        return f"dossier in a hand-over {self.pk}"


class LeftBehind(models.Model):
    """How many things of one kind in a dossier stay behind, why, and by which articles."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    part = models.ForeignKey(HandOverPart, models.PROTECT, related_name="left_behind")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    category = models.CharField(max_length=80)
    why = models.CharField(max_length=12, choices=Why)
    articles = ArrayField(models.CharField(max_length=40), default=list)
    items = models.PositiveIntegerField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("what stays behind at a hand-over")
        constraints = [models.UniqueConstraint(fields=["part", "category", "why"], name="left_behind_once")]

    def __str__(self) -> str:
        return f"left behind {self.pk}"
