"""Complaints, apart from dossiers: rows, keys and an end of their own. Only numbers and days stand in clear."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.complaints.choices import CameBy, Channel, Complainant, FileOf, Instance, Outcome, StepKind, Subject
from waarborg.documents.choices import Scan
from waarborg.dossiers.models import Dossier
from waarborg.kernel.identifiers import new_id
from waarborg.letters.choices import ABOUT_COMPLAINTS
from waarborg.parties.models import Party


class Complaint(models.Model):
    """One complaint. It is `written` from the day on which it was `received_on`, and from then on its terms run; where
    the procedure takes a talk for a complaint, what is said counts as written.

    `missing` are the words of what the regulation wants in it and is not there. `seen_by` are the roles of which
    somebody handles it, `flagged_to` those that look at what was decided about the complainant meanwhile. `appeal` is
    the instance that has it after the decision; `closed_on` the day from which it is kept until `keep_until`. The
    database writes the `principal_kind`, by the dossier or the principal, and a number that complaints of one client
    have `together`, so that people are counted without saying who. Sealed under a key of its own: who
    complains, how they are reached, and what they say. One that came `by_mail` of who has no account is confirmed
    by e-mail too.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    written = models.BooleanField()
    complainant = models.CharField(max_length=16, choices=Complainant)
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    principal_kind = models.CharField(max_length=40, blank=True)
    together = models.UUIDField(null=True)
    came_by = models.CharField(max_length=12, choices=CameBy)
    subject = models.CharField(max_length=20, choices=Subject)
    about = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    received_on = models.DateField(null=True)
    about_on = models.DateField(null=True)
    take_up_until = models.DateField(null=True)
    missing = ArrayField(models.CharField(max_length=20), default=list)
    rule = models.CharField(max_length=120, blank=True)
    article = models.CharField(max_length=40, blank=True)
    terms = models.JSONField(default=list)
    confirm_by = models.DateField(null=True)
    meet_by = models.DateField(null=True)
    refuse_by = models.DateField(null=True)
    decide_by = models.DateField(null=True)
    seen_by = ArrayField(models.CharField(max_length=40))
    flagged_to = ArrayField(models.CharField(max_length=40))
    handler = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    meeting_on = models.DateField(null=True)
    confirmed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=14, choices=Outcome, blank=True)
    refused_because = models.CharField(max_length=24, blank=True)
    ended_on = models.DateField(null=True)
    appeal = models.CharField(max_length=16, choices=Instance, blank=True)
    closed_on = models.DateField(null=True)
    keep_until = models.DateField(null=True)
    by_mail = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("complaint")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "number"], name="complaint_number_once"),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True, outcome="")
                | models.Q(ended_on__isnull=False) & ~models.Q(outcome=""),
                name="complaint_ended_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(written=False, received_on__isnull=True)
                | models.Q(written=True, received_on__isnull=False),
                name="complaint_written_on_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=Outcome.NOT_TAKEN_UP) | ~models.Q(refused_because=""),
                name="complaint_refused_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "decide_by"], condition=models.Q(ended_on__isnull=True), name="complaint_open"
            ),
            models.Index(fields=["dossier"]),
        ]

    def __str__(self) -> str:
        return f"complaint {self.pk}"


class ComplaintLetter(models.Model):
    """A letter about a complaint as it was made: the PDF, sealed under the key of the complaint.

    One that decides carries the `outcome`, which counts once it is given; one that leaves it, the reason `because`; one
    that asks something or invites, the day `until` which it waits.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20, choices=ABOUT_COMPLAINTS)
    outcome = models.CharField(max_length=14, choices=Outcome, blank=True)
    because = models.CharField(max_length=24, blank=True)
    until = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12, choices=Channel, blank=True)
    given_on = models.DateField(null=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("letter about a complaint")
        indexes = [models.Index(fields=["complaint", "-made_at"])]

    def __str__(self) -> str:
        return f"letter about a complaint {self.pk}"


class ComplaintStep(models.Model):
    """One thing that happened; what was asked, with the day `until` which it waits. Only ever added.

    `handler` is to whom it was given, of the step that gives it. Sealed under the key of the complaint: what was said
    of it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=StepKind)
    on = models.DateField()
    until = models.DateField(null=True)
    instance = models.CharField(max_length=16, choices=Instance, blank=True)
    letter = models.ForeignKey(ComplaintLetter, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    handler = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    data_key_id = models.UUIDField()
    sealed = models.BinaryField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("step of a complaint")
        indexes = [models.Index(fields=["complaint", "recorded_at"])]

    def __str__(self) -> str:
        return f"step of a complaint {self.pk}"


class ComplaintFile(models.Model):
    """A file with a complaint, scanned and cleaned, under its own key. It opens once somebody said `what` it is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="files")
    what = models.CharField(max_length=12, choices=FileOf, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8)
    scan = models.CharField(max_length=10, choices=Scan)
    size = models.PositiveBigIntegerField()
    blob_id = models.UUIDField()
    data_key_id = models.UUIDField()
    sealed = models.BinaryField(null=True)
    added_at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("file with a complaint")
        indexes = [models.Index(fields=["complaint", "added_at"])]

    def __str__(self) -> str:
        return f"file with a complaint {self.pk}"


class ComplaintGiving(models.Model):
    """What of a complaint goes to somebody outside: made ready, and given on a day. The client reads it, and nobody who
    works on the dossier. Sealed under the key of the complaint: to whom, which parts, why, and the copy itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="givings")
    recipient = models.CharField(max_length=40)
    ground = models.CharField(max_length=40)
    rule = models.CharField(max_length=120)
    article = models.CharField(max_length=40)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12, choices=Channel, blank=True)
    given_on = models.DateField(null=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField(null=True)
    sealed_copy = models.BinaryField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("giving of a complaint")
        indexes = [models.Index(fields=["complaint", "-prepared_at"])]

    def __str__(self) -> str:
        return f"giving of a complaint {self.pk}"


class Measure(models.Model):
    """Something that is done so that it does not happen again: who, by when, and that it was done."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="measures")
    what = models.CharField(max_length=300)
    for_account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("measure after a complaint")
        indexes = [models.Index(fields=["complaint"])]

    def __str__(self) -> str:
        return f"measure {self.pk}"


class ReferralBody(models.Model):
    """Somebody to turn to after a decision: the agency's own, or in the place of one that came along (`key`)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key = models.SlugField(max_length=40)
    step = models.CharField(max_length=16, choices=Instance)
    name = models.CharField(max_length=120)
    reach = models.CharField(max_length=200, blank=True)
    ended = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("body to turn to")
        indexes = [models.Index(fields=["organisation", "key", "-recorded_at"])]

    def __str__(self) -> str:
        return f"body {self.key}"


class ActReview(models.Model):
    """That somebody looked whether what was decided while a client complained had to do with the complaint."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="+")
    event_id = models.UUIDField()
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    finding = models.CharField(max_length=10, choices=[("fair", _("no disadvantage")), ("undone", _("set right"))])
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("look back on an act during a complaint")
        constraints = [models.UniqueConstraint(fields=["event_id"], name="act_reviewed_once")]

    def __str__(self) -> str:
        return f"review {self.pk}"
