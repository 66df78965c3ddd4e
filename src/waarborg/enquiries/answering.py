"""The answer to a principal: with what was given to it, or by a letter with the reasons why not; or it asks no more.

answer(actor, dossier_id, enquiry_id, disclosure_id)   what left to this very principal since it asked
refuse(actor, dossier_id, enquiry_id, Refusal(...))    a letter, that counts once it was given
withdrawn(actor, dossier_id, enquiry_id)               it asks no more
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.disclosures.choices import DisclosureState
from waarborg.disclosures.models import Disclosure
from waarborg.enquiries.choices import Asks, EnquiryOutcome
from waarborg.enquiries.models import Enquiry
from waarborg.enquiries.planning import take_off_lists
from waarborg.enquiries.reporting import told
from waarborg.enquiries.sealing import TABLE, SaidInEnquiry
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.explaining import explains
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.given import when_given
from waarborg.letters.keeping import heading, keep
from waarborg.letters.models import Letter
from waarborg.letters.services import require_identity
from waarborg.parties.models import Party
from waarborg.parties.selectors import assured_facts
from waarborg.vault.services import open_keys

LANGUAGE = "nl"
"""Principals are written to in Dutch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why nothing goes, by which article of the regulation, and what is possible instead."""

    articles: Sequence[str]
    reasons: str
    instead: str


def register() -> None:
    """Let the giving of a letter end the question that it is about."""
    when_given(on_given)


def answer(actor: Actor, dossier_id: UUID, enquiry_id: UUID, disclosure_id: UUID) -> None:
    """Say that this was the answer. Raises `Refused`, `NotFound`, `Conflict`, `InvalidInput`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        because, row = require_identity(door), running(door, enquiry_id)
        if not given_since(door, row).filter(pk=disclosure_id).exists():
            said = _("Choose what was given to this very principal since it asked.")
            raise InvalidInput(_("Some things are not right yet."), {"disclosure": said})
        if set(row.needs) - assured_facts(door, row.party_id, clock.today()):
            raise Conflict(_("First write down with the principal that whoever asks is competent to receive it."))
        if row.asks == Asks.COOPERATION and not told(door, row):
            raise Conflict(_("First give the client the letter about it: they know it before it counts."))
        _end(door, row, EnquiryOutcome.ANSWERED, because, disclosure_id=disclosure_id)


def refuse(actor: Actor, dossier_id: UUID, enquiry_id: UUID, refusal: Refusal) -> UUID:
    """Write the letter that refuses it, and return it. Raises `Refused`, `NotFound`, `Conflict`, `InvalidInput`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.noting([require_identity(door)])
        row = running(door, enquiry_id)
        if row.asks == Asks.COOPERATION:
            raise Conflict(
                _("A law has us report this. Answer it with what is so, or write down that it is not reported.")
            )
        _check(actor, refusal)
        with translation.override(LANGUAGE):
            letter = keep(door, LetterKind.ENQUIRY_REFUSED, LANGUAGE, _letter(door, row, refusal))
        Enquiry.objects.using(door.using).filter(pk=row.pk).update(letter_id=letter.pk)
        return letter.pk


def withdrawn(actor: Actor, dossier_id: UUID, enquiry_id: UUID) -> None:
    """Write down that it is asked no more. Raises `Refused`, `NotFound`, `Conflict`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        because = require_identity(door)
        _end(door, running(door, enquiry_id), EnquiryOutcome.WITHDRAWN, because)


def running(door: Door, enquiry_id: UUID) -> Enquiry:
    """A question about this dossier that has no answer yet. Raises `NotFound` and `Conflict`."""
    row = Enquiry.objects.using(door.using).filter(pk=enquiry_id, dossier_id=UUID(door.dossier["id"])).first()
    if row is None:
        raise NotFound("There is no such question here.")
    if row.ended_on is not None:
        raise Conflict(_("This question has its answer already."))
    return row


def given_since(door: Door, row: Enquiry) -> Any:
    """What was given to who asks since they asked, of this dossier."""
    return Disclosure.objects.using(door.using).filter(
        dossier_id=row.dossier_id,
        party_id=row.party_id,
        state=DisclosureState.GIVEN,
        given_at__gte=clock.start_of(row.received_on),
    )


def said_in(door: Door, row: Enquiry) -> SaidInEnquiry:
    """What was asked, in their words. Raises `NotFound` when its key was destroyed."""
    keys = open_keys(row.organisation_id, {row.data_key_id}, using=door.using)
    if row.data_key_id not in keys:
        raise NotFound("This has been destroyed.")
    return SaidInEnquiry.from_bytes(keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=TABLE))


def on_given(door: Door, letter: Letter) -> None:
    """The letter that refuses was given: that was the answer."""
    if letter.kind != LetterKind.ENQUIRY_REFUSED:
        return
    for row in Enquiry.objects.using(door.using).filter(letter_id=letter.pk, ended_on__isnull=True):
        _end(door, row, EnquiryOutcome.REFUSED, require_identity(door))


def _end(door: Door, row: Enquiry, outcome: EnquiryOutcome, because: Answer, **how: Any) -> None:
    door.noting([because])
    door.note(Kind.ENQUIRY_ENDED, details={"enquiry": str(row.pk), "outcome": outcome.value})
    Enquiry.objects.using(door.using).filter(pk=row.pk).update(outcome=outcome, ended_on=clock.today(), **how)
    take_off_lists(door, row, because)


def _check(actor: Actor, refusal: Refusal) -> None:
    wrong: dict[str, str] = {}
    known = {article.number for article in actor.in_force.regulation.articles}
    if not refusal.articles or set(refusal.articles) - known:
        wrong["articles"] = _("Choose the article by which it may not go.")
    for name, text in (("reasons", refusal.reasons), ("instead", refusal.instead)):
        if not explains(text):
            wrong[name] = _("Write it down in a sentence.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _letter(door: Door, row: Enquiry, refusal: Refusal) -> dict[str, Any]:
    """What the letter says. Nothing of the client stands in it but the numbers by which both know the dossier."""
    said = said_in(door, row)
    return {
        **heading(door),
        "principal": Party.objects.using(door.using).get(pk=row.party_id).name,
        "name": said.name,
        "reference": said.reference,
        "received": day_in_words(row.received_on),
        "asks": row.asks,
        "articles": list(refusal.articles),
        "reasons": refusal.reasons.strip(),
        "instead": refusal.instead.strip(),
    }
