"""Persons, dossiers and trajectories: the frame that records hang in. No column says who anybody is."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.choices import ConsentProof, GivenBy, Phase
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.parties.choices import ActsAs
from waarborg.parties.models import Contract, Party


class Person(models.Model):
    """A data subject. Everything said about them is a record; `minor` is the one thing rules ask without reading.

    Until `of_age_on`, where that day is known: then they decide for themself, without anybody having to do something.
    From `died_on` nobody signs in for them or as them any more.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    minor = models.BooleanField(null=True)
    of_age_on = models.DateField(null=True)
    died_on = models.DateField(null=True)
    decision_id = models.UUIDField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("person")

    def __str__(self) -> str:
        return f"person {self.pk}"


class Dossier(models.Model):
    """The file an organisation keeps on a person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.CharField(_("number"), max_length=20)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    regulation_handed_out_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("dossier")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="dossier_number_once"),
            models.UniqueConstraint(fields=["organisation", "person"], name="dossier_one_per_person"),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(closed_on__gte=models.F("opened_on")),
                name="dossier_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return f"dossier {self.pk}"


class Trajectory(models.Model):
    """A commission of a principal for one person.

    `phase` is where it stands, `own_phase` the agency's phase of its type; goal, outcome and reason for closing are
    keys of the agency's lists. What identifies a commission elsewhere (an order number) is a record, never a column.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    principal = models.ForeignKey(Party, models.PROTECT, related_name="+")
    principal_kind = models.CharField(max_length=20)
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="+")
    acts_as = models.CharField(max_length=12, choices=ActsAs, default=ActsAs.CONTROLLER)
    type = models.CharField(max_length=60)
    phase = models.CharField(max_length=12, choices=Phase, default=Phase.REFERRAL)
    own_phase = models.CharField(max_length=40, blank=True, default="")
    goal = models.CharField(max_length=40, blank=True, default="")
    outcome = models.CharField(max_length=40, blank=True, default="")
    closing_reason = models.CharField(max_length=40, blank=True, default="")
    for_illness = models.BooleanField(default=False)
    hours_granted = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    referred_on = models.DateField()
    first_interview_on = models.DateField(null=True)
    plan_approved_on = models.DateField(null=True)
    started_on = models.DateField(null=True)
    planned_end_on = models.DateField(null=True)
    placed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("trajectory")
        indexes = [models.Index(fields=["dossier"]), models.Index(fields=["principal"])]

    def __str__(self) -> str:
        return f"trajectory {self.pk}"


class Assignment(models.Model):
    """Who works on a trajectory, on all of it or on the categories of a part, from a day until a day (included).

    Who covers for a colleague is assigned until a day that is known beforehand: it ends by itself.
    `until_assigned`: who opened it keeps what they made until somebody is assigned to it; then it ends by itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    part = ArrayField(models.CharField(max_length=80), null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    covers_for = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    until_assigned = models.BooleanField(default=False, db_default=False)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("assignment")
        indexes = [
            models.Index(fields=["account", "organisation"]),
            models.Index(fields=["dossier"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "account"],
                condition=models.Q(until_on__isnull=True, until_assigned=False),
                name="assignment_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(covers_for__isnull=True) | models.Q(until_on__isnull=False),
                name="assignment_cover_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"assignment {self.pk}"


class Exclusion(models.Model):
    """A colleague who may never open this dossier: a relative, a neighbour. It lasts until somebody lifts it.

    Why, and why not any more, is sealed: it tells something of the client.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=clock.now)
    data_key_id = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)
    decision_id = models.UUIDField()
    lifted_at = models.DateTimeField(null=True)
    lifted_decision_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "account"], condition=models.Q(lifted_at__isnull=True), name="exclusion_once"
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True) | models.Q(lifted_decision_id__isnull=False),
                name="exclusion_lifted_by_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"exclusion {self.pk}"


class Weighing(models.Model):
    """At the end of a trajectory somebody weighed whether a kind of data still has to be kept.

    Of what is not needed any more the term ends on that day, as far as no statute keeps it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    scope_id = models.UUIDField()
    category = models.CharField(max_length=80)
    needed = models.BooleanField()
    weighed_on = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("weighing of necessity")
        indexes = [models.Index(fields=["dossier", "scope_id", "category"])]

    def __str__(self) -> str:
        return f"weighing {self.pk}"


class ClientDeclaration(models.Model):
    """What a client, or who decides for them, declared in a way that rules ask for: a consent, an opt-out.

    `fact` is a word of the vocabulary of facts. It reaches no further than its recipients, that one party, its kinds of
    data, its purposes and its last day, where it names any. Withdrawal sets `ended_on`; nothing is deleted. What was
    asked and not given is `refused`: it never holds. `given_by` says who declared it. `wording` is what was put before
    them, word for word, in `language`, with its SHA-256; of which version of the regulation, the decision says.
    `record_id` is the record with the scan of the paper that was signed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    fact = models.CharField(max_length=60)
    form = models.CharField(max_length=20)
    recipients = ArrayField(models.CharField(max_length=40), null=True)
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    categories = ArrayField(models.CharField(max_length=80), null=True)
    purposes = ArrayField(models.CharField(max_length=80), null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    refused = models.BooleanField(default=False, db_default=False)
    given_by = models.CharField(max_length=20, choices=GivenBy, default=GivenBy.CLIENT, db_default=GivenBy.CLIENT.value)
    mandate_seen_on = models.DateField(null=True)
    proof = models.CharField(
        max_length=12, choices=ConsentProof, default=ConsentProof.NOTED, db_default=ConsentProof.NOTED.value
    )
    record_id = models.UUIDField(null=True)
    wording = models.TextField(default="", db_default="")
    wording_sha256 = models.CharField(max_length=64, default="", db_default="")
    language = models.CharField(max_length=2, default="", db_default="")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("declaration of a client")
        indexes = [models.Index(fields=["dossier", "fact"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(refused=False) | models.Q(ended_on=models.F("from_on")),
                name="declaration_refused_never_holds",
            ),
            models.CheckConstraint(
                condition=~models.Q(given_by=GivenBy.REPRESENTATIVE.value) | models.Q(mandate_seen_on__isnull=False),
                name="declaration_mandate_was_seen",
            ),
            models.CheckConstraint(
                condition=~models.Q(proof=ConsentProof.SCAN.value) | models.Q(record_id__isnull=False),
                name="declaration_scan_is_there",
            ),
        ]

    def __str__(self) -> str:
        return f"declaration {self.pk}"


from waarborg.dossiers.intake_models import AddressConfirmation, HandOut  # noqa: E402
from waarborg.dossiers.list_models import SavedList  # noqa: E402
from waarborg.dossiers.record_models import Record, RecordVersion, SearchToken, View  # noqa: E402
from waarborg.dossiers.restriction_models import Restriction  # noqa: E402
from waarborg.dossiers.showing_models import Showing, ShownRecord  # noqa: E402
from waarborg.dossiers.statement_models import ClientStatement  # noqa: E402

__all__ = [
    "AddressConfirmation",
    "Assignment",
    "ClientDeclaration",
    "ClientStatement",
    "Dossier",
    "Exclusion",
    "HandOut",
    "Person",
    "Record",
    "RecordVersion",
    "Restriction",
    "SavedList",
    "SearchToken",
    "Showing",
    "ShownRecord",
    "Trajectory",
    "View",
    "Weighing",
]
