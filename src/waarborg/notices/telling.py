"""Telling a client: the letter that says what came from whom, and what ends once a letter is given.

    write(actor, dossier_id)             one letter about everything that is open
    leave(actor, dossier_id, Left(...))  it need not be told, with the ground and why

The letter at the start says the same of what is open then, so that nobody gets two letters on one day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.letters import information
from waarborg.letters.choices import LetterKind
from waarborg.letters.given import when_given, when_made
from waarborg.letters.information import write_letter
from waarborg.letters.looked_along_words import first_article, is_about_access
from waarborg.letters.models import Letter
from waarborg.notices.choices import LeftBecause, NoticeKind, NoticeState
from waarborg.notices.models import ClientNotice
from waarborg.notices.opening import settle, unplan
from waarborg.notices.sealing import TABLE, key_in
from waarborg.policy.names import Names
from waarborg.policy.phrases import Language
from waarborg.work.choices import TaskKind

SAYS = frozenset({LetterKind.DATA_FROM_OTHERS, LetterKind.INFORMATION})
"""The letters that say which data came from whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Notices that need not be told, on which ground, and why in words."""

    notice_ids: Sequence[UUID]
    because: LeftBecause
    reason: str


def register() -> None:
    """Let the letter at the start say what came from others, and every letter that is given end what it told."""
    information.also_says(said_of)
    when_made(on_made)
    when_given(on_given)


def write(actor: Actor, dossier_id: UUID) -> UUID:
    """Write the letter about everything that is open, to be given. Raises `Refused`, `NotFound`: nothing is open."""
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        if not _open(door).exists():
            raise NotFound("There is nothing to tell here.")
        return write_letter(door, LetterKind.DATA_FROM_OTHERS, lambda language: _content(door, language))


def leave(actor: Actor, dossier_id: UUID, left: Left) -> None:
    """Write down that these need not be told. Raises `Refused`, `NotFound`, and `InvalidInput` per field."""
    wrong = {}
    if not left.reason.strip():
        wrong["reason"] = _("Write down why.")
    if not left.notice_ids:
        wrong["notices"] = _("Choose what need not be told.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        rows = list(_open(door).filter(pk__in=left.notice_ids))
        if len(rows) != len(set(left.notice_ids)):
            raise NotFound("There is no such notice here.")
        key = key_in(door)
        categories = tuple(sorted({row.category for row in rows}))
        decision = door.note(Kind.NOTICE_LEFT, categories=categories, details={"because": left.because.value})
        for row in rows:
            ClientNotice.objects.using(door.using).filter(pk=row.pk).update(
                state=NoticeState.LEFT,
                because=left.because,
                ended_on=clock.today(),
                account_id=door.actor.somebody,
                data_key_id=key.id,
                sealed=key.seal(left.reason.strip().encode(), row=row.pk, table=TABLE),
                decision_id=decision,
            )
        settle(door)


def said_of(door: Door) -> Mapping[str, Any]:
    """What came from whom, as a letter says it: the kinds of data by their titles, with their source."""
    catalogue = catalogue_of(door.actor.in_force)
    return {
        "from_others": [
            {"category": catalogue.entry(row.category).rule.title, "source": row.source}
            for row in _open(door).order_by("opened_on", "category")
            if row.category in catalogue.entries
        ]
    }


def _content(door: Door, language: Language) -> Mapping[str, Any]:
    version = door.actor.in_force
    regulation, catalogue = version.regulation, catalogue_of(version, language)
    serves = {catalogue.entry(row.category).serves(version.main_purpose) for row in _open(door)}
    names = Names(regulation, language)
    return {
        **said_of(door),
        "client": names.role("client"),
        "purposes": names.list_of(names.purpose(one) for one in sorted(filter(None, serves))),
        "access": first_article(regulation, is_about_access) or "",
        "regulation": ", ".join(filter(None, (regulation.title, regulation.version or ""))),
    }


def _open(door: Door) -> Any:
    return ClientNotice.objects.using(door.using).filter(
        dossier_id=UUID(door.dossier["id"]), kind=NoticeKind.FROM_OTHERS, state=NoticeState.OPEN
    )


def on_made(door: Door, letter: Letter) -> None:
    """A letter that says what came from whom carries what is open."""
    if letter.kind in SAYS:
        _open(door).update(letter_id=letter.pk)


def on_given(door: Door, letter: Letter) -> None:
    """What the letter says, the client knows now."""
    told = list(ClientNotice.objects.using(door.using).filter(letter_id=letter.pk, state=NoticeState.OPEN))
    if told:
        end(door, told)


def end(door: Door, told: Iterable[ClientNotice]) -> None:
    """These were told: their tasks are done."""
    for row in told:
        ClientNotice.objects.using(door.using).filter(pk=row.pk).update(
            state=NoticeState.GIVEN, ended_on=clock.today(), account_id=door.actor.account_id
        )
        if row.kind == NoticeKind.UNEXPECTED and row.record_id:
            unplan(door, TaskKind.TELL_UNEXPECTED, row.record_id)
    settle(door)
