"""When each thing of a dossier ends, by which article. Computed from the rules and what has happened, never stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from waarborg.dossiers.catalogue import Catalogue, catalogue_of
from waarborg.dossiers.selectors import SeenDossier, SeenRecord
from waarborg.gate.actors import Actor
from waarborg.gate.scopes import Outline
from waarborg.kernel import clock
from waarborg.policy.retention_fates import Fate
from waarborg.policy.retention_order import Subject


@dataclass(frozen=True, slots=True)
class Ending:
    """The fate of one record."""

    record: SeenRecord
    fate: Fate


def endings(actor: Actor, seen: SeenDossier) -> list[Ending]:
    """The fate of every record that was read and still says something."""
    catalogue = catalogue_of(actor.in_force)
    by_scope = {trajectory["id"]: trajectory for trajectory in seen.trajectories}
    each = [events_of(trajectory, seen.closed_on) for trajectory in seen.trajectories]
    there = [record for record in seen.records if record.erased_on is None]
    return [Ending(record, _fate(catalogue, seen, record, by_scope, each)) for record in there]


def _fate(
    catalogue: Catalogue,
    seen: SeenDossier,
    record: SeenRecord,
    by_scope: Mapping[str, Mapping[str, Any]],
    each: list[dict[str, date]],
) -> Fate:
    trajectory = by_scope.get(str(record.scope_id))
    kinds = {one["kind"] for one in seen.trajectories}
    subject = Subject(
        record.entry.key,
        purposes=frozenset({record.purpose}),
        flags=frozenset({"statutory"} if "kept_by_statute" in record.marks else ()),
        principal=trajectory["kind"] if trajectory else (next(iter(kinds)) if len(kinds) == 1 else None),
        of_trajectory=trajectory is not None,
    )
    own = {"created": record.occurred_on, "receipt": record.occurred_on, **_weighed(seen, record)}
    if trajectory:
        events = {**events_of(trajectory, seen.closed_on), **own}
        others = [events_ for one, events_ in zip(seen.trajectories, each, strict=True) if one is not trajectory]
    else:
        events = {**_last(each), **_dossier_events(seen.closed_on), **own}
        others = each
    today = clock.day_of(seen.looked_at)
    return catalogue.retention.fate_of(subject, _come(events, today), others=[_come(one, today) for one in others])


def _weighed(seen: SeenDossier, record: SeenRecord) -> dict[str, date]:
    """The day on which somebody found that this kind of data serves nothing any more, if that was the last word."""
    found = [
        one for one in seen.weighed if one["scope"] == str(record.scope_id) and one["category"] == record.entry.key
    ]
    return {"purpose_ended": date.fromisoformat(found[-1]["on"])} if found and not found[-1]["needed"] else {}


def endings_after(
    actor: Actor,
    seen: SeenDossier,
    *,
    ended: Collection[str],
    on: date,
    dossier_closed: bool,
    weighed: Sequence[Mapping[str, Any]] = (),
) -> list[Ending]:
    """The fate of every record as it would be once these trajectories, and perhaps the dossier, are closed on a day."""
    trajectories = [
        {**one, "ended_on": on.isoformat()} if one["id"] in ended and not one["ended_on"] else one
        for one in seen.trajectories
    ]
    closed_on = on if dossier_closed else seen.closed_on
    after = replace(seen, trajectories=trajectories, closed_on=closed_on, weighed=(*seen.weighed, *weighed))
    return endings(actor, after)


def _come(events: Mapping[str, date], today: date) -> dict[str, date]:
    """Only what has happened: the agreed end of a contract sets nothing aside before its day."""
    return {word: day for word, day in events.items() if day <= today or word.startswith("financial_year")}


def events_in(
    outline: Outline, trajectory: Mapping[str, Any] | None, *, category: str, occurred_on: date
) -> tuple[dict[str, date], list[dict[str, date]]]:
    """What has happened to data of one kind, in a trajectory or the dossier, and in the other trajectories."""
    given, today = outline.given, clock.day_of(outline.moment)
    dossier = outline.dossier or {}
    closed_on, scope = _day(dossier.get("closed_on")), trajectory["id"] if trajectory else dossier.get("id")
    each = [events_of(one, closed_on) for one in given["trajectories"]]
    found = [one for one in given["weighed"] if one["scope"] == scope and one["category"] == category]
    own: dict[str, date] = {"created": occurred_on, "receipt": occurred_on}
    if found and not found[-1]["needed"]:
        own["purpose_ended"] = date.fromisoformat(found[-1]["on"])
    if trajectory:
        own |= events_of(trajectory, closed_on)
        others = [
            events for one, events in zip(given["trajectories"], each, strict=True) if one["id"] != trajectory["id"]
        ]
    else:
        own |= {**_last(each), **_dossier_events(closed_on)}
        others = each
    return _come(own, today), [_come(one, today) for one in others]


def events_of(trajectory: Mapping[str, Any], closed_on: date | None) -> dict[str, date]:
    """What has happened in a trajectory, in the words that terms count from."""
    found: dict[str, date] = {}
    ended = _day(trajectory["ended_on"])
    if ended:
        found |= dict.fromkeys(("trajectory_ended", "guidance_ended", "commission_ended", "agreement_ended"), ended)
        found["financial_year_ended"] = date(ended.year, 12, 31)
    contract = _day(trajectory["contract_ends_on"])
    if contract:
        found["principal_contract_ended"] = contract
    started = _day(trajectory["started_on"])
    if started:
        found |= dict.fromkeys(("trajectory_started", "start"), started)
    return {**found, **_dossier_events(closed_on)}


def _dossier_events(closed_on: date | None) -> dict[str, date]:
    return dict.fromkeys(("service_ended", "deregistration"), closed_on) if closed_on else {}


def _last(each: list[dict[str, date]]) -> dict[str, date]:
    """For the whole dossier an event has happened when it has in every trajectory, on the last of those days."""
    if not each:
        return {}
    common = set.intersection(*(set(events) for events in each))
    return {word: max(events[word] for events in each) for word in common}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
