"""A principal in the portal: its own commissions, as far as the regulation lets, and not a step further."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from tests.apps.cast import CANARY, NAME, Cast
from tests.apps.desk.test_statements import counting
from waarborg.accounts.models import Account
from waarborg.dossiers import declarations
from waarborg.dossiers.commissions import commissions
from waarborg.dossiers.models import Record
from waarborg.gate.door import UnrecordedWork, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound, Refused
from waarborg.parties.contacts import NewContact, let_contact_in
from waarborg.parties.models import Contract
from waarborg.parties.services import end_agreement

START = reverse("portal:start")
LIST = 6
"""Statements: all that is known, the commissions with their facts, the event, and the days of reports."""
REPORT = CANARY.format(category="progress_report")


def commission(cast: Cast) -> str:
    return reverse("portal:commission", args=[cast.number])


def read_by(cast: Cast, who: str) -> list[str]:
    """What PostgreSQL brings this person of the dossier, whatever a page would show."""
    found: list[str] = []
    with pytest.raises(UnrecordedWork), open_door(cast.actor(who), "read", dossier_id=cast.dossier_id):
        found += Record.objects.values_list("category", flat=True)
    return found


@pytest.mark.clause("JMW-3.3a")
def test_a_principal_finds_its_own_commissions_and_reads_what_an_article_opens(cast: Cast) -> None:
    paula = cast.browser("paula")
    start = paula.get(START).content.decode()
    assert cast.number in start
    assert NAME not in start
    page = paula.get(commission(cast)).content.decode()
    assert REPORT in page
    assert 'class="wb-art' in page, "each kind with its article"
    assert NAME not in page
    shown = {canary for canary in (CANARY.format(category=key) for key in cast.records) if canary in page}
    assert shown == {REPORT}, "what no article opens is not there"


def test_what_a_principal_opened_stands_in_the_ledger_where_the_client_sees_it(cast: Cast) -> None:
    cast.browser("paula").get(commission(cast))
    page = cast.browser("anna").get(reverse("desk:who_looked", args=[cast.number])).content.decode()
    assert "Paula" in page


def test_without_the_consent_that_the_article_asks_nothing_is_read_and_the_page_says_so(cast: Cast) -> None:
    assert "progress_report" in read_by(cast, "paula")
    declarations.withdraw(cast.actor("anna"), cast.dossier_id, "written_consent", on=clock.today())
    with clock.travel(clock.now() + timedelta(days=1)):
        page = cast.browser("paula").get(commission(cast)).content.decode()
        assert REPORT not in page
        assert 'class="wb-art' in page
        assert "progress_report" not in read_by(cast, "paula")


def test_another_principal_finds_nothing_by_any_address(cast: Cast) -> None:
    petra = cast.browser("petra")
    assert cast.number not in petra.get(START).content.decode()
    for number in (cast.number, cast.other_number, "HIE-2026-9999", "' or 1=1"):
        assert petra.get(reverse("portal:commission", args=[number])).status_code == 404
    assert read_by(cast, "petra") == []


@pytest.mark.parametrize("who", ["anna", "dina", "sam", "adam", "chris", "olga", None])
def test_the_portal_is_there_for_nobody_of_the_agency_and_for_no_client(cast: Cast, who: str | None) -> None:
    browser = cast.browser(who)
    for address in (START, commission(cast)):
        answer = browser.get(address)
        assert answer.status_code == (404 if who else 302), address
        assert REPORT not in answer.content.decode()


def test_the_workspace_is_not_there_for_somebody_from_outside(cast: Cast) -> None:
    paula = cast.browser("paula")
    assert paula.get(reverse("desk:today"))["Location"] == START
    paths = [
        reverse("desk:caseload"),
        reverse("desk:dossier", args=[cast.number]),
        reverse("desk:records", args=[cast.number, "progress_report"]),
        reverse("desk:disclosures", args=[cast.number]),
        reverse("desk:who_looked", args=[cast.number]),
        reverse("desk:print", args=[cast.number]),
        reverse("desk:accounts"),
        reverse("desk:principals"),
    ]
    for path in paths:
        assert paula.get(path).status_code == 404, path
        assert paula.post(path).status_code == 404, path


def test_nothing_opens_before_secrecy_is_signed(cast: Cast) -> None:
    let_contact_in(cast.actor("sam"), NewContact(party_id=cast.party_id, name="Nieuw", login="nieuw@buiten"))
    cast.accounts["nieuw"] = Account.objects.get(login="nieuw@buiten").pk
    assert cast.browser("nieuw").get(START)["Location"] == reverse("desk:declaration")
    with in_context(cast.actor("nieuw")), connection.cursor() as cursor:
        cursor.execute("select count(*) from gate.own_commissions()")
        assert cursor.fetchone() == (0,)


def test_only_who_gives_roles_lets_somebody_of_a_principal_in(cast: Cast) -> None:
    url, typed = (
        reverse("desk:contact_new"),
        {"party": str(cast.party_id), "name": "Piet Proef", "login": "piet@buiten"},
    )
    assert cast.browser("anna").get(url).status_code == 403
    assert cast.browser("anna").post(url, typed).status_code == 403
    with pytest.raises(Refused):
        let_contact_in(cast.actor("anna"), NewContact(party_id=cast.party_id, name="Piet", login="piet@buiten"))
    sam = cast.browser("sam")
    assert sam.post(url, {**typed, "name": ""}).status_code == 422
    page = sam.post(url, typed).content.decode()
    assert "/account/" in page, "a link, shown this once"


def test_the_list_takes_a_constant_number_of_statements(cast: Cast) -> None:
    paula = cast.browser("paula")
    paula.get(START)
    with counting() as counted:
        paula.get(START)
    assert len(counted.statements) <= LIST, counted.statements


def test_it_ends_by_itself_with_the_agreement(cast: Cast) -> None:
    paula = cast.browser("paula")
    assert paula.get(START).status_code == 200
    end_agreement(cast.actor("dina"), cast.contract_id, ends_on=clock.today())
    assert Contract.objects.using("owner").get(pk=cast.contract_id).ends_on == clock.today()
    assert paula.get(START).status_code == 200, "its last day counts"
    with clock.travel(clock.now() + timedelta(days=1)):
        answer = cast.browser("paula").get(START)
        assert cast.number not in answer.content.decode()
        assert answer.status_code == 404
        with pytest.raises(NotFound):
            commissions(cast.actor("paula"))
