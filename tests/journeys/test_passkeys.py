"""A passkey, made once and then enough by itself: in the browser, with an authenticator that Chromium plays."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.apps.accounts.signing import LEFT_IN_BROWSER, PASSWORD, code, events, settled
from tests.apps.gate.agencies import Agency
from tests.journeys.test_sign_in import another, here, sign_in

__all__ = ["another", "here"]
pytestmark = pytest.mark.real_commits
TODAY, MAKING = re.compile(r"://[^/]+/vandaag/$"), re.compile(r"/account/webauthn/add/")
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_a_key(page: Page) -> None:
    """Chromium plays a device with a finger that is always right."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def test_made_once_and_then_enough_by_itself(here: Agency, another: object) -> None:
    anna = settled(here.accounts["anna"])
    page: Page = another()  # type: ignore[operator]
    with_a_key(page)
    sign_in(page, anna.account.login, PASSWORD)
    page.get_by_label("Code").fill(code(anna.secret, LEFT_IN_BROWSER))
    page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page).to_have_url(TODAY)
    page.goto("/account/")
    page.get_by_role("link", name="Passkey maken").click()
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Verder", exact=True).click()
    page.get_by_role("button", name="De passkey maken").click()
    expect(page).not_to_have_url(MAKING)
    page.goto("/account/webauthn/")
    expect(page.get_by_role("link", name=re.compile("Weghalen"))).to_have_count(1)
    page.context.clear_cookies()
    page.goto("/vandaag/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page).to_have_url(TODAY)
    last = [one for one in events(anna.account.pk) if one["kind"] == "signed_in"][-1]
    assert last["details"]["second_step"] == "webauthn"
