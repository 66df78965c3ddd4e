"""What people do at the front door, in one line each, and what the ledger says of it."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.apps.gate.agencies import Agency
from waarborg.accounts.adapters import second_factor_of
from waarborg.accounts.models import Account
from waarborg.gate.invitations import invite

PASSWORD = "vier gele fietsen in de regen"
PERIOD = 30  # seconds that a code works
LEFT = 3  # seconds that a test may take to use one
LEFT_IN_BROWSER = 10  # and that a browser may take


def code(secret: str, left_over: float = LEFT) -> str:
    """What the app shows now; waits for the next code when this one works for fewer seconds than are left over."""
    left = PERIOD - time.time() % PERIOD
    if left < left_over:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def wrong(right: str) -> str:
    """A code that is not this one."""
    return f"{(int(right) + 1) % 10 ** len(right):0{len(right)}}"


@dataclass
class Person:
    """Somebody of the agency with a password and an app."""

    account: Account
    secret: str
    recovery: list[str]

    def type_password(self, client: Client, password: str = PASSWORD) -> HttpResponse:
        """The first step."""
        return type_password(client, self.account.login, password)

    def type_code(self, client: Client, given: str | None = None) -> HttpResponse:
        """The second step."""
        answer: HttpResponse = client.post(reverse("mfa_authenticate"), {"code": given or code(self.secret)})  # type: ignore[assignment]
        return answer

    def sign_in(self) -> Client:
        """Both, in a browser of their own."""
        client = Client()
        self.type_password(client)
        self.type_code(client)
        return client


def type_password(client: Client, login: str, password: str = PASSWORD) -> HttpResponse:
    """Fill in the page for signing in."""
    said = {"login": login, "password": password}
    answer: HttpResponse = client.post(reverse("account_login"), said)  # type: ignore[assignment]
    return answer


def settled(account_id: UUID) -> Person:
    """Somebody who went through all of it before: a password, an app and recovery codes."""
    account = Account.objects.get(pk=account_id)
    account.set_password(PASSWORD)
    account.save()
    secret = generate_totp_secret()
    with second_factor_of(account.pk):
        TOTP.activate(account, secret)
        recovery = RecoveryCodes.activate(account).generate_codes()
    return Person(account, secret, recovery)


def link_for(here: Agency, who: str, *, by: str = "sam") -> str:
    """The path of a link that a colleague made."""
    url = invite(here.actor(by), here.accounts[who]).url
    return url.partition("//")[2].partition("/")[2].join(("/", ""))


def events(account_id: UUID | None = None) -> list[dict[str, Any]]:
    """What the ledger holds of an account, or of nobody known; oldest first, as the owner of the tables reads it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select e.kind, e.organisation_id, e.actor_id, e.from_where, c.details from ledger_event e "
            "join ledger_eventcontent c on c.event_id = e.id "
            "where e.actor_id is not distinct from %s and e.kind like any (array['sign%%', 'second%%', 'pass%%']) "
            "order by e.id",
            [account_id],
        )
        names = [column.name for column in cursor.description or ()]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [event | {"details": json.loads(event["details"])} for event in found]


def kinds(account_id: UUID | None) -> list[str]:
    """The words of those events alone."""
    return [event["kind"] for event in events(account_id)]


def attempts_forgotten() -> None:
    """Begin counting attempts anew."""
    with connections["default"].cursor() as cursor:
        cursor.execute("delete from accounts_throttle")
