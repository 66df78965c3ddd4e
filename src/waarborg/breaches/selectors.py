"""Breaches read: the register of all of them, and one with whom it concerns, who was told and what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import connections

from waarborg.accounts.models import Account
from waarborg.breaches.assessing import holders_in
from waarborg.breaches.choices import FoundBy, Part, Phase, Risk, ToldBy, ToWhom
from waarborg.breaches.closing import still_to_do
from waarborg.breaches.models import Affected, Breach, BreachNotice, Lesson, PartyLetter
from waarborg.breaches.reporting import require_staff
from waarborg.breaches.rules import handler_in, handles, numbered_as
from waarborg.breaches.sealing import (
    AFFECTED,
    ASSESSMENT,
    BREACH,
    LESSON,
    NOTICE,
    Assessment,
    Reported,
    Told,
    opened,
    text_in,
)
from waarborg.breaches.seen import Line, SeenAffected, SeenBreach, SeenLesson, SeenNotice, SeenPartyLetter
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.models import Party
from waarborg.vault.services import OpenKey
from waarborg.work.models import Task


def register(actor: Actor) -> Sequence[Line]:
    """Every breach for who weighs them, else those that one reported oneself; the newest first. An event."""
    require_staff(actor)
    with open_door(actor, "read") as door:
        rows = list(Breach.objects.using(door.using).order_by("-year", "-number"))
        door.note(Kind.BREACH_READ)
        return _lines(door, rows)


def one(actor: Actor, breach_id: UUID) -> SeenBreach:
    """One of them, as an event. Raises `NotFound`."""
    require_staff(actor)
    with open_door(actor, "read") as door:
        row = Breach.objects.using(door.using).filter(pk=breach_id).first()
        if row is None:
            raise NotFound("There is no such breach here.")
        door.note(Kind.BREACH_READ, details={"breach": str(breach_id)})
        keys = opened(actor.organisation_id, [row], using=door.using)
        if row.data_key_id not in keys:
            raise NotFound("What was written about it has been destroyed.")
        return _seen(door, row, keys[row.data_key_id])


def _seen(door: Door, row: Breach, key: OpenKey) -> SeenBreach:
    reported = Reported.from_bytes(text_in(key, row, BREACH))
    (line,) = _lines(door, [row])
    plain = SeenBreach(
        line=line,
        reported_at=row.reported_at,
        reported=reported,
        goes_on=row.goes_on,
        for_role=row.for_role or handler_in(door.actor.in_force),
        article=row.article,
        handled=handles(door.actor),
    )
    if not plain.handled:
        return plain
    people = _people(door, [row.assessed_by_id])
    weighed = text_in(key, row, ASSESSMENT, "sealed_assessment")
    notices = _notices(door, row, key)
    return replace(
        plain,
        nature=tuple(row.nature),
        happened_from=row.happened_from,
        happened_until=row.happened_until,
        became_public=row.became_public,
        unreadable=row.unreadable,
        assessment=Assessment.from_bytes(weighed) if weighed else None,
        assessed_at=row.assessed_at,
        assessed_by=people.get(row.assessed_by_id, "") if row.assessed_by_id else "",
        tells_clients=row.tells_clients,
        tells_employers=row.tells_employers,
        says_where=row.says_where,
        affected=_affected(door, row, key),
        notices=notices,
        letters=_letters(door, row, {one.letter_id for one in notices}),
        lessons=_lessons(door, row, key),
        holders=holders_in(door, row.pk),
        waits=[] if row.closed_at else list(still_to_do(door, row)),
    )


def _lines(door: Door, rows: Sequence[Breach]) -> list[Line]:
    ids = [row.pk for row in rows]
    notices = BreachNotice.objects.using(door.using).filter(breach_id__in=ids, to=ToWhom.AUTHORITY, left=False)
    told = dict(notices.order_by("-told_at").values_list("breach_id", "told_at"))
    counts: dict[UUID, int] = {}
    for breach_id in (
        Affected.objects.using(door.using).filter(breach_id__in=ids, left_out=False).values_list("breach_id", flat=True)
    ):
        counts[breach_id] = counts.get(breach_id, 0) + 1
    people = _people(door, [row.reported_by_id for row in rows])
    keys = opened(door.actor.organisation_id, rows, using=door.using)
    sees = handles(door.actor)
    return [
        Line(
            id=row.pk,
            name=numbered_as(row.year, row.number),
            aware_at=row.aware_at,
            due_at=row.due_at,
            reported_by=people.get(row.reported_by_id, ""),
            risk=Risk(row.risk) if row.risk and sees else None,
            part=Part(row.part) if row.part and sees else None,
            tells_authority=row.tells_authority,
            told_authority_at=told.get(row.pk),
            dossiers=counts.get(row.pk, 0),
            reasons=_reasons(row, keys) if sees else "",
            closed_at=row.closed_at,
        )
        for row in rows
    ]


def _reasons(row: Breach, keys: Mapping[UUID, OpenKey]) -> str:
    if row.sealed_assessment is None or row.data_key_id not in keys:
        return ""
    return Assessment.from_bytes(text_in(keys[row.data_key_id], row, ASSESSMENT, "sealed_assessment")).reasons


def _affected(door: Door, row: Breach, key: OpenKey) -> list[SeenAffected]:
    rows = list(Affected.objects.using(door.using).filter(breach_id=row.pk))
    names, numbers = _names(door, rows), _numbers(door, row.pk)
    found = [
        SeenAffected(
            id=one.pk,
            dossier_id=one.dossier_id,
            number=numbers.get(one.dossier_id, ""),
            found_by=FoundBy(one.found_by),
            categories=tuple(one.categories),
            times=one.times,
            first_at=one.first_at,
            last_at=one.last_at,
            by=tuple(names.get(who, "") for who in (*one.accounts, *one.parties)),
            left_out=one.left_out,
            untold=one.untold,
            reason=text_in(key, one, AFFECTED).decode(),
            has_letter=one.letter_id is not None,
            told_at=one.told_at,
        )
        for one in rows
    ]
    return sorted(found, key=lambda one: (one.left_out, one.number))


def _numbers(door: Door, breach_id: UUID) -> dict[UUID, str]:
    with connections[door.using].cursor() as cursor:
        cursor.execute("select dossier_id, number from gate.breach_numbers(%s)", [breach_id])
        return dict(cursor.fetchall())


def _names(door: Door, rows: Iterable[Affected]) -> dict[UUID, str]:
    rows = list(rows)
    parties = Party.objects.using(door.using).filter(pk__in={one for row in rows for one in row.parties})
    return {
        **_people(door, {one for row in rows for one in row.accounts}),
        **dict(parties.values_list("pk", "name")),
    }


def _people(door: Door, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    found = Account.objects.using(door.using).filter(pk__in={one for one in ids if one})
    return dict(found.values_list("pk", "display_name"))


def _notices(door: Door, row: Breach, key: OpenKey) -> list[SeenNotice]:
    rows = list(BreachNotice.objects.using(door.using).filter(breach_id=row.pk).order_by("recorded_at"))
    people = _people(door, {one.recorded_by_id for one in rows})
    parties = dict(
        Party.objects.using(door.using).filter(pk__in={one.party_id for one in rows}).values_list("pk", "name")
    )
    return [
        SeenNotice(
            to=ToWhom(one.to),
            party=parties.get(one.party_id, "") if one.party_id else "",
            phase=Phase(one.phase) if one.phase else None,
            channel=ToldBy(one.channel) if one.channel else None,
            letter_id=one.letter_id,
            told_at=one.told_at,
            left=one.left,
            late=one.late,
            by=people.get(one.recorded_by_id, ""),
            told=Told.from_bytes(text_in(key, one, NOTICE)),
        )
        for one in rows
    ]


def _letters(door: Door, row: Breach, went: Iterable[UUID | None]) -> list[SeenPartyLetter]:
    rows = PartyLetter.objects.using(door.using).filter(breach_id=row.pk).select_related("party").defer("sealed")
    found, gone = list(rows.order_by("made_at")), set(went)
    people = _people(door, {one.made_by_id for one in found})
    return [
        SeenPartyLetter(
            id=one.pk,
            to=ToWhom(one.to),
            party=one.party.name,
            made_at=one.made_at,
            by=people.get(one.made_by_id, ""),
            went=one.pk in gone,
        )
        for one in found
    ]


def _lessons(door: Door, row: Breach, key: OpenKey) -> list[SeenLesson]:
    rows = list(Lesson.objects.using(door.using).filter(breach_id=row.pk).order_by("written_at"))
    done = dict(
        Task.objects.using(door.using).filter(pk__in=[one.task_id for one in rows]).values_list("pk", "done_at")
    )
    return [
        SeenLesson(text=text_in(key, one, LESSON).decode(), due_on=one.due_on, done_at=done.get(one.task_id))
        for one in rows
    ]
