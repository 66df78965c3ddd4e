"""The first day of somebody new, in the browser: a link, a password, an app, secrecy, and to work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from tests.apps.accounts.signing import LEFT_IN_BROWSER, code, kinds, settled, wrong
from tests.apps.gate.agencies import Agency, agency
from tests.patience import MILLISECONDS
from waarborg.accounts.choices import AT_THE_DOOR
from waarborg.accounts.models import Account
from waarborg.policy.vocabulary import regulations_folder

PASSWORD = "acht blauwe deuren in de wind"
WIDE: ViewportSize = {"width": 1440, "height": 900}

pytestmark = pytest.mark.real_commits


@pytest.fixture
def here(transactional_db: None) -> Agency:
    """Sam lets people in; Anna is a coach, signed and settled."""
    people = {"sam": ("system_administrator",), "anna": ("coach",)}
    return agency(regulations_folder() / "jm-werkt", people, slug="hier")


@pytest.fixture
def another(browser: Browser, live_server: LiveServer) -> Iterator[Callable[[], Page]]:
    """A browser for one more person."""
    opened: list[BrowserContext] = []

    def open_one() -> Page:
        opened.append(browser.new_context(locale="nl-NL", viewport=WIDE, base_url=live_server.url))
        page = opened[-1].new_page()
        page.set_default_timeout(MILLISECONDS)
        return page

    yield open_one
    for context in opened:
        context.close()


def sign_in(page: Page, login: str, password: str) -> None:
    """The first step."""
    page.goto("/account/login/")
    page.get_by_label("Gebruikersnaam").fill(login)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def give(page: Page, one: str) -> None:
    """The second step."""
    page.get_by_label("Code").fill(one)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def test_somebody_new_comes_in_and_works(here: Agency, another: Callable[[], Page]) -> None:
    sam = settled(here.accounts["sam"])
    administrator = another()
    sign_in(administrator, sam.account.login, "vier gele fietsen in de regen")
    give(administrator, code(sam.secret, LEFT_IN_BROWSER))

    administrator.goto("/accounts/nieuw/")
    administrator.get_by_label("Voornaam en achternaam").fill("Els Vos")
    administrator.get_by_label("Gebruikersnaam").fill("els")
    administrator.get_by_label("Welke rol").select_option("coach")
    administrator.get_by_label("dienstverband").check()
    administrator.get_by_role("button", name="Dit account openen").click()
    link = urlsplit(administrator.locator("code").inner_text()).path
    assert link.startswith("/account/invitation/")

    els = another()
    els.goto(link)
    expect(els).to_have_url(re.compile(r"/account/invitation/$"))
    els.get_by_label("Nieuw wachtwoord", exact=True).fill("te kort")
    els.get_by_label("Nieuw wachtwoord, nog een keer").fill("te kort")
    els.get_by_role("button", name="Verder").click()
    expect(els.get_by_role("alert")).to_be_visible()
    els.get_by_label("Nieuw wachtwoord", exact=True).fill(PASSWORD)
    els.get_by_label("Nieuw wachtwoord, nog een keer").fill(PASSWORD)
    els.get_by_role("button", name="Verder").click()

    secret = els.locator("code").inner_text()
    expect(els.locator(".wb-qr svg")).to_be_visible()
    els.get_by_label("Code").fill(wrong(code(secret, LEFT_IN_BROWSER)))
    els.get_by_role("button", name="Aanzetten").click()
    expect(els.get_by_text("Deze code klopt niet").first).to_be_visible()
    els.get_by_label("Code").fill(code(els.locator("code").inner_text(), LEFT_IN_BROWSER))
    els.get_by_role("button", name="Aanzetten").click()

    recovery = els.locator(".wb-codes code").all_inner_texts()
    assert len(recovery) == 10
    els.get_by_role("link", name="Ik heb mijn codes bewaard").click()
    for _ in AT_THE_DOOR:
        expect(els).to_have_url(re.compile(r"/verklaring/$"))
        els.get_by_role("checkbox").check()
        els.get_by_label("Uw voornaam en achternaam").fill("Els Vos")
        els.get_by_role("button", name="Verklaring tekenen").click()
    expect(els).to_have_url(re.compile(r"/vandaag/$"))

    els.context.clear_cookies()
    sign_in(els, "els", PASSWORD)
    give(els, recovery[0])
    expect(els).to_have_url(re.compile(r"/vandaag/$"))
    account = Account.objects.get(login="els")
    assert kinds(account.pk)[0] == "password_chosen"
    assert kinds(account.pk)[-1] == "signed_in"


def test_who_guesses_is_slowed_down_and_who_signs_out_is_out(here: Agency, another: Callable[[], Page]) -> None:
    anna = settled(here.accounts["anna"])
    page = another()
    sign_in(page, anna.account.login, "vier gele fietsen in de regen")
    give(page, anna.recovery[0])
    expect(page).to_have_url(re.compile(r"/vandaag/$"))
    page.goto("/account/logout/")
    page.get_by_role("button", name="Uitloggen").click()
    expect(page).not_to_have_url(re.compile(r"/account/logout/"))
    page.goto("/vandaag/")
    expect(page).to_have_url(re.compile(r"/account/login/"))
    for _ in range(5):
        sign_in(page, anna.account.login, "geraden")
        expect(page.get_by_role("alert")).to_contain_text("klopt niet")
    sign_in(page, anna.account.login, "vier gele fietsen in de regen")
    expect(page.get_by_role("alert")).to_contain_text("Te veel pogingen")
