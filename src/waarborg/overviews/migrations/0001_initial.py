"""The ledger of releases: every table that was ever told, exactly as it was. Counts of large enough groups alone."""

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
            name="Release",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("definition", models.CharField(max_length=30)),
                ("nl", models.CharField(max_length=120)),
                ("en", models.CharField(max_length=120)),
                (
                    "of",
                    models.CharField(
                        choices=[
                            ("inflow", "Clients who began"),
                            ("outcome", "Clients who ended, by outcome"),
                            ("lead_time", "Clients who ended, by how long it took"),
                            ("hours", "Clients who ended, by hours of guidance"),
                            ("requests", "Clients who asked something"),
                            ("complaints", "Clients who complained"),
                        ],
                        max_length=20,
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("rows", models.JSONField()),
                ("columns", models.JSONField(null=True)),
                ("cells", models.JSONField()),
                ("smallest", models.PositiveSmallIntegerField()),
                ("rounded_to", models.PositiveSmallIntegerField()),
                ("article", models.CharField(max_length=40)),
                ("released_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "overview",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "definition", "from_on", "until_on"), name="overview_period_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))), name="overview_has_a_period"
                    ),
                ],
            },
        ),
    ]
