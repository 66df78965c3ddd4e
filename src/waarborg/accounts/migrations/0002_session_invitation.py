"""Sessions that are sealed and end with an account's last role, invitations, and the table in which attempts are counted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import waarborg.kernel.identifiers

# Of the shape that Django's database cache expects. Unlogged: after a crash counting begins anew, and no replica or
# write-ahead log ever holds it.
THROTTLE = """
create unlogged table accounts_throttle (
    cache_key varchar(255) not null primary key,
    value text not null,
    expires timestamptz not null
);
create index accounts_throttle_expires on accounts_throttle (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("session_key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "session"},
        ),
        migrations.CreateModel(
            name="Invitation",
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
                        choices=[("password", "a new password"), ("second_factor", "a new second step")], max_length=16
                    ),
                ),
                ("token_sha256", models.CharField(max_length=64, null=True, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(made_by__isnull=True) | ~models.Q(made_by=models.F("account")),
                        name="invitation_never_to_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(kind="password", token_sha256__isnull=False)
                        | models.Q(kind="second_factor", token_sha256__isnull=True),
                        name="invitation_password_has_link",
                    ),
                ],
            },
        ),
        migrations.RunSQL(THROTTLE, "drop table accounts_throttle"),
    ]
