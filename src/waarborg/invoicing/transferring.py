"""Invoices taken to the books: started by a person, for chosen invoices, with the fields that the regulation lets go.

    columns(actor)                       which fields that will be, with the article of each kind of data
    transfer(actor, invoice_ids)         the file, as one event with every dossier in it

An agency whose regulation lets go two fields gets a file of two columns; one whose regulation lets nothing go gets the
article. The file is the answer to the question that asks for it: nothing of it is kept.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _

from waarborg.dossiers import values
from waarborg.dossiers.catalogue import Catalogue, Entry, catalogue_of
from waarborg.dossiers.exports import columns_of
from waarborg.dossiers.leaving import leaving, require_something
from waarborg.dossiers.sealing import opened
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Claims, Door, open_door
from waarborg.gate.kinds import scopes_of_list
from waarborg.gate.linking import ACT as LINK
from waarborg.gate.linking import require_link
from waarborg.gate.scopes import Scope
from waarborg.invoicing.choices import InvoiceState
from waarborg.invoicing.governing import governing, purpose_of, required_governing
from waarborg.invoicing.models import Invoice
from waarborg.invoicing.paper import TABLE, Paper
from waarborg.kernel.errors import InvalidInput
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.compiled import CompiledRule
from waarborg.policy.linking import Link
from waarborg.policy.possible import is_possible
from waarborg.vault.services import open_keys

SYSTEM = "invoicing"
"""The system of the books, as a rule on links names it."""
ACTS = (LINK, "export")
"""By which act of the rules data go to the books: a link with them where the regulation knows one, else a file."""
OF_THE_COMMISSION = ("commission", "invoice")
"""What a kind of data serves as that can go along, beside the client's name."""
BEWARE = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run by a spreadsheet as a formula."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The fields of one kind of data that go, and the article that lets them."""

    entry: Entry
    fields: tuple[str, ...]
    article: str


@dataclass(frozen=True, slots=True)
class Transferred:
    """The file, and what it holds."""

    content: bytes
    columns: Sequence[Columns]
    rows: int


def act_of(actor: Actor) -> str:
    """By which act this agency's data go to the books: the first that a rule lets anybody do for this purpose."""
    return next((act for act in ACTS if _permits(actor, act, actor.in_force.policy.roles)), ACTS[-1])


def may_transfer(actor: Actor) -> bool:
    """Does a rule ever let this actor take anything to the books?"""
    return bool(_permits(actor, act_of(actor), actor.roles))


def columns(actor: Actor) -> list[Columns]:
    """What would go along, by the rules of the actor's roles; empty where nothing ever does."""
    found = []
    for entry, rules in _permits(actor, act_of(actor), actor.roles):
        named = next((fields for rule in rules for kind, fields in rule.limits.fields if kind == entry.key), None)
        fields = tuple(name for name in columns_of(entry) if named is None or name in named)
        found.append(Columns(entry, fields, rules[0].article))
    return found


def transfer(actor: Actor, invoice_ids: Iterable[UUID]) -> Transferred:
    """Make the file. Raises `Refused` with the article when nothing may go, `InvalidInput` when nothing was chosen."""
    entry, act = required_governing(actor), act_of(actor)
    wanted = set(invoice_ids)
    if not wanted:
        raise InvalidInput(_("Choose at least one invoice."))
    with open_door(actor, act, claims=Claims(purpose=purpose_of(actor, entry), channel=None)) as door:
        scopes = scopes_of_list(door)
        candidates = _candidates(catalogue_of(actor.in_force))
        require_something(door, [one.key for one in candidates], scopes)
        going = columns(actor)
        if act == LINK:
            names = frozenset(name for one in going for name in one.fields)
            require_link(door, Link(system=SYSTEM, fields=names, by_hand=True))
        rows = list(_rows(door, _chosen(door, wanted), going, scopes))
        if not rows:
            raise InvalidInput(_("Nothing of what you chose may go to the books."))
        dossiers = tuple(dict.fromkeys(dossier for dossier, _cells in rows))
        door.note(
            Kind.INVOICES_TRANSFERRED,
            dossier_ids=dossiers,
            categories=tuple(one.entry.key for one in going),
            details={"fields": [f"{one.entry.key}.{name}" for one in going for name in one.fields], "rows": len(rows)},
        )
    return Transferred(_file(going, [cells for _dossier, cells in rows]), going, len(rows))


def _candidates(catalogue: Catalogue) -> list[Entry]:
    named = [catalogue.identity, *(catalogue.serving_as(use) for use in OF_THE_COMMISSION)]
    return [entry for entry in named if entry is not None]


