"""Notices: what a client must be told one by one, until when, and how it ended."""

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
        ("letters", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClientNotice",
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
                            ("from_others", "data that came from somebody else"),
                            ("unexpected", "data outside the expected kinds"),
                        ],
                        max_length=12,
                    ),
                ),
                ("category", models.CharField(max_length=40)),
                ("source", models.CharField(max_length=40)),
                ("record_id", models.UUIDField(null=True)),
                ("opened_on", models.DateField()),
                ("due_on", models.DateField(null=True)),
                (
                    "at_latest",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), default=list, size=None
                    ),
                ),
                ("rule", models.CharField(max_length=80)),
                ("article", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "to tell"), ("given", "told"), ("left", "need not be told")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("ended_on", models.DateField(null=True)),
                (
                    "because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("known", "the client knows this already"),
                            ("secrecy", "an obligation of secrecy forbids it"),
                            ("by_law", "a law prescribes that we get these data"),
                            ("too_much", "telling is impossible, or asks an effort out of proportion"),
                        ],
                        max_length=10,
                    ),
                ),
                ("data_key_id", models.UUIDField(null=True)),
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
                "verbose_name": "notice to a client",
                "indexes": [
                    models.Index(condition=models.Q(("state", "open")), fields=["dossier"], name="notice_open"),
                    models.Index(fields=["letter"], name="notices_cli_letter__c949eb_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "from_others")),
                        fields=("dossier", "category", "source"),
                        name="notice_of_a_source_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("state", "open")),
                            models.Q(("ended_on__isnull", False), ("letter__isnull", False), ("state", "given")),
                            models.Q(
                                ("ended_on__isnull", False),
                                ("sealed__isnull", False),
                                ("state", "left"),
                                models.Q(("because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="notice_ended_as_it_may",
                    ),
                ],
            },
        ),
    ]
