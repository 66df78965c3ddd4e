"""How clients are told who looked; and what is made for them of all that is held."""

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
        ("rights", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Package",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("by_themself", models.BooleanField(default=False)),
                (
                    "asked_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("client", "the person themself"),
                            ("representative", "a representative"),
                            ("parent", "a parent"),
                            ("guardian", "a guardian"),
                        ],
                        max_length=20,
                    ),
                ),
                ("mandate_seen_on", models.DateField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("access", "everything that is held"), ("portability", "what can be taken along")],
                        max_length=12,
                    ),
                ),
                ("language", models.CharField(max_length=5)),
                (
                    "left_out",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("recipient", models.CharField(blank=True, max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("making", "is being made"),
                            ("deciding", "waits for a look at what is about others"),
                            ("ready", "ready to give"),
                            ("given", "given"),
                            ("stopped", "stopped"),
                            ("over", "destroyed: nobody gave it in time"),
                            ("failed", "could not be made"),
                        ],
                        default="making",
                        max_length=8,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(null=True)),
                ("agreed_at", models.DateTimeField(null=True)),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("one_time_link", "by a one-time link, with a code"),
                            ("print", "on paper"),
                            ("portal", "in the portal of the client"),
                        ],
                        max_length=20,
                    ),
                ),
                ("given_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
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
                    "request",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rights.request"
                    ),
                ),
            ],
            options={
                "verbose_name": "package for a client",
                "indexes": [
                    models.Index(fields=["dossier", "-asked_at"], name="subject_acc_dossier_5a0852_idx"),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["organisation", "expires_at"],
                        name="package_not_ended",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["making", "deciding", "ready", "failed", "given"])),
                        fields=("request",),
                        name="package_one_living_per_request",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by__isnull", True),
                            models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="package_agreed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "given"), _negated=True),
                            models.Q(
                                models.Q(("given_by__isnull", False), ("by_themself", True), _connector="OR"),
                                ("given_at__isnull", False),
                                models.Q(("channel", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="package_given_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by_themself", False), ("request__isnull", False)),
                            models.Q(("by_themself", True), models.Q(("asked_as", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="package_for_a_request_or_by_themself",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("by_themself", True), ("state", "making")),
                        fields=("dossier", "asked_by", "kind"),
                        name="package_one_download_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Covering",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("record_id", models.UUIDField(null=True)),
                ("row", models.CharField(max_length=60)),
                ("category", models.CharField(max_length=40)),
                ("field", models.CharField(max_length=60)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("field", "this field says something about other people"),
                            ("kind", "this kind of data is about other people"),
                            ("marked", "somebody marked it as about somebody else"),
                            ("by_hand", "a colleague wants it covered"),
                            ("colleague", "it is about a colleague"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "decided",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("whole", "cover it"),
                            ("words", "cover these words"),
                            ("give", "give it: it harms nobody"),
                        ],
                        max_length=6,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "decided_by",
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coverings",
                        to="subject_access.package",
                    ),
                ),
            ],
            options={
                "verbose_name": "part of a package that may be about somebody else",
                "constraints": [
                    models.UniqueConstraint(fields=("package", "row", "field"), name="covering_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided", ""),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="covering_decided_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PackageFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("pdf", "to read: PDF"), ("zip", "everything: PDF, data and documents in one ZIP")],
                        max_length=4,
                    ),
                ),
                ("blob_id", models.UUIDField()),
                ("data_key_id", models.UUIDField()),
                ("size", models.PositiveBigIntegerField()),
                ("decision_id", models.UUIDField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="subject_access.package"
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a package",
                "constraints": [models.UniqueConstraint(fields=("package", "form"), name="package_file_once")],
            },
        ),
        migrations.CreateModel(
            name="PackageItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("model", models.CharField(max_length=60)),
                ("row", models.CharField(max_length=60)),
                ("record_id", models.UUIDField(null=True)),
                ("category", models.CharField(max_length=40)),
                ("decision_id", models.UUIDField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="subject_access.package"
                    ),
                ),
            ],
            options={
                "verbose_name": "item of a package",
                "constraints": [models.UniqueConstraint(fields=("package", "model", "row"), name="package_item_once")],
            },
        ),
        migrations.CreateModel(
            name="PackageLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("address_hash", models.BinaryField(max_length=32, unique=True)),
                ("code_hash", models.BinaryField(max_length=32)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("wrong_codes", models.PositiveSmallIntegerField(default=0)),
                ("fetched_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "package",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="link", to="subject_access.package"
                    ),
                ),
            ],
            options={
                "verbose_name": "link to a package",
            },
        ),
        migrations.CreateModel(
            name="LogWording",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("by_name", models.BooleanField()),
                ("decided_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                (
                    "decided_by",
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
                "verbose_name": "how clients are told who looked",
                "indexes": [
                    models.Index(fields=["organisation", "-decided_at"], name="subject_acc_organis_aa0f18_idx")
                ],
            },
        ),
    ]
