"""Invoices, what is charged in each, the numbers they got, and where those of a principal go."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.models import Dossier, Trajectory
from waarborg.invoicing.choices import InvoiceKind, InvoiceState, SentHow
from waarborg.kernel.identifiers import new_id
from waarborg.parties.models import Contract, Party
from waarborg.work.models import TimeEntry


class BillingDetails(models.Model):
    """Where the invoices of a principal go, and its numbers. Of an organisation, never of a person. One per party."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    party = models.OneToOneField(Party, models.PROTECT, related_name="billing")
    street = models.CharField(max_length=120)
    postcode = models.CharField(max_length=10)
    place = models.CharField(max_length=80)
    country = models.CharField(max_length=2)
    company_number = models.CharField(max_length=8, blank=True)
    vat_number = models.CharField(max_length=14, blank=True)
    email = models.CharField(max_length=120, blank=True, help_text="Of the department, not of a person.")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("billing details")

    def __str__(self) -> str:
        return f"billing details {self.pk}"


class AgreedRate(models.Model):
    """What an hour costs under one agreement, where it is not what the agency asks otherwise."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    contract = models.OneToOneField(Contract, models.PROTECT, related_name="rate")
    hourly = models.DecimalField(max_digits=9, decimal_places=2)
    vat = models.CharField(max_length=30)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("agreed rate")

    def __str__(self) -> str:
        return f"agreed rate {self.pk}"


class Invoice(models.Model):
    """What is charged for a trajectory: a draft, and then final for ever. A credit note is one that undoes another.

    `category` is the kind of data whose rules govern it. What it says is sealed, and so are its files.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    category = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=InvoiceKind, default=InvoiceKind.INVOICE)
    state = models.CharField(max_length=8, choices=InvoiceState, default=InvoiceState.DRAFT)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    named = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField(null=True)
    sequence = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=24, blank=True)
    issued_on = models.DateField(null=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    sealed_pdf = models.BinaryField(null=True)
    sealed_xml = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    sent_how = models.CharField(max_length=12, choices=SentHow, blank=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("invoice")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "sequence"], name="invoice_numbered_once"),
            models.CheckConstraint(
                condition=models.Q(
                    state=InvoiceState.DRAFT,
                    sequence__isnull=True,
                    number="",
                    issued_on__isnull=True,
                    sealed_pdf__isnull=True,
                    sealed_xml__isnull=True,
                )
                | (
                    ~models.Q(state=InvoiceState.DRAFT)
                    & ~models.Q(number="")
                    & models.Q(
                        year__isnull=False, sequence__isnull=False, issued_on__isnull=False, sealed_pdf__isnull=False
                    )
                ),
                name="invoice_numbered_when_final",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=InvoiceKind.CREDIT_NOTE, undoes__isnull=False)
                | models.Q(kind=InvoiceKind.INVOICE, undoes__isnull=True),
                name="invoice_credit_undoes_one",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=InvoiceState.SENT)
                | models.Q(sent_at__isnull=False, sent_by__isnull=False) & ~models.Q(sent_how=""),
                name="invoice_sent_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-made_at"]),
            models.Index(fields=["trajectory"]),
        ]

    def __str__(self) -> str:
        return f"invoice {self.pk}"


class Charged(models.Model):
    """An hour entry or a fixed price that stands in an invoice: nothing is charged twice, unless it was credited."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="+")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="charged")
    time_entry = models.ForeignKey(TimeEntry, models.PROTECT, null=True, related_name="+")
    fixed = models.CharField(max_length=30, blank=True)
    released_at = models.DateTimeField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("charged")
        constraints = [
            models.UniqueConstraint(
                fields=["time_entry"], condition=models.Q(released_at__isnull=True), name="time_charged_once"
            ),
            models.UniqueConstraint(
                fields=["trajectory", "fixed"],
                condition=models.Q(released_at__isnull=True) & ~models.Q(fixed=""),
                name="fixed_price_charged_once",
            ),
            models.CheckConstraint(
                condition=models.Q(time_entry__isnull=True) ^ models.Q(fixed=""), name="charged_time_or_fixed"
            ),
        ]

    def __str__(self) -> str:
        return f"charged {self.pk}"


class Series(models.Model):
    """The last number that an organisation's invoices of a year got."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("series of invoices")
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="series_once_a_year")]

    def __str__(self) -> str:
        return f"series {self.year}"
