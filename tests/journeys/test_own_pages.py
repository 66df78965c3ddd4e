"""A client on their phone: from the invitation in a real mailbox to stopping a consent and asking for a copy."""

from __future__ import annotations

import re
import zipfile

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.apps.accounts.signing import LEFT_IN_BROWSER, code
from tests.apps.cast import NAME, Cast, gather
from tests.journeys.accessibility import complaints
from tests.journeys.mailboxes import Mailbox
from tests.patience import MILLISECONDS, until
from waarborg.accounts.choices import Basis
from waarborg.admission.newcomers import NewComer
from waarborg.admission.services import let_in
from waarborg.gate.actors import system_at
from waarborg.letters.outbox import send_waiting
from waarborg.subject_access.choices import PackageState
from waarborg.subject_access.making import make
from waarborg.subject_access.models import Package

pytestmark = pytest.mark.real_commits
ADDRESS = "kanariena@voorbeeld.nl"


def newest(mailbox: Mailbox, number: int) -> str:
    """The message that came in as this one; it is sent beside the answer of the page."""
    until(lambda: len(mailbox.taken) >= number, "the message")
    to, said = mailbox.taken[number - 1]
    assert to == [ADDRESS]
    return said


def test_a_client_comes_in_and_has_their_say_on_a_phone(
    browser: Browser, live_server: LiveServer, mailbox: Mailbox, settings: object
) -> None:
    settings.ORIGIN = live_server.url  # type: ignore[attr-defined]
    cast = gather("jm-werkt")
    anna = cast.actor("anna")
    let_in(anna, cast.dossier_id, NewComer(basis=Basis.OWN_DOSSIER, by_mail=True))
    send_waiting(system_at(cast.here.organisation.pk, using="worker"), using="worker")
    said = newest(mailbox, 1)
    assert NAME not in said
    link = re.search(r"/mijn/welkom/[\w-]+/", said)
    assert link

    context = browser.new_context(
        locale="nl-NL",
        viewport={"width": 390, "height": 844},
        base_url=live_server.url,
        java_script_enabled=True,
    )
    page = context.new_page()
    page.set_default_timeout(MILLISECONDS)
    page.goto(link[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Welkom")
    page.get_by_role("button", name="Beginnen").click()
    secret = page.locator("code.wb-sleutel").inner_text()
    page.get_by_label("Code").fill(code(secret, LEFT_IN_BROWSER))
    page.get_by_role("button", name="Aanzetten").click()
    recovery = page.locator("ul.wb-codes code").first.inner_text()
    page.goto("/mijn/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)
    assert complaints(page) == []

    page.get_by_role("link", name="Bekijk wie keek").click()
    expect(page.locator("main")).to_contain_text("Uw coach")
    page.get_by_role("link", name="Toestemmingen").click()
    page.locator("li").filter(has_text="Gegevens aan anderen geven").get_by_role("button").click()
    expect(page.get_by_role("status")).to_contain_text("gestopt")
    expect(page.locator("li").filter(has_text="Gegevens aan anderen geven")).to_contain_text("Gestopt")
    page.get_by_role("link", name="Vraag of klacht").click()
    page.get_by_role("link", name="Vraag iets anders").click()
    page.locator("input[name=right][value=access]").check()
    page.get_by_label("In uw eigen woorden").fill("Alles wat u van mij heeft.")
    page.get_by_role("button", name="Verstuur mijn verzoek").click()
    expect(page.locator("main")).to_contain_text("Alles wat u van mij heeft.")
    expect(page.locator("main")).to_contain_text("U krijgt antwoord uiterlijk op")
    page.get_by_role("button", name="Uitloggen").click()

    context.close()
    by_themself_without_javascript(browser, live_server, cast, mailbox, recovery)


def by_themself_without_javascript(
    browser: Browser, live_server: LiveServer, cast: Cast, mailbox: Mailbox, recovery: str
) -> None:
    """The same client on the smallest screen, in English, with no script at all: signs in, and downloads everything."""
    context = browser.new_context(
        locale="en-GB",
        viewport={"width": 320, "height": 640},
        base_url=live_server.url,
        java_script_enabled=False,
        accept_downloads=True,
    )
    page = context.new_page()
    page.set_default_timeout(MILLISECONDS)
    page.goto("/mijn/")
    page.get_by_label("Your e-mail address").fill(ADDRESS)
    page.get_by_role("button", name="Send me a code").click()
    mailed = re.search(r"\d{6}", newest(mailbox, 2))
    assert mailed
    page.get_by_label("The code of 6 digits").fill(mailed[0])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)
    page.get_by_role("link", name="Request or complaint").click()
    page.get_by_role("link", name="Download everything").click()
    page.get_by_role("button", name="Put together what I can take along").click()
    expect(page.get_by_role("link", name="Look again")).to_be_visible()
    package = Package.objects.using("owner").get(dossier_id=cast.dossier_id)
    assert make(cast.here.organisation.pk, package.pk) is PackageState.GIVEN
    page.get_by_role("link", name="Look again").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="ZIP").click()
    with zipfile.ZipFile(fetched.value.path()) as files:
        assert any(name.endswith(".json") for name in files.namelist())
    context.close()
