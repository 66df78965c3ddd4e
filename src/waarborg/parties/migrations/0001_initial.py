"""Principals and the contracts under which they send people."""

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
    ]

    operations = [
        migrations.CreateModel(
            name="Party",
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
                            ("agency", "other agency"),
                            ("client", "the person themself"),
                            ("complaints_body", "complaints body"),
                            ("employer", "employer"),
                            ("insurer", "insurer"),
                            ("mailing_organisation", "organisation that takes addresses"),
                            ("municipality", "municipality"),
                            ("next_employer", "next employer"),
                            ("occupational_physician", "occupational physician"),
                            ("own_risk_bearer", "own-risk bearer"),
                            ("partner", "partner organisation"),
                            ("private", "private principal"),
                            ("processor", "processor"),
                            ("researcher", "researcher"),
                            ("subsidy_provider", "subsidy provider"),
                            ("successor_agency", "successor agency"),
                            ("supplier", "supplier"),
                            ("survey_organisation", "survey organisation"),
                            ("training_institute", "training institute"),
                            ("uwv", "UWV"),
                        ],
                        max_length=30,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "party",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("kind", "client"), _negated=True), ("name", ""), _connector="OR"),
                        name="party_no_name_of_a_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contract",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=60)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "acts_as",
                    models.CharField(
                        choices=[
                            ("controller", "controller"),
                            ("joint", "joint controller"),
                            ("processor", "processor"),
                        ],
                        default="controller",
                        max_length=12,
                    ),
                ),
                ("review_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.party"
                    ),
                ),
            ],
            options={
                "verbose_name": "contract",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="contract_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactPerson",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("data_key_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("added_at", models.DateTimeField()),
                ("decision_id", models.UUIDField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.party"
                    ),
                ),
            ],
            options={
                "verbose_name": "contact person",
                "indexes": [models.Index(fields=["party"], name="parties_con_party_i_ea05b0_idx")],
            },
        ),
        migrations.CreateModel(
            name="Assurance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "fact",
                    models.CharField(
                        choices=[
                            ("processing_agreement", "there is a processing agreement"),
                            ("recipient_under_secrecy", "bound to secrecy"),
                            ("recipient_competent", "competent to receive it"),
                            ("purpose_limited", "uses it for the work and the purpose alone"),
                            ("adequate_protection", "protects personal data adequately"),
                        ],
                        max_length=40,
                    ),
                ),
                ("from_on", models.DateField()),
                ("review_on", models.DateField(null=True)),
                ("shown_by", models.CharField(max_length=300)),
                ("ended_on", models.DateField(null=True)),
                ("decision_id", models.UUIDField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.party"
                    ),
                ),
            ],
            options={
                "verbose_name": "assurance",
                "indexes": [models.Index(fields=["party", "fact"], name="parties_ass_party_i_92379a_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_on__isnull", True), ("review_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="assurance_reviewed_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyHandOut",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=waarborg.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("in_person", "in person"),
                            ("letter", "by post"),
                            ("email", "by e-mail"),
                            ("portal", "through the portal"),
                        ],
                        max_length=20,
                    ),
                ),
                ("handed_on", models.DateField()),
                (
                    "proof",
                    models.CharField(
                        choices=[
                            ("on_screen", "signed on this screen"),
                            ("scan", "signed on paper, with the scan in the dossier"),
                            ("paper", "signed on paper, kept with the agreement"),
                            ("sent", "sent from here"),
                            ("noted", "written down by who gave it"),
                        ],
                        default="noted",
                        max_length=12,
                    ),
                ),
                ("complaints", models.BooleanField(default=False)),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.party"
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
                "verbose_name": "handing out of the regulation to a principal",
                "indexes": [models.Index(fields=["party"], name="parties_par_party_i_9cf3a1_idx")],
            },
        ),
    ]
