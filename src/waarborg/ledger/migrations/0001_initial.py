"""Decisions and events, and the tree over them. Rows are only ever added; PostgreSQL refuses the rest (security.sql)."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import waarborg.kernel.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("at", models.DateTimeField(verbose_name="moment")),
                ("actor_id", models.UUIDField(null=True)),
                ("roles", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("action", models.TextField()),
                ("allowed", models.BooleanField()),
                ("regulation", models.TextField()),
                ("regulation_hash", models.TextField()),
                ("rules", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("articles", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("purpose", models.TextField()),
                ("ground", models.TextField()),
                ("facts_known", models.TextField()),
                ("facts_true", models.TextField()),
                ("claims", models.JSONField()),
            ],
            options={
                "verbose_name": "decision",
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("kind", models.TextField()),
                ("at", models.DateTimeField(verbose_name="moment")),
                ("actor_id", models.UUIDField(null=True)),
                ("responsible_id", models.UUIDField(null=True)),
                ("dossier_id", models.UUIDField(null=True)),
                ("dossier_ids", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("categories", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("purpose", models.TextField()),
                ("from_where", models.TextField()),
                ("commitment", models.BinaryField(max_length=32)),
                ("leaf", models.BinaryField(max_length=32)),
                (
                    "decision",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "indexes": [
                    models.Index(
                        condition=models.Q(("dossier_id__isnull", False)),
                        fields=["organisation_id", "dossier_id", "id"],
                        name="event_of_dossier",
                    ),
                    models.Index(
                        condition=models.Q(("kind", "ledger_ended")), fields=["organisation_id"], name="event_of_an_end"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TreeHead",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id", "size", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("size", models.PositiveBigIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField(verbose_name="moment")),
                ("public_key", models.BinaryField(max_length=32)),
                ("signature", models.BinaryField(max_length=64)),
                ("frontier", models.BinaryField()),
                ("sealed_before", models.TextField()),
            ],
            options={
                "verbose_name": "tree head",
            },
        ),
        migrations.CreateModel(
            name="EventContent",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="ledger.event",
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("salt", models.BinaryField(max_length=16)),
                ("details", models.JSONField()),
            ],
            options={
                "verbose_name": "content of an event",
            },
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id", "index", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("index", models.PositiveBigIntegerField()),
                (
                    "event",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.event",
                    ),
                ),
            ],
            options={
                "verbose_name": "leaf",
            },
        ),
        migrations.CreateModel(
            name="Shown",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "dossier_id",
                        "event_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("dossier_id", models.UUIDField()),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.event",
                    ),
                ),
            ],
            options={
                "verbose_name": "dossier shown in a list",
            },
        ),
        # Which transaction wrote an event is PostgreSQL's own knowledge: no program may fill it in, so no model has it.
        migrations.RunSQL(
            sql=[
                "alter table ledger_event add column transaction_id xid8 not null default pg_current_xact_id()",
                "create index event_to_seal on ledger_event (organisation_id, transaction_id, id)",
            ],
            reverse_sql=["alter table ledger_event drop column transaction_id"],
        ),
    ]
