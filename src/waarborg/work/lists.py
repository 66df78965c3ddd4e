"""The lists of a coach's caseload: reports due, no contact since, no next step, hours nearly used. Constant statements.

Each is about trajectories that run and that one works on today. Whoever may not read a kind of data gets no list that
would tell of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import Catalogue, catalogue_of
from waarborg.dossiers.sealing import opened
from waarborg.dossiers.selectors import name_from
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.languages import reader_language
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.document import ReportItem
from waarborg.practice.selectors import Practice, practice_of
from waarborg.work.list_items import item_of
from waarborg.work.selectors import hours_used

MOST = 500
"""Trajectories of one caseload."""
OVER = ("ended",)
"""Where a trajectory stands when nothing is expected of anybody any more."""

CASELOAD = """
with mine as materialized (
    select distinct a.dossier_id, a.trajectory_id
    from dossiers_assignment a
    where a.account_id = gate.actor_id() and gate.day() between a.from_on and coalesce(a.until_on, 'infinity')
), running as materialized (
    select d.id as dossier_id, d.number, t.id as trajectory_id, t.type, t.hours_granted,
           coalesce(t.started_on, t.referred_on) as since
    from mine m
    join dossiers_dossier d on d.id = m.dossier_id and d.closed_on is null
    join dossiers_trajectory t on t.id = m.trajectory_id and t.ended_on is null and t.phase <> all (%(over)s)
    order by d.number limit %(most)s
), last_contact as materialized (
    select r.dossier_id, max(r.occurred_on) as on_day
    from dossiers_record r
    where r.category = %(contact)s and r.dossier_id = any (array(select dossier_id from running))
    group by r.dossier_id
), to_do as materialized (
    select t.dossier_id from work_task t
    where t.done_at is null and t.dossier_id = any (array(select dossier_id from running))
      and t.for_account_id = gate.actor_id()
    union
    select p.dossier_id from work_appointment p
    where p.state = 'planned' and p.starts_at > gate.moment() and p.account_id = gate.actor_id()
      and p.dossier_id = any (array(select dossier_id from running))
), due as materialized (
    select t.trajectory_id,
           json_agg(json_build_object('item', t.item, 'due_on', t.due_on) order by t.due_on, t.id) as reports
    from work_task t
    where t.done_at is null and t.kind = 'report' and t.due_on <= gate.day() + %(ahead)s
      and t.trajectory_id = any (array(select trajectory_id from running))
    group by t.trajectory_id
)
select running.*, l.on_day, exists (select from to_do w where w.dossier_id = running.dossier_id) as has_step,
       due.reports, r.id, r.data_key_id, r.sealed, r.version
from running
left join due on due.trajectory_id = running.trajectory_id
left join last_contact l on l.dossier_id = running.dossier_id
left join dossiers_record r on r.dossier_id = running.dossier_id and r.category = %(identity)s
order by running.number
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A client in a list. `name` is empty where it may not be read.

    `on_day` is the last contact, if there was one, or of a report the day before which it has to be there.
    """

    dossier_id: UUID
    number: str
    name: str
    on_day: date | None = None
    used: float = 0
    granted: Decimal | None = None
    report: str = ""
    """What the way of working calls the report; empty for one that it does not know any more."""
    category: str = ""
    """The kind of data in which it is written; empty where the regulation has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The lists of somebody's caseload; `quiet_after` is the number of days that the agency chose."""

    reports: Sequence[Listed]
    quiet: Sequence[Listed]
    without_step: Sequence[Listed]
    nearly_used: Sequence[Listed]
    quiet_after: int
    names: Mapping[str, str]
    """The name behind each number of the caseload, where it may be read."""


def lists_of(actor: Actor) -> Lists:
    """The lists of one's own caseload, and the event that one looked. Statements do not grow with the caseload."""
    catalogue = catalogue_of(actor.in_force)
    contact = catalogue.serving_as("contact_note")
    practice = practice_of(actor.organisation_id)
    with open_door(actor, "read") as door:
        daily = practice.way.daily
        rows = _fetch(
            door,
            ahead=daily.reports_ahead_days,
            contact=contact.key if contact else "",
            identity=catalogue.identity.key,
        )
        used = hours_used(door, [row["trajectory_id"] for row in rows])
        contents = opened(actor.organisation_id, [row for row in rows if row["id"]])
        names = {key: name_from(catalogue, content.fields) for key, content in contents.items()}
        door.note(
            Kind.CASELOAD_READ,
            dossier_ids=tuple(dict.fromkeys(row["dossier_id"] for row in rows)),
            categories=(catalogue.identity.key,) if names else (),
        )
    before = clock.today() - timedelta(days=daily.quiet_after_days)
    each = {row["dossier_id"]: row for row in rows}
    quiet = [row for row in each.values() if contact and (row["on_day"] or row["since"]) <= before]
    spent = [(row, used[row["trajectory_id"]].hours) for row in rows if row["trajectory_id"] in used]
    return Lists(
        reports=sorted(_reports(rows, names, practice, catalogue), key=lambda one: one.on_day or date.max),
        quiet=sorted(
            (_listed(row, names, on_day=row["on_day"]) for row in quiet), key=lambda one: one.on_day or date.min
        ),
        without_step=[_listed(row, names) for row in each.values() if not row["has_step"]],
        nearly_used=[
            _listed(row, names, used=hours, granted=row["hours_granted"])
            for row, hours in spent
            if row["hours_granted"] and hours * 100 >= float(row["hours_granted"]) * practice.warn_at(row["type"])
        ],
        quiet_after=daily.quiet_after_days,
        names={row["number"]: names[row["id"]] for row in rows if names.get(row["id"])},
    )


def _reports(
    rows: Sequence[Mapping[str, Any]], names: Mapping[UUID, str], practice: Practice, catalogue: Catalogue
) -> Iterator[Listed]:
    """The reports that are due, in the words of the way of working."""
    for row in rows:
        for due in row["reports"] or ():
            item = item_of(practice, row["type"], due["item"])
            entry = catalogue.serving_as(item.serves_as) if isinstance(item, ReportItem) else None
            yield _listed(
                row,
                names,
                on_day=date.fromisoformat(due["due_on"]),
                report=item.label(reader_language()) if item else "",
                category=entry.key if entry else "",
            )


def _fetch(door: Door, **asked: Any) -> list[dict[str, Any]]:
    with connections[door.using].cursor() as cursor:
        cursor.execute(CASELOAD, {"over": list(OVER), "most": MOST, **asked})
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _listed(row: Mapping[str, Any], names: Mapping[UUID, str], **more: Any) -> Listed:
    return Listed(dossier_id=row["dossier_id"], number=row["number"], name=names.get(row["id"], ""), **more)
