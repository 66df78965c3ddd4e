"""What is destroyed: the list, who approved it, how far each line is, and what was certified. No content, no name."""

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
        ("paper", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Destruction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "waits for approval"),
                            ("approved", "approved"),
                            ("declined", "declined"),
                            ("done", "done, and nothing is left"),
                            ("nothing", "nothing of it went: everything on it stayed"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("rule", models.CharField(blank=True, max_length=120)),
                ("article", models.CharField(blank=True, max_length=40)),
                ("approvals", models.PositiveSmallIntegerField()),
                ("cooling_off", models.JSONField(null=True)),
                ("proposed_at", models.DateTimeField()),
                ("not_before", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("certificate", models.JSONField(null=True)),
                ("certified_event", models.UUIDField(null=True)),
                ("proof", models.JSONField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "destruction",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "number"), name="destruction_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(
                                ("certificate__isnull", False),
                                ("certified_event__isnull", False),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="destruction_done_is_certified",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["proposed", "declined"]), ("not_before__isnull", False), _connector="OR"
                        ),
                        name="destruction_approved_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("role", models.CharField(max_length=40)),
                ("approved", models.BooleanField()),
                ("at", models.DateTimeField()),
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
                (
                    "destruction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="given", to="destruction.destruction"
                    ),
                ),
            ],
            options={
                "verbose_name": "approval of a destruction",
                "constraints": [
                    models.UniqueConstraint(fields=("destruction", "account"), name="destruction_approved_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptCount",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("outcome", "outcome"),
                            ("lead_time", "lead time in months, at most"),
                            ("hours", "hours, at most"),
                        ],
                        max_length=20,
                    ),
                ),
                ("value", models.CharField(max_length=40)),
                ("people", models.PositiveIntegerField()),
                ("rule", models.CharField(max_length=120)),
                ("decision_id", models.UUIDField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "count that was kept",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "year", "measure", "value"), name="kept_count_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("scope_id", models.UUIDField()),
                ("data_key_id", models.UUIDField()),
                ("retention_class", models.CharField(max_length=200)),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), size=None),
                ),
                ("records", models.PositiveIntegerField()),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), size=None),
                ),
                ("earliest", models.DateField(null=True)),
                ("due", models.DateField()),
                ("rests_on", models.JSONField()),
                ("triggers", models.JSONField()),
                ("follows", models.BooleanField()),
                ("identity", models.BooleanField()),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("destroy", "destroyed"),
                            ("put_away", "put away where nobody reads it, and destroyed later"),
                        ],
                        db_default="destroy",
                        default="destroy",
                        max_length=10,
                    ),
                ),
                ("closed_until", models.DateField(null=True)),
                ("closed_by_statute", models.BooleanField(db_default=False, default=False)),
                ("handed_over", models.DateField(null=True)),
                (
                    "left_out",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("held", "something stops it"),
                            ("judged", "somebody judged that it stays"),
                            ("rules", "the rules do not let it go"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "nothing yet"),
                            (1, "contents emptied, nothing finds them"),
                            (2, "key destroyed"),
                            (3, "files removed"),
                        ],
                        default=0,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "destruction",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="destruction.destruction",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of a destruction",
                "indexes": [
                    models.Index(fields=["data_key_id"], name="destruction_data_ke_6f5446_idx"),
                    models.Index(fields=["dossier"], name="destruction_dossier_0dabe9_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("destruction", "data_key_id"), name="destruction_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(("fate", "destroy"), ("closed_until__isnull", False), _connector="OR"),
                        name="destruction_put_away_until",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PutAway",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("scope_id", models.UUIDField()),
                ("data_key_id", models.UUIDField()),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), size=None),
                ),
                ("records", models.PositiveIntegerField()),
                ("statute", models.BooleanField()),
                ("rests_on", models.JSONField()),
                ("put_away_on", models.DateField()),
                ("until_on", models.DateField()),
                ("sealed", models.BinaryField()),
                ("decision_id", models.UUIDField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="put_away", to="destruction.line"
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
                "verbose_name": "what was put away",
                "indexes": [
                    models.Index(fields=["organisation", "until_on"], name="destruction_organis_c80da4_idx"),
                    models.Index(fields=["dossier"], name="destruction_dossier_6d35db_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("statutory_duty", "a law obliges us to give it"),
                            ("court_order", "a court ordered it"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "put_away",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="openings", to="destruction.putaway"
                    ),
                ),
            ],
            options={
                "verbose_name": "opening of what was put away",
            },
        ),
        migrations.CreateModel(
            name="Shredding",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("whole", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "destruction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shredded",
                        to="destruction.destruction",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="paper.paperfile"
                    ),
                ),
            ],
            options={
                "verbose_name": "paper that was shredded",
                "constraints": [
                    models.UniqueConstraint(fields=("destruction", "paper"), name="destruction_shredded_once")
                ],
            },
        ),
    ]
