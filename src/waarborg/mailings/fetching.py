"""A list fetched by its recipient: once, with the code, as one file of whoever still stands on it at that moment."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.disclosures.choices import StopReason
from waarborg.disclosures.models import Disclosure, OneTimeLink
from waarborg.disclosures.resting import resting_on, still_declared
from waarborg.disclosures.sealing import TABLE, Said
from waarborg.disclosures.secret_addresses import Behind, Fetched, judge, what_waits, whose
from waarborg.disclosures.ways import ACT
from waarborg.dossiers.catalogue import Catalogue, catalogue_of
from waarborg.dossiers.exports import Sheet
from waarborg.dossiers.spreadsheets import workbook
from waarborg.gate.door import Door, open_door
from waarborg.gate.organisations import agency
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.mailings.models import AddressList
from waarborg.mailings.weighing import claims_in_list
from waarborg.vault.services import open_keys

FUNCTION = "list_behind"
"""Of PostgreSQL: finds what stands behind an address and works."""


def look_list(address: str) -> Behind:
    """Is there a list to fetch? Raises `NotFound`."""
    system, list_id = whose(FUNCTION, address)
    return what_waits(system, "read", AddressList.objects.all(), list_id)


def fetch_list(address: str, code: str) -> Fetched:
    """The file, once: without who objected, withdrew or is no longer there. Raises `NotFound`, `InvalidInput`."""
    system, list_id = whose(FUNCTION, address)
    judge(system, ACT, AddressList.objects.all(), list_id, code, of="pk", closing="expires_at")
    with open_door(system, ACT) as door:
        row = AddressList.objects.select_for_update().get(pk=list_id)
        if row.fetched_at is not None:
            raise NotFound("There is nothing here.")
        lines = [line for line in (_line(door, row, link) for link in _links(door, row)) if line]
        AddressList.objects.filter(pk=row.pk).update(fetched_at=clock.now())
        if not door.noted:
            door.note(Kind.DISCLOSURES_READ, details={"list": str(row.pk)})
        content = _file(row, catalogue_of(system.in_force, row.language), lines)
    if not lines:
        raise NotFound("There is nothing here.")
    return Fetched(name=f"waarborg-{clock.today().isoformat()}.xlsx", content=content)


def _links(door: Door, row: AddressList) -> list[OneTimeLink]:
    members = row.members.using(door.using).values("disclosure_id")
    rows = OneTimeLink.objects.using(door.using).filter(
        disclosure_id__in=members, fetched_at__isnull=True, closed_at__isnull=True
    )
    return list(rows.select_related("disclosure").order_by("id"))


def _line(door: Door, row: AddressList, link: OneTimeLink) -> dict[str, str]:
    """What of one client goes along; empty when it may no longer, and then it is stopped."""
    given: Disclosure = link.disclosure
    door.turn_to(ACT, given.dossier_id, claims=claims_in_list(row))
    keys = open_keys(row.organisation_id, {given.data_key_id})
    door.noting([resting_on(door, given)])
    if given.data_key_id not in keys or not still_declared(door, given):
        why = StopReason.CONSENT_WITHDRAWN.value
        door.note(Kind.DISCLOSURE_STOPPED, details={"disclosure": str(given.pk), "why": why})
        OneTimeLink.objects.filter(pk=link.pk).update(closed_at=clock.now())
        return {}
    door.note(
        Kind.DISCLOSURE_FETCHED,
        categories=tuple(dict.fromkeys(given.items.values_list("category", flat=True))),
        details={"disclosure": str(given.pk), "list": str(row.pk)},
        responsible_id=given.given_by_id,
    )
    OneTimeLink.objects.filter(pk=link.pk).update(fetched_at=clock.now())
    said = Said.from_bytes(keys[given.data_key_id].open(bytes(given.sealed), row=given.pk, table=TABLE))
    return dict(said.line)


def _file(row: AddressList, catalogue: Catalogue, lines: list[dict[str, str]]) -> bytes:
    heads = list(dict.fromkeys(where for line in lines for where in line))
    with translation.override(row.language):
        sheet = Sheet(_("Addresses"), [_label(catalogue, where) for where in heads], [])
        rows = [[line.get(where, "") for where in heads] for line in lines]
        return workbook([Sheet(sheet.title, sheet.columns, rows)], author=agency(row.organisation_id).name)


def _label(catalogue: Catalogue, where: str) -> str:
    category, _dot, name = where.partition(".")
    entry = catalogue.entries.get(category)
    return entry.rule.fields[name].label if entry and name in entry.rule.fields else name
