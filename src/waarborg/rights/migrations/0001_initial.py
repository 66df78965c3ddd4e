"""Requests of clients, and every step that was taken in them."""

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
        ("disclosures", "0001_initial"),
        ("dossiers", "0001_initial"),
        ("letters", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ErasedFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("blob_id", models.UUIDField()),
                ("erased_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "erased file",
            },
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("right", models.CharField(max_length=40)),
                (
                    "asked_by",
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
                ("mandate_seen_on", models.DateField(null=True)),
                (
                    "came_by",
                    models.CharField(
                        choices=[
                            ("email", "by e-mail"),
                            ("form", "by the form on the website"),
                            ("in_person", "in person"),
                            ("letter", "by letter"),
                            ("portal", "in the portal"),
                            ("telephone", "by telephone"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "identity",
                    models.CharField(
                        choices=[
                            ("known", "known to whoever took it in"),
                            ("seen", "a document was seen, and no copy of it made"),
                            ("signed_in", "signed in to the portal"),
                            ("doubted", "there is reasonable doubt: they are asked"),
                        ],
                        max_length=12,
                    ),
                ),
                ("received_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("terms", models.JSONField(default=list)),
                ("judged_by", models.CharField(blank=True, max_length=40)),
                ("overseen_by", models.CharField(blank=True, default="", max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "running"), ("paused", "paused"), ("ended", "ended")], max_length=8
                    ),
                ),
                ("due_on", models.DateField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "granted in full"),
                            ("partly", "granted in part"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn by who asked"),
                            ("passed_on", "passed on to the controller"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ended_on", models.DateField(null=True)),
                ("uninvolved", models.BooleanField(default=False)),
                ("court_until", models.DateField(null=True)),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("decision_id", models.UUIDField()),
                (
                    "against",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rights.request"
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "request",
                "indexes": [
                    models.Index(fields=["dossier", "-received_on"], name="rights_requ_dossier_e1c7f6_idx"),
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=["organisation", "due_on"],
                        name="request_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_on__isnull", False),
                                ("state", "ended"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(models.Q(("state", "ended"), _negated=True), ("ended_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="request_ended_with_an_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_by", "client"), ("mandate_seen_on__isnull", False), _connector="OR"),
                        name="request_mandate_was_seen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecipientNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("article", models.CharField(max_length=40)),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("sealed_letter", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("email", "by e-mail"),
                            ("in_person", "in person"),
                            ("letter", "by post"),
                            ("portal", "on their own pages"),
                        ],
                        max_length=12,
                    ),
                ),
                ("decision_id", models.UUIDField()),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="disclosures.disclosure"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.mail"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="rights.request"
                    ),
                ),
            ],
            options={
                "verbose_name": "notice to a recipient",
                "constraints": [
                    models.UniqueConstraint(fields=("request", "disclosure"), name="recipient_told_once_of_a_request"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", ""), ("told_at__isnull", True), ("told_by__isnull", True)),
                            models.Q(
                                ("told_at__isnull", False),
                                ("told_by__isnull", False),
                                models.Q(("channel", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="recipient_told_in_some_way",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("field", models.CharField(blank=True, max_length=60)),
                ("category", models.CharField(blank=True, max_length=80)),
                ("occurred_on", models.DateField()),
                ("ground", models.CharField(blank=True, max_length=40)),
                ("chosen_at", models.DateTimeField()),
                (
                    "decided",
                    models.CharField(blank=True, choices=[("done", "done"), ("refused", "refused")], max_length=8),
                ),
                ("because", models.CharField(blank=True, max_length=40)),
                ("article", models.CharField(blank=True, max_length=40)),
                ("decided_at", models.DateTimeField(null=True)),
                ("carried_out_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(null=True)),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
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
                    "chosen_by",
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
                    "record",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.record"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="rights.request"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.clientstatement",
                    ),
                ),
            ],
            options={
                "verbose_name": "item of a request",
                "indexes": [models.Index(fields=["record"], name="rights_requ_record__953da2_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("letter__isnull", True), ("record__isnull", False)),
                            models.Q(("field", ""), ("letter__isnull", False), ("record__isnull", True)),
                            _connector="OR",
                        ),
                        name="request_item_is_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided", ""), ("decided_at__isnull", True), ("decided_by__isnull", True)),
                            models.Q(
                                models.Q(("decided", ""), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="request_item_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided", "refused"), _negated=True),
                            models.Q(
                                models.Q(("because", ""), _negated=True), models.Q(("article", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="request_item_refused_by_an_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by__isnull", True),
                            models.Q(("agreed_by", models.F("decided_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="request_item_agreed_by_another",
                    ),
                    models.UniqueConstraint(fields=("request", "record", "field"), name="request_item_once"),
                    models.UniqueConstraint(fields=("request", "letter"), name="request_item_letter_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestLetter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "does",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("received", "received"),
                            ("asked", "asked"),
                            ("replied", "replied"),
                            ("extended", "extended"),
                            ("answered", "answered"),
                            ("withdrawn", "withdrawn"),
                            ("passed_on", "passed_on"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        blank=True,
                        choices=[("identity", "identity"), ("clarification", "clarification")],
                        max_length=14,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "granted in full"),
                            ("partly", "granted in part"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn by who asked"),
                            ("passed_on", "passed on to the controller"),
                        ],
                        max_length=10,
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.letter"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="rights.request"
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
                "verbose_name": "letter about a request",
                "indexes": [models.Index(fields=["letter"], name="rights_requ_letter__8878ba_idx")],
                "constraints": [models.UniqueConstraint(fields=("request", "letter"), name="request_letter_once")],
            },
        ),
        migrations.CreateModel(
            name="RequestStep",
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
                            ("received", "received"),
                            ("asked", "asked"),
                            ("replied", "replied"),
                            ("extended", "extended"),
                            ("answered", "answered"),
                            ("withdrawn", "withdrawn"),
                            ("passed_on", "passed_on"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "about",
                    models.CharField(
                        blank=True,
                        choices=[("identity", "identity"), ("clarification", "clarification")],
                        max_length=14,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField(null=True)),
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
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="rights.request"
                    ),
                ),
            ],
            options={
                "verbose_name": "step in a request",
                "indexes": [models.Index(fields=["request", "recorded_at"], name="rights_requ_request_29c262_idx")],
            },
        ),
        migrations.CreateModel(
            name="IncomingRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("received_at", models.DateTimeField()),
                (
                    "rights",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                (
                    "seen_by",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                ("answer_by", models.DateField()),
                ("by_mail", models.BooleanField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits until somebody says whose it is"),
                            ("matched", "stands in a dossier"),
                            ("nothing_held", "answered: nothing is kept"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField(null=True)),
                ("decision_id", models.UUIDField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_decision_id", models.UUIDField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "ended_by",
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
                "verbose_name": "request that came in",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["organisation", "answer_by"],
                        name="incoming_request_waits",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dossier__isnull", False), ("sealed__isnull", True), ("state", "matched")),
                            models.Q(models.Q(("state", "matched"), _negated=True), ("dossier__isnull", True)),
                            _connector="OR",
                        ),
                        name="incoming_request_in_a_dossier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "waiting"), ("ended_at__isnull", False), _connector="OR"),
                        name="incoming_request_ended_at",
                    ),
                ],
            },
        ),
    ]
