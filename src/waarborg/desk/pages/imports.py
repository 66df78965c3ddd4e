"""Imports in words: how each stands, what was found, and what happens next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.words import source_in_words, words_of
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.imports.choices import BUSY, ImportState, Weight
from waarborg.imports.files import categories_for_files
from waarborg.imports.findings import Finding, gathered
from waarborg.imports.known import principals_of
from waarborg.imports.parking import SeenRow
from waarborg.imports.targets import Choice, choices, target_of
from waarborg.imports.waiting import Opened, Standing
from waarborg.kernel.languages import reader_language
from waarborg.policy.vocabulary import standard_vocabulary

FEW = 12
"""Rows that are named of what happens often; the report names them all."""
SIGNS = {
    Weight.ROW: "cross-round",
    Weight.PARK: "box",
    Weight.COLUMN: "cross-round",
    Weight.CELL: "warning",
    Weight.NOTE: "info",
}


def imports_page(standing: Sequence[Standing]) -> dict[str, Any]:
    """What desk/imports.html needs beside its form."""
    return {
        "imports": [_line(one) for one in standing],
        "template_url": reverse("desk:import_template"),
        "parked_url": reverse("desk:parked_rows"),
    }


def _line(one: Standing) -> dict[str, Any]:
    state = ImportState(one.state)
    return {
        "url": reverse("desk:import_one", args=[one.id]),
        "at": one.created_at,
        "rows": one.rows,
        "state": state.label,
        "busy": state in BUSY,
    }


def standing_page(one: Standing) -> dict[str, Any]:
    """How one import stands, without what is in it."""
    state = ImportState(one.state)
    address = {
        name: reverse(f"desk:import_{name}", args=[one.id])
        for name in ("one", "columns", "report", "confirm", "undo", "end")
    }
    return {
        "state": state.value,
        "state_label": state.label,
        "busy": state in BUSY,
        "failed": one.failed,
        "rows": one.rows,
        "done": one.done,
        "coming_in": one.coming_in,
        "staying_out": one.rows - one.coming_in,
        "parked": one.parked,
        "at": one.created_at,
        "kept_until": one.kept_until,
        "url": address,
        "imports_url": reverse("desk:imports"),
        "parked_url": reverse("desk:parked_rows"),
    }


def findings_page(actor: Actor, headers: Sequence[str], findings: Sequence[Finding]) -> dict[str, Any]:
    """What a dry run found, what is alike together."""
    together = gathered(findings)
    groups = []
    for weight in Weight:
        lines = [
            {
                "column": headers[one.column] if one.column >= 0 else "",
                "said": one.said,
                "article": actor.in_force.article(one.article) if one.article else "",
                "times": len(one.rows),
                "rows": ", ".join(str(row) for row in one.rows[:FEW] if row),
                "more": max(len(one.rows) - FEW, 0),
            }
            for one in together
            if one.weight is weight
        ]
        if lines:
            groups.append({"title": _heading(weight), "icon": SIGNS[weight], "lines": lines})
    return {"groups": groups}


def _heading(weight: Weight) -> str:
    return {
        Weight.ROW: _("Rows that stay out"),
        Weight.PARK: _("Rows that lack something"),
        Weight.COLUMN: _("Columns that stay out"),
        Weight.CELL: _("Cells that stay empty"),
        Weight.NOTE: _("Comes in; look again"),
    }[weight]


def form_of(actor: Actor, found: Opened) -> dict[str, Any]:
    """What the form of the columns is made from."""
    catalogue, waiting = catalogue_of(actor.in_force), found.waiting
    words = words_of(actor.in_force.regulation)
    mapped = waiting.mapped or {}
    targets = list(choices(actor.in_force, catalogue, reader_language()))
    offered = {str(one.target) for one in targets}
    columns = mapped.get("columns") or waiting.guessed
    return {
        "headers": waiting.headers,
        "targets": [*targets, *_parts(actor, columns, offered)],
        "catalogue": catalogue,
        "sources": {key: source_in_words(key, words) for key in standard_vocabulary().words["sources"]},
        "principals": [(str(one.id), one.name) for one in principals_of(actor)],
        "categories": [(entry.key, entry.rule.title) for entry in categories_for_files(catalogue)],
        "given": {
            "columns": columns,
            "sources": mapped.get("sources") or waiting.sources,
            "with_files": found.row.files_blob_id is not None,
            "initial": {
                name: mapped[name] for name in ("principal", "type", "works_on_it", "consent_form") if mapped.get(name)
            },
        },
    }


def _parts(actor: Actor, columns: dict[str, str], offered: set[str]) -> list[Any]:
    """Parts of a name or an address that were guessed, beside the whole fields that anybody can choose."""
    found = []
    for word in sorted({word for word in columns.values() if word not in offered}):
        target = target_of(word)
        rule = catalogue_of(actor.in_force).entry(target.name).rule
        label = _("%(field)s, part %(number)s") % {"field": rule.fields[target.field].label, "number": target.part}
        found.append(Choice(target, rule.title, label))
    return found


def parked_page(rows: Sequence[SeenRow]) -> dict[str, Any]:
    """What desk/parked_rows.html needs."""
    return {
        "rows": [
            {
                "end_url": reverse("desk:parked_end_one", args=[row.id]),
                "row": row.row,
                "said": row.said,
                "goes_on": row.goes_on,
                "cells": [{"label": label, "value": value} for label, value in row.cells.items() if value],
            }
            for row in rows
        ],
        "imports_url": reverse("desk:imports"),
        "download_url": reverse("desk:parked_sheet"),
        "end_url": reverse("desk:parked_end"),
    }
