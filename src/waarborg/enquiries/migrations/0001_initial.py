"""What a principal asks about one commission, until when it is to be answered, and how it was."""

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
            name="Enquiry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "asks",
                    models.CharField(
                        choices=[
                            ("information", "data that a law lets them ask"),
                            ("cooperation", "whether the client cooperates: what a law has us report"),
                            ("transfer", "the dossier, or part of it, to go elsewhere"),
                        ],
                        max_length=12,
                    ),
                ),
                ("rule", models.CharField(blank=True, max_length=120)),
                ("article", models.CharField(blank=True, max_length=40)),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                ("for_role", models.CharField(blank=True, max_length=40)),
                (
                    "came_by",
                    models.CharField(
                        choices=[
                            ("email", "by e-mail"),
                            ("in_person", "in person"),
                            ("letter", "by letter"),
                            ("ourselves", "of our own motion"),
                            ("portal", "in the portal"),
                            ("telephone", "by telephone"),
                        ],
                        max_length=12,
                    ),
                ),
                ("received_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("terms", models.JSONField(default=list)),
                ("due_on", models.DateField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("answered", "answered with data"),
                            ("refused", "refused by letter"),
                            ("withdrawn", "asked no more"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ended_on", models.DateField(null=True)),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
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
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.party"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "verbose_name": "question of a principal",
                "indexes": [
                    models.Index(fields=["dossier", "-received_on"], name="enquiries_e_dossier_f453ee_idx"),
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=["organisation", "due_on"],
                        name="enquiry_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("outcome", "")),
                            models.Q(("ended_on__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="enquiry_ended_with_an_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "answered"), _negated=True),
                            ("disclosure__isnull", False),
                            _connector="OR",
                        ),
                        name="enquiry_answered_with_what_left",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "refused"), _negated=True), ("letter__isnull", False), _connector="OR"
                        ),
                        name="enquiry_refused_by_letter",
                    ),
                ],
            },
        ),
    ]
