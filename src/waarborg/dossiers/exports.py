"""A list as a file: only for a purpose of the closed list, only what the rules let out, record by record, as one event.

The file is the answer to the question that asks for it: nothing of it is kept here, and there is no link to it. What is
covered, what a law keeps in, and files do not go along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers import values
from waarborg.dossiers.caseloads import listed
from waarborg.dossiers.catalogue import Catalogue, Entry, catalogue_of
from waarborg.dossiers.covering import covers
from waarborg.dossiers.leaving import leaving, require_something
from waarborg.dossiers.list_filters import Asked, narrowed
from waarborg.dossiers.sealing import Content, opened
from waarborg.dossiers.selectors import name_from
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, open_door
from waarborg.gate.kinds import scopes_of_list
from waarborg.kernel.errors import InvalidInput
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.model.catalogue import FILES
from waarborg.policy.possible import is_possible


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file: a title, the names of its columns, its rows of text and days."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str | date | None]]


@dataclass(frozen=True, slots=True)
class Exported:
    """What goes out: its sheets, and how many dossiers stand in it."""

    sheets: Sequence[Sheet]
    dossiers: int


def exportable(actor: Actor) -> list[Entry]:
    """The kinds of data that the regulation ever lets go into a file in these roles; the name first."""
    policy = actor.in_force.policy
    found = [
        entry
        for entry in catalogue_of(actor.in_force)
        if any(is_possible(policy.cell(role, "export", entry.key)) for role in actor.roles) and columns_of(entry)
    ]
    return sorted(found, key=lambda entry: not entry.rule.identifies)


def columns_of(entry: Entry) -> list[str]:
    """The fields of a kind of data that may go along: none that is covered, and no file."""
    under = covers(entry)
    return [name for name, field in entry.rule.fields.items() if name not in under and field.type not in FILES]


def export(actor: Actor, asked: Asked, *, purpose: str, categories: Iterable[str]) -> Exported:
    """Make the file of a list, with the records of some categories. One event with every dossier in it.

    Raises `InvalidInput` for a purpose that is not of the closed list, and `Refused` when nothing may go.
    """
    catalogue = catalogue_of(actor.in_force)
    if purpose not in actor.in_force.policy.purposes:
        raise InvalidInput(_("Some things are not right yet."), {"purpose": _("Choose a purpose from the list.")})
    wanted = [entry for entry in catalogue if entry.key in set(categories) and columns_of(entry)]
    if not wanted:
        raise InvalidInput(_("Some things are not right yet."), {"categories": _("Choose at least one kind of data.")})
    with open_door(actor, "export", claims=Claims(purpose=purpose)) as door:
        scopes = scopes_of_list(door)
        kinds = [entry.key for entry in wanted]
        require_something(door, kinds, scopes)
        rows = narrowed(listed(door, asked, catalogue.identity.key, whole=False).rows, asked)
        numbers = {row["dossier_id"]: row["number"] for row in rows}
        going = [row | {"number": numbers[row["dossier_id"]]} for row in leaving(door, numbers, kinds, scopes)]
        contents = opened(actor.organisation_id, going)
        made = _sheets(catalogue, rows, wanted, going, contents)
        door.note(
            Kind.EXPORT_MADE,
            dossier_ids=tuple(dict.fromkeys(row["dossier_id"] for row in going)),
            categories=tuple(dict.fromkeys(row["category"] for row in going)),
            details={"records": len(going)},
        )
    return made


def _sheets(
    catalogue: Catalogue,
    dossiers: Sequence[Mapping[str, Any]],
    wanted: Sequence[Entry],
    going: Sequence[Mapping[str, Any]],
    contents: Mapping[UUID, Content],
) -> Exported:
    """The list itself, and a sheet per kind of data; a dossier of which nothing goes does not stand in the list."""
    names = {
        row["dossier_id"]: name_from(catalogue, contents[row["id"]].fields)
        for row in going
        if row["category"] == catalogue.identity.key and row["id"] in contents
    }
    shown = {row["dossier_id"] for row in going}
    frame = [
        [row["number"], names.get(row["dossier_id"], ""), row["principal_name"] or "", row["type"] or "",
         row["started_on"], row["ended_on"] or row["planned_end_on"]]
        for row in dossiers
        if row["dossier_id"] in shown
    ]  # fmt: skip
    heads = [_("Number"), _("Name"), _("Principal"), _("Trajectory"), _("Started on"), _("Ends on")]
    sheets = [Sheet(_("List"), heads, frame)]
    for entry in wanted:
        columns = columns_of(entry)
        rows = [
            [row["number"], row["occurred_on"], *_values(entry, columns, contents[row["id"]].fields)]
            for row in going
            if row["category"] == entry.key and row["id"] in contents
        ]
        labels = [entry.rule.fields[name].label for name in columns]
        sheets.append(Sheet(entry.rule.title, [_("Number"), _("Day"), *labels], rows))
    return Exported(sheets, len(shown))


def _values(entry: Entry, columns: Sequence[str], fields: Mapping[str, str]) -> list[str]:
    return [values.shown(entry.rule.fields[name], fields[name]) if name in fields else "" for name in columns]
