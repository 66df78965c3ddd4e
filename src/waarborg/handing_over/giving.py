"""A hand-over goes, to its principal alone, by a link that works once; and somebody writes down that it is there.

Everything is weighed again at the moment it goes. Before its first day, and before every client was told where an
article asks that, nothing goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waarborg.disclosures.choices import DisclosureState, StopReason
from waarborg.disclosures.links import WORKS_FOR, message_of
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.secret_addresses import hashed, new_secrets
from waarborg.disclosures.ways import HAND_OVER
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.leaving import leaving
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Claims, Door, open_door
from waarborg.gate.kinds import scopes_of_list
from waarborg.handing_over.choices import HandOverState, PartState, Shown
from waarborg.handing_over.making import row_in
from waarborg.handing_over.models import HandOver, HandOverPart
from waarborg.handing_over.rules import claims_of_row, must_hand_over, rule_for
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.ledger.entries import EventEntry
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.days import day_in_words
from waarborg.letters.outbox import queue_free


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """That the principal has it: since which day, and what shows it."""

    on: date
    shown_by: str


class Changed(Conflict):
    """Something in it changed since it was made: that is made again before anything goes."""


def give(actor: Actor, hand_over_id: UUID, *, address: str) -> str:
    """Let it go: the link to this e-mail address; returns the code that is told in another way.

    Raises `NotFound`, `Refused`, `InvalidInput`, and `Conflict` with what is missing. When something in it changed
    since, that part waits to be made again and `Changed` says so.
    """
    must_hand_over(actor)
    _check_address(address)
    with open_door(actor, HAND_OVER) as door:
        row = row_in(door, hand_over_id)
        rows = _ready(door, row)
        door.turn_to_many(HAND_OVER, [one.dossier_id for one in rows], _claims(actor, row))
        answers, stale = _weighed_again(door, rows)
        if stale:
            _make_again(door, row, stale)
        else:
            code = _let_go(door, row, rows, answers, address)
    if stale:
        said = ngettext(
            "Of %(count)s dossier something changed since. It is made again; give it after that.",
            "Of %(count)s dossiers something changed since. They are made again; give it after that.",
            len(stale),
        )
        raise Changed(said % {"count": len(stale)})
    return code


def link_again(actor: Actor, hand_over_id: UUID, *, address: str) -> str:
    """Another link, when nobody fetched it by the first one: that one works no more. Raises `NotFound`, `Conflict`."""
    must_hand_over(actor)
    _check_address(address)
    with open_door(actor, HAND_OVER) as door:
        row = row_in(door, hand_over_id)
        if row.state != HandOverState.GIVEN or row.fetched_at is not None:
            raise Conflict(_("It was not given yet, or it was fetched already."))
        rows = list(_disclosures(door, row, DisclosureState.GIVEN))
        door.turn_to_many(HAND_OVER, [one.dossier_id for one in rows], _claims(actor, row))
        decision = door.note_each(_events(Kind.DISCLOSURE_MADE, row, rows))
        return _link(door, row, rows[0], address, decision)


def record_receipt(actor: Actor, hand_over_id: UUID, receipt: Receipt) -> None:
    """Write down that the principal has it; then what stays behind goes its way. Raises as `give` does."""
    must_hand_over(actor)
    with open_door(actor, HAND_OVER) as door:
        row = row_in(door, hand_over_id)
        if row.state != HandOverState.GIVEN or row.given_at is None:
            raise Conflict(_("It was not given yet, or its receipt is recorded already."))
        wrong: dict[str, str] = {}
        if not clock.day_of(row.given_at) <= receipt.on <= clock.today():
            wrong["received_on"] = _("Choose a day from the day on which it was given until today.")
        if receipt.shown_by not in Shown.values:
            wrong["shown_by"] = _("Choose one from the list.")
        if wrong:
            raise InvalidInput(_("Some things are not right yet."), wrong)
        door.note(Kind.HAND_OVER_RECEIVED, details={"hand_over": str(row.pk)})
        HandOver.objects.filter(pk=row.pk).update(
            state=HandOverState.RECEIVED,
            received_on=receipt.on,
            shown_by=receipt.shown_by,
            recorded_by_id=actor.somebody,
        )


def _check_address(address: str) -> None:
    try:
        validate_email(address.strip())
    except ValidationError:
        said = {"address": _("Fill in an e-mail address.")}
        raise InvalidInput(_("Some things are not right yet."), said) from None


def _claims(actor: Actor, row: HandOver) -> Claims:
    return claims_of_row(row, rule_for(actor, row.party.kind).to)


def _disclosures(door: Door, row: HandOver, state: DisclosureState) -> Sequence[Disclosure]:
    ours = row.parts.using(door.using).filter(state=PartState.READY)
    found = dict(ours.values_list("disclosure_id", "dossier_id"))
    door.turn_to_many(HAND_OVER, list(found.values()), _claims(door.actor, row))
    return list(
        Disclosure.objects.using(door.using).filter(pk__in=found, state=state).defer("sealed_copy").order_by("pk")
    )


def _ready(door: Door, row: HandOver) -> Sequence[Disclosure]:
    """What is in it, when nothing is missing. Raises `Conflict`."""
    if row.state != HandOverState.READY:
        raise Conflict(_("It is not ready, or it was given already."))
    if row.parts.using(door.using).exclude(state__in=(PartState.READY, PartState.NOTHING)).exists():
        raise Conflict(_("Not everybody's could be made. Try those again first."))
    if clock.today() < row.first_on:
        raise Conflict(_("It may go from %(day)s on.") % {"day": day_in_words(row.first_on)})
    rows = _disclosures(door, row, DisclosureState.PREPARED)
    untold = sum(1 for one in rows if one.client_told_at is None) if row.told_before else 0
    if untold:
        said = ngettext(
            "%(count)s client was not told yet that it goes.",
            "%(count)s clients were not told yet that it goes.",
            untold,
        )
        raise Conflict(said % {"count": untold})
    if not rows:
        raise Conflict(_("There is nothing in it that may go."))
    return rows


def _weighed_again(door: Door, rows: Sequence[Disclosure]) -> tuple[list[Answer], list[Disclosure]]:
    """By which answers it goes now, and what changed since it was made."""
    scopes = {scope.id: scope for scope in scopes_of_list(door)}
    kinds = catalogue_of(door.actor.in_force).entries
    now = {one["id"]: one for one in leaving(door, [one.dossier_id for one in rows], kinds, tuple(scopes.values()))}
    answers: dict[str, Answer] = {}
    stale = []
    for row in rows:
        for item in row.items.using(door.using).all():
            there = now.get(item.record_id)
            if there is None or there["version"] != item.version or there["moved_on"] or there["erased_on"]:
                stale.append(row)
                break
            own = there["author_id"] == door.actor.account_id
            answer = door.decide(there["category"], scopes.get(there["scope_id"]), author=own, marks=there["marks"])
            if not answer.allowed:
                stale.append(row)
                break
            answers.setdefault(answer.rules[0], answer)
    return list(answers.values()), stale


def _make_again(door: Door, row: HandOver, stale: Sequence[Disclosure]) -> None:
    """Stop what is no longer as it was; the worker makes those again."""
    door.note_each(_events(Kind.DISCLOSURE_STOPPED, row, stale))
    ids = [one.pk for one in stale]
    Disclosure.objects.using(door.using).filter(pk__in=ids).update(
        state=DisclosureState.STOPPED, why=StopReason.NO_LONGER_ALLOWED, ended_at=clock.now()
    )
    HandOverPart.objects.using(door.using).filter(disclosure_id__in=ids).update(state=PartState.WAITING)
    HandOver.objects.using(door.using).filter(pk=row.pk).update(
        state=HandOverState.MAKING,
        account_id=door.actor.somebody,
        roles=list(door.actor.roles),
        strong=door.actor.strong,
        moved_at=clock.now(),
    )


def _let_go(door: Door, row: HandOver, rows: Sequence[Disclosure], answers: Sequence[Answer], address: str) -> str:
    door.noting(answers)
    decision = door.note_each(_events(Kind.DISCLOSURE_MADE, row, rows))
    Disclosure.objects.using(door.using).filter(pk__in=[one.pk for one in rows]).update(
        state=DisclosureState.GIVEN, given_at=clock.now(), given_by_id=door.actor.account_id, decision_id=decision
    )
    return _link(door, row, rows[0], address, decision)


def _link(door: Door, row: HandOver, first: Disclosure, to: str, decision: UUID) -> str:
    """One address and code for all of it; the message with it waits in the outbox."""
    address, code = new_secrets()
    now = clock.now()
    HandOver.objects.using(door.using).filter(pk=row.pk).update(
        state=HandOverState.GIVEN,
        given_at=row.given_at or now,
        given_by_id=row.given_by_id or door.actor.account_id,
        address_hash=hashed(address),
        code_hash=hashed(f"{row.pk}:{code}"),
        expires_at=now + WORKS_FOR,
        wrong_codes=0,
        decision_id=decision,
    )
    door.turn_to(HAND_OVER, first.dossier_id, claims=_claims(door.actor, row))
    queue_free(door, message_of(door, to.strip(), row.language or "nl", address), decision)
    return code


def _events(kind: Kind, row: HandOver, rows: Sequence[Disclosure]) -> list[EventEntry]:
    return [
        EventEntry(kind=kind, dossier_id=one.dossier_id, details={"disclosure": str(one.pk), "hand_over": str(row.pk)})
        for one in rows
    ]
