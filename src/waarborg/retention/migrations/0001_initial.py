"""When each kind of data of a dossier ends, and what holds its destruction."""

import django.contrib.postgres.fields
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
            name="Ending",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("scope_id", models.UUIDField()),
                ("data_key_id", models.UUIDField()),
                ("category", models.CharField(max_length=80)),
                ("purpose", models.CharField(blank=True, max_length=80)),
                ("statutory", models.BooleanField()),
                ("occurred_on", models.DateField()),
                ("retention_class", models.CharField(max_length=200)),
                ("status", models.CharField(max_length=12)),
                ("earliest", models.DateField(null=True)),
                ("latest", models.DateField(null=True)),
                ("due", models.DateField(null=True)),
                ("action", models.CharField(blank=True, max_length=40)),
                ("shielded", models.BooleanField()),
                ("triggers", models.JSONField()),
                ("rests_on", models.JSONField()),
                (
                    "waits_for",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None),
                ),
                ("version_id", models.UUIDField(null=True)),
                ("counts_again_on", models.DateField(null=True)),
                ("weigh_on", models.DateField(null=True)),
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
                "verbose_name": "end of data",
                "indexes": [
                    models.Index(
                        condition=models.Q(("due__isnull", False)), fields=["organisation", "due"], name="ending_due"
                    ),
                    models.Index(
                        condition=models.Q(("counts_again_on__isnull", False)),
                        fields=["organisation", "counts_again_on"],
                        name="ending_counts_again",
                    ),
                    models.Index(
                        condition=models.Q(("weigh_on__isnull", False)),
                        fields=["organisation", "weigh_on"],
                        name="ending_weigh",
                    ),
                    models.Index(fields=["organisation", "version_id"], name="ending_of_version"),
                    models.Index(fields=["dossier"], name="retention_e_dossier_828c16_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("data_key_id", "scope_id", "category", "purpose", "statutory"), name="ending_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hold", models.CharField(max_length=40)),
                ("article", models.CharField(max_length=40)),
                ("placed_at", models.DateTimeField()),
                ("review_on", models.DateField()),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_decision_id", models.UUIDField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "hold",
                "indexes": [
                    models.Index(condition=models.Q(("lifted_at__isnull", True)), fields=["dossier"], name="hold_open")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifted_at__isnull", True),
                            models.Q(("lifted_by__isnull", False), ("lifted_decision_id__isnull", False)),
                            _connector="OR",
                        ),
                        name="hold_lifted_by_decision",
                    )
                ],
            },
        ),
    ]
