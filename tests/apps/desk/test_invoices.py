"""Invoices in the browser: what is charged is written down; one is drafted, made final, sent, taken to the books."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.apps.cast import BSN, NAME, Cast
from tests.apps.desk.test_statements import counting
from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.letters.outbox import send_waiting
from waarborg.practice.selectors import practice_of, proposal
from waarborg.practice.services import approve
from waarborg.work.time_entries import NewTime, add_time

SELLER = {
    "name": "Proefbureau",
    "street": "Kade 1",
    "postcode": "1234 AB",
    "place": "Proefdam",
    "company_number": "12345678",
    "vat_number": "NL123456789B01",
    "iban": "NL91ABNA0417164300",
    "email": "post@bureau.invalid",
    "begins_with": "F",
    "pay_within_days": "30",
}
EMPTY = {f"{part}-{name}": "0" for part in ("vat", "hourly", "fixed") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
VAT = {"vat-TOTAL_FORMS": "1", "vat-0-nl": "Met btw", "vat-0-category": "S", "vat-0-percent": "21"}
LIST = 12
DETAILS = {"street": "Plein 2", "postcode": "2345 BC", "place": "Proefdam", "country": "NL", "email": "pay@uwv.invalid"}


def posted(cast: Cast, who: str, name: str, args: list[Any], data: dict[str, Any]) -> Any:
    return cast.browser(who).post(reverse(name, args=args), data, follow=True)


@pytest.fixture(autouse=True, scope="module")
def _charging(cast: Cast, django_db_blocker: DjangoDbBlocker) -> None:
    """By form: first how VAT is counted, then what an hour costs and a fixed price; and where the invoices go."""
    with django_db_blocker.unblock():
        for more in (VAT, _rates()):
            page = cast.browser("dina").get(reverse("desk:practice_billing")).content.decode()
            base = re.search(r'name="base" value="(\d+)"', page)
            assert base
            answer = posted(cast, "dina", "desk:practice_billing", [], {**SELLER, **EMPTY, **more, "base": base[1]})
            assert answer.status_code == 200, re.findall(r'error[^"]*">([^<]+)', answer.content.decode())
            if waiting := proposal(cast.actor("dina")):
                approve(cast.actor("dina"), waiting.id)
        posted(cast, "dina", "desk:principal_billing", [cast.party_id], DETAILS)
        add_time(cast.actor("anna"), cast.dossier_id, NewTime(activity="talk", minutes=90))


def _rates() -> dict[str, str]:
    return {
        **VAT,
        "vat-INITIAL_FORMS": "1",
        "vat-0-key": "met_btw",
        "hourly-TOTAL_FORMS": "1",
        "hourly-0-of": "fit_for_work",
        "hourly-0-hourly": "92,50",
        "hourly-0-vat": "met_btw",
        "fixed-TOTAL_FORMS": "1",
        "fixed-0-nl": "Intake afgerond",
        "fixed-0-of": "fit_for_work",
        "fixed-0-amount": "450",
        "fixed-0-vat": "met_btw",
    }


def asked(cast: Cast, **different: str) -> dict[str, str]:
    day = clock.today().isoformat()
    return {
        "first": day,
        "until": day,
        "reference": "TR-2026-1",
        "fixed": "intake_afgerond",
        "language": "nl",
        **different,
    }


def test_an_invoice_is_drafted_made_final_sent_and_taken_to_the_books(cast: Cast) -> None:
    billing = practice_of(cast.here.organisation.pk).way.billing
    assert billing is not None
    assert str(billing.hourly[0].hourly) == "92.50"
    wrong = posted(cast, "adam", "desk:invoice_new", [cast.number], asked(cast, reference=NAME))
    assert wrong.status_code == 422
    assert NAME in wrong.content.decode(), "nothing that was typed is lost"
    # weeks are approved here first: what nobody approved is not charged
    page = posted(cast, "adam", "desk:invoice_new", [cast.number], asked(cast)).content.decode()
    assert "Intake afgerond" in page
    assert "138,75" not in page
    done = re.search(r'action="([^"]+)definitief/"', page)
    assert done
    adam = cast.browser("adam")
    final = adam.post(f"{done[1]}definitief/", follow=True).content.decode()
    number = re.search(r"F\d{4}-\d{5}", final)
    assert number
    assert NAME not in final
    assert adam.get(f"{done[1]}bestand.pdf").content.startswith(b"%PDF-")
    assert b"nlcius" in adam.get(f"{done[1]}bestand.xml").content
    mail.outbox.clear()
    adam.post(f"{done[1]}versturen/", {"how": "email"})
    send_waiting(system_at(cast.here.organisation.pk, using="worker"), using="worker")
    assert mail.outbox[-1].to == ["pay@uwv.invalid"]
    with counting() as count:
        overview = adam.get(reverse("desk:invoices")).content.decode()
    assert len(count.statements) <= LIST, count.statements
    assert number[0] in overview
    assert NAME not in overview
    one = re.search(r'name="invoices" value="([0-9a-f-]{36})"', overview)
    assert one
    books = adam.post(reverse("desk:invoices_transfer"), {"invoices": [one[1]]})
    assert books["Content-Disposition"] == 'attachment; filename="boekhouding.csv"'
    said = books.content.decode("utf-8-sig")
    assert "Trajectnummer" in said
    assert "TR-2026-1" in said
    for word in (NAME, BSN):
        assert word not in said


def test_who_may_not_gets_the_article(cast: Cast) -> None:
    for who in ("bram", "sam"):
        for name, args in (("desk:invoices", []), ("desk:invoice_new", [cast.number])):
            answer = cast.browser(who).get(reverse(name, args=args))
            assert answer.status_code in {403, 404}, (who, name)
    dina = cast.browser("dina").get(reverse("desk:invoices"))
    assert dina.status_code == 403
    assert "wb-art" in dina.content.decode()
