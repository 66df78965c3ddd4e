"""Tasks, every duty with a day and an article, so that nothing the regulation asks is only in a head; and time."""

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
            name="AgendaAddress",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hashed", models.BinaryField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
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
            ],
            options={
                "verbose_name": "address of an agenda",
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("about_id", models.UUIDField(null=True)),
                ("starts_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("done", "has been"),
                            ("no_show", "did not come"),
                            ("cancelled", "called off"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(default=0)),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("created_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by_decision_id", models.UUIDField(null=True)),
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
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.trajectory"
                    ),
                ),
            ],
            options={
                "verbose_name": "appointment",
                "indexes": [
                    models.Index(
                        fields=["organisation", "account", "starts_at"], name="work_appoin_organis_b3fff8_idx"
                    ),
                    models.Index(fields=["dossier", "starts_at"], name="work_appoin_dossier_8d9c00_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0), ("minutes__lte", 1440)), name="appointment_in_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("form", models.CharField(max_length=40)),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("kept_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
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
                "verbose_name": "draft",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "account", "dossier", "form"), name="draft_one_per_form"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("subject_id", models.UUIDField(null=True)),
                ("item", models.CharField(blank=True, default="", max_length=40)),
                ("reportable", models.BooleanField(default=False)),
                ("fixed_day", models.BooleanField(default=False)),
                ("left_out", models.BooleanField(default=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("approve_destruction", "Approve what is to be destroyed"),
                            ("backup_late", "See to it that a backup is made"),
                            ("ask_approval", "Ask whether the client approves it as it is"),
                            ("breach_assess", "Weigh a data breach"),
                            ("breach_authority", "Tell the supervisory authority of a data breach"),
                            ("breach_draft", "Possible data breach: draft"),
                            ("breach_late", "Tell the supervisory authority at once: the hours are over"),
                            ("breach_lesson", "Do what was learnt from a data breach"),
                            ("breach_soon", "The hours of a data breach are running out"),
                            ("breach_tell", "Give the letter about a data breach"),
                            ("bring_back", "Bring the paper dossier back"),
                            ("complaint", "Handle a complaint"),
                            ("complaint_hearing", "Be there when a complaint about you is talked over"),
                            ("complaint_late", "A complaint is late: its last day is over"),
                            ("complaint_measure", "Do what was agreed after a complaint"),
                            ("complaint_soon", "Handle a complaint before its last day"),
                            ("complaint_status", "Tell a complainant how it stands"),
                            ("control", "Do a control"),
                            ("enquiry", "Answer what a principal asks"),
                            ("enquiry_late", "An answer to a principal is late"),
                            ("enquiry_soon", "Answer a principal before the last day"),
                            ("erase_withdrawn", "Erase what rested on a consent that was withdrawn"),
                            ("file_paper", "File the paper dossier"),
                            ("give_letter", "Give a letter to the client"),
                            ("hand_over", "Decide who takes a trajectory over"),
                            ("hand_over_at_end", "Hand over to a principal whose agreement ended"),
                            ("hand_over_late", "A hand-over is late: destruction waits for it"),
                            ("inform", "Tell who the regulation names"),
                            ("inform_maintenance", "Know that a supplier does maintenance"),
                            ("listed", "From the list of the trajectory"),
                            ("mend", "Mend what a control found"),
                            ("name_deputy", "Name somebody who had no part in it to answer an objection"),
                            ("name_holder", "Give a role that the regulation names"),
                            ("next_step", "Next step"),
                            ("of_age", "The client is of age: ask for their own consent"),
                            ("print_package", "Print what the client asked, and hand it over or post it"),
                            ("rehearse_restore", "Rehearse putting a backup back"),
                            ("reminder", "To do"),
                            ("report", "Write a report"),
                            ("request", "Answer what the client asks"),
                            ("request_escalated", "See to it that a request is answered in time"),
                            ("request_late", "An answer to a request is late: our own term is over"),
                            ("request_receipt", "Give the letter that confirms a request"),
                            ("request_silent", "No answer came to a request: the client need not wait any longer"),
                            ("request_soon", "Answer a request before its last day"),
                            ("send_copy", "Send a copy of the regulation, free"),
                            ("sort_request", "Say whose request from the website this is"),
                            ("sort_request_again", "A request from the website still waits: say whose it is"),
                            ("sort_request_late", "A request from the website waits until nearly its last day"),
                            ("review_act", "Look back on what was done"),
                            ("review_decided", "Look back on what was decided about a client"),
                            ("review_hold", "Look again at what stops destruction"),
                            ("review_maintenance", "Look back on maintenance by a supplier"),
                            ("review_party", "Look again at an agreement or at what was made sure of"),
                            ("review_giving", "Look back on what was given"),
                            ("review_view", "Look back on looking along"),
                            ("shred_paper", "Shred the paper of what is destroyed"),
                            ("sort_mail", "Say what a message is that came in"),
                            ("tell_changed", "Tell clients that the regulation changed"),
                            ("tell_client", "Give the letter about looking along"),
                            ("tell_recipients", "Tell everybody who got it what was decided"),
                            ("tell_sources", "Tell the client what came from others"),
                            ("tell_unexpected", "Tell the client what was written down about them"),
                            ("weigh_necessity", "Weigh whether everything is still needed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("for_role", models.CharField(blank=True, max_length=40)),
                ("due_on", models.DateField(null=True)),
                ("opens_at", models.DateTimeField()),
                ("rule", models.CharField(blank=True, max_length=120)),
                ("article", models.CharField(blank=True, max_length=40)),
                ("data_key_id", models.UUIDField(null=True)),
                ("sealed", models.BinaryField(null=True)),
                ("created_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by_decision_id", models.UUIDField(null=True)),
                (
                    "done_by",
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
                    "for_account",
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
                "verbose_name": "task",
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["organisation", "for_account"],
                        name="task_open",
                    ),
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["organisation", "for_role"],
                        name="task_open_of_role",
                    ),
                    models.Index(fields=["subject_id"], name="work_task_subject_e1bdd8_idx"),
                    models.Index(
                        condition=models.Q(("item", ""), _negated=True), fields=["trajectory"], name="task_of_a_list"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("for_account__isnull", True), ("for_role", ""), _connector="XOR"),
                        name="task_for_an_account_or_a_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sealed__isnull", True),
                            models.Q(("data_key_id__isnull", False), ("dossier__isnull", False)),
                            _connector="OR",
                        ),
                        name="task_note_only_with_a_dossier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", True), ("done_by_decision_id__isnull", False), _connector="OR"
                        ),
                        name="task_done_by_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("item", ""), ("trajectory__isnull", False), _connector="OR"),
                        name="task_item_of_a_trajectory",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True), models.Q(("item", ""), _negated=True)),
                        fields=("trajectory", "item"),
                        name="task_item_open_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("subject_id__isnull", False),
                            models.Q(
                                models.Q(
                                    (
                                        "kind__in",
                                        (
                                            "request",
                                            "request_escalated",
                                            "request_late",
                                            "request_silent",
                                            "request_soon",
                                            "complaint",
                                            "breach_soon",
                                        ),
                                    ),
                                    _negated=True,
                                ),
                                ("done_at__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        fields=("kind", "subject_id", "for_account", "for_role"),
                        name="task_once_per_subject",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TimeApproval",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("week", models.DateField(help_text="The Monday on which it begins.")),
                ("minutes", models.PositiveIntegerField()),
                ("approved_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("taken_back_decision_id", models.UUIDField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "approved_by",
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
                "verbose_name": "approved week",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at__isnull", True)),
                        fields=("organisation", "account", "week"),
                        name="week_approved_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TimeEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("category", models.CharField(max_length=80)),
                ("data_key_id", models.UUIDField()),
                ("activity", models.CharField(max_length=80)),
                ("worked_on", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("travel_minutes", models.PositiveSmallIntegerField(default=0)),
                ("declarable", models.PositiveSmallIntegerField()),
                ("corrects_id", models.UUIDField(null=True)),
                ("created_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_decision_id", models.UUIDField(null=True)),
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
                    "note_record",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.record"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
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
                "verbose_name": "time",
                "indexes": [
                    models.Index(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=["trajectory"],
                        name="time_of_trajectory",
                    ),
                    models.Index(
                        fields=["organisation", "account", "worked_on"], name="work_timeen_organis_d04c17_idx"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes__lte", 1440),
                            ("travel_minutes__lte", 1440),
                            models.Q(("minutes__gt", 0), ("travel_minutes__gt", 0), _connector="OR"),
                        ),
                        name="time_of_one_day",
                    ),
                    models.CheckConstraint(condition=models.Q(("declarable__lte", 100)), name="time_declarable_share"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_at__isnull", True), ("struck_decision_id__isnull", False), _connector="OR"
                        ),
                        name="time_struck_by_decision",
                    ),
                ],
            },
        ),
    ]
