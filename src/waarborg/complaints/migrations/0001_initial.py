"""Complaints, apart from dossiers: rows, keys and an end of their own. Only numbers and days stand in clear."""

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
            name="Complaint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("written", models.BooleanField()),
                (
                    "complainant",
                    models.CharField(
                        choices=[
                            ("client", "the client"),
                            ("representative", "somebody who acts for the client"),
                            ("principal", "a principal"),
                            ("other", "somebody else"),
                        ],
                        max_length=16,
                    ),
                ),
                ("principal_kind", models.CharField(blank=True, max_length=40)),
                ("together", models.UUIDField(null=True)),
                (
                    "came_by",
                    models.CharField(
                        choices=[
                            ("email", "by e-mail"),
                            ("form", "by the form on the website"),
                            ("in_person", "in person"),
                            ("letter", "by letter"),
                            ("portal", "in the client's own pages"),
                            ("telephone", "by telephone"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("services", "our service"),
                            ("employee", "how a colleague acted"),
                            ("privacy", "personal data"),
                            ("complaint_handling", "how an earlier complaint was handled"),
                            ("third_party", "somebody outside the agency"),
                            ("other", "something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("received_on", models.DateField(null=True)),
                ("about_on", models.DateField(null=True)),
                ("take_up_until", models.DateField(null=True)),
                (
                    "missing",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                ("rule", models.CharField(blank=True, max_length=120)),
                ("article", models.CharField(blank=True, max_length=40)),
                ("terms", models.JSONField(default=list)),
                ("confirm_by", models.DateField(null=True)),
                ("meet_by", models.DateField(null=True)),
                ("refuse_by", models.DateField(null=True)),
                ("decide_by", models.DateField(null=True)),
                (
                    "seen_by",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                (
                    "flagged_to",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                ("meeting_on", models.DateField(null=True)),
                ("confirmed_on", models.DateField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("solved", "solved by talking"),
                            ("upheld", "well-founded"),
                            ("partly", "partly well-founded"),
                            ("rejected", "not well-founded"),
                            ("not_taken_up", "not taken up"),
                            ("withdrawn", "taken back"),
                        ],
                        max_length=14,
                    ),
                ),
                ("refused_because", models.CharField(blank=True, max_length=24)),
                ("ended_on", models.DateField(null=True)),
                (
                    "appeal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("principal", "the principal"),
                            ("complaints_body", "a body that stands up for clients"),
                            ("quality_mark", "the quality mark"),
                            ("mediator", "an adviser or mediator"),
                            ("insurer", "the legal-expenses insurer"),
                        ],
                        max_length=16,
                    ),
                ),
                ("closed_on", models.DateField(null=True)),
                ("keep_until", models.DateField(null=True)),
                ("by_mail", models.BooleanField(default=False)),
                ("mailed_at", models.DateTimeField(null=True)),
                ("emptied_at", models.DateTimeField(null=True)),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "about",
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
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "handler",
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
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "complaint",
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=["organisation", "decide_by"],
                        name="complaint_open",
                    ),
                    models.Index(fields=["dossier"], name="complaints__dossier_05236e_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "year", "number"), name="complaint_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("outcome", "")),
                            models.Q(("ended_on__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="complaint_ended_with_an_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_on__isnull", True), ("written", False)),
                            models.Q(("received_on__isnull", False), ("written", True)),
                            _connector="OR",
                        ),
                        name="complaint_written_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "not_taken_up"), _negated=True),
                            models.Q(("refused_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="complaint_refused_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("event_id", models.UUIDField()),
                ("reviewed_at", models.DateTimeField()),
                (
                    "finding",
                    models.CharField(choices=[("fair", "no disadvantage"), ("undone", "set right")], max_length=10),
                ),
                ("decision_id", models.UUIDField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="complaints.complaint"
                    ),
                ),
            ],
            options={
                "verbose_name": "look back on an act during a complaint",
                "constraints": [models.UniqueConstraint(fields=("event_id",), name="act_reviewed_once")],
            },
        ),
        migrations.CreateModel(
            name="ComplaintFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("complaint", "the complaint on paper"),
                            ("mandate", "the mandate of who complains for another"),
                            ("evidence", "what shows it"),
                            ("consent", "a consent that was signed"),
                            ("agreement", "an agreement with a mediator that was signed"),
                            ("other", "something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("made_here", "made here from a template"),
                            ("clean", "scanned for viruses, nothing found"),
                            ("unscanned", "not scanned for viruses: no scanner is set up"),
                        ],
                        max_length=10,
                    ),
                ),
                ("size", models.PositiveBigIntegerField()),
                ("blob_id", models.UUIDField()),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField(null=True)),
                ("added_at", models.DateTimeField()),
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
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="complaints.complaint"
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
                "verbose_name": "file with a complaint",
                "indexes": [models.Index(fields=["complaint", "added_at"], name="complaints__complai_030b3a_idx")],
            },
        ),
        migrations.CreateModel(
            name="ComplaintGiving",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recipient", models.CharField(max_length=40)),
                ("ground", models.CharField(max_length=40)),
                ("rule", models.CharField(max_length=120)),
                ("article", models.CharField(max_length=40)),
                ("prepared_at", models.DateTimeField()),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[("in_person", "in person"), ("letter", "by post"), ("portal", "in their own pages")],
                        max_length=12,
                    ),
                ),
                ("given_on", models.DateField(null=True)),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField(null=True)),
                ("sealed_copy", models.BinaryField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="givings", to="complaints.complaint"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "giving of a complaint",
                "indexes": [models.Index(fields=["complaint", "-prepared_at"], name="complaints__complai_d43542_idx")],
            },
        ),
        migrations.CreateModel(
            name="ComplaintLetter",
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
                            ("complaint_confirmed", "a complaint that came in"),
                            ("complaint_decided", "the decision on a complaint"),
                            ("complaint_incomplete", "what is missing in a complaint"),
                            ("complaint_invited", "the hearing about a complaint"),
                            ("complaint_longer", "more time for a complaint"),
                            ("complaint_refused", "a complaint that is not taken up"),
                            ("complaint_status", "how a complaint stands"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("solved", "solved by talking"),
                            ("upheld", "well-founded"),
                            ("partly", "partly well-founded"),
                            ("rejected", "not well-founded"),
                            ("not_taken_up", "not taken up"),
                            ("withdrawn", "taken back"),
                        ],
                        max_length=14,
                    ),
                ),
                ("because", models.CharField(blank=True, max_length=24)),
                ("until", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[("in_person", "in person"), ("letter", "by post"), ("portal", "in their own pages")],
                        max_length=12,
                    ),
                ),
                ("given_on", models.DateField(null=True)),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("decision_id", models.UUIDField()),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="complaints.complaint"
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
                "verbose_name": "letter about a complaint",
                "indexes": [models.Index(fields=["complaint", "-made_at"], name="complaints__complai_2a0100_idx")],
            },
        ),
        migrations.CreateModel(
            name="ComplaintStep",
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
                            ("talked", "Talked about it"),
                            ("received", "Received on paper or in writing"),
                            ("assigned", "Given to who handles it"),
                            ("accused", "Said which colleague it is about"),
                            ("nobody_accused", "It is about nobody in particular"),
                            ("no_dossier", "Handled without a dossier, with the reason"),
                            ("asked_missing", "Asked for what is missing"),
                            ("invited", "Invited to the hearing by letter"),
                            ("completed", "Completed"),
                            ("meeting", "Meeting planned"),
                            ("no_meeting", "No meeting, with the reason"),
                            ("confirmed", "Receipt confirmed by letter"),
                            ("principal_yes", "The complainant agrees in writing that the principal is there"),
                            ("principal_no", "The complainant does not want the principal there"),
                            ("heard", "Heard; the minutes"),
                            ("did_not_cooperate", "Did not come or did not cooperate"),
                            ("status_asked", "Asked how it stands"),
                            ("status_told", "Told how it stands"),
                            ("longer", "More time, told by letter with the reason"),
                            ("revealed", "Looked who complains, with the reason"),
                            ("file_added", "A file came with it"),
                            ("given_out", "Given to somebody outside, with consent"),
                            ("request_found", "There was a request in it, which has its own term"),
                            ("note", "Note"),
                            ("refused", "Not taken up, by letter"),
                            ("decided", "Decided, by letter"),
                            ("withdrawn", "Taken back"),
                            ("solved", "Solved by talking"),
                            ("instance", "Went to the next instance"),
                            ("costs_agreed", "Costs of a mediator agreed and signed beforehand"),
                            ("instance_ended", "The next instance is done"),
                            ("insurer_consent", "The complainant agrees in writing that the insurer gets the file"),
                            ("insurer_no", "The complainant does not want the insurer to get the file"),
                        ],
                        max_length=20,
                    ),
                ),
                ("on", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "instance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("principal", "the principal"),
                            ("complaints_body", "a body that stands up for clients"),
                            ("quality_mark", "the quality mark"),
                            ("mediator", "an adviser or mediator"),
                            ("insurer", "the legal-expenses insurer"),
                        ],
                        max_length=16,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField(null=True)),
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
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="complaints.complaint"
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.complaintletter",
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
                "verbose_name": "step of a complaint",
                "indexes": [models.Index(fields=["complaint", "recorded_at"], name="complaints__complai_68853e_idx")],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="complaints.complaint"
                    ),
                ),
                (
                    "for_account",
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
                "verbose_name": "measure after a complaint",
                "indexes": [models.Index(fields=["complaint"], name="complaints__complai_228156_idx")],
            },
        ),
        migrations.CreateModel(
            name="ReferralBody",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.SlugField(max_length=40)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("principal", "the principal"),
                            ("complaints_body", "a body that stands up for clients"),
                            ("quality_mark", "the quality mark"),
                            ("mediator", "an adviser or mediator"),
                            ("insurer", "the legal-expenses insurer"),
                        ],
                        max_length=16,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("reach", models.CharField(blank=True, max_length=200)),
                ("ended", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
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
                "verbose_name": "body to turn to",
                "indexes": [
                    models.Index(fields=["organisation", "key", "-recorded_at"], name="complaints__organis_d013a5_idx")
                ],
            },
        ),
    ]
