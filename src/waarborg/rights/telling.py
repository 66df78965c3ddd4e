"""What goes by e-mail to who sent something in by the public form: that it came in, or that nothing is kept of them.

Nothing of what was asked stands in it. Sending is tried again with growing pauses; one that does not go stops no other.
What no server takes ends as undelivered, where everybody for whom it waits sees it; and of an answer somebody is asked
to see to it that it is heard all the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.gate.organisations import agency
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.days import day_in_words
from waarborg.letters.outbox import Wrong, gives_up, pause_after, wrong_with
from waarborg.policy.request_days import overseer_of
from waarborg.rights.choices import SentInState
from waarborg.rights.models import IncomingRequest
from waarborg.rights.remedies import ways_on
from waarborg.rights.sealing import SENT_IN, SentIn
from waarborg.vault.services import destroy, open_keys
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create

COURT = "court"
"""The remedy of the vocabulary."""


@dataclass(frozen=True, slots=True)
class _Due:
    row: IncomingRequest
    said: SentIn


def tell_waiting(system: Actor, *, using: str = "worker") -> int:
    """Send what is due in one organisation; return how many went."""
    with in_context(system, using=using):
        mailed = IncomingRequest.objects.using(using).filter(
            Q(next_attempt_at=None) | Q(next_attempt_at__lte=clock.now()),
            by_mail=True,
            sealed__isnull=False,
            undelivered_at__isnull=True,
        )
        rows = [
            *mailed.filter(state=SentInState.WAITING, confirmed_at__isnull=True),
            *mailed.filter(state=SentInState.NOTHING_HELD, told_at__isnull=True),
        ]
        keys = open_keys(system.organisation_id, {row.data_key_id for row in rows}, using=using)
        due = [
            _Due(
                row, SentIn.from_bytes(keys[row.data_key_id].open(bytes(row.sealed or b""), row=row.pk, table=SENT_IN))
            )
            for row in rows
            if row.data_key_id in keys
        ]
    went = 0
    for one in due:
        if (wrong := wrong_with(_message(system, one))) is not None:
            _not_sent(system, one.row, wrong, using)
        else:
            _sent(system, one.row, using)
            went += 1
    return went


def _not_sent(system: Actor, row: IncomingRequest, wrong: Wrong, using: str) -> None:
    attempts, rows = row.attempts + 1, IncomingRequest.objects.using(using).filter(pk=row.pk)
    if not gives_up(wrong, attempts):
        with in_context(system, using=using):
            rows.update(attempts=attempts, next_attempt_at=clock.now() + pause_after(row.attempts))
        return
    with open_door(system, "read", using=using) as door:
        door.note(Kind.REQUEST_UNDELIVERED, details={"incoming": str(row.pk), "why": wrong.word})
        rows.update(attempts=attempts, undelivered_at=clock.now())
        if row.state == SentInState.NOTHING_HELD:
            create(door, _task(door, row))


def _task(door: Door, row: IncomingRequest) -> NewTask:
    """For who sees to requests: the answer is due by the day that holds for it."""
    version = door.actor.in_force
    sees_to_it = overseer_of(version.regulation, version.laws, row.rights[0], clock.day_of(row.received_at))
    return NewTask(
        kind=TaskKind.TELL_UNDELIVERED,
        for_role=row.seen_by[0],
        due_on=max(row.answer_by, clock.today()),
        subject_id=row.pk,
        article=sees_to_it.article if sees_to_it else "",
        rule=sees_to_it.at.rule if sees_to_it else "",
    )


def _sent(system: Actor, row: IncomingRequest, using: str) -> None:
    with in_context(system, using=using):
        rows = IncomingRequest.objects.using(using).filter(pk=row.pk)
        if row.state == SentInState.WAITING:
            rows.update(confirmed_at=clock.now())
        else:
            rows.update(told_at=clock.now(), sealed=None)
            destroy(system.organisation_id, [row.data_key_id], using=using)


def _message(system: Actor, one: _Due) -> EmailMessage:
    name = agency(system.organisation_id).name
    with translation.override(one.said.language):
        words = {
            "organisation": name,
            "received": day_in_words(clock.day_of(one.row.received_at)),
            "day": day_in_words(one.row.answer_by),
            "court": _court(system, one.row),
        }
        if one.row.state == SentInState.WAITING:
            subject = _("%(organisation)s received your request") % words
            body = _(
                "Hello,\n\nOn %(received)s we received your request about personal data. You have an answer by"
                " %(day)s at the latest. For your privacy, what you asked is not in this e-mail.\n\n"
                "Kind regards,\n%(organisation)s\n"
            )
        else:
            subject = _("An answer from %(organisation)s to your request") % words
            body = _(
                "Hello,\n\nOn %(received)s you asked us something about personal data. We looked, and we keep no data"
                " of you. What you sent us has been destroyed.\n\nDo you not agree? You can complain to the Autoriteit"
                " Persoonsgegevens, or ask the court to decide until %(court)s.\n\n"
                "Kind regards,\n%(organisation)s\n"
            )
        return EmailMessage(subject=subject, body=body % words, to=[one.said.email])


def _court(system: Actor, row: IncomingRequest) -> str:
    """The client's last day for the court, by regulation and law, for an answer of today."""
    ways = (way for right in row.rights for way in ways_on(system.in_force, right, clock.today()))
    days = [way.until for way in ways if way.what == COURT and way.until]
    return day_in_words(max(days)) if days else ""
