"""What is written to people: letters as they were made, and the outbox of electronic mail. All of it sealed."""

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
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
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
                            ("address_list", "how you are reached goes to somebody else"),
                            ("appointment", "an appointment"),
                            ("appointment_moved", "an appointment at another time or place"),
                            ("appointment_off", "an appointment that is off"),
                            ("breach", "a data breach"),
                            ("breach_employer", "a data breach, to an employer"),
                            ("breach_principal", "a data breach, to a principal"),
                            ("complaint_confirmed", "a complaint that came in"),
                            ("complaint_decided", "the decision on a complaint"),
                            ("complaint_incomplete", "what is missing in a complaint"),
                            ("complaint_invited", "the hearing about a complaint"),
                            ("complaint_longer", "more time for a complaint"),
                            ("complaint_refused", "a complaint that is not taken up"),
                            ("complaint_status", "how a complaint stands"),
                            ("cooperation", "what a principal hears of how you cooperate"),
                            ("data_from_others", "data that others gave about you"),
                            ("disclosed", "something was given to another"),
                            ("enquiry_refused", "no to what a principal asked"),
                            ("group_message", "a message to several at once"),
                            ("group_offer", "an offer to several at once"),
                            ("hand_over", "what goes to a principal whose agreement ended"),
                            ("information", "what is done with your data"),
                            ("looked_along", "somebody looked along in the dossier"),
                            ("mandate_ended", "a mandate that was stopped"),
                            ("of_age", "deciding for yourself from now on"),
                            ("regulation_changed", "an important change of the regulation"),
                            ("request_answer", "the answer to a request"),
                            ("request_longer", "more time for a request"),
                            ("request_passed_on", "a request that somebody else answers"),
                            ("request_question", "a question about a request"),
                            ("request_receipt", "a request that came in"),
                            ("restriction_lifted", "a restriction that ends"),
                            ("unexpected_data", "something that was written down about you"),
                        ],
                        max_length=20,
                    ),
                ),
                ("category", models.CharField(max_length=80)),
                ("language", models.CharField(max_length=5)),
                (
                    "state",
                    models.CharField(choices=[("ready", "ready"), ("given", "given")], default="ready", max_length=8),
                ),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("made_at", models.DateTimeField()),
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
                ("given_at", models.DateTimeField(null=True)),
                ("erased_on", models.DateField(null=True)),
                ("decision_id", models.UUIDField()),
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
                    "view",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.view"
                    ),
                ),
            ],
            options={
                "verbose_name": "letter",
                "indexes": [models.Index(fields=["dossier", "-made_at"], name="letters_let_dossier_63a7b9_idx")],
                "constraints": [models.UniqueConstraint(fields=("kind", "view"), name="letter_once_per_view")],
            },
        ),
        migrations.CreateModel(
            name="Mail",
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
                            ("waiting", "waiting"),
                            ("sent", "sent"),
                            ("failed", "could not be sent"),
                            ("stopped", "stopped before it went"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_attempt_at", models.DateTimeField()),
                (
                    "error",
                    models.CharField(
                        blank=True, help_text="The kind of error alone: its text may hold an address.", max_length=60
                    ),
                ),
                ("queued_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
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
            ],
            options={
                "verbose_name": "message in the outbox",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["next_attempt_at"], name="mail_waiting"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None),
                ),
                ("strong", models.BooleanField()),
                ("page", models.URLField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "on its way"),
                            ("done", "everybody was looked at"),
                            ("stopped", "something went wrong"),
                        ],
                        default="running",
                        max_length=8,
                    ),
                ),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("sent", models.PositiveIntegerField(default=0)),
                ("failed", models.PositiveIntegerField(default=0)),
                ("began_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
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
            ],
            options={
                "verbose_name": "letter to all at once",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "running")),
                        fields=("organisation", "account"),
                        name="round_one_at_a_time",
                    )
                ],
            },
        ),
    ]
