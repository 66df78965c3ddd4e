"""What must be done again after a restore, what was done (copies, rehearsals, restores), and plans for a calamity."""

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
            name="CalamityPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
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
            ],
            options={
                "verbose_name": "calamity plan",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "number"), name="calamity_plan_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Calamity",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("unreachable", "the program or the data out of reach"),
                            ("lost", "data lost or damaged"),
                            ("intrusion", "somebody or something got in"),
                            ("premises", "fire, water, theft or no power in the building"),
                            ("other", "something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                ("registered_at", models.DateTimeField()),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("decision_id", models.UUIDField()),
                ("over_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("sealed_lesson", models.BinaryField(null=True)),
                (
                    "closed_by",
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
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="backups.calamityplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "calamity",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "year", "number"), name="calamity_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True),
                                ("closed_by__isnull", True),
                                ("sealed_lesson__isnull", True),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("over_at__isnull", False),
                                ("sealed_lesson__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="calamity_closed_with_what_is_learnt",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalamityStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("done_at", models.DateTimeField()),
                ("written_at", models.DateTimeField()),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("decision_id", models.UUIDField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "calamity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="backups.calamity"
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
                "verbose_name": "step in a calamity",
            },
        ),
        migrations.CreateModel(
            name="Repeat",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("organisation_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("account", "an account that ended"),
                            ("declaration", "a consent or objection that was given, changed or withdrawn"),
                            ("epoch", "an epoch of keys that ended"),
                            ("erasure", "an item, or a value in it, that was erased at the client's request"),
                            ("hold", "a hold that was placed or lifted"),
                            ("key", "a key that was destroyed"),
                            ("membership", "a role that ended"),
                            ("restriction", "a restriction that was made or lifted"),
                            ("breach", "a data breach that was reported"),
                            ("complaint", "a complaint that was taken in"),
                            ("request", "a request of a client"),
                        ],
                        max_length=16,
                    ),
                ),
                ("row_id", models.UUIDField()),
                ("value", models.JSONField()),
                ("written_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "thing to do again after a restore",
                "indexes": [
                    models.Index(
                        condition=models.Q(("written_at__isnull", True)), fields=["number"], name="repeat_to_write"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("backup", "backup made"),
                            ("rehearsal", "restore rehearsed"),
                            ("restore", "backup restored"),
                        ],
                        max_length=16,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=40)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("succeeded", models.BooleanField()),
                ("report", models.JSONField()),
            ],
            options={
                "verbose_name": "run of a backup, rehearsal or restore",
                "indexes": [models.Index(fields=["kind", "-began_at"], name="backups_run_kind_b96116_idx")],
            },
        ),
    ]
