"""What left, or is about to: to whom, what of it, by which rules; and the link by which it is fetched once."""

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
        ("parties", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("act", models.CharField(db_default="disclose", default="disclose", max_length=12)),
                ("recipient", models.CharField(max_length=40)),
                ("purpose", models.CharField(max_length=40)),
                ("ground", models.CharField(max_length=40)),
                ("channel", models.CharField(max_length=20)),
                (
                    "claims",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                (
                    "rules",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), default=list, size=None
                    ),
                ),
                (
                    "articles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("language", models.CharField(max_length=5)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "waits to be given"),
                            ("given", "given"),
                            ("refused", "refused"),
                            ("stopped", "stopped before it went"),
                        ],
                        default="prepared",
                        max_length=8,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("by_hand", "taken back by whoever prepared it"),
                            ("consent_withdrawn", "the consent was withdrawn"),
                            ("objected", "the client objected"),
                            ("approval_ended", "the approval was taken back"),
                            ("no_longer_allowed", "the regulation no longer lets it go"),
                            ("over", "nobody fetched it in time"),
                        ],
                        max_length=20,
                    ),
                ),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("sealed_copy", models.BinaryField(null=True)),
                ("prepared_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(null=True)),
                ("client_told_at", models.DateTimeField(null=True)),
                ("given_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "agreed_by",
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
                    "given_by",
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
                    "party",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.party"
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "disclosure",
                "indexes": [
                    models.Index(fields=["dossier", "-prepared_at"], name="disclosures_dossier_cf2084_idx"),
                    models.Index(
                        condition=models.Q(("state", "prepared")),
                        fields=["organisation", "prepared_at"],
                        name="disclosure_waiting",
                    ),
                    models.Index(fields=["organisation", "-given_at"], name="disclosure_register"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("given_at__isnull", True), ("given_by__isnull", False), _connector="OR"),
                        name="disclosure_given_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by__isnull", True),
                            models.Q(("agreed_by", models.F("prepared_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="disclosure_agreed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "given"), _negated=True), ("given_at__isnull", False), _connector="OR"
                        ),
                        name="disclosure_given_at_a_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisclosedItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("category", models.CharField(max_length=80)),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                ("rule", models.CharField(max_length=120)),
                ("article", models.CharField(max_length=40)),
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
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.record"
                    ),
                ),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="disclosures.disclosure"
                    ),
                ),
            ],
            options={
                "verbose_name": "item of a disclosure",
                "indexes": [models.Index(fields=["record"], name="disclosures_record__055315_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("disclosure", "record"), name="disclosed_once_in_each")
                ],
            },
        ),
        migrations.CreateModel(
            name="DisclosureReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("danger", "it went because of acute danger"),
                            ("court", "it went by order of a judge"),
                            ("past_a_rule", "a prohibition was set aside for it"),
                            ("asked", "the regulation asks it"),
                        ],
                        max_length=12,
                    ),
                ),
                ("rule", models.CharField(max_length=120)),
                ("article", models.CharField(max_length=40)),
                ("due_on", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("right", "it was right to give this"),
                            ("too_much", "less would have done"),
                            ("wrong", "this should not have been given"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("data_key_id", models.UUIDField(null=True)),
                ("sealed", models.BinaryField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "disclosure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="review", to="disclosures.disclosure"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "given_by",
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
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "looking back on what was given",
                "indexes": [
                    models.Index(
                        condition=models.Q(("outcome", "")),
                        fields=["organisation", "due_on"],
                        name="disclosure_review_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by__isnull", True),
                            models.Q(("reviewed_by", models.F("given_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="disclosure_reviewed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", ""),
                            models.Q(
                                ("reviewed_at__isnull", False),
                                ("reviewed_by__isnull", False),
                                ("sealed__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="disclosure_reviewed_with_reasons",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OneTimeLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("address_hash", models.BinaryField(unique=True)),
                ("code_hash", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("wrong_codes", models.PositiveSmallIntegerField(default=0)),
                ("fetched_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "disclosure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="link", to="disclosures.disclosure"
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
                "verbose_name": "one-time link",
            },
        ),
        migrations.CreateModel(
            name="ClientApproval",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("given", "approved as it is"),
                            ("declined", "not approved"),
                            ("ended", "taken back"),
                        ],
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "answered_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("client", "the person themself"),
                            ("representative", "a representative"),
                            ("parent", "a parent"),
                            ("guardian", "a guardian"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("paper", "signed on paper"),
                            ("conversation", "read together on the screen"),
                            ("portal", "in the portal"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("data_key_id", models.UUIDField(null=True)),
                ("sealed", models.BinaryField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "asked_by",
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
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.record"
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.record"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "approval of a version",
                "indexes": [models.Index(fields=["dossier", "record"], name="disclosures_dossier_2c5d31_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "given"])),
                        fields=("record", "version"),
                        name="approval_once_per_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["given", "declined"]), _negated=True),
                            models.Q(
                                ("answered_on__isnull", False), ("sealed__isnull", False), ("written_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="approval_answered_by_somebody",
                    ),
                ],
            },
        ),
    ]
