"""Requests of clients, and every step that was taken in them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.models import Dossier
from waarborg.kernel.identifiers import new_id
from waarborg.letters.models import Letter
from waarborg.policy.term_clock import ClockState, Question, StepKind
from waarborg.rights.choices import CameBy, Identity, Outcome, SentInState, ToldBy


class Request(models.Model):
    """One right that a client uses, with its own clock. A letter that asks two things is two requests.

    `terms` are the dates counted from receipt by the version in force then; `due_on` is the last day as it stands after
    the last step, empty while the client is asked something. `judged_by` is the role that an article names to answer
    it; `overseen_by` the one that sees to it, and answers where no article names who. An objection says `against` which
    answer it is, and is answered by somebody `uninvolved` where its article asks that. Until `court_until` the client
    can go to the court with the answer. Sealed: what was asked, in the client's words.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    right = models.CharField(max_length=40)
    asked_by = models.CharField(max_length=20, choices=GivenBy, default=GivenBy.CLIENT)
    mandate_seen_on = models.DateField(null=True)
    came_by = models.CharField(max_length=12, choices=CameBy)
    identity = models.CharField(max_length=12, choices=Identity)
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    terms = models.JSONField(default=list)
    judged_by = models.CharField(max_length=40, blank=True)
    overseen_by = models.CharField(max_length=40, blank=True, default="")
    state = models.CharField(max_length=8, choices=[(word.value, word.value) for word in ClockState])
    due_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    ended_on = models.DateField(null=True)
    against = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    uninvolved = models.BooleanField(default=False)
    court_until = models.DateField(null=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("request")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=ClockState.ENDED.value, ended_on__isnull=False) & ~models.Q(outcome="")
                | ~models.Q(state=ClockState.ENDED.value) & models.Q(ended_on__isnull=True),
                name="request_ended_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(asked_by=GivenBy.CLIENT.value) | models.Q(mandate_seen_on__isnull=False),
                name="request_mandate_was_seen",
            ),
        ]
        indexes = [
            models.Index(fields=["dossier", "-received_on"]),
            models.Index(
                fields=["organisation", "due_on"], condition=models.Q(ended_on__isnull=True), name="request_open"
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"


class RequestStep(models.Model):
    """One thing that happened in a request. Only ever added. Sealed, under the key of the request: why, in words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.PROTECT, related_name="steps")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(word.value, word.value) for word in StepKind])
    on = models.DateField()
    about = models.CharField(max_length=14, blank=True, choices=[(word.value, word.value) for word in Question])
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    data_key_id = models.UUIDField()
    sealed = models.BinaryField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("step in a request")
        indexes = [models.Index(fields=["request", "recorded_at"])]

    def __str__(self) -> str:
        return f"step {self.pk}"


class RequestLetter(models.Model):
    """Which letter is about which request, who wrote it, and what giving it does to the clock."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.PROTECT, related_name="letters")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="+")
    does = models.CharField(max_length=10, blank=True, choices=[(word.value, word.value) for word in StepKind])
    about = models.CharField(max_length=14, blank=True, choices=[(word.value, word.value) for word in Question])
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    written_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("letter about a request")
        constraints = [models.UniqueConstraint(fields=["request", "letter"], name="request_letter_once")]
        indexes = [models.Index(fields=["letter"])]

    def __str__(self) -> str:
        return f"letter about a request {self.pk}"


class IncomingRequest(models.Model):
    """What somebody sent in by the public form, before anybody said whose it is. It has a key of its own.

    `seen_by` are the roles for which it waits. An e-mail to them is tried some `attempts` with growing pauses; one that
    no server takes is `undelivered_at`, and a person writes down how they heard it (`told_by`). Sealed: who they say
    they are, how they are reached, what they ask; gone with its key once it stands in a dossier, or once they were told
    that nothing is kept of them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    rights = ArrayField(models.CharField(max_length=40))
    seen_by = ArrayField(models.CharField(max_length=40))
    answer_by = models.DateField()
    by_mail = models.BooleanField()
    state = models.CharField(max_length=12, choices=SentInState, default=SentInState.WAITING)
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="+")
    data_key_id = models.UUIDField()
    sealed = models.BinaryField(null=True)
    decision_id = models.UUIDField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    ended_decision_id = models.UUIDField(null=True)
    told_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    undelivered_at = models.DateTimeField(null=True)
    told_by = models.CharField(max_length=12, choices=ToldBy, blank=True)

    class Meta:
        verbose_name = _("request that came in")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=SentInState.MATCHED.value, dossier__isnull=False, sealed__isnull=True)
                | ~models.Q(state=SentInState.MATCHED.value) & models.Q(dossier__isnull=True),
                name="incoming_request_in_a_dossier",
            ),
            models.CheckConstraint(
                condition=models.Q(state=SentInState.WAITING.value) | models.Q(ended_at__isnull=False),
                name="incoming_request_ended_at",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "answer_by"],
                condition=models.Q(state=SentInState.WAITING.value),
                name="incoming_request_waits",
            )
        ]

    def __str__(self) -> str:
        return f"request that came in {self.pk}"


from waarborg.rights.item_models import RequestItem  # noqa: E402
from waarborg.rights.recipient_models import ErasedFile, RecipientNotice  # noqa: E402

__all__ = [
    "ErasedFile",
    "IncomingRequest",
    "RecipientNotice",
    "Request",
    "RequestItem",
    "RequestLetter",
    "RequestStep",
]
