"""A breach, whom it concerns, what was told of it, what is learnt from it. Whatever is written about it is sealed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.breaches.choices import FoundBy, Part, Phase, Risk, ToldBy, ToWhom
from waarborg.dossiers.models import Dossier
from waarborg.kernel.identifiers import new_id
from waarborg.letters.models import Letter
from waarborg.parties.models import Party
from waarborg.work.models import Task


class Breach(models.Model):
    """One breach, or what may be one. Every one stays in the register, told to the authority or not.

    `number` counts per year. `aware_at` is the moment from which the hours count, `due_at` the last one to tell the
    authority. `tells_*` say what follows from how it was weighed; `says_where`: a letter says where the notice can be
    read. Sealed: what was reported, and apart from it how it was weighed and the words for others.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    aware_at = models.DateTimeField()
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    goes_on = models.BooleanField()
    for_role = models.CharField(max_length=40)
    rule = models.CharField(max_length=120, blank=True)
    article = models.CharField(max_length=40, blank=True)
    due_at = models.DateTimeField(null=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()
    nature = ArrayField(models.CharField(max_length=12), default=list)
    happened_from = models.DateTimeField(null=True)
    happened_until = models.DateTimeField(null=True)
    risk = models.CharField(max_length=10, choices=Risk, blank=True)
    became_public = models.BooleanField(default=False)
    unreadable = models.BooleanField(default=False)
    part = models.CharField(max_length=12, choices=Part, blank=True)
    tells_authority = models.BooleanField(default=False)
    tells_clients = models.BooleanField(default=False)
    tells_employers = models.BooleanField(default=False)
    says_where = models.BooleanField(default=False)
    assessed_at = models.DateTimeField(null=True)
    assessed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    sealed_assessment = models.BinaryField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("data breach")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "number"], name="breach_number_once"),
            models.CheckConstraint(
                condition=models.Q(assessed_at__isnull=True, risk="")
                | models.Q(assessed_at__isnull=False, sealed_assessment__isnull=False) & ~models.Q(risk=""),
                name="breach_weighed_with_reasons",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(assessed_at__isnull=False),
                name="breach_closed_when_weighed",
            ),
            models.CheckConstraint(
                condition=~models.Q(part=Part.PROCESSOR) | models.Q(tells_authority=False),
                name="breach_of_a_processor_not_to_the_authority",
            ),
        ]

    def __str__(self) -> str:
        return f"breach {self.pk}"


class Affected(models.Model):
    """A dossier that a breach concerns: which kinds of data, how often, seen by whom or given to whom.

    `accounts` opened it, `parties` got it. Somebody left out, or not told, has a reason, sealed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    breach = models.ForeignKey(Breach, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    found_by = models.CharField(max_length=12, choices=FoundBy)
    categories = ArrayField(models.CharField(max_length=80), default=list)
    times = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    accounts = ArrayField(models.UUIDField(), default=list)
    parties = ArrayField(models.UUIDField(), default=list)
    left_out = models.BooleanField(default=False)
    untold = models.BooleanField(default=False)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("dossier that a breach concerns")
        constraints = [models.UniqueConstraint(fields=["breach", "dossier"], name="affected_once")]

    def __str__(self) -> str:
        return f"affected {self.pk}"


class PartyLetter(models.Model):
    """A letter about a breach to a principal or an employer as it was made: the PDF, sealed. It names nobody."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    breach = models.ForeignKey(Breach, models.PROTECT, related_name="+")
    to = models.CharField(max_length=12, choices=ToWhom)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("letter about a breach to a principal or an employer")

    def __str__(self) -> str:
        return f"letter about a breach {self.pk}"


class BreachNotice(models.Model):
    """That somebody was told of a breach, or with `left` that it was decided not to tell them. Never changed.

    `channel` is how a principal or an employer was told; in writing by the `letter` that was kept. Sealed: what was
    told, the number they gave it, why it was late or not told.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    breach = models.ForeignKey(Breach, models.PROTECT, related_name="+")
    to = models.CharField(max_length=12, choices=ToWhom)
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    phase = models.CharField(max_length=12, choices=Phase, blank=True)
    channel = models.CharField(max_length=12, choices=ToldBy, blank=True)
    letter = models.ForeignKey(PartyLetter, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField()
    left = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("notice of a breach")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to=ToWhom.AUTHORITY, left=False, party__isnull=True) & ~models.Q(phase="")
                | ~models.Q(to=ToWhom.AUTHORITY) & models.Q(phase=""),
                name="breach_notice_to_the_authority_in_phases",
            ),
        ]

    def __str__(self) -> str:
        return f"notice of a breach {self.pk}"


class Lesson(models.Model):
    """What is done so that it does not happen again: a task with a day. What it is, is sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    breach = models.ForeignKey(Breach, models.PROTECT, related_name="+")
    task = models.OneToOneField(Task, models.PROTECT, related_name="+")
    due_on = models.DateField()
    written_at = models.DateTimeField()
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("lesson of a breach")

    def __str__(self) -> str:
        return f"lesson {self.pk}"
