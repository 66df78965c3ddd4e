"""Lists of addresses, of which each line is a disclosure of its own dossier; and messages to several at once."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.disclosures.models import Disclosure
from waarborg.dossiers.models import Dossier
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.letters.models import Letter
from waarborg.mailings.choices import ListState, MessageState, Outcome
from waarborg.parties.models import Party


class AddressList(models.Model):
    """One list for one recipient: by which rule, what for, how far it is, and how it is fetched. It holds nobody."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=40)
    rule = models.CharField(max_length=120)
    purpose = models.CharField(max_length=40)
    ground = models.CharField(max_length=40)
    claims = ArrayField(models.CharField(max_length=60), default=list)
    told_before = models.BooleanField(default=False)
    """Must every client on it be told first?"""
    language = models.CharField(max_length=5)
    state = models.CharField(max_length=8, choices=ListState, default=ListState.PREPARED)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    address_hash = models.BinaryField(null=True, unique=True)
    code_hash = models.BinaryField(null=True)
    expires_at = models.DateTimeField(null=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True)
    people = models.PositiveIntegerField(default=0)
    """How many went, as a number that nobody stands behind."""
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("list of addresses")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True) | ~models.Q(agreed_by=models.F("prepared_by")),
                name="list_agreed_by_another",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-prepared_at"])]

    def __str__(self) -> str:
        return f"list of addresses {self.pk}"


class ListMember(models.Model):
    """That a disclosure of a dossier goes as part of a list."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    list = models.ForeignKey(AddressList, models.PROTECT, related_name="members")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    disclosure = models.OneToOneField(Disclosure, models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    """By which somebody without an e-mail address is told before it goes."""
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("somebody on a list of addresses")
        constraints = [models.UniqueConstraint(fields=["list", "dossier"], name="on_a_list_once")]

    def __str__(self) -> str:
        return f"somebody on a list {self.pk}"


class SurveyReading(models.Model):
    """How the agency reads an article: that clients may be invited to a survey of satisfaction without their consent.

    Recorded by a named person with the reasons; it holds until somebody ends it. Nothing goes to anybody else by it:
    the agency itself writes to its clients.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    article = models.CharField(max_length=40)
    reasons = models.TextField(max_length=1000)
    version_id = models.UUIDField()
    """The version of the regulation that was read."""
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("reading of an article on surveys")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ended_at__isnull=True), name="one_reading_stands"
            ),
        ]

    def __str__(self) -> str:
        return f"reading {self.pk}"


class GroupMessage(models.Model):
    """A message to several at once. Its words are kept here, sealed, until everybody was looked at, and no longer.

    The worker sends it as whoever made it: in these `roles`, `strong` as they had signed in.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    offer = models.BooleanField()
    """Is it an offer or another form of recruitment? Then who objects gets nothing."""
    reading = models.ForeignKey(SurveyReading, models.PROTECT, null=True, related_name="+")
    """Of an invitation to a survey of satisfaction: the reading on which it goes."""
    sent = models.PositiveIntegerField(default=0)
    """To how many it went, as a number that nobody stands behind."""
    state = models.CharField(max_length=8, choices=MessageState, default=MessageState.DONE)
    roles = ArrayField(models.CharField(max_length=60), default=list)
    strong = models.BooleanField(default=False)
    total = models.PositiveIntegerField(default=0)
    data_key_id = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("message to several at once")

    def __str__(self) -> str:
        return f"message to several {self.pk}"


class GroupRecipient(models.Model):
    """What became of it for one dossier; the letter is that client's own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    message = models.ForeignKey(GroupMessage, models.PROTECT, related_name="recipients")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("recipient of a message to several")
        constraints = [models.UniqueConstraint(fields=["message", "dossier"], name="written_to_once")]

    def __str__(self) -> str:
        return f"recipient of a message {self.pk}"


class SurveyCount(models.Model):
    """How many gave one answer to one question of a survey. It knows nobody, so no destruction changes it.

    Of a survey by a list to a survey organisation, or of one to which the agency invited by a message.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    list = models.ForeignKey(AddressList, models.PROTECT, null=True, related_name="counts")
    message = models.ForeignKey(GroupMessage, models.PROTECT, null=True, related_name="counts")
    question = models.CharField(max_length=200)
    answer = models.CharField(max_length=80)
    people = models.PositiveIntegerField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("count of a survey")
        constraints = [
            models.UniqueConstraint(fields=["list", "question", "answer"], name="survey_counted_once"),
            models.UniqueConstraint(fields=["message", "question", "answer"], name="invited_survey_counted_once"),
            models.CheckConstraint(
                condition=models.Q(list__isnull=False, message__isnull=True)
                | models.Q(list__isnull=True, message__isnull=False),
                name="counts_of_one_survey",
            ),
        ]

    def __str__(self) -> str:
        return f"count of a survey {self.pk}"
