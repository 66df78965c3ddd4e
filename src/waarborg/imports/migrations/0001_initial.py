"""Files of clients that wait, what was chosen for them, what came of them, and rows that wait for what they lack."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import waarborg.kernel.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("trying", "being tried"),
                            ("tried", "tried"),
                            ("bringing_in", "being brought in"),
                            ("done", "brought in"),
                            ("undoing", "being undone"),
                            ("undone", "undone"),
                            ("gone", "gone"),
                        ],
                        default="received",
                        max_length=12,
                    ),
                ),
                ("strong", models.BooleanField(default=False)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("coming_in", models.PositiveIntegerField(default=0)),
                ("parked", models.PositiveIntegerField(default=0)),
                ("failed", models.BooleanField(default=False)),
                ("blob_id", models.UUIDField(null=True)),
                ("files_blob_id", models.UUIDField(null=True)),
                ("data_key_id", models.UUIDField(null=True)),
                ("sealed", models.BinaryField(null=True)),
                ("created_at", models.DateTimeField()),
                ("kept_until", models.DateTimeField()),
                ("brought_in_at", models.DateTimeField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "account",
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
            ],
            options={
                "verbose_name": "import",
                "indexes": [models.Index(fields=["organisation", "account", "-created_at"], name="import_of_account")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sealed__isnull", True), ("data_key_id__isnull", False), _connector="OR"),
                        name="import_sealed_under_a_key",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedDossier",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("dossier_id", models.UUIDField(unique=True)),
                ("person_id", models.UUIDField()),
                ("decision_id", models.UUIDField()),
                (
                    "brought_in_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="imports.import"
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
                "verbose_name": "dossier from an import",
            },
        ),
        migrations.CreateModel(
            name="ParkedRow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("row", models.PositiveIntegerField()),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("goes_on", models.DateField()),
                ("created_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="imports.import"
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
                "verbose_name": "parked row",
                "indexes": [models.Index(fields=["organisation", "account"], name="parked_of_account")],
            },
        ),
        migrations.CreateModel(
            name="ColumnMapping",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("headings", models.CharField(max_length=64)),
                ("columns", models.JSONField()),
                ("sources", models.JSONField()),
                ("changed_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "mapping of columns",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "headings"), name="mapping_once_per_headings")
                ],
            },
        ),
    ]