def _permits(actor: Actor, act: str, roles: Iterable[str]) -> list[tuple[Entry, list[CompiledRule]]]:
    """Per kind of data that can go along the rules that let it, for the purpose of invoices."""
    policy, catalogue = actor.in_force.policy, catalogue_of(actor.in_force)
    entry = governing(catalogue)
    purpose = purpose_of(actor, entry) if entry else None
    found = []
    for one in _candidates(catalogue):
        cells = [policy.cell(role, act, one.key) for role in roles]
        rules = [
            test.rule
            for cell in cells
            if is_possible(cell)
            for test in cell.permits
            if not test.rule.purposes or purpose in test.rule.purposes
        ]
        if rules and columns_of(one):
            found.append((one, rules))
    return found


def _chosen(door: Door, wanted: set[UUID]) -> list[tuple[Invoice, Paper]]:
    """The final invoices among them that the actor may see, opened."""
    rows = list(
        Invoice.objects.using(door.using)
        .filter(pk__in=wanted, organisation_id=door.actor.organisation_id)
        .exclude(state=InvoiceState.DRAFT)
        .order_by("year", "sequence")
    )
    keys = open_keys(door.actor.organisation_id, {row.data_key_id for row in rows}, using=door.using)
    return [
        (row, Paper.from_bytes(keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=TABLE)))
        for row in rows
        if row.data_key_id in keys
    ]


def _rows(
    door: Door, chosen: Sequence[tuple[Invoice, Paper]], going: Sequence[Columns], scopes: Sequence[Scope]
) -> Iterator[tuple[UUID, list[str]]]:
    """A row per invoice; where nothing of the invoice itself goes, a row per trajectory."""
    within = {scope.id: scope for scope in scopes}
    of_records = _of_records(door, [row.dossier_id for row, _paper in chosen], going, scopes)
    done = set()
    for row, paper in chosen:
        by_invoice = _may_go(door, row, within.get(row.trajectory_id), going)
        once = row.pk if by_invoice else row.trajectory_id
        if once in done:
            continue
        done.add(once)
        cells: list[str] = []
        for one in going:
            if one.entry.rule.serves_as == "invoice":
                cells += [_of_invoice(one.entry, name, row, paper) if by_invoice else "" for name in one.fields]
            else:
                said = of_records.get((row.trajectory_id, one.entry.key)) or of_records.get(
                    (row.dossier_id, one.entry.key), {}
                )
                cells += [said.get(name, "") for name in one.fields]
        if any(cells):
            yield row.dossier_id, cells


def _may_go(door: Door, row: Invoice, scope: Scope | None, going: Sequence[Columns]) -> bool:
    """Do the rules let what stands in this invoice go?"""
    if scope is None or not any(one.entry.key == row.category for one in going):
        return False
    answer: Answer = door.decide(row.category, scope, author=row.made_by_id == door.actor.account_id)
    if answer.allowed:
        door.noting([answer])
    return answer.allowed


def _of_records(
    door: Door, dossier_ids: Iterable[UUID], going: Sequence[Columns], scopes: Sequence[Scope]
) -> dict[tuple[UUID, str], Mapping[str, str]]:
    """Per scope and kind of data what its latest record says, as far as PostgreSQL and the rules let it go."""
    entries = {one.entry.key: one.entry for one in going if one.entry.rule.serves_as != "invoice"}
    rows = leaving(door, set(dossier_ids), entries, scopes)
    contents = opened(door.actor.organisation_id, rows)
    return {
        (row["scope_id"], row["category"]): {
            name: values.shown(entries[row["category"]].rule.fields[name], said)
            for name, said in contents[row["id"]].fields.items()
        }
        for row in rows
        if row["id"] in contents
    }


def _of_invoice(entry: Entry, name: str, row: Invoice, paper: Paper) -> str:
    """What an invoice says for one field of the kind of data that governs it."""
    field = entry.rule.fields[name]
    sign = -1 if paper.credits else 1
    said = {
        "invoice_number": row.number,
        "day": paper.issued_on.isoformat() if paper.issued_on else "",
        "reference": paper.reference,
        "named": paper.named,
        "minutes": str(sign * paper.minutes),
        "amount": _money(sign * paper.totals.net),
        "period": f"{paper.first.isoformat()} / {paper.until.isoformat()}",
    }
    return said.get(field.serves_as or "", "")


def _money(amount: Decimal) -> str:
    return formats.number_format(amount, 2, use_l10n=True)


def _file(going: Sequence[Columns], rows: Iterable[Sequence[str]]) -> bytes:
    """As CSV that the usual spreadsheets read: UTF-8 with its mark, semicolons, nothing that is run as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([one.entry.rule.fields[name].label for one in going for name in one.fields])
    writer.writerows(
        [[f"'{cell}" if cell.startswith(BEWARE) and not _is_number(cell) else cell for cell in row] for row in rows]
    )
    return text.getvalue().encode("utf-8-sig")


def _is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(",", "").replace(".", "").isdigit()
