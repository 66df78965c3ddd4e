"""What a list of dossiers can be narrowed to and sorted by: nothing that says who anybody is.

The same filters narrow an own caseload in the process and a list of all in the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from waarborg.dossiers.search_terms import parts

STATES = ("open", "closed", "all")
NEXT_STEPS = ("", "with", "without")
SORTED_BY = ("name", "number", "principal", "phase", "started_on", "ends_on", "next_step_on")
COLUMNS = ("principal", "phase", "coaches", "referred_on", "started_on", "ends_on", "next_step_on")
SHOWN_FIRST = ("principal", "phase", "started_on", "ends_on")
"""The columns of a list that nobody has arranged yet."""

ALSO: dict[str, str] = {}
"""Further columns of a list, by rooms above: a name, and one value in SQL about the dossier `d`. Filled when the
program starts, never after; row-level security holds within them too."""

ROWS = """
select d.id as dossier_id, d.number, d.opened_on, d.closed_on, r.id, r.data_key_id, r.sealed, r.version,
       t.id as trajectory_id, t.type, t.phase, t.principal_id, t.principal_kind, p.name as principal_name,
       t.referred_on, t.started_on, t.planned_end_on, t.ended_on, w.coaches{also}
from dossiers_dossier d
left join dossiers_record r on r.dossier_id = d.id and r.category = %(identity)s
left join lateral (
    select * from dossiers_trajectory t where t.dossier_id = d.id order by t.referred_on desc, t.id desc limit 1
) t on true
left join parties_party p on p.id = t.principal_id
left join lateral (
    select jsonb_object_agg(a.account_id, n.display_name) as coaches
    from dossiers_assignment a join accounts_account n on n.id = a.account_id
    where a.dossier_id = d.id and %(today)s::date between a.from_on and coalesce(a.until_on, 'infinity')
) w on true
where {where}
order by d.number desc
limit %(limit)s
"""

CHOICES = """
select 'principal', p.id, p.name from parties_party p
where exists (select from dossiers_trajectory t where t.principal_id = p.id)
union all
select distinct 'coach', a.account_id, n.display_name
from dossiers_assignment a join accounts_account n on n.id = a.account_id
order by 1, 3
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which dossiers somebody wants to see, in which order, with which columns."""

    words: str = ""
    state: str = "open"
    phase: str = ""
    principal: UUID | None = None
    coach: UUID | None = None
    next_step: str = ""
    sort: str = "name"
    descending: bool = False
    columns: tuple[str, ...] = SHOWN_FIRST
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """The principals and colleagues that a list can be narrowed to, by number and name."""

    principals: Sequence[tuple[UUID, str]] = ()
    coaches: Sequence[tuple[UUID, str]] = ()

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Choices:
        """Those that stand in the rows of an own caseload."""
        principals: dict[UUID, str] = {}
        coaches: dict[UUID, str] = {}
        for row in rows:
            if row["principal_id"]:
                principals[row["principal_id"]] = row["principal_name"] or ""
            coaches |= {UUID(account): name for account, name in row["coaches"].items()}
        return cls(_by_name(principals), _by_name(coaches))

    @classmethod
    def from_rows(cls, rows: Iterable[Sequence[Any]]) -> Choices:
        """Those of the whole agency."""
        found: dict[str, dict[UUID, str]] = {"principal": {}, "coach": {}}
        for kind, pk, name in rows:
            found[kind][pk] = name
        return cls(_by_name(found["principal"]), _by_name(found["coach"]))


def _by_name(found: Mapping[UUID, str]) -> list[tuple[UUID, str]]:
    return sorted(found.items(), key=lambda one: one[1].casefold())


def narrowed(rows: Sequence[dict[str, Any]], asked: Asked) -> list[dict[str, Any]]:
    """The rows of an own caseload that are asked for."""
    return [row for row in rows if all(holds(row, asked) for holds in HOLDS)]


HOLDS: tuple[Callable[[Mapping[str, Any], Asked], bool], ...] = (
    lambda row, asked: asked.state == "all" or (row["closed_on"] is not None) == (asked.state == "closed"),
    lambda row, asked: not asked.phase or row["phase"] == asked.phase,
    lambda row, asked: not asked.principal or row["principal_id"] == asked.principal,
    lambda row, asked: not asked.coach or str(asked.coach) in row["coaches"],
    lambda row, asked: not asked.next_step or bool(row.get("next_steps")) == (asked.next_step == "with"),
)
"""What each filter asks of a row."""


def conditions_of(organisation_id: UUID, asked: Asked, parameters: dict[str, Any]) -> list[str]:
    """The same filters for the database, and what was typed; values go into the parameters."""
    found = [*_found_by(organisation_id, asked.words, parameters)]
    given: dict[str, tuple[str, Any]] = {
        "after": ("d.number < %(after)s", asked.after),
        "phase": ("t.phase = %(phase)s", asked.phase),
        "principal": ("t.principal_id = %(principal)s", asked.principal),
        "coach": ("w.coaches ? %(coach)s", asked.coach and str(asked.coach)),
    }
    for name, (condition, value) in given.items():
        if value:
            found.append(condition)
            parameters[name] = value
    if asked.state in {"open", "closed"}:
        found.append("d.closed_on is null" if asked.state == "open" else "d.closed_on is not null")
    if asked.next_step and "next_steps" in ALSO:
        found.append(f"{'' if asked.next_step == 'with' else 'not '}coalesce(({ALSO['next_steps']}), false)")
    return found


def _found_by(organisation_id: UUID, words: str, parameters: dict[str, Any]) -> Iterable[str]:
    """Conditions that find by what was typed: every part must match, as a number or by one of its tokens."""
    found = []
    for position, part in enumerate(parts(words)):
        if part.kind is None:
            parameters[f"number{position}"] = part.values[0]
            yield f"d.number = %(number{position})s"
            continue
        tokens = part.tokens(organisation_id)
        parameters[f"kinds{position}"] = [kind for kind, _token in tokens]
        parameters[f"tokens{position}"] = [token for _kind, token in tokens]
        found.append(
            f"select s.dossier_id from dossiers_searchtoken s"  # noqa: S608 - the position is this loop's own
            f" join unnest(%(kinds{position})s::text[], %(tokens{position})s::bytea[]) w (kind, token)"
            f" on s.kind = w.kind and s.token = w.token"
        )
    if found:  # in one set: each name is looked up once, however many have the other
        yield f"d.id in ({' intersect '.join(found)})"
