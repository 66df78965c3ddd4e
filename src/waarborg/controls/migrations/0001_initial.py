"""Controls that were done: by whom, when, what was looked at, what was found, signed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import waarborg.kernel.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("work", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Control",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("rule", models.CharField(max_length=120)),
                ("article", models.CharField(max_length=40)),
                ("role", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[("in_order", "It is in order"), ("to_mend", "Something has to be mended")],
                        max_length=10,
                    ),
                ),
                ("looked_at", models.PositiveIntegerField(default=0)),
                ("signed_as", models.CharField(max_length=120)),
                ("done_at", models.DateTimeField()),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("decision_id", models.UUIDField()),
                (
                    "done_by",
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
                    "task",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="work.task"),
                ),
            ],
            options={
                "verbose_name": "control",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "rule", "number"), name="control_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("signed_as", ""), _negated=True), name="control_is_signed"
                    ),
                ],
            },
        ),
    ]
