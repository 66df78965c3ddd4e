"""Invoices, what is charged in each, the numbers they got, and where those of a principal go."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import waarborg.kernel.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("dossiers", "0001_initial"),
        ("parties", "0001_initial"),
        ("work", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreedRate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hourly", models.DecimalField(decimal_places=2, max_digits=9)),
                ("vat", models.CharField(max_length=30)),
                ("decision_id", models.UUIDField()),
                (
                    "contract",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rate", to="parties.contract"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "agreed rate",
            },
        ),
        migrations.CreateModel(
            name="BillingDetails",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("street", models.CharField(max_length=120)),
                ("postcode", models.CharField(max_length=10)),
                ("place", models.CharField(max_length=80)),
                ("country", models.CharField(max_length=2)),
                ("company_number", models.CharField(blank=True, max_length=8)),
                ("vat_number", models.CharField(blank=True, max_length=14)),
                (
                    "email",
                    models.CharField(blank=True, help_text="Of the department, not of a person.", max_length=120),
                ),
                ("decision_id", models.UUIDField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "party",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="billing", to="parties.party"
                    ),
                ),
            ],
            options={
                "verbose_name": "billing details",
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("category", models.CharField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[("invoice", "invoice"), ("credit_note", "credit note")],
                        default="invoice",
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("final", "final"), ("sent", "sent")],
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("named", models.BooleanField(default=False)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("sequence", models.PositiveIntegerField(null=True)),
                ("number", models.CharField(blank=True, max_length=24)),
                ("issued_on", models.DateField(null=True)),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("sealed_pdf", models.BinaryField(null=True)),
                ("sealed_xml", models.BinaryField(null=True)),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "sent_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("email", "by e-mail"),
                            ("letter", "by post"),
                            ("portal", "through the portal"),
                            ("in_person", "in person"),
                        ],
                        max_length=12,
                    ),
                ),
                ("decision_id", models.UUIDField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.party"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.trajectory"
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="invoicing.invoice",
                    ),
                ),
            ],
            options={
                "verbose_name": "invoice",
                "indexes": [
                    models.Index(fields=["organisation", "-made_at"], name="invoicing_i_organis_590020_idx"),
                    models.Index(fields=["trajectory"], name="invoicing_i_traject_ea5995_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "year", "sequence"), name="invoice_numbered_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("issued_on__isnull", True),
                                ("number", ""),
                                ("sealed_pdf__isnull", True),
                                ("sealed_xml__isnull", True),
                                ("sequence__isnull", True),
                                ("state", "draft"),
                            ),
                            models.Q(
                                models.Q(("state", "draft"), _negated=True),
                                models.Q(("number", ""), _negated=True),
                                ("issued_on__isnull", False),
                                ("sealed_pdf__isnull", False),
                                ("sequence__isnull", False),
                                ("year__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="invoice_numbered_when_final",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "credit_note"), ("undoes__isnull", False)),
                            models.Q(("kind", "invoice"), ("undoes__isnull", True)),
                            _connector="OR",
                        ),
                        name="invoice_credit_undoes_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent"), _negated=True),
                            models.Q(
                                ("sent_at__isnull", False),
                                ("sent_by__isnull", False),
                                models.Q(("sent_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="invoice_sent_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Charged",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("fixed", models.CharField(blank=True, max_length=30)),
                ("released_at", models.DateTimeField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "time_entry",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="work.timeentry"
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.trajectory"
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="charged", to="invoicing.invoice"
                    ),
                ),
            ],
            options={
                "verbose_name": "charged",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("released_at__isnull", True)),
                        fields=("time_entry",),
                        name="time_charged_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("released_at__isnull", True), models.Q(("fixed", ""), _negated=True)),
                        fields=("trajectory", "fixed"),
                        name="fixed_price_charged_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("time_entry__isnull", True), ("fixed", ""), _connector="XOR"),
                        name="charged_time_or_fixed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "series of invoices",
                "constraints": [models.UniqueConstraint(fields=("organisation", "year"), name="series_once_a_year")],
            },
        ),
    ]
