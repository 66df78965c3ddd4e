"""Organisations, people who sign in, what they are there, and what they signed."""

import datetime as dt

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import waarborg.kernel.identifiers

# Of the shape that Django's database cache expects. Unlogged: after a crash counting begins anew, and no replica or
# write-ahead log ever holds it.
THROTTLE = """
create unlogged table accounts_throttle (
    cache_key varchar(255) not null primary key,
    value text not null,
    expires timestamptz not null
);
create index accounts_throttle_expires on accounts_throttle (expires);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("login", models.CharField(max_length=150, unique=True, verbose_name="sign-in name")),
                ("display_name", models.CharField(blank=True, max_length=150, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("client", "client"), ("outsider", "outsider"), ("staff", "staff")],
                        default="staff",
                        max_length=12,
                    ),
                ),
                ("language", models.CharField(default="nl", max_length=5)),
                ("single_keys", models.BooleanField(default=True, verbose_name="single keys")),
                ("is_active", models.BooleanField(default=True)),
                ("mail_token", models.CharField(max_length=64, null=True, unique=True)),
                ("created_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "account",
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("regulation", models.SlugField(help_text="The id of the regulation it adopts versions of.")),
                ("dossier_prefix", models.CharField(max_length=6)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "organisation",
            },
        ),
        migrations.CreateModel(
            name="DeclarationText",
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
                            ("confidentiality", "confidentiality"),
                            ("instruction", "handling instruction"),
                            ("passed_on", "duties that a principal passes on"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("contractor", "who is hired"),
                            ("everybody", "everybody who comes in"),
                            ("outsider", "who comes in from outside"),
                            ("staff", "who is employed"),
                            ("supplier", "suppliers"),
                            ("volunteer", "volunteers"),
                        ],
                        default="everybody",
                        max_length=12,
                    ),
                ),
                ("contract_id", models.UUIDField(null=True)),
                ("version", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("in_force_from", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "kind", "audience", "contract_id", "version"),
                        name="declaration_text_version",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contract_id__isnull", False), ("kind", "passed_on")),
                            models.Q(models.Q(("kind", "passed_on"), _negated=True), ("contract_id__isnull", True)),
                            _connector="OR",
                        ),
                        name="declaration_text_of_agreement",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
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
                            ("confidentiality", "confidentiality"),
                            ("instruction", "handling instruction"),
                            ("passed_on", "duties that a principal passes on"),
                        ],
                        max_length=16,
                    ),
                ),
                ("signed_as", models.CharField(max_length=150)),
                ("signed_at", models.DateTimeField()),
                ("wording_sha256", models.CharField(max_length=64)),
                ("until_on", models.DateField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.declarationtext"
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
                "indexes": [models.Index(fields=["account", "text"], name="accounts_de_account_5afe6c_idx")],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("session_key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
            },
        ),
        migrations.CreateModel(
            name="Invitation",
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
                        choices=[("password", "a new password"), ("second_factor", "a new second step")], max_length=16
                    ),
                ),
                ("token_sha256", models.CharField(max_length=64, null=True, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("made_by__isnull", True),
                            models.Q(("made_by", models.F("account")), _negated=True),
                            _connector="OR",
                        ),
                        name="invitation_never_to_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "password"), ("token_sha256__isnull", False)),
                            models.Q(("kind", "second_factor"), ("token_sha256__isnull", True)),
                            _connector="OR",
                        ),
                        name="invitation_password_has_link",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("role", models.CharField(max_length=40)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("commission", "commission"),
                            ("consent", "consent of the client"),
                            ("employment", "employment"),
                            ("guardianship", "guardianship"),
                            ("hiring", "hiring"),
                            ("mandate", "mandate"),
                            ("own_dossier", "own dossier"),
                            ("parenthood", "parenthood"),
                        ],
                        default="employment",
                        max_length=12,
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("decision_id", models.UUIDField(null=True)),
                ("person_id", models.UUIDField(null=True)),
                ("party_id", models.UUIDField(null=True)),
                ("bound_by_profession", models.BooleanField(default=False)),
                ("health_domain", models.BooleanField(default=False)),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), null=True, size=None
                    ),
                ),
                ("only_reads", models.BooleanField(default=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
            ],
            options={
                "verbose_name": "role of a person",
                "indexes": [models.Index(fields=["account", "organisation"], name="accounts_me_account_3a8b45_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_by__isnull", True),
                            models.Q(("given_by", models.F("account")), _negated=True),
                            _connector="OR",
                        ),
                        name="membership_never_to_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True),
                            (
                                "until_on__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("from_on"), "-", models.Value(dt.timedelta(days=1))
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="membership_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=("organisation", "account", "role", "person_id"),
                        name="membership_one_open_per_role",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MaintenanceWindow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("party_id", models.UUIDField()),
                ("reason", models.CharField(max_length=300)),
                ("rule", models.CharField(max_length=60)),
                ("opened_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "opened_by",
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
                "verbose_name": "maintenance window",
                "indexes": [
                    models.Index(fields=["account", "organisation", "ends_at"], name="accounts_ma_account_a88725_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("opened_by", models.F("account")), _negated=True),
                        name="maintenance_never_to_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("opened_at"))), name="maintenance_ends_after_start"
                    ),
                ],
            },
        ),
        migrations.RunSQL(THROTTLE, "drop table accounts_throttle"),
    ]
