"""Copies of the regulation, and counts of visits. Neither names anybody who asked or came."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import waarborg.kernel.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("adoption", "0001_initial"),
        ("work", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Copy",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("rule", models.CharField(blank=True, max_length=120)),
                ("what", models.CharField(max_length=40)),
                (
                    "asked_for",
                    models.CharField(
                        choices=[
                            ("client", "somebody whom we guide, or guided"),
                            ("principal", "somebody of a principal"),
                            ("other", "somebody else"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("in_person", "in person"),
                            ("letter", "by post"),
                            ("email", "by e-mail"),
                            ("portal", "through the portal"),
                        ],
                        max_length=12,
                    ),
                ),
                ("asked_on", models.DateField()),
                ("decision_id", models.UUIDField()),
                ("given_on", models.DateField(null=True)),
                ("given_decision_id", models.UUIDField(null=True)),
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
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="work.task"
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
                "verbose_name": "copy of the regulation",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("given_by__isnull", True),
                                ("given_decision_id__isnull", True),
                                ("given_on__isnull", True),
                            ),
                            models.Q(
                                ("given_by__isnull", False),
                                ("given_decision_id__isnull", False),
                                ("given_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="copy_given_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("task__isnull", False), ("given_on__isnull", False), _connector="OR"),
                        name="copy_asked_or_given",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visits",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                (
                    "counted",
                    models.CharField(
                        choices=[
                            ("hits", "Pages seen"),
                            ("page", "Page"),
                            ("hour", "Hour of the day"),
                            ("browser", "Kind of browser"),
                            ("language", "Language of the browser"),
                        ],
                        max_length=10,
                    ),
                ),
                ("value", models.CharField(blank=True, max_length=20)),
                ("number", models.PositiveIntegerField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "count of visits",
                "verbose_name_plural": "counts of visits",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "day", "counted", "value"), name="visits_counted_once"
                    )
                ],
            },
        ),
    ]
