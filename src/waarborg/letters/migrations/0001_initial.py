"""Letters and the outbox."""

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
                    models.CharField(choices=[("looked_along", "somebody looked along in the dossier")], max_length=20),
                ),
                ("category", models.CharField(max_length=80)),
                ("language", models.CharField(max_length=5)),
                (
                    "state",
                    models.CharField(
                        choices=[("ready", "ready"), ("given", "given")], default="ready", max_length=8
                    ),
                ),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[("email", "by e-mail"), ("in_person", "in person"), ("letter", "by post")],
                        max_length=12,
                    ),
                ),
                ("given_at", models.DateTimeField(null=True)),
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
                        choices=[("waiting", "waiting"), ("sent", "sent"), ("failed", "could not be sent")],
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.letter"
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
            },
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["dossier", "-made_at"], name="letters_let_dossier_63a7b9_idx"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(fields=("kind", "view"), name="letter_once_per_view"),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["next_attempt_at"], name="mail_waiting"
            ),
        ),
    ]
