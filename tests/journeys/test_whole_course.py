"""From an empty agency to a closed dossier, by keyboard alone: everything a week holds, and its event in the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db.models import Q
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.apps.accounts.signing import LEFT_IN_BROWSER, PASSWORD, code, settled
from tests.apps.gate.agencies import Agency, agency
from tests.journeys.accessibility import complaints
from tests.journeys.keyboard import Keyboard
from tests.patience import MILLISECONDS
from waarborg.adoption.services import OWNER
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel import clock
from waarborg.ledger.models import Event
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.vocabulary import regulations_folder

pytestmark = pytest.mark.real_commits

PEOPLE = {"dina": ("responsible",), "anna": ("coach",), "adam": ("administration",)}
NAME = "Robin Proefpersoon"
NOTES = 10
Desk = Callable[[str], Keyboard]


@pytest.fixture
def empty(live_server: LiveServer) -> Agency:
    """An agency on its first morning: three people, and nothing else."""
    return agency(regulations_folder() / "click-re-integratie", PEOPLE, slug="leeg")


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, empty: Agency) -> Iterator[Desk]:
    """Somebody's own keyboard, at a page in which they signed in with two steps."""
    opened = []

    def sit_down(who: str) -> Keyboard:
        context = browser.new_context(locale="nl-NL", viewport={"width": 1440, "height": 900}, base_url=live_server.url)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(MILLISECONDS)
        person = settled(empty.accounts[who])
        page.goto("/vandaag/")
        for field, text in (("login", person.account.login), ("password", PASSWORD)):
            page.locator(f"[name='{field}']").press_sequentially(text)
        page.keyboard.press("Enter")
        page.get_by_label("Code").press_sequentially(code(person.secret, LEFT_IN_BROWSER))
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1, name="Vandaag")).to_be_visible()
        return Keyboard(page)

    yield sit_down
    for context in opened:
        context.close()


def test_a_course_from_referral_to_closure(desk: Desk, empty: Agency) -> None:
    work_is_agreed(desk("dina"))
    anna = desk("anna")
    number = somebody_comes(anna)
    the_regulation_keeps_the_intake_open(anna, number)
    the_intake_is_done(anna, number)
    anna.visit("/taken/")
    expect(anna.page.get_by_role("link", name="Eerste gesprek plannen")).to_be_visible()
    for at in range(NOTES):
        a_note(anna, number, at)
    a_document(anna, number)
    an_appointment(anna, number)
    an_hour(anna, number)
    a_report(anna, number, "progress_report", "Tien gesprekken, drie sollicitaties.")
    a_report(anna, number, "final_report", "Robin werkt nu bij een kweker.")
    the_trajectory_closes(anna, number)
    the_dossier_closes(anna, number)
    assert complaints(anna.page) == []
    it_all_stands_in_the_ledger(empty, number)


def work_is_agreed(dina: Keyboard) -> None:
    """The responsible person records who sends people, and under which agreement."""
    dina.visit("/opdrachtgevers/")
    dina.choose("kind", "uwv")
    dina.write("name", "UWV Vlietdam")
    dina.press("Leg deze opdrachtgever vast")
    dina.skip()
    dina.write("number", "2026-1")
    dina.choose("acts_as", "controller")
    dina.press("Leg deze overeenkomst vast")


