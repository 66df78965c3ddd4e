"""A note after a contact in half a minute by keyboard alone, and nothing lost when the visit has ended meanwhile."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.apps.accounts.signing import LEFT_IN_BROWSER, PASSWORD, Person, code, settled
from tests.apps.cast import NAME, Cast, gather
from tests.journeys.accessibility import complaints
from tests.patience import MILLISECONDS
from waarborg.dossiers.history import who_looked
from waarborg.dossiers.selectors import dossier
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.work.time_sheets import sheet_of

pytestmark = pytest.mark.real_commits
HALF_A_MINUTE = 30  # seconds
PER_KEY, PER_LETTER = (
    0.5,
    0.2,
)  # seconds: forty words a minute, and a look where a key leads
AGREED = "Vrijdag een open sollicitatie sturen."


@pytest.fixture
def cast(live_server: LiveServer) -> Cast:
    """The people and their dossier, behind a running server."""
    return gather()


@pytest.fixture
def anna(browser: Browser, live_server: LiveServer, cast: Cast) -> Iterator[Page]:
    """Anna's own browser, in which she signed in with two steps."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1440, "height": 900}, base_url=live_server.url)
    page = context.new_page()
    page.set_default_timeout(MILLISECONDS)
    page.goto("/vandaag/")
    _sign_in(page, settled(cast.accounts["anna"]))
    expect(page.get_by_role("heading", level=1, name="Vandaag")).to_be_visible()
    page.wait_for_load_state("load")  # its keys work from then on
    yield page
    context.close()


def _sign_in(page: Page, person: Person) -> None:
    page.get_by_label("Gebruikersnaam").fill(person.account.login)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.get_by_label("Code").fill(code(person.secret, LEFT_IN_BROWSER))
    page.get_by_role("button", name="Inloggen", exact=True).click()


class Hands:
    """Somebody at the keyboard, and how long that takes them: by what they press, not by how fast this machine is."""

    def __init__(self, page: Page) -> None:
        self.page, self.seconds = page, 0.0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.seconds += PER_KEY

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.seconds += PER_LETTER * len(text)

    def type_in(self, field: str, text: str) -> None:
        """Tab to a field, and type."""
        for _time in range(30):
            if self.page.evaluate("document.activeElement.name") == field:
                break
            self.press("Tab")
        assert self.page.evaluate("document.activeElement.name") == field
        self.type(text)


def test_a_note_with_its_step_and_its_time_takes_half_a_minute_by_keyboard(cast: Cast, anna: Page) -> None:
    page = anna
    page.keyboard.press("/")
    page.keyboard.type("kanar")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=NAME, exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    page.keyboard.press("w")
    expect(page.get_by_text("Uw rol", exact=True)).to_be_visible()

    hands = Hands(page)
    hands.press("n", "v")
    expect(page.get_by_label("Doel van het gesprek")).to_be_focused()
    hands.type("Voortgang")
    hands.type_in("f_with_whom", "Kandidaat")
    hands.type_in("f_agreed", AGREED)
    hands.type_in("next_step", "Brief nakijken")
    hands.type_in("minutes", "45")
    hands.type_in("travel_minutes", "20")
    hands.press("Enter")
    expect(page.get_by_text("Bewaard: het verslag, de volgende stap en de uren.")).to_be_visible()
    assert hands.seconds < HALF_A_MINUTE
    assert complaints(page) == []

    page.keyboard.press("g")
    page.keyboard.press("u")
    expect(page.get_by_role("heading", level=1, name="Uren")).to_be_visible()
    expect(page.get_by_text("Gesprek", exact=True).first).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("v")
    expect(page.get_by_role("link", name="Brief nakijken")).to_be_visible()
    assert complaints(page) == []
    assert sheet_of(cast.actor("anna"), clock.today()).total == 65
    kinds = [event.kind for event in who_looked(cast.actor("anna"), cast.dossier_id).events[:20]]
    assert {Kind.RECORD_CREATED, Kind.TASK_CREATED, Kind.TIME_ENTERED} <= set(kinds)


def test_keys_do_nothing_while_somebody_types_or_when_they_are_off(cast: Cast, anna: Page) -> None:
    page = anna
    page.keyboard.press("/")
    page.keyboard.type("gu?w")
    expect(page.get_by_role("combobox")).to_have_value("gu?w")
    page.get_by_role("combobox").blur()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", level=1, name="Toetsen")).to_be_visible()
    assert complaints(page) == []
    page.get_by_role("button", name="Losse toetsen uitzetten").click()
    expect(page.get_by_text("Losse toetsen staan voor u uit.")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("u")
    expect(page).to_have_url(re.compile(r"/toetsen/$"))


def test_what_was_typed_when_the_visit_had_ended_stands_there_after_signing_in(cast: Cast, anna: Page) -> None:
    page = anna
    page.goto(f"/dossiers/{cast.number}/verslag/")
    page.get_by_label("Doel van het gesprek").fill("Voortgang")
    page.get_by_label("Afgesproken").fill(AGREED)
    visit = [cookie for cookie in page.context.cookies() if cookie["name"] == "session"]
    page.context.clear_cookies(name="session")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    expect(page.get_by_label("Gebruikersnaam")).to_be_visible()
    page.context.add_cookies(visit)  # as if signed in again
    page.goto(f"/dossiers/{cast.number}/verslag/")
    expect(page.get_by_text("Uw tekst staat hieronder")).to_be_visible()
    expect(page.get_by_label("Afgesproken")).to_have_value(AGREED)
    assert complaints(page) == []
    page.get_by_role("button", name="Bewaren", exact=True).click()
    expect(page.get_by_text("Bewaard: het verslag")).to_be_visible()
    notes = dossier(cast.actor("anna"), cast.dossier_id).of("conversation_report")
    assert AGREED in {note.content.fields.get("agreed") for note in notes}
