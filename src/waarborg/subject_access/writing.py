"""A package written: an overview to read (PDF/UA), the data (JSON with its schema, CSV per table), and the documents.

Names of files say nothing of anybody: `overview.pdf`, `data.json`, `data.schema.json`, `tables/…csv`,
`documents/0001.pdf`.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from waarborg.documents.veiled import VeiledFile
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.letters.days import day_in_words
from waarborg.letters.typesetting import typeset
from waarborg.practice.house_style import HouseStyle
from waarborg.practice.letter_texts import standard_letters
from waarborg.subject_access.contents import Contents, Item, Keep, schema
from waarborg.subject_access.gathering import Pieces

TEMPLATE = "package"
MOST_LOOKED = 200
"""Lines of who looked on paper; all of them are in the data."""
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula."""
SAID_ABOVE = frozenset({"category", "source", "purpose", "occurred_on"})
"""What the heading of an item and its kind of data say already."""
OVERVIEW, DATA, SCHEMA, TABLES = "overview.pdf", "data.json", "data.schema.json", "tables"


def overview(contents: Contents, in_force: InForce, at: datetime, *, house: HouseStyle | None = None) -> bytes:
    """The overview as an accessible PDF, in the language that is on and as the agency's letters look."""
    said = {
        "organisation": contents.organisation,
        "number": contents.dossier,
        "date": day_in_words(clock.day_of(at)),
        "regulation": contents.regulation,
        "about": contents.about,
        "empty": contents.empty,
        "covered_by": contents.covered_by,
        "covered": sum(1 for item in contents.items if item.covered),
        "free_by": list(contents.free_by),
        "kinds": [_kind(contents, key) for key in (kind.key for kind in contents.kinds)],
        "given": [
            [
                _day(one.on),
                f"{one.name} ({one.recipient})" if one.name else one.recipient,
                one.purpose,
                ", ".join(one.kinds),
                ", ".join(one.articles),
            ]
            for one in contents.given
        ],
        "looked": [one.sentence for one in contents.looked[:MOST_LOOKED]],
        "looked_more": max(len(contents.looked) - MOST_LOOKED, 0),
        "left_out": [[one.what, str(one.items), _cited(in_force, one.article)] for one in contents.left_out],
        "closed": [
            [
                ", ".join(one.kinds),
                str(one.items),
                _day(one.on),
                _day(one.until),
                one.article,
                "nameless" if one.nameless else "",
            ]
            for one in contents.closed
        ],
        "closed_later": contents.closed_later,
        "ways": [
            [
                standard_letters().word("ways", one.way, contents.language),
                _day(one.until),
                one.article.upper() if " " in one.article else one.article,
            ]
            for one in contents.ways_on
        ],
    }
    return typeset(TEMPLATE, contents.language, said, at=at, house=house)


def _kind(contents: Contents, key: str) -> dict[str, Any]:
    kind = next(one for one in contents.kinds if one.key == key)
    return {
        "title": kind.title,
        "count": kind.items,
        "purposes": ", ".join(kind.purposes),
        "grounds": ", ".join(kind.grounds),
        "sources": ", ".join(kind.sources),
        "recipients": ", ".join(kind.recipients),
        "keep": [_kept(one) for one in kind.keep if one.until or one.article] or [["", ""]],
        "articles": ", ".join(kind.articles),
        "items": [_item(one) for one in contents.items if one.kind == key],
    }


def _item(item: Item) -> dict[str, Any]:
    said = {one.name: one.shown for one in item.values}
    told = SAID_ABOVE | ({"changed_at"} if said.get("changed_at") == said.get("created_at") else set())
    rows = [[one.label, one.shown] for one in item.values if one.shown and one.name not in told]
    if item.source:
        rows.append([_("Who gave it"), item.source])
    if item.files:
        rows.append([_("File"), ", ".join(name.rpartition("/")[2] for name in item.files)])
    if item.covered:
        rows.append([_("Covered, because it is about somebody else"), ", ".join(item.covered)])
    return {"title": item.title, "day": _day(item.day), "rows": rows}


def _kept(keep: Keep) -> list[str]:
    return [_day(keep.until), keep.article.upper() if " " in keep.article else keep.article]


def _cited(in_force: InForce, where: str) -> str:
    if not where:
        return ""
    found = in_force.article(where)
    return f"{found.number} {found.law}".strip()


def _day(text: str) -> str:
    return day_in_words(date.fromisoformat(text)) if text else ""


def everything(contents: Contents, pdf: bytes, files: Mapping[str, Pieces]) -> VeiledFile:
    """All of it in one ZIP, in a temporary file that nobody else can read."""
    made = VeiledFile()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in ((OVERVIEW, pdf), (DATA, contents.model_dump_json(indent=1).encode()), (SCHEMA, schema())):
            whole.writestr(name, content)
        for name, content in tables(contents).items():
            whole.writestr(f"{TABLES}/{name}.csv", content)
        for name, pieces in files.items():
            with whole.open(name, "w") as file:
                for piece in pieces():
                    file.write(piece)
    made.seek(0)
    return made


def tables(contents: Contents) -> dict[str, bytes]:
    """The data as CSV: a table per table and kind of data, one for to whom it went, one for who looked."""
    grouped: dict[str, list[Item]] = {}
    for item in contents.items:
        name = item.kind if item.table == "dossiers.Record" else item.table.replace(".", "_").lower()
        grouped.setdefault(name, []).append(item)
    made = {name: _table(items) for name, items in grouped.items()}
    given = [
        one.model_dump() | {"kinds": "; ".join(one.kinds), "articles": "; ".join(one.articles)}
        for one in contents.given
    ]
    if given:
        made["given"] = _sheet(list(given[0]), ([str(one[name]) for name in given[0]] for one in given))
    if contents.looked:
        lines = ([one.at, one.sentence, one.article] for one in contents.looked)
        made["looked"] = _sheet(["at", "sentence", "article"], lines)
    return made


def _table(items: Iterable[Item]) -> bytes:
    every = list(items)
    names = list(dict.fromkeys(value.name for item in every for value in item.values))
    first = ["id", "day", "title", "source", "purpose", "written_by", "kept_until", "kept_by", "files", "covered"]
    return _sheet([*first, *names], (_line(item, names) for item in every))


def _line(item: Item, names: Iterable[str]) -> list[str]:
    said = {one.name: one.value for one in item.values}
    return [
        item.id,
        item.day,
        item.title,
        item.source,
        item.purpose,
        item.written_by,
        item.keep.until,
        item.keep.article,
        "; ".join(item.files),
        "; ".join(item.covered),
        *("" if said.get(name) is None else str(said[name]) for name in names),
    ]


def _sheet(names: Iterable[str], lines: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names)
    for line in lines:
        writer.writerow(f"'{cell}" if cell.startswith(FORMULAS) else cell for cell in line)
    return text.getvalue().encode("utf-8-sig")
