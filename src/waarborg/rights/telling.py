"""What goes by e-mail to who sent something in by the public form: that it came in, or that nothing is kept of them.

Nothing of what was asked stands in it. Sending is tried again as long as it has not gone; one that does not go stops no
other.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.gate.organisations import agency
from waarborg.kernel import clock
from waarborg.letters.days import day_in_words
from waarborg.letters.outbox import wrong_with
from waarborg.rights.choices import SentInState
from waarborg.rights.models import IncomingRequest
from waarborg.rights.remedies import ways_on
from waarborg.rights.sealing import SENT_IN, SentIn
from waarborg.vault.services import destroy, open_keys

COURT = "court"
"""The remedy of the vocabulary."""


@dataclass(frozen=True, slots=True)
class _Due:
    row: IncomingRequest
    said: SentIn


def tell_waiting(system: Actor, *, using: str = "worker") -> int:
    """Send what is due in one organisation; return how many went."""
    with in_context(system, using=using):
        mailed = IncomingRequest.objects.using(using).filter(by_mail=True, sealed__isnull=False)
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
        if not wrong_with(_message(system, one)):
            _sent(system, one.row, using)
            went += 1
    return went


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
