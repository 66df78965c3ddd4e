"""A breach, whom it concerns, what was told of it, what is learnt from it. Whatever is written about it is sealed."""

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
        ("letters", "0001_initial"),
        ("parties", "0001_initial"),
        ("work", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Breach",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("aware_at", models.DateTimeField()),
                ("reported_at", models.DateTimeField()),
                ("goes_on", models.BooleanField()),
                ("for_role", models.CharField(max_length=40)),
                ("rule", models.CharField(blank=True, max_length=120)),
                ("article", models.CharField(blank=True, max_length=40)),
                ("due_at", models.DateTimeField(null=True)),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("decision_id", models.UUIDField()),
                (
                    "nature",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), default=list, size=None
                    ),
                ),
                ("happened_from", models.DateTimeField(null=True)),
                ("happened_until", models.DateTimeField(null=True)),
                (
                    "risk",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unlikely", "unlikely that it harms anybody"),
                            ("some", "a risk"),
                            ("high", "a high risk"),
                        ],
                        max_length=10,
                    ),
                ),
                ("became_public", models.BooleanField(default=False)),
                ("unreadable", models.BooleanField(default=False)),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("controller", "as controller"),
                            ("processor", "as processor for the principal"),
                            ("both", "partly as controller, partly as processor"),
                        ],
                        max_length=12,
                    ),
                ),
                ("tells_authority", models.BooleanField(default=False)),
                ("tells_clients", models.BooleanField(default=False)),
                ("tells_employers", models.BooleanField(default=False)),
                ("says_where", models.BooleanField(default=False)),
                ("assessed_at", models.DateTimeField(null=True)),
                ("sealed_assessment", models.BinaryField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "assessed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "data breach",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "year", "number"), name="breach_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("assessed_at__isnull", True), ("risk", "")),
                            models.Q(
                                ("assessed_at__isnull", False),
                                ("sealed_assessment__isnull", False),
                                models.Q(("risk", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="breach_weighed_with_reasons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True), ("assessed_at__isnull", False), _connector="OR"
                        ),
                        name="breach_closed_when_weighed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("part", "processor"), _negated=True), ("tells_authority", False), _connector="OR"
                        ),
                        name="breach_of_a_processor_not_to_the_authority",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Affected",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "found_by",
                    models.CharField(
                        choices=[
                            ("ledger", "found in the log"),
                            ("disclosures", "found in what was given"),
                            ("hand", "added by hand"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None
                    ),
                ),
                ("times", models.PositiveIntegerField(default=0)),
                ("first_at", models.DateTimeField(null=True)),
                ("last_at", models.DateTimeField(null=True)),
                (
                    "accounts",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                (
                    "parties",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("left_out", models.BooleanField(default=False)),
                ("untold", models.BooleanField(default=False)),
                ("told_at", models.DateTimeField(null=True)),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("decision_id", models.UUIDField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.letter"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "breach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="breaches.breach"
                    ),
                ),
            ],
            options={
                "verbose_name": "dossier that a breach concerns",
                "constraints": [models.UniqueConstraint(fields=("breach", "dossier"), name="affected_once")],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("due_on", models.DateField()),
                ("written_at", models.DateTimeField()),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("decision_id", models.UUIDField()),
                (
                    "breach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="breaches.breach"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "task",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="work.task"),
                ),
            ],
            options={
                "verbose_name": "lesson of a breach",
            },
        ),
        migrations.CreateModel(
            name="PartyLetter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("authority", "the supervisory authority"),
                            ("controller", "the principal for whom we only process"),
                            ("principal", "a principal"),
                            ("employer", "an employer"),
                        ],
                        max_length=12,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("decision_id", models.UUIDField()),
                (
                    "breach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="breaches.breach"
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
            ],
            options={
                "verbose_name": "letter about a breach to a principal or an employer",
            },
        ),
        migrations.CreateModel(
            name="BreachNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("authority", "the supervisory authority"),
                            ("controller", "the principal for whom we only process"),
                            ("principal", "a principal"),
                            ("employer", "an employer"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("first", "the first notice"),
                            ("follow_up", "a further notice: something was added or changed"),
                            ("withdrawn", "the notice was withdrawn"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("letter", "by post"),
                            ("email", "by e-mail"),
                            ("in_person", "handed over in person"),
                            ("telephone", "by telephone, with nothing on paper"),
                        ],
                        max_length=12,
                    ),
                ),
                ("told_at", models.DateTimeField()),
                ("left", models.BooleanField(default=False)),
                ("late", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField()),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("decision_id", models.UUIDField()),
                (
                    "breach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="breaches.breach"
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
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.party"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="breaches.partyletter",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice of a breach",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("left", False),
                                ("party__isnull", True),
                                ("to", "authority"),
                                models.Q(("phase", ""), _negated=True),
                            ),
                            models.Q(models.Q(("to", "authority"), _negated=True), ("phase", "")),
                            _connector="OR",
                        ),
                        name="breach_notice_to_the_authority_in_phases",
                    )
                ],
            },
        ),
    ]
