"""A first working day in a real browser: sign in, find, read, write, correct, be refused, look along."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.apps.accounts.signing import LEFT_IN_BROWSER, PASSWORD, Person, code, settled
from tests.apps.cast import NAME, Cast, gather
from tests.journeys.accessibility import complaints
from tests.patience import MILLISECONDS
from waarborg.kernel import clock

pytestmark = pytest.mark.real_commits

Desk = Callable[[str], Page]


@pytest.fixture
def cast(live_server: LiveServer) -> Cast:
    """The people and their dossier, behind a running server."""
    return gather()


@pytest.fixture
def people(cast: Cast) -> dict[str, Person]:
    """Those who sign in, with a password and an app."""
    return {who: settled(cast.accounts[who]) for who in ("anna", "bram", "dina")}


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, people: dict[str, Person]) -> Iterator[Desk]:
    """Somebody's own browser, in which they signed in with two steps; Dutch."""
    opened = []

    def sit_down(who: str) -> Page:
        context = browser.new_context(locale="nl-NL", viewport={"width": 1440, "height": 900}, base_url=live_server.url)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(MILLISECONDS)
        page.goto("/vandaag/")
        page.get_by_label("Gebruikersnaam").fill(people[who].account.login)
        page.get_by_label("Wachtwoord").fill(PASSWORD)
        page.get_by_role("button", name="Inloggen", exact=True).click()
        page.get_by_label("Code").fill(code(people[who].secret, LEFT_IN_BROWSER))
        page.get_by_role("button", name="Inloggen", exact=True).click()
        expect(page.get_by_role("heading", level=1, name="Vandaag")).to_be_visible()
        return page

    yield sit_down
    for context in opened:
        context.close()


