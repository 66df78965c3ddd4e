"""Under each regulation data are given in the browser, lawfully, and the rest stays by an article.

What the client is told that left is what did leave, mail included: a real server takes it in.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.apps.accounts.signing import LEFT_IN_BROWSER, PASSWORD, code, settled
from tests.apps.cast import Cast, gather
from tests.journeys.accessibility import complaints
from tests.journeys.mailboxes import Mailbox
from tests.patience import MILLISECONDS
from tests.policy.clauses.register import register
from waarborg.disclosures import ways
from waarborg.disclosures.choices import DisclosureState
from waarborg.disclosures.register import given_of
from waarborg.disclosures.ways import Way
from waarborg.disclosures.weighing import Asked, weigh
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor, system_at
from waarborg.kernel.errors import Refused
from waarborg.letters.outbox import send_waiting

pytestmark = pytest.mark.real_commits
GIVERS = ("anna", "dina")
MAILBOX = "ontvanger@voorbeeld.invalid"
WORDS = "Nagegaan: Participatiewet, artikel 53a; nodig voor de opdracht."


@pytest.fixture(params=[here.name for here in register()])
def cast(request: pytest.FixtureRequest, live_server: LiveServer) -> Cast:
    """The people and their dossier under one regulation, behind a running server."""
    return gather(request.param)


def lawful(cast: Cast) -> tuple[str, Way]:
    """Somebody, and a way by link on which something goes at once, without a colleague."""
    for who in GIVERS:
        actor = cast.actor(who)
        for recipient in ways.recipients(actor):
            for way in _ways(actor, recipient):
                weighed = _weighed(cast, actor, way)
                if weighed and weighed.going and not any(one.needs_second for one in weighed.going):
                    return who, way
    raise LookupError("nothing goes")


def _ways(actor: Actor, recipient: str) -> Iterator[Way]:
    for purpose in ways.purposes(actor, recipient):
        for ground in ways.grounds(actor, recipient, purpose):
            way = Way(recipient=recipient, purpose=purpose, ground=ground)
            if "one_time_link" in ways.channels(actor, way):
                yield Way(recipient=recipient, purpose=purpose, ground=ground, channel="one_time_link")


def _weighed(cast: Cast, actor: Actor, way: Way) -> Any:
    stated = frozenset(ways.statements(actor, way)) - {ways.SECOND_PERSON}
    try:
        return weigh(actor, cast.dossier_id, Asked(way=way, stated=stated))
    except Refused:
        return None


def opened(browser: Browser, live_server: LiveServer, cast: Cast, who: str) -> Page:
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900}, base_url=live_server.url)
    page = context.new_page()
    page.set_default_timeout(MILLISECONDS)
    signed_in(page, cast, who)
    expect(page.get_by_role("heading", level=1)).to_contain_text("geven")
    return page


def signed_in(page: Page, cast: Cast, who: str) -> None:
    """Sign in on the way to giving something of the dossier."""
    person = settled(cast.accounts[who])
    page.goto(f"/dossiers/{cast.number}/gedeeld/nieuw/")
    page.get_by_label("Gebruikersnaam").fill(person.account.login)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.get_by_label("Code").fill(code(person.secret, LEFT_IN_BROWSER))
    page.get_by_role("button", name="Inloggen", exact=True).click()


def chosen(page: Page, way: Way) -> None:
    """Choose the way out step by step, as the page asks."""
    for name in ("recipient", "purpose", "ground", "channel"):
        page.locator(f"#id_{name}").wait_for(state="attached")
        if page.locator(f"select#id_{name}").count():
            page.select_option(f"#id_{name}", getattr(way, name))
        page.locator("form[method=get] button").last.click()
        page.wait_for_load_state()


def test_what_goes_by_the_rules_is_what_the_client_is_told_and_the_rest_stays_by_an_article(
    browser: Browser, live_server: LiveServer, cast: Cast, mailbox: Mailbox
) -> None:
    who, way = lawful(cast)
    page = opened(browser, live_server, cast, who)
    chosen(page, way)
    assert complaints(page) == []
    stays = page.locator("details").filter(has_text=re.compile("blijven hier|blijft hier"))
    if stays.get_attribute("open") is None:
        stays.locator("summary").click()
    expect(stays.locator("li").filter(has_text=re.compile("art")).first).to_be_visible()
    for box in page.locator("input[name=records]:not([disabled])").all():
        box.check()
    chosen_items = sorted(str(box.get_attribute("value")) for box in page.locator("input[name=records]:checked").all())
    for name in ("name", "address"):
        if page.locator(f"#id_{name}").count():
            page.fill(f"#id_{name}", MAILBOX if name == "address" else "Ontvanger Proef")
    for text in page.locator("form[method=post] textarea").all():
        text.fill(WORDS)
    page.get_by_role("button", name="Klaarzetten").click()
    expect(page.get_by_role("button", name="Nu geven")).to_be_visible()
    page.get_by_role("button", name="Nu geven").click()
    if page.get_by_role("button", name="Nu geven").count():  # the client hears of it first
        page.get_by_role("button", name="verteld").click()
        page.get_by_role("button", name="Nu geven").click()
    secret = page.locator("code.wb-sleutel").inner_text()

    send_waiting(system_at(cast.here.organisation.pk, using="worker"), using="worker")
    (taken,) = mailbox.taken
    assert taken[0] == [MAILBOX]
    link = re.search(r"/ophalen/[\w-]+/", taken[1])
    assert link
    outside = browser.new_context(base_url=live_server.url).new_page()
    outside.goto(link[0])
    outside.locator("input[name=code]").fill(secret)
    with outside.expect_download() as fetching:
        outside.locator("main button").first.click()
    with open(fetching.value.path(), "rb") as file:
        text = " ".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(file.read())).pages)
    again = outside.goto(link[0])
    assert again is not None
    assert again.status == 404

    actor = cast.actor(who)
    (told,) = [one for one in given_of(actor, cast.dossier_id).given if one.state is DisclosureState.GIVEN]
    assert (told.recipient, told.address, told.fetched_at is not None) == (way.recipient, MAILBOX, True)
    assert told.name in text
    assert sorted(str(one.record_id) for one in told.items) == chosen_items, "item by item what was ticked"
    titles = {entry.key: entry.rule.title for entry in catalogue_of(actor.in_force)}
    for category, title in titles.items():
        stands = title.split()[0] in text
        assert stands or category not in told.categories
    page.goto(f"/dossiers/{cast.number}/gedeeld/")
    expect(page.locator("main")).to_contain_text(told.name)
    for category in told.categories:
        expect(page.locator("main")).to_contain_text(titles[category])
    a_colleague_is_refused(browser, live_server, cast)


def a_colleague_is_refused(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    """Who does not work on the dossier gives nothing of it: the page names the article, and the client can see that."""
    before = len(given_of(cast.actor("anna"), cast.dossier_id).given)
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900}, base_url=live_server.url)
    page = context.new_page()
    page.set_default_timeout(MILLISECONDS)
    signed_in(page, cast, "bram")
    expect(page.locator("main")).to_contain_text(re.compile(r"art(ikel|\.) ?\S"))
    expect(page.locator("select[name=recipient], input[name=records]")).to_have_count(0)
    assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus") == 403
    assert len(given_of(cast.actor("anna"), cast.dossier_id).given) == before
