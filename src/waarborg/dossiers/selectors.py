"""What can be seen: a caseload, a dossier, its records, their history. Each look is a unit of work with its event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import NECESSITY, Catalogue, Entry, catalogue_of
from waarborg.dossiers.covering import covers
from waarborg.dossiers.facts import OpenView, open_view
from waarborg.dossiers.said import WITH_RECORD, SaidOfIt, said_of
from waarborg.dossiers.sealing import Content, opened
from waarborg.dossiers.uncovering import in_whole, revealable, under_cover
from waarborg.dossiers.ways import practice_in
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.gate.scopes import MARKS, Scope
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.model.access import Obligations
from waarborg.practice.selectors import Practice
from waarborg.vault.services import open_keys

RECORD_COLUMNS = (
    "id", "scope_id", "trajectory_id", "category", "retention_class", "data_key_id", "sealed", "source", "purpose",
    "author_id", "marks", "occurred_on", "version", "created_at", "changed_at", "moved_on", "erased_on",
    "erased_note",
)  # fmt: skip

RECORDS = f"""
select {", ".join(f"r.{column}" for column in RECORD_COLUMNS)}, a.display_name as author_name, {WITH_RECORD}
from dossiers_record r left join accounts_account a on a.id = r.author_id
where r.dossier_id = %s
"""  # noqa: S608 - column names of this file


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRecord:
    """One record, opened: what it says and where it comes from."""

    id: UUID
    entry: Entry
    scope_id: UUID
    content: Content
    """What it says; the fields in `covered` say nothing, until somebody opens this one item with a reason."""
    covered: frozenset[str]
    source: str
    purpose: str
    author_name: str
    own: bool
    marks: frozenset[str]
    occurred_on: date
    version: int
    created_at: datetime
    changed_at: datetime
    retention_class: str
    moved_on: date | None = None
    """Taken to the dossier where it belongs: here it says nothing any more."""
    erased_on: date | None = None
    """Erased because the client asked it: what stands here says that, and nothing of what it was."""
    secret_address: bool = False
    """Does it hold where the client lives, apart: for who must know alone?"""
    said: Sequence[SaidOfIt] = ()
    """What the client said of it; with who they are also what they said of the whole dossier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDossier:
    """A dossier as one actor may see it."""

    id: UUID
    person_id: UUID
    number: str
    name: str
    opened_on: date
    closed_on: date | None
    handed_out_on: date | None
    trajectories: Sequence[Mapping[str, Any]]
    assignments: Sequence[Mapping[str, Any]]
    records: Sequence[SeenRecord]
    readable: frozenset[str]
    writable: frozenset[str]
    correctable: frozenset[str]
    revealable: frozenset[str]
    """Categories with something covered that may be opened item by item, with a reason, as an event of its own."""
    answers: Mapping[str, Answer]
    """For every readable category the yes that opened it."""
    closed: Mapping[str, Answer]
    """For every category that stays shut, the no."""
    obligations: Obligations
    looked_at: datetime
    practice: Practice
    """The way of working in force."""
    writing: Answer | None = None
    """Of the one category that was asked for: may it be added to, and if not, what is missing."""
    view: OpenView | None = None
    """The actor's own time-boxed look, when that is what opened this."""
    scopes: Sequence[Scope] = field(default_factory=tuple)
    weighed: Sequence[Mapping[str, Any]] = ()
    """What was weighed at the end of a trajectory: whether a kind of data still had to be kept."""
    restricted: Sequence[Mapping[str, Any]] = ()
    """What is restricted in it, as the outline has it: its kind, by which article, since when."""
    declared: frozenset[str] = frozenset()
    """The facts that the client, or who decides for them, declared and that hold today."""

    def of(self, category: str) -> list[SeenRecord]:
        """The records of one category, newest first."""
        return [record for record in self.records if record.entry.key == category]


def dossier(actor: Actor, dossier_id: UUID, *, kind: Kind = Kind.DOSSIER_READ) -> SeenDossier:
    """Open a dossier: everything the actor may read of it, and the event (of `kind`) that they did.

    Raises `Refused` with the nearest no when nothing may be read, and `NotFound` when there is no such dossier here.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        return read_in(door, kind)


def category_of(actor: Actor, dossier_id: UUID, category: str) -> SeenDossier:
    """Open one category of a dossier. Raises `Refused` with the article when it stays shut."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        catalogue_of(actor.in_force).entry(category)
        return read_in(door, Kind.DOSSIER_READ, only=category)


def read_in(door: Door, kind: Kind, *, only: str | None = None) -> SeenDossier:
    """Read in a door that is open for `read`: decide, note the event, fetch and open the rows."""
    catalogue = catalogue_of(door.actor.in_force)
    outline = door.dossier
    yes, no = split(door)
    if only is not None:
        if only not in yes:
            door.require(only, door.scope())
        yes_shown = {category: yes[category] for category in (only, catalogue.identity.key) if category in yes}
    else:
        yes_shown = yes
    if not yes_shown:
        raise door.refuse()
    door.noting(yes_shown.values())
    door.note(kind, categories=tuple(yes_shown))
    categories = {*yes_shown, catalogue.identity.key} if catalogue.identity.key in yes else set(yes_shown)
    rows = rows_of(door, categories)
    records = [seen for seen in opened_records(door, rows, erased=True) if seen.entry.key in categories]
    name = _name_in(catalogue, records)
    return SeenDossier(
        id=UUID(outline["id"]),
        person_id=UUID(outline["person"]),
        number=outline["number"],
        name=name,
        opened_on=date.fromisoformat(outline["opened_on"]),
        closed_on=_day(outline["closed_on"]),
        handed_out_on=_day(outline["handed_out_on"]),
        trajectories=door.outline.given["trajectories"],
        assignments=door.outline.given["assignments"],
        records=records,
        readable=frozenset(yes),
        writable=_categories(door, "write"),
        correctable=_categories(door, "correct"),
        revealable=revealable(door, yes),
        answers=yes,
        closed=no,
        obligations=next(iter(yes_shown.values())).obligations,
        looked_at=door.context.moment,
        practice=practice_in(door),
        writing=writing_in(door, only) if only else None,
        view=open_view(door.outline),
        scopes=door.scopes,
        weighed=door.outline.given["weighed"],
        restricted=door.outline.given["restricted"],
        declared=frozenset(one["fact"] for one in door.outline.given["declared"]),
    )


