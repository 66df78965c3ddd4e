"""Persons, dossiers and trajectories: the frame that records hang in. No column says who anybody is."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import waarborg.dossiers.sealed_field
import waarborg.kernel.clock
import waarborg.kernel.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("adoption", "0001_initial"),
        ("parties", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("minor", models.BooleanField(null=True)),
                ("of_age_on", models.DateField(null=True)),
                ("died_on", models.DateField(null=True)),
                ("decision_id", models.UUIDField()),
                ("created_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
            },
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, verbose_name="number")),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                ("regulation_handed_out_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("decision_id", models.UUIDField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "dossier",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "number"), name="dossier_number_once"),
                    models.UniqueConstraint(fields=("organisation", "person"), name="dossier_one_per_person"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True), ("closed_on__gte", models.F("opened_on")), _connector="OR"
                        ),
                        name="dossier_closes_after_opening",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("scope_id", models.UUIDField()),
                ("category", models.CharField(max_length=80)),
                ("retention_class", models.CharField(max_length=120)),
                ("data_key_id", models.UUIDField()),
                ("sealed", waarborg.dossiers.sealed_field.SealedField()),
                ("source", models.CharField(max_length=40)),
                ("purpose", models.CharField(max_length=80)),
                ("ground", models.CharField(blank=True, max_length=40)),
                ("marks", models.SmallIntegerField(default=0)),
                ("only_one", models.BooleanField(default=False)),
                ("moved_on", models.DateField(null=True)),
                ("erased_on", models.DateField(null=True)),
                ("erased_note", models.BooleanField(default=False)),
                ("occurred_on", models.DateField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                (
                    "author",
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
            ],
            options={
                "verbose_name": "record",
            },
        ),
        migrations.CreateModel(
            name="ClientStatement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("of_dossier", models.BooleanField(default=False)),
                (
                    "said_as",
                    models.CharField(
                        choices=[
                            ("statement", "the client's statement"),
                            ("supplement", "added at the client's request"),
                        ],
                        default="statement",
                        max_length=12,
                    ),
                ),
                (
                    "given_by",
                    models.CharField(
                        choices=[
                            ("client", "the person themself"),
                            ("representative", "a representative"),
                            ("parent", "a parent"),
                            ("guardian", "a guardian"),
                        ],
                        default="client",
                        max_length=20,
                    ),
                ),
                ("said_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
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
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
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
                "verbose_name": "statement of the client",
                "indexes": [
                    models.Index(fields=["record"], name="dossiers_cl_record__c524ac_idx"),
                    models.Index(fields=["dossier", "recorded_at"], name="dossiers_cl_dossier_2f9eac_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("scope_id", models.UUIDField()),
                ("category", models.CharField(max_length=80)),
                ("marks", models.SmallIntegerField()),
                ("version", models.PositiveIntegerField()),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("source", models.CharField(max_length=40)),
                ("replaced_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "corrected_by",
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
                "constraints": [models.UniqueConstraint(fields=("record", "version"), name="record_version_once")],
            },
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("item_id", models.UUIDField()),
                ("category", models.CharField(max_length=80)),
                ("article", models.CharField(max_length=40)),
                ("since", models.DateTimeField()),
                ("lifting_letter_id", models.UUIDField(null=True)),
                ("lifts_on", models.DateField(null=True)),
                ("lifted_at", models.DateTimeField(null=True)),
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
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.record"
                    ),
                ),
            ],
            options={
                "verbose_name": "restriction",
                "indexes": [models.Index(fields=["dossier"], name="dossiers_re_dossier_9a23e0_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("record",),
                        name="restriction_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifted_at__isnull", True),
                            models.Q(
                                ("lifted_by__isnull", False),
                                ("lifting_letter_id__isnull", False),
                                ("lifts_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="restriction_lifted_after_a_letter",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedList",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("state", models.CharField(max_length=10)),
                ("phase", models.CharField(blank=True, max_length=12)),
                ("next_step", models.CharField(blank=True, max_length=10)),
                ("sort", models.CharField(max_length=20)),
                ("descending", models.BooleanField(default=False)),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None),
                ),
                ("saved_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "coach",
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
                    "principal",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.party"
                    ),
                ),
            ],
            options={
                "verbose_name": "saved list",
                "indexes": [models.Index(fields=["organisation", "account"], name="dossiers_sa_organis_277ce0_idx")],
            },
        ),
        migrations.CreateModel(
            name="SearchToken",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("token", models.BinaryField()),
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
                "indexes": [
                    models.Index(fields=["organisation", "kind", "token"], name="dossiers_se_organis_6cc93f_idx"),
                    models.Index(fields=["record"], name="dossiers_se_record__f5373e_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Showing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("rule", models.CharField(max_length=120)),
                ("consented_on", models.DateField()),
                (
                    "given_by",
                    models.CharField(
                        choices=[
                            ("client", "the person themself"),
                            ("representative", "a representative"),
                            ("parent", "a parent"),
                            ("guardian", "a guardian"),
                        ],
                        default="client",
                        max_length=16,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("runs_until", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
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
                "verbose_name": "showing",
                "indexes": [
                    models.Index(fields=["account", "dossier"], name="dossiers_sh_account_597b64_idx"),
                    models.Index(fields=["dossier"], name="dossiers_sh_dossier_bfe37e_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("made_by", models.F("account")), _negated=True),
                        name="showing_never_to_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("made_at"))), name="showing_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("runs_until__isnull", True), ("runs_until__lte", models.F("ends_at")), _connector="OR"
                        ),
                        name="showing_runs_no_longer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShownRecord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("category", models.CharField(max_length=80)),
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
                    "showing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="dossiers.showing"
                    ),
                ),
            ],
            options={
                "verbose_name": "shown item",
                "constraints": [models.UniqueConstraint(fields=("showing", "record"), name="shown_once_in_each")],
            },
        ),
        migrations.CreateModel(
            name="Trajectory",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("principal_kind", models.CharField(max_length=20)),
                (
                    "acts_as",
                    models.CharField(
                        choices=[
                            ("controller", "controller"),
                            ("joint", "joint controller"),
                            ("processor", "processor"),
                        ],
                        default="controller",
                        max_length=12,
                    ),
                ),
                ("type", models.CharField(max_length=60)),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("referral", "referral"),
                            ("intake", "intake"),
                            ("running", "running"),
                            ("paused", "paused"),
                            ("placed", "placed"),
                            ("ended", "ended"),
                        ],
                        default="referral",
                        max_length=12,
                    ),
                ),
                ("own_phase", models.CharField(blank=True, default="", max_length=40)),
                ("goal", models.CharField(blank=True, default="", max_length=40)),
                ("outcome", models.CharField(blank=True, default="", max_length=40)),
                ("closing_reason", models.CharField(blank=True, default="", max_length=40)),
                ("for_illness", models.BooleanField(default=False)),
                ("hours_granted", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("referred_on", models.DateField()),
                ("first_interview_on", models.DateField(null=True)),
                ("plan_approved_on", models.DateField(null=True)),
                ("started_on", models.DateField(null=True)),
                ("planned_end_on", models.DateField(null=True)),
                ("placed_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("decision_id", models.UUIDField()),
                (
                    "contract",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.contract"
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
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.party"
                    ),
                ),
            ],
            options={
                "verbose_name": "trajectory",
                "indexes": [
                    models.Index(fields=["dossier"], name="dossiers_tr_dossier_06a3b7_idx"),
                    models.Index(fields=["principal"], name="dossiers_tr_princip_5e44f1_idx"),
                ],
            },
        ),
        migrations.AddField(
            model_name="record",
            name="trajectory",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.trajectory"
            ),
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "part",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), null=True, size=None
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("until_assigned", models.BooleanField(db_default=False, default=False)),
                ("decision_id", models.UUIDField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "covers_for",
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
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.trajectory"
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "indexes": [
                    models.Index(fields=["account", "organisation"], name="dossiers_as_account_dcdcd6_idx"),
                    models.Index(fields=["dossier"], name="dossiers_as_dossier_fc89f8_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_assigned", False), ("until_on__isnull", True)),
                        fields=("trajectory", "account"),
                        name="assignment_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("covers_for__isnull", True), ("until_on__isnull", False), _connector="OR"),
                        name="assignment_cover_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="View",
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
                            ("requested", "requested"),
                            ("granted", "granted"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="requested",
                        max_length=12,
                    ),
                ),
                ("rule", models.CharField(blank=True, max_length=120)),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), null=True, size=None
                    ),
                ),
                ("on_the_spot", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("review_by", models.DateField(null=True)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("client_told_at", models.DateTimeField(null=True)),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField(help_text="Reason, answer and review, sealed together.")),
                ("decision_id", models.UUIDField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decided_by",
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
                "verbose_name": "view",
                "indexes": [
                    models.Index(fields=["account", "dossier"], name="dossiers_vi_account_79879a_idx"),
                    models.Index(fields=["organisation", "state"], name="dossiers_vi_organis_7c7afd_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("account")), _negated=True),
                            _connector="OR",
                        ),
                        name="view_never_granted_to_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "granted"), _negated=True), ("ends_at__isnull", False), _connector="OR"
                        ),
                        name="view_always_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Weighing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("scope_id", models.UUIDField()),
                ("category", models.CharField(max_length=80)),
                ("needed", models.BooleanField()),
                ("weighed_on", models.DateField()),
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
                "verbose_name": "weighing of necessity",
                "indexes": [
                    models.Index(fields=["dossier", "scope_id", "category"], name="dossiers_we_dossier_f6a540_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="ClientDeclaration",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("fact", models.CharField(max_length=60)),
                ("form", models.CharField(max_length=20)),
                (
                    "recipients",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), null=True, size=None
                    ),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), null=True, size=None
                    ),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), null=True, size=None
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("refused", models.BooleanField(db_default=False, default=False)),
                (
                    "given_by",
                    models.CharField(
                        choices=[
                            ("client", "the person themself"),
                            ("representative", "a representative"),
                            ("parent", "a parent"),
                            ("guardian", "a guardian"),
                        ],
                        db_default="client",
                        default="client",
                        max_length=20,
                    ),
                ),
                ("mandate_seen_on", models.DateField(null=True)),
                ("decision_id", models.UUIDField()),
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
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "verbose_name": "declaration of a client",
                "indexes": [models.Index(fields=["dossier", "fact"], name="dossiers_cl_dossier_5f1787_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("refused", False), ("ended_on", models.F("from_on")), _connector="OR"),
                        name="declaration_refused_never_holds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_by", "representative"), _negated=True),
                            ("mandate_seen_on__isnull", False),
                            _connector="OR",
                        ),
                        name="declaration_mandate_was_seen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AddressConfirmation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("record_id", models.UUIDField()),
                ("record_version", models.PositiveIntegerField()),
                ("confirmed_on", models.DateField()),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "verbose_name": "confirmation of an address",
                "indexes": [models.Index(fields=["record_id"], name="dossiers_ad_record__c64c4c_idx")],
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("since", models.DateTimeField(default=waarborg.kernel.clock.now)),
                ("data_key_id", models.UUIDField(null=True)),
                ("sealed", models.BinaryField(null=True)),
                ("decision_id", models.UUIDField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_decision_id", models.UUIDField(null=True)),
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("dossier", "account"),
                        name="exclusion_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifted_at__isnull", True), ("lifted_decision_id__isnull", False), _connector="OR"
                        ),
                        name="exclusion_lifted_by_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOut",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("in_person", "in person"),
                            ("letter", "by post"),
                            ("email", "by e-mail"),
                            ("portal", "through the portal"),
                        ],
                        max_length=20,
                    ),
                ),
                ("handed_on", models.DateField()),
                (
                    "proof",
                    models.CharField(
                        choices=[
                            ("on_screen", "signed on this screen"),
                            ("scan", "signed on paper, with the scan in the dossier"),
                            ("paper", "signed on paper, kept with the agreement"),
                            ("sent", "sent from here"),
                            ("noted", "written down by who gave it"),
                        ],
                        default="noted",
                        max_length=12,
                    ),
                ),
                ("record_id", models.UUIDField(null=True)),
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="adoption.version"
                    ),
                ),
            ],
            options={
                "verbose_name": "handing out of the regulation",
                "indexes": [models.Index(fields=["dossier"], name="dossiers_ha_dossier_d264cc_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("proof", "scan"), _negated=True), ("record_id__isnull", False), _connector="OR"
                        ),
                        name="handout_scan_is_there",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["dossier", "category", "-occurred_on"], name="dossiers_re_dossier_d327bb_idx"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["scope_id"], name="dossiers_re_scope_i_c216ee_idx"),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.UniqueConstraint(
                condition=models.Q(("only_one", True)), fields=("scope_id", "category"), name="record_only_one"
            ),
        ),
    ]
