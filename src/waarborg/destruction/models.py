"""What is destroyed: the list, who approved it, how far each line is, and what was certified. No content, no name."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.destruction.choices import Duty, Fate, LeftOut, Measure, State, Step
from waarborg.dossiers.models import Dossier
from waarborg.kernel.identifiers import new_id
from waarborg.paper.models import PaperFile


class Destruction(models.Model):
    """One list of what is due. `not_before` is the day from which it may be done, after the last approval it needs.

    `approvals`, `cooling_off` and `article` are as the regulation said when it was proposed. The certificate says what
    was destroyed, why and when, by numbers; `proof` shows that its event stands in the sealed ledger.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    rule = models.CharField(max_length=120, blank=True)
    article = models.CharField(max_length=40, blank=True)
    approvals = models.PositiveSmallIntegerField()
    cooling_off = models.JSONField(null=True)
    proposed_at = models.DateTimeField()
    not_before = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    certificate = models.JSONField(null=True)
    certified_event = models.UUIDField(null=True)
    proof = models.JSONField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("destruction")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="destruction_number_once"),
            models.CheckConstraint(
                condition=~models.Q(state=State.DONE)
                | models.Q(ended_at__isnull=False, certificate__isnull=False, certified_event__isnull=False),
                name="destruction_done_is_certified",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[State.PROPOSED, State.DECLINED]) | models.Q(not_before__isnull=False),
                name="destruction_approved_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"destruction {self.number}"


class Line(models.Model):
    """One key on the list: what ends with it, by number, when, by which rules. `follows` is what ends with the rest.

    That what it points to is there, and of the same organisation, the database holds by keys that carry both
    (security.sql), and by those alone: thousands of lines are written at once.

    Where `closed_until` has a day, it may be put away until then instead of destroyed, or has to be: `fate` says which.
    `handed_over` is when a principal received what it may hold of the dossier.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    destruction = models.ForeignKey(
        Destruction, models.PROTECT, related_name="lines", db_constraint=False, db_index=False
    )
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    scope_id = models.UUIDField()
    data_key_id = models.UUIDField()
    retention_class = models.CharField(max_length=200)
    categories = ArrayField(models.CharField(max_length=80))
    records = models.PositiveIntegerField()
    files = ArrayField(models.CharField(max_length=64))
    earliest = models.DateField(null=True)
    due = models.DateField()
    rests_on = models.JSONField()
    triggers = models.JSONField()
    follows = models.BooleanField()
    identity = models.BooleanField()
    fate = models.CharField(max_length=10, choices=Fate, default=Fate.DESTROY, db_default=Fate.DESTROY.value)
    closed_until = models.DateField(null=True)
    closed_by_statute = models.BooleanField(default=False, db_default=False)
    handed_over = models.DateField(null=True)
    left_out = models.CharField(max_length=10, choices=LeftOut, blank=True)
    step = models.PositiveSmallIntegerField(choices=Step, default=Step.NOTHING)
    ended_at = models.DateTimeField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("line of a destruction")
        constraints = [
            models.UniqueConstraint(fields=["destruction", "data_key_id"], name="destruction_line_once"),
            models.CheckConstraint(
                condition=models.Q(fate=Fate.DESTROY) | models.Q(closed_until__isnull=False),
                name="destruction_put_away_until",
            ),
        ]
        indexes = [models.Index(fields=["data_key_id"]), models.Index(fields=["dossier"])]

    def __str__(self) -> str:
        return f"line {self.pk}"


class PutAway(models.Model):
    """What nobody reads any more and is not destroyed yet: out of its dossier, under a key of its own, without a name.

    Of whom it is says only the number of a dossier. `until_on` is the day on which it goes on a list; `statute` says
    that a law keeps it until then.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    line = models.OneToOneField(Line, models.PROTECT, related_name="put_away")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    scope_id = models.UUIDField()
    data_key_id = models.UUIDField()
    categories = ArrayField(models.CharField(max_length=80))
    records = models.PositiveIntegerField()
    statute = models.BooleanField()
    rests_on = models.JSONField()
    put_away_on = models.DateField()
    until_on = models.DateField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("what was put away")
        indexes = [models.Index(fields=["organisation", "until_on"]), models.Index(fields=["dossier"])]

    def __str__(self) -> str:
        return f"put away {self.pk}"


class Opening(models.Model):
    """Somebody opened what was put away: by which duty of the law, and in their own words (sealed) who asked it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    put_away = models.ForeignKey(PutAway, models.PROTECT, related_name="openings")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    duty = models.CharField(max_length=20, choices=Duty)
    at = models.DateTimeField()
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("opening of what was put away")

    def __str__(self) -> str:
        return f"opening {self.pk}"


class KeptCount(models.Model):
    """How many trajectories of one year had this outcome, lead time or number of hours: nobody is behind it.

    A year is counted once, when it is over and before the first of it is destroyed; groups below the minimum are not.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=20, choices=Measure)
    value = models.CharField(max_length=40)
    people = models.PositiveIntegerField()
    rule = models.CharField(max_length=120)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("count that was kept")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "measure", "value"], name="kept_count_once"),
        ]

    def __str__(self) -> str:
        return f"count {self.pk}"


class Shredding(models.Model):
    """Somebody shredded a paper part of what was on a list: all of it, or the pages with these kinds of data."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    destruction = models.ForeignKey(Destruction, models.PROTECT, related_name="shredded")
    paper = models.ForeignKey(PaperFile, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    whole = models.BooleanField()
    at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("paper that was shredded")
        constraints = [models.UniqueConstraint(fields=["destruction", "paper"], name="destruction_shredded_once")]

    def __str__(self) -> str:
        return f"shredding {self.pk}"


class Approval(models.Model):
    """One person approved a list, or declined it, in a role that they held. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    destruction = models.ForeignKey(Destruction, models.PROTECT, related_name="given")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    approved = models.BooleanField()
    at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("approval of a destruction")
        constraints = [models.UniqueConstraint(fields=["destruction", "account"], name="destruction_approved_once")]

    def __str__(self) -> str:
        return f"approval {self.pk}"