ORDINARY = ({"author": False}, {"author": True}, {"author": False, "marks": MARKS["shared"]})
"""The records that a category may hold, the ordinary ones first: another's, one's own, one that its author shared."""


def writing_in(door: Door, category: str) -> Answer:
    """The answer to adding something of this kind, in the scope where most is so."""
    entry = catalogue_of(door.actor.in_force).entry(category)
    stating = (NECESSITY,) if entry.asks_why else ()
    within = [scope for scope in door.scopes if scope.id != scope.dossier_id] if entry.of_trajectory else []
    answers = [
        door.decide(category, scope, action="write", author=True, stating=stating) for scope in within or door.scopes
    ]
    return next((answer for answer in answers if answer.allowed), min(answers, key=lambda no: len(no.missing)))


def split(door: Door) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Per category the yes of some scope and some record, or else a no."""
    catalogue = catalogue_of(door.actor.in_force)
    yes: dict[str, Answer] = {}
    no: dict[str, Answer] = {}
    for entry in catalogue:
        for scope in door.scopes:
            for record in ORDINARY:
                answer = door.decide(entry.key, scope, **record)
                (yes if answer.allowed else no).setdefault(entry.key, answer)
                if answer.allowed:
                    break
    return yes, {category: answer for category, answer in no.items() if category not in yes}


def _categories(door: Door, action: str) -> frozenset[str]:
    return frozenset(category for _scope, category in door.permitted(action))


def rows_of(door: Door, categories: set[str], *, record_id: UUID | None = None) -> list[dict[str, Any]]:
    """The rows of some categories, newest first, or of one record; row-level security leaves out the rest."""
    condition = "r.id = %s" if record_id else "r.category = any(%s)"
    with connections[door.using].cursor() as cursor:
        cursor.execute(
            f"{RECORDS} and {condition} order by r.occurred_on desc, r.id desc",
            [UUID(door.dossier["id"]), record_id or sorted(categories)],
        )
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def opened_records(
    door: Door, rows: Sequence[Mapping[str, Any]], *, whole: bool = False, erased: bool = False
) -> list[SeenRecord]:
    """Rows as records; those whose key is gone are left out, and what is covered stays so unless asked `whole`.

    What was `erased` is shown where that is asked and the regulation wants a note to stay.
    """
    catalogue = catalogue_of(door.actor.in_force)
    rows = [row for row in rows if row["erased_on"] is None or (erased and row["erased_note"])]
    keys = open_keys(door.actor.organisation_id, {row["data_key_id"] for row in rows}, using=door.using)
    gone = {row["id"]: Content(fields={}) for row in rows if row["erased_on"] is not None}
    contents = {**gone, **opened(door.actor.organisation_id, (row for row in rows if row["id"] not in gone), keys)}
    return [
        SeenRecord(
            id=row["id"],
            entry=(entry := catalogue.entries[row["category"]]),
            scope_id=row["scope_id"],
            content=in_whole(contents[row["id"]]) if whole else under_cover(entry, contents[row["id"]]),
            covered=frozenset() if whole else covers(entry) | frozenset(contents[row["id"]].secret),
            secret_address=bool(contents[row["id"]].secret),
            source=row["source"],
            purpose=row["purpose"],
            author_name=row["author_name"] or "",
            own=row["author_id"] == door.actor.account_id,
            marks=frozenset(mark for mark, bit in MARKS.items() if row["marks"] & bit),
            occurred_on=row["occurred_on"],
            version=row["version"],
            created_at=row["created_at"],
            changed_at=row["changed_at"],
            retention_class=row["retention_class"],
            moved_on=row["moved_on"],
            erased_on=row["erased_on"],
            said=said_of(row, keys[row["data_key_id"]]) if row["erased_on"] is None else (),
        )
        for row in rows
        if row["id"] in contents and row["category"] in catalogue.entries
    ]


def name_of(door: Door) -> str:
    """The person's name, read in a unit of work that may read the identity."""
    catalogue = catalogue_of(door.actor.in_force)
    return _name_in(catalogue, opened_records(door, rows_of(door, {catalogue.identity.key})))


def _name_in(catalogue: Catalogue, records: Sequence[SeenRecord]) -> str:
    for record in records:
        if record.entry.rule.identifies:
            return name_from(catalogue, record.content.fields)
    return ""


def name_from(catalogue: Catalogue, fields: Mapping[str, str]) -> str:
    """The name as people write it, from the identity's fields."""
    return " ".join(fields[key] for key in catalogue.name_fields if fields.get(key))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
