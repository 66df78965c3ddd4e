"""Sheets that go out: the empty template, the report of a dry run, parked rows to complete. Text, never a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import xlsxwriter
from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import Catalogue, catalogue_of
from waarborg.gate.actors import Actor
from waarborg.imports.findings import Finding, gathered
from waarborg.imports.headings import heading_of
from waarborg.imports.parking import SeenRow
from waarborg.imports.targets import Choice, choices
from waarborg.policy.model.catalogue import FieldRule
from waarborg.policy.possible import is_possible

ROWS_WITH_A_LIST: Final = 2000
"""Rows of the template in which a choice can be picked from its list."""
LONGEST_LIST: Final = 255
"""Signs that Excel holds of a list of choices."""
EXAMPLES: Final[Mapping[str, str]] = {
    "date": "14-3-2026",
    "birth_date": "14-3-1989",
    "phone": "06 12 34 56 78",
    "email": "naam@voorbeeld.nl",
    "postcode": "1234 AB",
    "money": "1.250,00",
    "minutes": "45",
    "number": "2",
    "percentage": "80",
    "yes_no": "ja / nee",
}
WIDE: Final = 24


def template(actor: Actor, language: str = "nl") -> bytes:
    """An empty workbook with a column for everything that this person may bring in, and an explanation of each."""
    catalogue = catalogue_of(actor.in_force, language)
    columns = [one for one in choices(actor.in_force, catalogue, language) if _may_bring(actor, one, catalogue)]
    return _workbook(lambda book: _fill_template(book, columns, catalogue))


def _fill_template(book: Any, columns: Sequence[Choice], catalogue: Catalogue) -> None:
    sheet, bold = book.add_worksheet(_("Clients")), book.add_format({"bold": True, "text_wrap": True})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns), WIDE)
    for at, one in enumerate(columns):
        sheet.write_string(0, at, heading_of(one.group, one.label), bold)
        rule = _rule_of(one, catalogue)
        listed = [rule.choice(one) for one in rule.choices] if rule else []
        if listed and len(",".join(listed)) <= LONGEST_LIST and not any("," in choice for choice in listed):
            sheet.data_validation(1, at, ROWS_WITH_A_LIST, at, {"validate": "list", "source": listed})
    about = [_("Column"), _("What it is"), _("For example"), _("Article")]
    _table(book, _("Explanation"), about, ([*_explained(one, catalogue)] for one in columns))


def _explained(one: Choice, catalogue: Catalogue) -> Iterator[str]:
    rule = _rule_of(one, catalogue)
    needed = f" ({_('required')})" if rule and rule.required else ""
    yield heading_of(one.group, one.label)
    yield f"{one.group}: {one.label}{needed}"
    choices = ", ".join(map(rule.choice, rule.choices)) if rule else ""
    yield choices or EXAMPLES.get(rule.type if rule else "", "")
    yield catalogue.entries[one.target.name].article if one.target.name in catalogue.entries else ""


def _rule_of(one: Choice, catalogue: Catalogue) -> FieldRule | None:
    if one.target.kind != "field":
        return None
    return catalogue.entry(one.target.name).rule.fields[one.target.field]


def _may_bring(actor: Actor, one: Choice, catalogue: Catalogue) -> bool:
    if one.target.name not in catalogue.entries:
        return True
    policy = actor.in_force.policy
    return any(is_possible(policy.cell(role, "write", one.target.name)) for role in actor.roles)


def report(headers: Sequence[str], findings: Sequence[Finding]) -> bytes:
    """What a dry run found: gathered, and row by row. Nothing of what stands in a cell."""
    return _workbook(lambda book: _fill_report(book, headers, findings))


def _fill_report(book: Any, headers: Sequence[str], findings: Sequence[Finding]) -> None:
    def column(place: int) -> str:
        return headers[place] if 0 <= place < len(headers) else ""

    together = (
        [one.weight.label, column(one.column), one.said, one.article, str(len(one.rows))] for one in gathered(findings)
    )
    about = [_("What happens"), _("Column"), _("Why"), _("Article")]
    _table(book, _("Summary"), [*about, _("How often")], together)
    rows = (
        [str(one.row) if one.row else "", one.weight.label, column(one.column), one.said, one.article]
        for one in findings
    )
    _table(book, _("Row by row"), [_("Row"), *about], rows)


def parked_sheet(rows: Sequence[SeenRow]) -> bytes:
    """Parked rows as they were brought, to complete and hand in again."""
    headers = list(dict.fromkeys(header for row in rows for header in row.cells))
    each = ([row.cells.get(header, "") for header in headers] for row in rows)
    return _workbook(lambda book: _table(book, _("Parked rows"), headers, each))


def _table(book: Any, name: str, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headers), WIDE)
    for at, header in enumerate(headers):
        sheet.write_string(0, at, header, bold)
    for number, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            sheet.write_string(number, at, str(value))


def _workbook(fill: Any) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        fill(book)
    return held.getvalue()
