"""Somebody whom a client lets look: the chosen items and no other, for a while, and over at once when taken back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError
from django.urls import reverse

from tests.apps.cast import CANARY, NAME, Cast, canaries
from tests.apps.gate.agencies import sign_everything
from waarborg.accounts.models import Account
from waarborg.disclosures.lookers import let_in
from waarborg.disclosures.showing import NewShowing, look, show, showings_of, take_back
from waarborg.dossiers import declarations, records
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.models import Record, Showing
from waarborg.gate.door import UnrecordedWork, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind

PLAN = CANARY.format(category="plan")
START = reverse("portal:start")


@pytest.fixture(autouse=True)
def _lookers(cast: Cast) -> None:
    """Vera may be let look, and Wim is somebody else who may; Ada is an accountant. Nothing is shown yet."""
    for who, role in (("vera", "third_party_viewer"), ("wim", "third_party_viewer"), ("ada", "auditor")):
        if who not in cast.accounts:
            until = clock.today() + timedelta(days=30)
            let_in(cast.actor("sam"), role, name=who.title(), login=f"{who}@buiten", until_on=until)
            cast.accounts[who] = Account.objects.get(login=f"{who}@buiten").pk
            sign_everything(cast.actor(who))
    for one in showings_of(cast.actor("anna"), cast.dossier_id):
        if not one.is_over:
            take_back(cast.actor("anna"), cast.dossier_id, one.id)


def shown(cast: Cast, *kinds: str) -> UUID:
    """What the client lets Vera look at, from today."""
    chosen = frozenset(cast.records[kind] for kind in kinds or ("plan",))
    new = NewShowing(
        account_id=cast.accounts["vera"],
        records=chosen,
        consented_on=clock.today(),
        until_on=clock.today() + timedelta(days=3),
    )
    return show(cast.actor("anna"), cast.dossier_id, new)


def page(cast: Cast, who: str, showing: UUID) -> str:
    answer = cast.browser(who).post(reverse("portal:shown", args=[showing]))
    return answer.content.decode() if answer.status_code == 200 else ""


@pytest.mark.clause("JMW-3.3a")
def test_the_chosen_items_open_and_no_other_of_the_same_kind(cast: Cast) -> None:
    entry = catalogue_of(cast.actor("anna").in_force).entry("plan")
    new = records.NewRecord(category="plan", fields=canaries(entry), source="client", note="nodig")
    other = None if entry.rule.single else records.add_record(cast.actor("anna"), cast.dossier_id, new)
    showing = shown(cast)
    waiting = cast.browser("vera").get(START).content.decode()
    assert reverse("portal:shown", args=[showing]) in waiting
    assert PLAN not in waiting
    seen = page(cast, "vera", showing)
    assert PLAN in seen
    assert 'class="wb-art' in seen
    assert NAME not in seen
    assert CANARY.format(category="progress_report") not in seen
    with (
        pytest.raises(UnrecordedWork),
        open_door(cast.actor("vera"), "read", dossier_id=cast.dossier_id, narrow=["plan"]),
    ):
        assert list(Record.objects.values_list("pk", flat=True)) == [cast.records["plan"]], other
    assert "Vera" in cast.browser("anna").get(reverse("desk:who_looked", args=[cast.number])).content.decode()


@pytest.mark.parametrize("who", ["wim", "paula", "petra", "ada", "anna", "chris", "olga"])
def test_nobody_else_looks_by_its_address(cast: Cast, who: str) -> None:
    showing = shown(cast)
    address = reverse("portal:shown", args=[showing])
    assert cast.browser(who).get(address).status_code == 404
    assert cast.browser(who).post(address).status_code == 404
    with pytest.raises((NotFound, Refused)):
        look(cast.actor(who), showing)


def test_the_time_begins_at_the_first_look_and_is_over_by_itself(cast: Cast) -> None:
    showing = shown(cast)
    assert cast.browser("vera").get(reverse("portal:shown", args=[showing])).status_code == 302, "opening is a deed"
    assert PLAN in page(cast, "vera", showing)
    assert PLAN in page(cast, "vera", showing), "again, while it lasts"
    with clock.travel(clock.now() + timedelta(days=2)):
        assert page(cast, "vera", showing) == ""
        with pytest.raises(NotFound):
            look(cast.actor("vera"), showing)
    never_opened = shown(cast)
    with clock.travel(clock.now() + timedelta(days=5)), pytest.raises(NotFound):
        look(cast.actor("vera"), never_opened)


def test_who_opens_it_has_no_longer_than_was_written_down(cast: Cast) -> None:
    showing = shown(cast)

    def longer() -> None:
        with open_door(cast.actor("vera"), "read", dossier_id=cast.dossier_id, narrow=["plan"]) as door:
            door.note(Kind.SHOWING_OPENED)
            for_ever = clock.now() + timedelta(days=9999)
            Showing.objects.filter(pk=showing).update(opened_at=door.context.moment, runs_until=for_ever)

    with pytest.raises(DatabaseError, match="row-level security"):
        longer()


def test_it_is_over_the_moment_it_is_taken_back(cast: Cast) -> None:
    showing = shown(cast)
    assert PLAN in page(cast, "vera", showing)
    take_back(cast.actor("anna"), cast.dossier_id, showing)
    assert page(cast, "vera", showing) == ""
    with (
        pytest.raises(UnrecordedWork),
        open_door(cast.actor("vera"), "read", dossier_id=cast.dossier_id, narrow=["plan"]),
    ):
        assert not Record.objects.exists()


@pytest.mark.parametrize("who", ["bram", "sam", "vera", "paula"])
def test_only_who_works_on_the_dossier_writes_it_down(cast: Cast, who: str) -> None:
    new = NewShowing(
        account_id=cast.accounts["wim"],
        records=frozenset({cast.records["plan"]}),
        consented_on=clock.today(),
        until_on=clock.today(),
    )
    with pytest.raises(Refused):
        show(cast.actor(who), cast.dossier_id, new)
    url = reverse("desk:showings", args=[cast.number])
    assert cast.browser(who).get(url).status_code in {403, 404}


def test_what_no_article_opens_cannot_be_chosen_and_a_form_keeps_what_was_typed(cast: Cast) -> None:
    with pytest.raises(InvalidInput):
        shown(cast, "conversation_report")
    anna, url = cast.browser("anna"), reverse("desk:showings", args=[cast.number])
    typed = {
        "account": str(cast.accounts["vera"]),
        "given_by": "client",
        "consented_on": clock.today().isoformat(),
        "until_on": clock.today().isoformat(),
    }
    refused = anna.post(url, typed)
    assert refused.status_code == 422
    assert f'value="{typed["until_on"]}"' in refused.content.decode()
    assert anna.post(url, {**typed, "records": [str(cast.records["plan"])]}).status_code == 302


def test_an_accountant_sees_nothing_and_reads_by_which_article(cast: Cast) -> None:
    seen = cast.browser("ada").get(START).content.decode()
    assert seen.count('class="wb-art') >= 2, "the article on reading, and the law that lets an accountant in"
    assert cast.number not in seen


@pytest.mark.clause("JMW-3.3d")
def test_the_consent_that_the_article_asks_is_asked_at_every_look(cast: Cast) -> None:
    showing = shown(cast)
    assert PLAN in page(cast, "vera", showing)
    declarations.withdraw(cast.actor("anna"), cast.dossier_id, "written_consent", on=clock.today())
    assert PLAN not in page(cast, "vera", showing)
