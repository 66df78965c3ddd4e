"""Wrapped keys and encrypted files, in a PostgreSQL schema of their own. No personal data stands here in clear."""

import django.db.models.deletion
from django.db import migrations, models

import waarborg.kernel.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL(sql="create schema if not exists vault", reverse_sql="drop schema if exists vault"),
        migrations.CreateModel(
            name="DestroyedEpoch",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("organisation_id", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("index", "blind index"), ("wrapping", "wraps data keys")], max_length=16
                    ),
                ),
                ("epoch", models.PositiveIntegerField()),
                ("destroyed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "destroyed epoch",
                "db_table": '"vault"."destroyed_epoch"',
                "constraints": [
                    models.UniqueConstraint(fields=("organisation_id", "kind", "epoch"), name="destroyed_epoch_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("index", "blind index"), ("wrapping", "wraps data keys")], max_length=16
                    ),
                ),
                ("epoch", models.PositiveIntegerField()),
                ("wrapped", models.BinaryField()),
                ("current", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "organisation key",
                "db_table": '"vault"."organisation_key"',
                "constraints": [
                    models.UniqueConstraint(fields=("organisation_id", "kind", "epoch"), name="organisation_key_epoch"),
                    models.UniqueConstraint(
                        condition=models.Q(("current", True)),
                        fields=("organisation_id", "kind"),
                        name="organisation_key_current",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("person_id", models.UUIDField(null=True)),
                ("scope_id", models.UUIDField(null=True)),
                ("retention_class", models.CharField(max_length=200)),
                ("own", models.BooleanField(default=False)),
                ("wrapped", models.BinaryField(null=True)),
                ("created_at", models.DateTimeField()),
                ("destroyed_at", models.DateTimeField(null=True)),
                ("destroyed_under", models.UUIDField(null=True)),
                (
                    "wrapped_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.organisationkey",
                    ),
                ),
            ],
            options={
                "verbose_name": "data key",
                "db_table": '"vault"."data_key"',
                "indexes": [
                    models.Index(fields=["organisation_id", "wrapped_by"], name="data_key_wrapped_by"),
                    models.Index(
                        condition=models.Q(("destroyed_at__isnull", False)),
                        fields=["organisation_id", "destroyed_under"],
                        name="data_key_destroyed_under",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("destroyed_at", None), ("own", False)),
                        fields=("organisation_id", "person_id", "scope_id", "retention_class"),
                        name="data_key_fate",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("destroyed_at", None),
                                ("destroyed_under", None),
                                ("wrapped__isnull", False),
                                ("wrapped_by__isnull", False),
                            ),
                            models.Q(
                                ("destroyed_at__isnull", False),
                                ("destroyed_under__isnull", False),
                                ("wrapped", None),
                                ("wrapped_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="data_key_is_there_or_destroyed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Blob",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("name", models.CharField(max_length=64, unique=True)),
                ("size", models.PositiveBigIntegerField()),
                ("sealed_size", models.PositiveBigIntegerField()),
                ("chunk_size", models.PositiveIntegerField()),
                ("sealed_sha256", models.BinaryField(max_length=32)),
                ("created_at", models.DateTimeField()),
                (
                    "key",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
                    ),
                ),
            ],
            options={
                "verbose_name": "encrypted file",
                "db_table": '"vault"."blob"',
                "indexes": [models.Index(fields=["organisation_id", "key"], name="blob_key")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sealed_size__gt", models.F("size"))), name="blob_is_sealed"
                    )
                ],
            },
        ),
    ]
