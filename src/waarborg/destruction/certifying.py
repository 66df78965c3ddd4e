"""Looking afterwards whether anything is left, by another way than it went; and the certificate, once nothing is.

What was destroyed, why, when and by whom it was approved stands in it by number, with the day on which the last copy of
the keys is gone, also from backups. Its event is proved by the sealed ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.accounts.models import Account
from waarborg.destruction.choices import Fate, State
from waarborg.destruction.models import Approval, Destruction, Line, Shredding
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.proofs import prove
from waarborg.ledger.selectors import events_by
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.blobs import delete_files, files_left
from waarborg.vault.rotation import final_on


@dataclass(frozen=True, slots=True)
class Residue:
    """Something that is still there: in which place, and how much."""

    place: str
    rows: int


def residue(system: Actor, destruction_id: UUID, *, using: str = "worker") -> list[Residue]:
    """What is left of a destruction: in every table that names a key, in files, tokens, paper and queues."""
    with in_context(system, using=using):
        return _residue(destruction_id, using)


def certify(system: Actor, destruction_id: UUID, *, using: str = "worker") -> list[Residue]:
    """Sign the certificate when nothing is left; return what is, and then there is none."""
    with in_context(system, using=using):
        found = Line.objects.using(using).filter(destruction_id=destruction_id, left_out="", ended_at__isnull=False)
        lines = list(found)
        if not Destruction.objects.using(using).filter(pk=destruction_id, state=State.APPROVED).exists():
            return _residue(destruction_id, using)
    delete_files(name for line in lines for name in line.files)
    left = residue(system, destruction_id, using=using)
    if left or not lines:
        return left or _nothing_went(system, destruction_id, using)
    with open_door(system, "read", using=using) as door:
        made = Destruction.objects.using(using).select_for_update().get(pk=destruction_id)
        decision = door.note(Kind.DESTRUCTION_CERTIFIED, details={"destruction": str(made.pk)})
        made.certificate = _certificate(door, made, lines)
        made.certified_event = events_by(system.organisation_id, decision, using=using)[0].id
        made.state, made.ended_at = State.DONE, clock.now()
        made.save(using=using, update_fields=["certificate", "certified_event", "state", "ended_at"])
    return []


def _nothing_went(system: Actor, destruction_id: UUID, using: str) -> list[Residue]:
    """End an approved list of which every line stays by now: there is nothing to certify, and it waits no longer."""
    with in_context(system, using=using):
        made = Destruction.objects.using(using).filter(pk=destruction_id, state=State.APPROVED)
        if not made.exists() or Line.objects.using(using).filter(destruction_id=destruction_id, left_out="").exists():
            return []
    with open_door(system, "read", using=using) as door:
        door.note(Kind.DESTRUCTION_EMPTY, details={"destruction": str(destruction_id)})
        Destruction.objects.using(using).filter(pk=destruction_id).update(state=State.NOTHING, ended_at=clock.now())
    return []


def attach_proofs(system: Actor, *, using: str = "worker") -> int:
    """Add to certificates the proof that their event stands in the sealed ledger; return how many could be."""
    with in_context(system, using=using):
        waiting = list(Destruction.objects.using(using).filter(state=State.DONE, proof__isnull=True))
    found = {}
    for made in waiting:
        with suppress(NotFound):  # not sealed yet: the next minute does that
            found[made.pk] = prove(made.certified_event) if made.certified_event else None
    with in_context(system, using=using):
        for key, proof in found.items():
            Destruction.objects.using(using).filter(pk=key, proof__isnull=True).update(proof=proof)
    return len(found)


def _residue(destruction_id: UUID, using: str) -> list[Residue]:
    with connections[using].cursor() as cursor:
        cursor.execute("select place, rows from gate.residue_of(%s)", [destruction_id])
        found = [Residue(place, rows) for place, rows in cursor.fetchall()]
    names = Line.objects.using(using).filter(destruction_id=destruction_id, left_out="").values_list("files", flat=True)
    left = files_left(name for several in names for name in several)
    return [*found, Residue("files", len(left))] if left else found


def _certificate(door: Door, made: Destruction, lines: Sequence[Line]) -> dict[str, Any]:
    given = Approval.objects.using(door.using).filter(destruction_id=made.pk, approved=True).order_by("at")
    names = dict(
        Account.objects.using(door.using)
        .filter(pk__in=[one.account_id for one in given])
        .values_list("pk", "display_name")
    )
    gone = [line for line in lines if line.fate == Fate.DESTROY]
    counted = Counter[tuple[tuple[str, ...], str]]()
    for line in gone:
        counted[tuple(line.categories), _article(line)] += line.records
    last = max(line.ended_at for line in lines if line.ended_at)
    return {
        "number": made.number,
        "article": made.article,
        "regulation": door.actor.in_force.name,
        "destroyed_on": clock.day_of(last).isoformat(),
        "what": [
            {"categories": list(categories), "article": article, "records": counted[categories, article]}
            for categories, article in sorted(counted)
        ],
        "dossiers": len({line.dossier_id for line in lines}),
        "records": sum(line.records for line in gone),
        "files": sum(len(line.files) for line in gone),
        "put_away": _put_away(lines),
        "handed_over": _handed_over(lines),
        "stays": _stays(made, door.using),
        "keys": len(lines),
        "paper": _paper(door, made),
        "first_due": min(line.due for line in lines).isoformat(),
        "last_due": max(line.due for line in lines).isoformat(),
        "approved_by": [
            {"name": names.get(one.account_id, ""), "role": one.role, "on": clock.day_of(one.at).isoformat()}
            for one in given
        ],
        "searched": "nothing_left",
        "keys_gone_from_backups_by": final_on(clock.day_of(last)).isoformat(),
    }


def _put_away(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """What was not destroyed but put away where nobody reads it: kinds, how much, by which article, until when."""
    counted = Counter[tuple[tuple[str, ...], str, str]]()
    for line in lines:
        if line.fate == Fate.PUT_AWAY and line.closed_until:
            counted[tuple(line.categories), _article(line), line.closed_until.isoformat()] += line.records
    return [
        {"categories": list(categories), "article": article, "until": until, "records": records}
        for (categories, article, until), records in sorted(counted.items())
    ]


def _handed_over(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """What a principal had received before: on which days, of how many of these dossiers."""
    found = {line.dossier_id: line.handed_over.isoformat() for line in lines if line.handed_over}
    return [{"on": day, "dossiers": dossiers} for day, dossiers in sorted(Counter(found.values()).items())]


def _stays(made: Destruction, using: str) -> list[dict[str, Any]]:
    """What of these dossiers stays where it is: which kinds, of how many dossiers, by which article, until when."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select categories, due, article, count(*) from gate.stays_on_list(%s) group by 1, 2, 3 order by 2, 1",
            [made.pk],
        )
        return [
            {"categories": kinds, "until": due.isoformat() if due else "", "article": article, "dossiers": dossiers}
            for kinds, due, article, dossiers in cursor.fetchall()
        ]


def _paper(door: Door, made: Destruction) -> list[dict[str, Any]]:
    """Who shredded how many paper parts, whole or the pages of them, on which day."""
    gone = list(
        Shredding.objects.using(door.using).filter(destruction_id=made.pk).select_related("account").order_by("at")
    )
    counted = Counter((one.account.display_name, clock.day_of(one.at).isoformat(), one.whole) for one in gone)
    return [
        {"name": name, "on": on, "whole": whole, "parts": parts} for (name, on, whole), parts in sorted(counted.items())
    ]


def _article(line: Line) -> str:
    place = line.rests_on[0] if line.rests_on else None
    return "" if place is None else f"{place['source']} {place['article']}" if place["is_law"] else place["article"]
