"""What is written to people: letters as they were made, and the outbox of electronic mail. All of it sealed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.models import Dossier, View
from waarborg.kernel.identifiers import new_id
from waarborg.letters.choices import Channel, LetterKind, LetterState, MailState, RoundState


class Letter(models.Model):
    """A letter to a client as it was made: the PDF, sealed under the key of its fate.

    `category` is the kind of data by which the client is reached: who may read that, may see and give the letter. One
    that was erased because the client asked it says nothing any more: that it was there, stays until the dossier goes.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    view = models.ForeignKey(View, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=LetterKind)
    category = models.CharField(max_length=80)
    language = models.CharField(max_length=5)
    state = models.CharField(max_length=8, choices=LetterState, default=LetterState.READY)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    made_at = models.DateTimeField()
    channel = models.CharField(max_length=12, choices=Channel, blank=True)
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    erased_on = models.DateField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("letter")
        constraints = [models.UniqueConstraint(fields=["kind", "view"], name="letter_once_per_view")]
        indexes = [models.Index(fields=["dossier", "-made_at"])]

    def __str__(self) -> str:
        return f"letter {self.pk}"


class Mail(models.Model):
    """A message in the outbox: recipient, subject and words sealed together. The worker sends it.

    It says that a letter is ready, or that something else waits to be fetched.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=MailState, default=MailState.WAITING)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    error = models.CharField(
        max_length=60, blank=True, help_text="The kind of error alone: its text may hold an address."
    )
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("message in the outbox")
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=models.Q(state=MailState.WAITING), name="mail_waiting")
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"


class Round(models.Model):
    """The letter about a change of the regulation, on its way to every client who has an earlier version.

    The worker acts as whoever began it: in these `roles`, `strong` as they had signed in. `done` of `total` clients
    were looked at, to `sent` it went. `page` is where anybody reads the regulation.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    roles = ArrayField(models.CharField(max_length=60))
    strong = models.BooleanField()
    page = models.URLField()
    state = models.CharField(max_length=8, choices=RoundState, default=RoundState.RUNNING)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    """For how many it went wrong; they stay on the list."""
    began_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("letter to all at once")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "account"],
                condition=models.Q(state=RoundState.RUNNING),
                name="round_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.pk}"
