"""The end of an agreement with a principal: what goes, of whom, what stays behind and why, until somebody has it."""

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
        ("parties", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyEnd",
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
                            ("closes", "it closes"),
                            ("merges", "it goes on as part of another"),
                            ("trustee", "a trustee takes over, in a bankruptcy"),
                        ],
                        max_length=8,
                    ),
                ),
                ("last_day", models.DateField()),
                (
                    "answers_after",
                    models.CharField(
                        choices=[
                            ("responsible", "the responsible of the agency"),
                            ("successor", "the organisation that goes on with it"),
                            ("trustee", "the trustee"),
                            ("keeper", "whoever keeps the books (BW 2:24)"),
                        ],
                        max_length=12,
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "end of the agency",
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("rule", models.CharField(max_length=120)),
                ("article", models.CharField(max_length=40)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("rest_by", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "to be made"),
                            ("making", "being made"),
                            ("ready", "ready, not given yet"),
                            ("given", "given, receipt not recorded yet"),
                            ("received", "received"),
                            ("nothing", "nothing to hand over"),
                        ],
                        default="due",
                        max_length=8,
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=40)),
                ("ground", models.CharField(blank=True, max_length=40)),
                (
                    "claims",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=5)),
                ("told_before", models.BooleanField(default=False)),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                ("strong", models.BooleanField(default=False)),
                ("total", models.PositiveIntegerField(default=0)),
                ("began_at", models.DateTimeField(null=True)),
                ("moved_at", models.DateTimeField()),
                ("given_at", models.DateTimeField(null=True)),
                ("address_hash", models.BinaryField(null=True, unique=True)),
                ("code_hash", models.BinaryField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("wrong_codes", models.PositiveSmallIntegerField(default=0)),
                ("fetched_at", models.DateTimeField(null=True)),
                ("manifest", models.CharField(blank=True, max_length=64)),
                ("received_on", models.DateField(null=True)),
                (
                    "shown_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("letter", "a letter"),
                            ("email", "an e-mail"),
                            ("signed", "a signed list"),
                            ("telephone", "a telephone call, written down"),
                        ],
                        max_length=12,
                    ),
                ),
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
                    "contract",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.contract"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.party"
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
                "verbose_name": "hand-over at the end of an agreement",
                "indexes": [models.Index(fields=["organisation", "state"], name="handing_ove_organis_355b1f_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "received"), _negated=True),
                            models.Q(
                                ("given_at__isnull", False),
                                ("received_on__isnull", False),
                                ("recorded_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="hand_over_received_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOverPart",
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
                            ("waiting", "is made again"),
                            ("ready", "ready"),
                            ("nothing", "nothing of it may go"),
                            ("failed", "could not be made"),
                        ],
                        max_length=8,
                    ),
                ),
                ("decision_id", models.UUIDField()),
                (
                    "disclosure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.disclosure",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="handing_over.handover"
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
                "verbose_name": "dossier in a hand-over",
                "constraints": [models.UniqueConstraint(fields=("hand_over", "dossier"), name="handed_over_once")],
            },
        ),
        migrations.CreateModel(
            name="LeftBehind",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("category", models.CharField(max_length=80)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("by_rule", "the regulation does not let this recipient hold it"),
                            ("of_another", "it belongs to another agreement"),
                            ("no_field", "nothing of what was filled in may go"),
                            ("too_old", "it is too old to go"),
                            ("no_pages", "a file that has no pages: it is not copied"),
                            ("too_large", "a file that is too large for the package: give it apart"),
                            ("unreadable", "it was destroyed already"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "articles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("items", models.PositiveIntegerField()),
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
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="left_behind",
                        to="handing_over.handoverpart",
                    ),
                ),
            ],
            options={
                "verbose_name": "what stays behind at a hand-over",
                "constraints": [models.UniqueConstraint(fields=("part", "category", "why"), name="left_behind_once")],
            },
        ),
        migrations.CreateModel(
            name="AgencyEndTick",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("trustee_signed", "The trustee signed the declaration of confidentiality"),
                            ("principals_told", "Principals know the last day, and who answers for the data after it"),
                            ("agreements_ended", "Every agreement has its last day: its terms count from then"),
                            ("clients_told", "Clients know it, and what goes to whom"),
                            ("answered", "Open requests, complaints and questions have their answer"),
                            ("handed_over", "Each principal has what it may hold, and its receipt is recorded"),
                            ("successor", "Whoever goes on has the dossiers of clients who agreed, and of nobody else"),
                            ("destroyed", "What nothing keeps was destroyed by two people, paper too"),
                            ("kept", "What a statute keeps went, with register and ledger, to who answers for it"),
                            ("accounts_ended", "Nobody comes in any more but who answers for what is kept"),
                            ("keys_destroyed", "Keys and their copies of what need not be kept were destroyed"),
                        ],
                        max_length=16,
                    ),
                ),
                ("done_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "end",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ticks", to="handing_over.agencyend"
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
                "verbose_name": "step of the end of the agency",
                "constraints": [models.UniqueConstraint(fields=("end", "step"), name="ended_step_once")],
            },
        ),
    ]
