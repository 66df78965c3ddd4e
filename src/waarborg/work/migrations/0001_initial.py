"""Tasks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import waarborg.kernel.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("dossiers", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("inform", "Tell who the regulation names"),
                            ("reminder", "To do"),
                            ("review_act", "Look back on what was done"),
                            ("review_view", "Look back on looking along"),
                            ("tell_client", "Give the letter about looking along"),
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
                    models.UniqueConstraint(
                        condition=models.Q(("subject_id__isnull", False)),
                        fields=("kind", "subject_id", "for_account", "for_role"),
                        name="task_once_per_subject",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
    ]
