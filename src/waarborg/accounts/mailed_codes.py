"""Signing in as a client: a code goes to the e-mail address that somebody types, and their second step comes after it.

The address is kept nowhere: its keyed hash finds the account, and the message goes to what was typed. Whether there is
an account, nobody can tell from what they see. A code stands in the visit that asked for it, and works once, there.
"""

from __future__ import annotations

import hmac
import secrets
import smtplib
import threading
import time
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from waarborg.accounts.choices import AccountKind
from waarborg.accounts.events import address_of, note
from waarborg.accounts.models import Account
from waarborg.accounts.sealing import mail_token
from waarborg.ledger.vocabulary import Kind

KEY: Final = "mailed_code"
"""Where it stands in the (sealed) session."""
DIGITS: Final = 6
WORKS_FOR: Final = 15 * 60
"""Seconds."""
MOST_TRIES: Final = 5
ASKING: Final = {"ask": "4/15m/key,20/h/ip"}
"""How often somebody may ask for a code: for one address, and from one place."""
GUESSING: Final = {"guess": "20/10m/ip"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A code was asked for in this visit."""

    tries_left: int


def account_of(address: str) -> UUID | None:
    """The account of a client that is found by this e-mail address; None where there is none, or it ended."""
    found = Account.objects.filter(mail_token=mail_token(address), kind=AccountKind.CLIENT, is_active=True)
    return found.values_list("pk", flat=True).first()


def ask(request: HttpRequest, address: str, *, subject: str) -> bool:
    """Send a code to this address, if an account is found by it; False when it was asked too often.

    What somebody sees, and how long it takes, is the same either way.
    """
    token = mail_token(address)
    if not ratelimit.consume(request, app="waarborg", action="ask", config=ASKING, key=token):
        return False
    account_id = account_of(address)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    request.session[KEY] = {
        "account": str(account_id) if account_id else "",
        "code": code,
        "until": time.time() + WORKS_FOR,
        "tries": 0,
    }
    if account_id is not None:
        message = EmailMessage(
            subject,
            _("Your code is %(code)s. It works for %(minutes)s minutes, once, where you asked for it.")
            % {"code": code, "minutes": WORKS_FOR // 60}
            + "\n\n"
            + _("Did you not ask for it? Then do nothing. Never tell a code to anybody, also not to us.")
            + "\n",
            settings.DEFAULT_FROM_EMAIL,
            [address.strip()],
            headers={"Auto-Submitted": "auto-generated"},
            connection=get_connection(),
        )
        threading.Thread(target=_send, args=(message,), daemon=True).start()
    return True


def waiting(request: HttpRequest) -> Waiting | None:
    """The code that was asked for in this visit and still counts; None where there is none."""
    held = request.session.get(KEY)
    if not held or held["until"] < time.time() or held["tries"] >= MOST_TRIES:
        return None
    return Waiting(MOST_TRIES - held["tries"])


def may_guess(request: HttpRequest) -> bool:
    """May a code be tried from this place, or were there too many attempts?"""
    return bool(ratelimit.consume(request, app="waarborg", action="guess", config=GUESSING))


def enter(request: HttpRequest, typed: str, *, then: str) -> HttpResponse | None:
    """Go on to the second step with a code that is right; None for one that is not, or came too late."""
    if waiting(request) is None or not may_guess(request):
        return None
    held: dict[str, Any] = request.session[KEY]
    said = "".join(sign for sign in typed if sign.isdigit())
    account = Account.objects.filter(pk=held["account"], is_active=True).first() if held["account"] else None
    if not hmac.compare_digest(said, str(held["code"])) or account is None:
        request.session[KEY] = {**held, "tries": held["tries"] + 1}
        if account is not None:
            note(Kind.SIGN_IN_FAILED, account.pk, from_where=address_of(request), allowed=False, step="code")
        return None
    del request.session[KEY]
    return let_in(request, account, then=then)


def let_in(request: HttpRequest, account: Account, *, then: str) -> HttpResponse:
    """The first step was taken; on to the second."""
    record_authentication(request, account, method="code")
    answer: HttpResponse = perform_login(request, Login(user=account, redirect_url=then))
    return answer


def _send(message: EmailMessage) -> None:
    """A code that could not go is asked for again; what went wrong may hold an address, so nothing is written down."""
    try:
        message.send()
    except (smtplib.SMTPException, OSError):
        return
