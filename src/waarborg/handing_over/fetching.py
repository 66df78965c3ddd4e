"""A hand-over fetched by its principal: once, as one file; by its link with the code, or by who signs in for it.

How it was fetched is the channel by which it went, in the ledger and on the lists of what was given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.disclosures.choices import BY_LINK, IN_PORTAL, DisclosureState
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.sealing import COPY, TABLE, Said
from waarborg.disclosures.secret_addresses import Behind, Fetched, judge, what_waits, whose
from waarborg.disclosures.ways import HAND_OVER
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import Door, in_context, open_door
from waarborg.gate.organisations import agency
from waarborg.handing_over.models import HandOver
from waarborg.handing_over.packing import PUBLIC, About, OneDossier, pack
from waarborg.handing_over.rules import claims_of_row, rule_for
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.compiled import CompiledPolicy
from waarborg.vault.services import OpenKey, open_keys

FUNCTION = "hand_over_behind"
"""Of PostgreSQL: finds what stands behind an address and works."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A hand-over that its principal can fetch: at the end of which agreement, since when and until when."""

    id: UUID
    agreement: str
    given_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class _Frame:
    """When a dossier's trajectories under the agreement ran."""

    began_on: Any
    ended_on: Any


def look_hand_over(address: str) -> Behind:
    """Is there a hand-over to fetch? Raises `NotFound`."""
    system, hand_over_id = whose(FUNCTION, address)
    return what_waits(system, HAND_OVER, HandOver.objects.all(), hand_over_id)


def fetch_hand_over(address: str, code: str) -> Fetched:
    """The package, once. Raises `NotFound`, `InvalidInput`."""
    system, hand_over_id = whose(FUNCTION, address)
    judge(system, HAND_OVER, HandOver.objects.all(), hand_over_id, code, of="pk", closing="expires_at")
    return _fetched(system, hand_over_id, BY_LINK, {})


def waiting_in_portal(actor: Actor) -> list[Waiting]:
    """What waits for the principal of whoever signs in for it, while an agreement of it still runs. No content."""
    with in_context(actor), connections["default"].cursor() as cursor:
        cursor.execute("select id, agreement, given_at, expires_at from gate.hand_overs_in_portal(%s)", [clock.now()])
        return [Waiting(*row) for row in cursor.fetchall()]


def fetch_in_portal(actor: Actor, hand_over_id: UUID) -> Fetched:
    """The package, once, by who signs in for its principal: then the link works no more. Raises `NotFound`."""
    if hand_over_id not in {one.id for one in waiting_in_portal(actor)}:
        raise NotFound("There is nothing here.")
    system, by = system_at(actor.organisation_id), {"account": str(actor.account_id)}
    return _fetched(system, hand_over_id, IN_PORTAL, by)


def _fetched(system: Actor, hand_over_id: UUID, channel: str, by: Mapping[str, str]) -> Fetched:
    with open_door(system, HAND_OVER) as door:
        row = HandOver.objects.select_for_update(of=("self",)).select_related("party", "contract").get(pk=hand_over_id)
        if row.fetched_at is not None:
            raise NotFound("There is nothing here.")
        given = list(
            Disclosure.objects.filter(pk__in=row.parts.values("disclosure_id"), state=DisclosureState.GIVEN).order_by(
                "pk"
            )
        )
        keys = open_keys(row.organisation_id, {one.data_key_id for one in given})
        frames = _frames(row)
        ready = [one for one in given if one.data_key_id in keys]
        dossiers = [_one(door, row, one, keys[one.data_key_id], frames, (channel, by)) for one in ready]
        if not dossiers:
            raise NotFound("There is nothing here.")
        packed = pack(_about(door, row), dossiers, _never(door, row))
        Disclosure.objects.filter(pk__in=[one.pk for one in ready]).exclude(channel=channel).update(channel=channel)
        HandOver.objects.filter(pk=row.pk).update(fetched_at=clock.now(), manifest=packed.manifest)
    return Fetched(name=f"waarborg-{clock.today().isoformat()}.zip", content=packed.content)


def _one(
    door: Door,
    row: HandOver,
    given: Disclosure,
    key: OpenKey,
    frames: dict[UUID, _Frame],
    how: tuple[str, Mapping[str, str]],
) -> OneDossier:
    channel, by = how
    door.turn_to(HAND_OVER, given.dossier_id, claims=claims_of_row(row, given.recipient, channel))
    door.note(
        Kind.DISCLOSURE_FETCHED,
        categories=tuple(dict.fromkeys(given.items.values_list("category", flat=True))),
        details={"disclosure": str(given.pk), "hand_over": str(row.pk), **by},
        responsible_id=given.given_by_id,
    )
    said = Said.from_bytes(key.open(bytes(given.sealed), row=given.pk, table=TABLE))
    frame = frames[given.dossier_id]
    return OneDossier(
        number=door.dossier["number"],
        copy=key.open(bytes(given.sealed_copy or b""), row=given.pk, table=COPY),
        line=said.line,
        began_on=frame.began_on,
        ended_on=frame.ended_on,
    )


def _frames(row: HandOver) -> dict[UUID, _Frame]:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select dossier_id, min(began_on), max(ended_on) from gate.trajectories_under(%s) group by dossier_id",
            [row.contract_id],
        )
        return {dossier: _Frame(began, ended) for dossier, began, ended in cursor.fetchall()}


def _about(door: Door, row: HandOver) -> About:
    version = door.actor.in_force
    assert row.contract.ends_on is not None and row.given_at is not None  # noqa: S101, PT018 - it was given after its end
    permits = _permits(version.policy, rule_for(door.actor, row.party.kind).to)
    return About(
        agency=agency(row.organisation_id).name,
        principal=row.party.name,
        agreement=row.contract.number,
        ended_on=row.contract.ends_on,
        regulation=f"{version.regulation.title}, {version.regulation.version}",
        article=row.article,
        given_at=_whole(row.given_at),
        language=row.language or "nl",
        public=row.party.kind in PUBLIC,
        shielded_by=", ".join(dict.fromkeys(permits.values())),
    )


def _whole(at: datetime) -> datetime:
    return at.replace(microsecond=0)


def _permits(policy: CompiledPolicy, to: str) -> dict[str, str]:
    """Per kind of data the article by which it may go to this recipient at all."""
    found: dict[str, str] = {}
    for category in policy.categories:
        for role in policy.kinds:
            for test in policy.cell(role, HAND_OVER, category).permits:
                if test.rule.recipients is None or to in test.rule.recipients:
                    found.setdefault(category, test.rule.where)
    return found


def _never(door: Door, row: HandOver) -> dict[str, Sequence[str]]:
    """Which kinds of data never go this way, for anybody, by which article."""
    goes = _permits(door.actor.in_force.policy, rule_for(door.actor, row.party.kind).to)
    entries = catalogue_of(door.actor.in_force, row.language or "").entries
    return {entry.rule.title: (row.article,) for key, entry in entries.items() if key not in goes}