def somebody_comes(anna: Keyboard) -> str:
    """A referral; the number of the dossier."""
    anna.visit("/aanmeldingen/nieuw/")
    anna.follow("UWV Vlietdam")
    anna.skip()
    anna.write("identity--name", NAME)
    anna.write("trajectory--number", "OPDR-77")
    anna.choose("trajectory--goals", "baan zoeken")
    anna.write("registration--question", "Werk vinden in het groen.")
    anna.write("contact--email", "robin@voorbeeld.invalid")
    anna.choose("type", "to_work")
    anna.write("hours_granted", "40")
    anna.choose("works_on_it", "me")
    anna.press("Open het dossier")
    expect(anna.page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    found = re.search(r"/dossiers/([^/]+)/", anna.page.url)
    assert found
    return found[1]


def the_regulation_keeps_the_intake_open(anna: Keyboard, number: str) -> None:
    """Article 0: nobody leaves the intake before the regulation was handed out, to the client and to the principal."""
    anna.visit(f"/dossiers/{number}/intake/")
    anna.press("Begin het traject vandaag")
    expect(anna.page.get_by_role("alert")).to_contain_text("Artikel 0: geef eerst het reglement aan de cliënt")
    anna.skip()
    anna.follow("Het reglement, voor de cliënt")
    anna.skip()
    anna.choose("how", "in_person")
    anna.choose("proof", "on_screen")
    anna.tick("received")
    anna.press("Leg vast dat het reglement is gegeven")
    anna.skip()
    anna.choose("how", "email")
    anna.press("Leg vast dat het reglement is gegeven")


def the_intake_is_done(anna: Keyboard, number: str) -> None:
    """A consent on its own wording, an address that was asked after, and the trajectory starts with its tasks."""
    anna.visit(f"/dossiers/{number}/intake/toestemming-storage_consent/")
    anna.choose("answer", "yes")
    anna.choose("kinds", "income")
    anna.choose("who", "client")
    anna.choose("form", "written")
    anna.choose("proof", "paper")
    anna.press("Leg het antwoord vast")
    anna.visit(f"/dossiers/{number}/intake/adres/")
    anna.press("Ik vroeg het na: het klopt")
    anna.visit(f"/dossiers/{number}/intake/")
    anna.press("Begin het traject vandaag")
    expect(anna.page.get_by_text("Het traject is begonnen. De taken staan op de lijst.")).to_be_visible()


def a_note(anna: Keyboard, number: str, at: int) -> None:
    """One contact; the form comes back empty for the next."""
    if at == 0:
        anna.visit(f"/dossiers/{number}/verslag/")
    else:
        anna.skip()
    anna.write("f_with_whom", "Robin")
    anna.write("f_discussed", f"Gesprek {at + 1}: waar Robin wil werken.")
    anna.write("f_agreed", "Twee brieven schrijven.")
    anna.write("minutes", "30")
    anna.press("Bewaren en nog een maken")
    expect(anna.page.get_by_text("Bewaard: het verslag, de volgende stap en de uren.")).to_be_visible()


def a_document(anna: Keyboard, number: str) -> None:
    """A file comes in, and is nothing of the dossier before somebody says what it is."""
    anna.visit(f"/dossiers/{number}/documenten/")
    chosen = anna.page.locator("[name='chosen_files']")
    anna.reach(chosen)  # what is chosen in the window of the system itself no test can press
    chosen.set_input_files({"name": "brief.txt", "mimeType": "text/plain", "buffer": b"Hierbij de bevestiging."})
    anna.press("Toevoegen")
    anna.skip()
    anna.follow("Zeg wat het is")
    anna.skip()
    anna.follow("Relevante correspondentie")
    anna.skip()
    anna.day("f_date", clock.today())
    anna.write("f_with_whom", "UWV")
    anna.choose("f_direction", "ontvangen")
    anna.write("f_relevance", "Bevestiging van de opdracht")
    anna.choose("source", "uwv")
    anna.choose("purpose", "guidance")
    anna.press("Toevoegen aan het dossier")
    expect(anna.page.get_by_text("Toegevoegd aan het dossier.")).to_be_visible()


def an_appointment(anna: Keyboard, number: str) -> None:
    """In the agenda, and by e-mail to the address that was asked after."""
    anna.visit(f"/dossiers/{number}/afspraken/maken/")
    anna.day("day", clock.today() + timedelta(days=3))
    anna.time("at", "10:30")
    anna.write("place", "Kantoor Vlietdam")
    anna.choose("tell", "email")
    anna.press("Afspraak maken")
    expect(anna.page.get_by_text("Kantoor Vlietdam").first).to_be_visible()


def an_hour(anna: Keyboard, number: str) -> None:
    """Time that no contact explains."""
    anna.visit(f"/dossiers/{number}/uren/toevoegen/")
    anna.choose("activity", "employer")
    anna.write("minutes", "45")
    anna.press("Bewaren")
    expect(anna.page.get_by_text("Het telt mee in de uren van dit traject.")).to_be_visible()


def a_report(anna: Keyboard, number: str, template: str, progress: str) -> None:
    """A document of a template, which is a record."""
    anna.visit(f"/dossiers/{number}/stuk-maken/{template}/")
    anna.write("f_progress", progress)
    anna.write("f_next_step", "Contact houden met de werkgever.")
    anna.press("Bewaar in het dossier")
    expect(anna.page.get_by_text("Bewaard in het dossier.")).to_be_visible()


def the_trajectory_closes(anna: Keyboard, number: str) -> None:
    """Everything on the checklist, and every kind of data weighed."""
    anna.visit(f"/dossiers/{number}/traject/")
    anna.follow("Dit traject afsluiten")
    anna.skip()
    anna.choose("outcome", "paid_work")
    anna.choose("closing_reason", "finished")
    close(anna, "Dit traject afsluiten")


def the_dossier_closes(anna: Keyboard, number: str) -> None:
    """And then the file itself."""
    anna.visit(f"/dossiers/{number}/afsluiten/")
    close(anna, "Het dossier afsluiten")


TICKED = "on"
STILL_ASKED = """fields => fields.filter(field => field.form.method === 'post').flatMap(field => {
    const last = field.options && field.options[field.options.length - 1]
    if (last) return field.value ? [] : [[field.name, last.value]]
    return ['radio', 'checkbox'].includes(field.type) ? [[field.name, field.value]] : []
})"""


def close(anna: Keyboard, button: str) -> None:
    """Answer what the checklist still asks, in the order in which it stands."""
    asked: dict[str, str] = {}
    for name, value in anna.page.locator("main form [name]").evaluate_all(STILL_ASKED):
        asked.setdefault(name, value)
    for name, value in asked.items():
        anna.tick(name) if value == TICKED else anna.choose(name, value)
    anna.press(button)
    assert anna.page.get_by_role("alert").all_inner_texts() == []


HAPPENED = {
    Kind.DOSSIER_OPENED, Kind.REGULATION_HANDED_OUT, Kind.CONSENT_GIVEN, Kind.TRAJECTORY_CHANGED, Kind.TASK_CREATED,
    Kind.RECORD_CREATED, Kind.TIME_ENTERED, Kind.BLOB_STORED, Kind.APPOINTMENT_MADE, Kind.TRAJECTORY_CLOSED,
    Kind.DOSSIER_CLOSED,
}  # fmt: skip


def it_all_stands_in_the_ledger(empty: Agency, number: str) -> None:
    """Every step left its event: what it was, and by whom."""
    dossier_id = dossier_numbered(empty.actor("anna"), number)
    events = Event.objects.using(OWNER).filter(Q(dossier_id=dossier_id) | Q(dossier_ids__contains=[dossier_id]))
    found = set(events.values_list("kind", "actor_id"))
    assert {Kind(kind) for kind, _actor in found} >= HAPPENED
    assert {actor for _kind, actor in found} == {empty.accounts["anna"]}
