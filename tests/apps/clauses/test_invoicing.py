"""Invoices: what is charged once, under a number without gaps, with nobody in it; and to the books only what may go."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from uuid import UUID

import pypdf
import pytest
from django.core import mail
from django.db import DatabaseError, connection
from peppol.rules import check_rules
from peppol.xsd import validate_xsd

from tests.apps.clauses.billing import HOURLY, MINUTES, asked, by_whoever, charging, drafted, final, party_of, worked
from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import TYPED, House
from tests.apps.clauses.test_handing_over import comes_in
from tests.policy.clauses.register import Registered
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import in_context, open_door
from waarborg.invoicing import selectors
from waarborg.invoicing.amounts import cents
from waarborg.invoicing.choices import InvoiceKind, InvoiceState, SentHow
from waarborg.invoicing.drafting import draft, throw_away
from waarborg.invoicing.finishing import credit, finish
from waarborg.invoicing.governing import claims
from waarborg.invoicing.models import Invoice
from waarborg.invoicing.received import open_invoice, received
from waarborg.invoicing.sending import send
from waarborg.invoicing.transferring import columns, transfer
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.outbox import send_waiting

KIND = "uwv"


def where(house: House) -> UUID:
    return house.dossiers[KIND].dossier_id


@carrying()
def test_work_is_charged_once_and_an_invoice_never_changes(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    actor, first = drafted(house)
    one = selectors.one(actor, where(house), first)
    assert one.paper.minutes >= MINUTES
    assert one.paper.totals.net == cents(round(Decimal(one.paper.minutes) / 60, 2) * HOURLY)
    with pytest.raises(InvalidInput, match=r"(?i)charge|rekening"):
        draft(actor, where(house), asked(house))
    throw_away(actor, where(house), first)
    again = draft(actor, where(house), asked(house))
    number = finish(actor, where(house), again)
    with pytest.raises(Conflict):
        throw_away(actor, where(house), again)
    with pytest.raises(Conflict):
        finish(actor, where(house), again)
    for changed in ({"number": "F1"}, {"sealed": b"x"}, {"state": "draft"}, {"issued_on": date(2020, 1, 1)}):
        with pytest.raises(DatabaseError), open_door(actor, "write", dossier_id=where(house), claims=claims(actor)):
            Invoice.objects.filter(pk=again).update(**changed)
    assert selectors.one(actor, where(house), again).number == number


@carrying()
def test_numbers_have_no_gap_and_a_credit_note_frees_what_was_charged(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    actor, invoice_id, number = final(house)
    undoing = credit(actor, where(house), invoice_id)
    with pytest.raises(InvalidInput):
        draft(actor, where(house), asked(house))
    following = finish(actor, where(house), undoing)
    assert int(following[-5:]) == int(number[-5:]) + 1
    note = selectors.one(actor, where(house), undoing)
    assert (note.kind, note.paper.credits) == (InvoiceKind.CREDIT_NOTE, number)
    assert note.paper.totals.gross == selectors.one(actor, where(house), invoice_id).paper.totals.gross
    with pytest.raises(Conflict):
        credit(actor, where(house), invoice_id)
    later = finish(actor, where(house), draft(actor, where(house), asked(house)))
    assert int(later[-5:]) == int(following[-5:]) + 1
    with pytest.raises(DatabaseError, match="takes every number"):
        _take_a_number(house, actor)


def _take_a_number(house: House, actor: Actor) -> None:
    """A number that no invoice takes."""
    with open_door(actor, "write", dossier_id=where(house)) as door:
        door.note(Kind.INVOICES_READ)
        with connection.cursor() as cursor:
            cursor.execute("select gate.next_invoice_number(2026)")


@carrying({"partner-in-werk": ("PIW-3.2",)})
def test_the_electronic_invoice_is_valid_and_nobody_is_in_it(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    charging(house)
    fixed = ("intake",) if not _intake_charged(house) else ()
    actor, invoice_id, number = final(house, fixed=fixed)
    undoing = credit(actor, where(house), invoice_id)
    finish(actor, where(house), undoing)
    for one in (invoice_id, undoing):
        xml = selectors.file(actor, where(house), one, as_xml=True)
        assert validate_xsd(xml) == (True, [])
        assert not [found for found in check_rules(xml) if found.severity == "fatal"]
        text = xml.decode()
        assert "nlcius:v1.0" in text
        assert "TR-2026-14" in text
        pdf = selectors.file(actor, where(house), one, as_xml=False)
        printed = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
        assert number in printed
        for word in (*TYPED["name"].split(), TYPED["bsn"], "1989"):
            assert word not in text + printed


def _intake_charged(house: House) -> bool:
    try:
        actor, made = drafted(house, fixed=("intake",))
    except InvalidInput:
        return True
    throw_away(actor, where(house), made)
    return False


@carrying()
def test_a_reference_is_no_name_and_no_national_number(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    charging(house)
    worked(house)
    for said in (TYPED["bsn"], "Robin 12", "Proefpersoon", "12 Janssen", "", "x" * 60):
        with pytest.raises((InvalidInput, Refused)) as wrong:
            by_whoever(house, lambda actor, said=said: draft(actor, where(house), asked(house, reference=said)))
        if isinstance(wrong.value, InvalidInput):
            assert "reference" in wrong.value.fields, said


@carrying()
def test_by_mail_it_goes_to_the_principal_with_both_files_and_under_its_number_alone(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    actor, invoice_id, number = final(house)
    send(actor, where(house), invoice_id, SentHow.EMAIL)
    mail.outbox.clear()
    send_waiting(system_at(house.agency.organisation.pk, using="worker"), using="worker")
    message = mail.outbox[-1]
    assert message.to == ["facturen@uwv.invalid"]
    assert sorted(str(name) for name, _content, _kind in message.attachments) == [f"{number}.pdf", f"{number}.xml"]
    for word in (*TYPED["name"].split(), "TR-2026-14"):
        assert word not in str(message.subject) + str(message.body)
    seen = selectors.one(actor, where(house), invoice_id)
    assert (seen.state, seen.sent_how) == (InvoiceState.SENT, SentHow.EMAIL)
    with pytest.raises(Conflict):
        send(actor, where(house), invoice_id, SentHow.LETTER)


@carrying({"partner-in-werk": ("PIW-5.2a",)}, only=True)
def test_what_was_sent_to_a_principal_it_finds_in_the_portal_with_its_hours_and_nobody_else_does(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    actor, by_portal, number = final(house)
    mine = comes_in(house, party_of(house.dossiers[KIND].trajectory_id), "facturen")
    other = comes_in(house, party_of(house.dossiers["municipality"].trajectory_id), "anders")
    dossier_number = selectors.one(actor, where(house), by_portal).dossier_number
    assert by_portal not in {one.id for one in received(mine, dossier_number)}, "what was not sent is not there"
    send(actor, where(house), by_portal, SentHow.PORTAL)
    found = next(one for one in received(mine, dossier_number) if one.id == by_portal)
    assert (found.number, found.opens) == (number, True)
    assert found.minutes == selectors.one(actor, where(house), by_portal).paper.minutes > 0
    assert open_invoice(mine, dossier_number, by_portal).startswith(b"%PDF-")
    assert seen_in_rows(mine, where(house)) >= {by_portal}
    undoing = credit(actor, where(house), by_portal)
    finish(actor, where(house), undoing)
    send(actor, where(house), undoing, SentHow.LETTER)
    both = {one.id: one for one in received(mine, dossier_number)}
    assert both[by_portal].minutes + both[undoing].minutes == 0, "a credit note takes its hours back"
    with pytest.raises(NotFound):
        open_invoice(mine, dossier_number, undoing)  # it went by post
    with pytest.raises(NotFound):
        received(other, dossier_number)
    with pytest.raises(NotFound):
        open_invoice(other, dossier_number, by_portal)
    assert seen_in_rows(other, where(house)) == set()


def seen_in_rows(actor: Actor, dossier_id: UUID) -> set[UUID]:
    """What PostgreSQL brings this person of the invoices of a dossier, whatever a page would show."""
    with in_context(actor):
        return set(Invoice.objects.filter(dossier_id=dossier_id).values_list("pk", flat=True))


@carrying({"partner-in-werk": ("PIW-5.2a",)}, only=True)
def test_with_a_name_on_it_it_does_not_go_by_mail(here: Registered, house_of: HouseOf) -> None:
    """Article 5 lets the principal have a name by portal, link, letter or in person, and never by e-mail."""
    house = house_of(here)
    house.record(house.catalogue.identity, kind=KIND)
    actor, invoice_id, _number = final(house, named=True)
    paper = selectors.one(actor, where(house), invoice_id).paper
    assert paper.named == TYPED["name"]
    assert TYPED["name"] not in selectors.file(actor, where(house), invoice_id, as_xml=True).decode()
    with pytest.raises(Refused):
        send(actor, where(house), invoice_id, SentHow.EMAIL)
    with pytest.raises(DatabaseError), open_door(actor, "write", dossier_id=where(house), claims=claims(actor)):
        Invoice.objects.filter(pk=invoice_id).update(
            state="sent", sent_how="email", sent_by_id=actor.account_id, sent_at=clock.now()
        )


@carrying({"click-re-integratie": ("CLICK-1.2h", "CLICK-2.8")}, only=True)
def test_to_the_books_go_name_and_trajectory_number_and_nothing_else(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    for use in ("identity", "trajectory"):
        house.record(house.catalogue.entries[use], kind=KIND)
    _actor, invoice_id, _number = final(house)
    administration = house.actor("administration")
    assert [(one.entry.key, one.fields, one.article) for one in columns(administration)] == [
        ("identity", ("name",), "1.2"),
        ("trajectory", ("number",), "1.2"),
    ]
    rows = read(transfer(administration, [invoice_id]).content)
    assert len(rows) == 2
    assert rows[1] == [TYPED["name"], "een paar woorden"]
    with pytest.raises(Refused):
        transfer(house.actor("coach"), [invoice_id])


@carrying({"jm-werkt": ("JMW-3.1b",), "partner-in-werk": ("PIW-4.1b",)}, only=True)
def test_to_the_books_go_the_fields_of_the_invoice_that_the_regulation_names(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    _actor, invoice_id, _number = final(house)
    administration = house.actor("administration")
    labels = [one.entry.rule.fields[name].label for one in columns(administration) for name in one.fields]
    rows = read(transfer(administration, [invoice_id]).content)
    assert rows[0] == labels
    assert "TR-2026-14" in rows[1]
    assert str(MINUTES) in rows[1]
    entries = house.catalogue.entries
    allowed = {name.label for one in columns(administration) for name in entries[one.entry.key].rule.fields.values()}
    assert set(rows[0]) <= allowed
    with pytest.raises(Refused):
        transfer(house.actor("coach"), [invoice_id])


@carrying({"working-progression": ("WP-2.8",)}, only=True)
def test_where_no_rule_lets_anything_go_to_the_books_nothing_does(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    _actor, invoice_id, _number = final(house)
    with pytest.raises(Refused) as no:
        transfer(house.actor("administration"), [invoice_id])
    assert no.value.decision


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