def test_a_coach_finds_a_dossier_writes_in_it_and_corrects_what_was_written(cast: Cast, desk: Desk) -> None:
    anna = desk("anna")
    assert complaints(anna) == []
    anna.get_by_role("combobox").fill("kanar")
    anna.get_by_role("combobox").press("Enter")
    assert "kanar" not in anna.url, "a name never stands in an address"
    anna.get_by_role("link", name=NAME, exact=True).click()
    expect(anna.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    anna.get_by_text("Waarom mag ik dit zien?").click()
    expect(anna.get_by_text("U mag dit dossier zien: u werkt aan dit dossier.")).to_be_visible()
    assert complaints(anna) == []

    anna.get_by_role("link", name="Gespreksverslag").click()
    anna.get_by_role("link", name="Toevoegen").click()
    anna.get_by_label("Doel van het gesprek").fill("Kennismaken")
    anna.locator("#id_minutes").fill("een uurtje")
    anna.get_by_role("button", name="Bewaren", exact=True).click()
    expect(anna.get_by_role("alert").get_by_role("link", name="Vul in: Afgesproken")).to_be_visible()
    expect(anna.get_by_label("Doel van het gesprek")).to_have_value("Kennismaken")
    assert complaints(anna) == []
    anna.get_by_label("Afgesproken").fill("Morgen een brief schrijven.")
    anna.locator("#id_minutes").fill("60")
    anna.get_by_role("button", name="Bewaren", exact=True).click()
    expect(anna.get_by_text("Bewaard: het verslag, de volgende stap en de uren.")).to_be_visible()
    anna.get_by_role("link", name="Gespreksverslag").click()

    stuk = anna.get_by_role("article").filter(has_text="Morgen een brief schrijven.")
    stuk.get_by_role("link", name="Verbeteren").click()
    anna.get_by_label("Afgesproken").fill("Vrijdag een brief schrijven.")
    anna.get_by_label("Waarom verbetert u dit?").fill("Verkeerde dag.")
    anna.get_by_role("button", name="Verbetering bewaren").click()
    expect(anna.get_by_text("De oude tekst blijft in de geschiedenis.").first).to_be_visible()
    stuk = anna.get_by_role("article").filter(has_text="Vrijdag een brief schrijven.")
    stuk.get_by_role("link", name="Geschiedenis (2 versies)").click()
    expect(anna.get_by_text("Morgen een brief schrijven.").first).to_be_visible()
    expect(anna.get_by_text("Verkeerde dag.").first).to_be_visible()
    assert complaints(anna) == []


def test_a_coach_sees_who_looked_who_has_access_and_when_things_end(cast: Cast, desk: Desk) -> None:
    anna = desk("anna")
    anna.goto(f"/dossiers/{cast.number}/")
    anna.get_by_role("link", name="Wie keek", exact=True).first.click()
    expect(anna.get_by_text("Anna las Naam en contact, Burgerservicenummer").first).to_be_visible()
    assert complaints(anna) == []
    anna.get_by_role("link", name="Toegang", exact=True).click()
    expect(anna.get_by_role("row").filter(has_text="Adam")).to_contain_text("Werkt aan dit dossier.")
    assert complaints(anna) == []
    anna.get_by_role("link", name="Bewaren", exact=True).click()
    expect(anna.get_by_role("row").filter(has_text="Rekening")).to_have_count(0)
    expect(anna.get_by_role("row").filter(has_text="Intakegesprek")).to_contain_text("2 jaar")
    assert complaints(anna) == []
    anna.get_by_role("link", name="art. 8").first.click()
    expect(anna).to_have_url(re.compile(r"/reglement/hier/#art-8$"))
    assert complaints(anna) == []


def test_a_colleague_is_refused_asks_and_looks_along_until_the_time_is_over(cast: Cast, desk: Desk) -> None:
    bram, dina = desk("bram"), desk("dina")
    bram.goto(f"/dossiers/{cast.number}/")
    expect(bram.get_by_role("heading", level=1, name="U mag dit dossier niet inzien")).to_be_visible()
    expect(bram.get_by_role("heading", name="Artikel 3")).to_be_visible()
    assert NAME not in bram.content()
    assert complaints(bram) == []
    bram.get_by_label("Waar hebt u het voor nodig?").fill("Anna is ziek en de betrokkene belt.")
    bram.get_by_role("button", name="Toestemming vragen").click()
    expect(bram.get_by_text("Uw vraag is verstuurd.")).to_be_visible()
    assert complaints(bram) == []

    dina.reload()
    dina.get_by_role("link", name="Bram wil meekijken").click()
    expect(dina.get_by_text("Anna is ziek en de betrokkene belt.")).to_be_visible()
    dina.get_by_label("Naam en contact").check()
    dina.get_by_label("Plan", exact=True).check()
    assert complaints(dina) == []
    dina.get_by_role("button", name="Laat Bram meekijken").click()
    expect(dina.get_by_text("Toegestaan.")).to_be_visible()

    bram.goto("/vandaag/")
    bram.get_by_role("link", name=f"Dossier {cast.number}").click()
    expect(bram.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    expect(bram.get_by_text(f"U kijkt mee in dossier {cast.number}.")).to_be_visible()
    assert complaints(bram) == []
    bram.get_by_role("link", name="Plan", exact=True).click()
    expect(bram.get_by_role("link", name="Toevoegen")).to_have_count(0)
    expect(bram.get_by_role("link", name="Verbeteren")).to_have_count(0)

    with clock.travel(clock.now() + timedelta(hours=2)):
        bram.reload()
        expect(bram.get_by_role("heading", level=1, name=re.compile("^U mag dit"))).to_be_visible()
        dina.goto("/vandaag/")
        dina.get_by_role("link", name="Kijk terug op het meekijken").click()
        expect(dina.get_by_text("Bram las Naam en contact, Plan").first).to_be_visible()
        dina.get_by_label("Ja, dit past").check()
        dina.get_by_label("Wat zag u?").fill("Alleen het plan, en dat was nodig.")
        assert complaints(dina) == []
        dina.get_by_role("button", name="Nakijken afronden").click()
        expect(dina.get_by_text("Alleen het plan, en dat was nodig.")).to_be_visible()
        assert complaints(dina) == []


def test_every_page_fits_on_a_phone_in_both_languages(cast: Cast, desk: Desk) -> None:
    anna = desk("anna")
    anna.set_viewport_size({"width": 320, "height": 700})
    inside = f"/dossiers/{cast.number}/"
    pages = ["/vandaag/", "/taken/", "/dossiers/", "/meekijken/", "/wat-mag-ik-zien/", "/reglement/hier/", inside]
    pages += [inside + part for part in ("toegang/", "wie-keek/", "bewaren/", "brieven/", "herinnering/")]
    pages += [inside + part for part in ("gegevens/bsn/", "gegevens/plan/", "gegevens/placement/toevoegen/")]
    for language in ("nl", "en"):
        for page in pages:
            anna.goto(page)
            assert anna.locator("html").get_attribute("lang") == language
            assert anna.evaluate("document.documentElement.scrollWidth") <= 320, page
            assert complaints(anna) == [], page
        anna.get_by_role("button", name="English" if language == "nl" else "Nederlands").click()
