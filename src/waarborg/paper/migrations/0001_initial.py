"""Paper dossiers and who took one out. No name: the number on the cover says who it is to who may look that up."""

import django.contrib.postgres.fields
import django.core.validators
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
    ]

    operations = [
        migrations.CreateModel(
            name="PaperFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("index_number", models.PositiveIntegerField()),
                (
                    "cabinet",
                    models.CharField(
                        max_length=12,
                        validators=[django.core.validators.RegexValidator("^[A-Za-z0-9][A-Za-z0-9 ./-]{0,11}$")],
                    ),
                ),
                ("shelf", models.CharField(blank=True, max_length=12)),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), size=None),
                ),
                ("filed_on", models.DateField()),
                ("destroyed_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
            ],
            options={
                "verbose_name": "paper dossier",
                "indexes": [models.Index(fields=["dossier"], name="paper_paper_dossier_2cbb72_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "index_number"), name="paper_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Loan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("taken_at", models.DateTimeField()),
                ("due_on", models.DateField(null=True)),
                ("decision_id", models.UUIDField()),
                ("back_at", models.DateTimeField(null=True)),
                ("back_decision_id", models.UUIDField(null=True)),
                (
                    "borrower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
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
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="loans", to="paper.paperfile"
                    ),
                ),
            ],
            options={
                "verbose_name": "paper dossier taken out",
                "indexes": [
                    models.Index(fields=["dossier"], name="paper_loan_dossier_b6989f_idx"),
                    models.Index(fields=["borrower"], name="paper_loan_borrowe_595d1d_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("back_at__isnull", True)), fields=("paper",), name="paper_out_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("back_at__isnull", True), ("back_decision_id__isnull", False), _connector="OR"
                        ),
                        name="paper_back_by_decision",
                    ),
                ],
            },
        ),
    ]
