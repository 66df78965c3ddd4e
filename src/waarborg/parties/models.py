"""Principals and the contracts under which they send people."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.adoption.models import Version
from waarborg.kernel.identifiers import new_id
from waarborg.parties.choices import ActsAs, Assured, GivenHow, PartyKind, Proof


class Party(models.Model):
    """An organisation outside. The name of a natural person never stands here: they are a person with a dossier."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=PartyKind)
    name = models.CharField(_("name"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("party")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=PartyKind.CLIENT) | models.Q(name=""), name="party_no_name_of_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"party {self.pk}"


class Contract(models.Model):
    """An agreement with a principal: its days, and who is controller under it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    acts_as = models.CharField(max_length=12, choices=ActsAs, default=ActsAs.CONTROLLER)
    review_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("contract")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="contract_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"contract {self.pk}"


class PartyHandOut(models.Model):
    """That a principal got the regulation: which version, when, how, from whom, and what shows it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, choices=GivenHow)
    handed_on = models.DateField()
    proof = models.CharField(max_length=12, choices=Proof, default=Proof.NOTED)
    complaints = models.BooleanField(default=False)
    """Did the complaints procedure go along?"""
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("handing out of the regulation to a principal")
        indexes = [models.Index(fields=["party"])]

    def __str__(self) -> str:
        return f"handing out {self.pk}"


class Assurance(models.Model):
    """Something made sure of about a party, from a day on, and until when it holds without looking again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    fact = models.CharField(max_length=40, choices=Assured)
    from_on = models.DateField()
    review_on = models.DateField(null=True)
    shown_by = models.CharField(max_length=300)
    ended_on = models.DateField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("assurance")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(review_on__isnull=True) | models.Q(review_on__gte=models.F("from_on")),
                name="assurance_reviewed_after_start",
            ),
        ]
        indexes = [models.Index(fields=["party", "fact"])]

    def __str__(self) -> str:
        return f"assurance {self.pk}"


class ContactPerson(models.Model):
    """Somebody who is reached at a party: who and how is sealed, under a key of its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    added_at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("contact person")
        indexes = [models.Index(fields=["party"])]

    def __str__(self) -> str:
        return f"contact person {self.pk}"
