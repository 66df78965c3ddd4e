"""Addresses for e-mail, each kept by one person, and the messages that wait there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import waarborg.kernel.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="MailAddress",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("local", models.CharField(max_length=40, unique=True)),
                ("made_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_decision_id", models.UUIDField(null=True)),
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
                "verbose_name": "address for e-mail",
            },
        ),
        migrations.CreateModel(
            name="IncomingMail",
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
                            ("waiting", "waits to be sorted"),
                            ("taken", "taken into a dossier"),
                            ("thrown_away", "thrown away"),
                            ("gone", "gone, since nobody sorted it in time"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("token", models.BinaryField()),
                ("data_key_id", models.UUIDField()),
                ("blob_id", models.UUIDField(null=True)),
                ("sealed", models.BinaryField(null=True)),
                ("received_at", models.DateTimeField()),
                ("goes_on", models.DateField()),
                ("decision_id", models.UUIDField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_decision_id", models.UUIDField(null=True)),
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
                    "address",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incoming.mailaddress",
                    ),
                ),
            ],
            options={
                "verbose_name": "message in quarantine",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["organisation", "account"],
                        name="incoming_waiting",
                    ),
                    models.Index(fields=["goes_on"], name="incoming_in_goes_on_db4b93_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("address", "token"), name="incoming_mail_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "waiting"),
                            models.Q(("ended_at__isnull", False), ("sealed__isnull", True)),
                            _connector="OR",
                        ),
                        name="incoming_mail_ended_is_empty",
                    ),
                ],
            },
        ),
    ]
