"""The list of whom a breach concerns: kept from a search, and edited with a reason.

keep(actor, breach_id, Search(...))                 what a search finds
add(actor, breach_id, number, reason)               one dossier by its number
leave_out(actor, breach_id, affected_id, reason)    it is not concerned after all
not_told(actor, breach_id, affected_id, reason)     it is concerned, and the client is not told
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.breaches.assessing import running, weigh_again
from waarborg.breaches.choices import FoundBy
from waarborg.breaches.finding import Found, Search, check_times, found_in
from waarborg.breaches.models import Affected
from waarborg.breaches.rules import require_handler, says_too_little
from waarborg.breaches.sealing import AFFECTED, key_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind


def keep(actor: Actor, breach_id: UUID, asked: Search) -> int:
    """Put what a search finds on the list, beside what stands there; return how many dossiers are new on it.

    Raises `NotFound`, `Conflict` and `InvalidInput`.
    """
    check_times(asked)
    require_handler(actor)
    with open_door(actor, "read") as door:
        row, found = running(door, breach_id), found_in(door, asked)
        standing = {one.dossier_id: one for one in Affected.objects.using(door.using).filter(breach_id=breach_id)}
        _put(door, breach_id, [one for one in found if one.dossier_id not in standing], _how(asked))
        for one in found:
            if one.dossier_id in standing:
                _more(door, standing[one.dossier_id], one)
        weigh_again(door, row)
    return len({one.dossier_id for one in found} - set(standing))


def add(actor: Actor, breach_id: UUID, number: str, reason: str) -> None:
    """Put one dossier on the list. Raises `NotFound`, `Conflict` and `InvalidInput`."""
    _check(reason)
    require_handler(actor)
    with open_door(actor, "read") as door:
        row = running(door, breach_id)
        with connections[door.using].cursor() as cursor:
            cursor.execute("select gate.dossier_of_a_breach(%s)", [number.strip()])
            (dossier_id,) = cursor.fetchone()
        wrong = ""
        if dossier_id is None:
            wrong = _("There is no such dossier here.")
        elif Affected.objects.using(door.using).filter(breach_id=breach_id, dossier_id=dossier_id).exists():
            wrong = _("It stands on the list already.")
        if wrong:
            raise InvalidInput(_("Some things are not right yet."), {"number": wrong})
        _put(door, breach_id, [Found(dossier_id=dossier_id, number=number)], FoundBy.HAND, reason.strip())
        weigh_again(door, row)


def leave_out(actor: Actor, breach_id: UUID, affected_id: UUID, reason: str) -> None:
    """Say why a dossier is not concerned after all. Raises `NotFound`, `Conflict` and `InvalidInput`."""
    require_handler(actor)
    _change(actor, breach_id, affected_id, reason, left_out=True)


def not_told(actor: Actor, breach_id: UUID, affected_id: UUID, reason: str) -> None:
    """Say why a client whom it concerns is not told. Raises `NotFound`, `Conflict` and `InvalidInput`."""
    require_handler(actor)
    _change(actor, breach_id, affected_id, reason, untold=True)


def _change(actor: Actor, breach_id: UUID, affected_id: UUID, reason: str, **changes: bool) -> None:
    _check(reason)
    require_handler(actor)
    with open_door(actor, "read") as door:
        row = running(door, breach_id)
        one = Affected.objects.using(door.using).filter(pk=affected_id, breach_id=breach_id).first()
        if one is None:
            raise NotFound("There is no such dossier on the list.")
        door.note(Kind.BREACH_TRACED, details={"breach": str(breach_id)}, dossier_ids=(one.dossier_id,))
        sealed = key_in(door).seal(reason.strip().encode(), row=one.pk, table=AFFECTED)
        Affected.objects.using(door.using).filter(pk=one.pk).update(sealed=sealed, **changes)
        weigh_again(door, row)


def _put(door: Door, breach_id: UUID, found: Sequence[Found], how: FoundBy, reason: str = "") -> None:
    key = key_in(door)
    shown = tuple(one.dossier_id for one in found)
    decision = door.note(Kind.BREACH_TRACED, details={"breach": str(breach_id)}, dossier_ids=shown)
    rows = []
    for one in found:
        made = new_id()
        rows.append(
            Affected(
                id=made,
                organisation_id=door.actor.organisation_id,
                breach_id=breach_id,
                dossier_id=one.dossier_id,
                found_by=how,
                categories=list(one.categories),
                times=one.times,
                first_at=one.first_at,
                last_at=one.last_at,
                accounts=list(one.accounts),
                parties=list(one.parties),
                data_key_id=key.id,
                sealed=key.seal(reason.encode(), row=made, table=AFFECTED),
                decision_id=decision,
            )
        )
    Affected.objects.using(door.using).bulk_create(rows)


def _more(door: Door, row: Affected, found: Found) -> None:
    """What a further search found of a dossier that stands on the list already."""
    firsts = [one for one in (row.first_at, found.first_at) if one]
    lasts = [one for one in (row.last_at, found.last_at) if one]
    Affected.objects.using(door.using).filter(pk=row.pk).update(
        categories=sorted({*row.categories, *found.categories}),
        times=max(row.times, found.times),
        first_at=min(firsts, default=None),
        last_at=max(lasts, default=None),
        accounts=sorted({*row.accounts, *found.accounts}),
        parties=sorted({*row.parties, *found.parties}),
    )


def _how(asked: Search) -> FoundBy:
    return FoundBy.DISCLOSURES if asked.given else FoundBy.LEDGER


def _check(reason: str) -> None:
    if says_too_little(reason):
        wrong = {"reason": _("Write down why, in a few words at least.")}
        raise InvalidInput(_("Some things are not right yet."), wrong)
