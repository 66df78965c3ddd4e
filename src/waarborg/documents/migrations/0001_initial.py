"""Files: those that wait to be filed, and those that are part of a record."""

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
            name="Document",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("field", models.CharField(max_length=60)),
                ("version", models.PositiveIntegerField(default=1)),
                ("kind", models.CharField(max_length=8)),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("made_here", "made here from a template"),
                            ("clean", "scanned for viruses, nothing found"),
                            ("unscanned", "not scanned for viruses: no scanner is set up"),
                        ],
                        max_length=10,
                    ),
                ),
                ("size", models.PositiveBigIntegerField()),
                ("blob_id", models.UUIDField()),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("filed_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.record"
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "indexes": [models.Index(fields=["dossier", "-filed_at"], name="documents_d_dossier_a51517_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("record", "field", "version"), name="document_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="WaitingFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("made_here", "made here from a template"),
                            ("clean", "scanned for viruses, nothing found"),
                            ("unscanned", "not scanned for viruses: no scanner is set up"),
                        ],
                        max_length=10,
                    ),
                ),
                ("size", models.PositiveBigIntegerField()),
                ("blob_id", models.UUIDField()),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("received_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                (
                    "account",
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
            ],
            options={
                "verbose_name": "file in quarantine",
                "indexes": [
                    models.Index(fields=["dossier", "account"], name="documents_w_dossier_0712ae_idx"),
                    models.Index(fields=["expires_at"], name="documents_w_expires_614e86_idx"),
                ],
            },
        ),
    ]
