"""Lists of dossiers, in words: the table with its filters and columns, kept lists, and what goes into a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.forms.lists import COLUMN_NAMES, ListForm
from waarborg.dossiers.caseloads import Caseload, CaseloadRow
from waarborg.dossiers.choices import Phase
from waarborg.dossiers.exports import exportable
from waarborg.dossiers.list_filters import SHOWN_FIRST, Asked
from waarborg.dossiers.saved_lists import KeptList
from waarborg.gate.actors import Actor
from waarborg.kernel.languages import reader_language
from waarborg.policy.possible import possible
from waarborg.practice.selectors import Practice

DATES = frozenset({"referred_on", "started_on", "ends_on", "next_step_on"})
SORTABLE = frozenset({"principal", "phase", "started_on", "ends_on", "next_step_on"})


def caseload_page(actor: Actor, found: Caseload, asked: Asked, form: ListForm | None = None) -> dict[str, Any]:
    """What desk/caseload.html needs. Without a form nothing is narrowed: it is what a search found."""
    writes = possible(actor.in_force.policy, actor.roles, "write")
    labels = {name: str(COLUMN_NAMES[name]) for name in asked.columns}
    page: dict[str, Any] = {
        "rows": [_row(row, labels, found.practice, writes=writes) for row in found.rows],
        "heads": [_head(name, asked, sorts=form is not None and not found.whole_archive) for name in asked.columns],
        "name_head": _head("name", asked, sorts=form is not None and not found.whole_archive),
        "article": found.articles[0] if found.articles else "",
        "whole_archive": found.whole_archive,
    }
    if found.whole_archive:
        page["heading"] = _("All dossiers")
    if found.after:
        page["next_url"] = f"{reverse('desk:caseload')}?{query_of(asked)}&na={found.after}"
    if form is not None:
        form.choose_from(found.choices)
        page |= {"form": form, "kept": kept_page(found.kept, asked)}
        page["narrowed"] = asked != Asked(sort=asked.sort, descending=asked.descending, columns=asked.columns)
        if exportable(actor) and found.rows:
            if possible(actor.in_force.policy, actor.roles, "write"):
                page["message_url"] = reverse("desk:group_message")
            page["export_url"] = f"{reverse('desk:list_export')}?{query_of(asked)}"
    return page


def query_of(asked: Asked) -> str:
    """A list as the end of an address. It names principals and colleagues by number, and no client."""
    given = QueryDict(mutable=True)
    usual = Asked()
    for name in ("state", "phase", "principal", "coach", "next_step", "sort"):
        value = getattr(asked, name)
        if value and value != getattr(usual, name):
            given[name] = str(value)
    if asked.descending:
        given["descending"] = "on"
    if asked.columns != SHOWN_FIRST:
        given.setlist("columns", list(asked.columns))
    return given.urlencode()


def _head(name: str, asked: Asked, *, sorts: bool) -> dict[str, Any]:
    """The head of a column: its label and, where it can be sorted by, the address that does so."""
    label = _("Name") if name == "name" else str(COLUMN_NAMES[name])
    if not sorts or (name not in SORTABLE and name != "name"):
        return {"label": label}
    now = asked.sort == name
    turned = Asked(
        **{
            **{part: getattr(asked, part) for part in Asked.__dataclass_fields__},
            "sort": name,
            "descending": now and not asked.descending,
        }
    )
    order = ("descending" if asked.descending else "ascending") if now else ""
    return {"label": label, "url": f"{reverse('desk:caseload')}?{query_of(turned)}", "order": order}


def _row(row: CaseloadRow, labels: Mapping[str, str], practice: Practice, *, writes: bool) -> dict[str, Any]:
    return {
        "url": reverse("desk:dossier", args=[row.number]),
        "name": row.name,
        "number": row.number,
        "trajectory": practice.type_label(row.type, reader_language()),
        "cells": [_cell(row, name, label) for name, label in labels.items()],
        "note_url": reverse("desk:note_add", args=[row.number]) if writes and row.closed_on is None else "",
        "mark": {"kind": "rust", "text": _("closed")} if row.closed_on else None,
    }


def _cell(row: CaseloadRow, name: str, label: str) -> dict[str, Any]:
    if name == "phase":
        text = str(Phase(row.phase).label) if row.phase in Phase.values else row.phase
    elif name == "coaches":
        text = ", ".join(sorted(row.coaches))
    elif name in DATES:
        text = ""
    else:
        text = str(getattr(row, name))
    cell: dict[str, Any] = {"label": label, "text": text}
    if name in DATES:
        cell["day"] = getattr(row, name)
    if name == "next_step_on" and row.has_next_step and row.next_step_on is None:
        cell["text"] = _("without a day")
    return cell


def kept_page(kept: Sequence[KeptList], asked: Asked) -> list[dict[str, Any]]:
    """The lists that somebody keeps, each by what it asks for."""
    return [
        {
            "label": in_words(one),
            "url": f"{reverse('desk:caseload')}?{query_of(one.asked)}",
            "current": one.asked == asked,
            "away_url": reverse("desk:list_away", args=[one.id]),
        }
        for one in kept
    ]


def in_words(kept: KeptList) -> str:
    """What a kept list asks for, since it has no name of its own."""
    asked = kept.asked
    states = {"open": _("running"), "closed": _("closed"), "all": _("all")}
    steps = {"with": _("with a next step"), "without": _("without a next step")}
    phase = str(Phase(asked.phase).label) if asked.phase in Phase.values else ""
    said = [states[asked.state], phase, kept.principal, kept.coach, steps.get(asked.next_step, "")]
    return ", ".join(part for part in said if part)


def export_page(asked: Asked) -> dict[str, Any]:
    """What desk/list_export.html needs beside its form."""
    return {
        "back_url": f"{reverse('desk:caseload')}?{query_of(asked)}",
        "hidden": list(QueryDict(query_of(asked)).lists()),
    }


def export_choices(actor: Actor) -> dict[str, Any]:
    """What may be chosen for a file: the purposes of the closed list, the kinds that may ever go."""
    titles = actor.in_force.purposes_said()
    purposes = [(key, titles.get(key, key)) for key in actor.in_force.policy.purposes]
    return {"purposes": purposes, "entries": exportable(actor)}
