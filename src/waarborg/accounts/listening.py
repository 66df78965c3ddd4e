"""What the libraries that sign people in tell us, written in the ledger. They speak by signals; our rooms do not."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from waarborg.accounts.events import address_of, note
from waarborg.accounts.invitations import SECOND_STEPS, close
from waarborg.accounts.models import Account
from waarborg.ledger.vocabulary import Kind


def listen() -> None:
    """Connect everything below, once."""
    user_logged_in.connect(_signed_in, dispatch_uid="accounts.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="accounts.signed_out")
    password_changed.connect(_chose_password, dispatch_uid="accounts.chose_password")
    authentication_failed.connect(_wrong_code, dispatch_uid="accounts.wrong_code")
    authenticator_added.connect(_second_factor_added, dispatch_uid="accounts.second_factor_added")
    authenticator_removed.connect(_second_factor_removed, dispatch_uid="accounts.second_factor_removed")
    authenticator_reset.connect(_codes_made_anew, dispatch_uid="accounts.codes_made_anew")


def _signed_in(request: HttpRequest, user: Account, **_about: Any) -> None:
    methods = [each.get("type") for each in get_authentication_records(request, user) if each["method"] == "mfa"]
    note(Kind.SIGNED_IN, user.pk, from_where=address_of(request), second_step=methods[-1] if methods else "")


def _signed_out(request: HttpRequest, user: Account | None, **_about: Any) -> None:
    if user is not None:
        note(Kind.SIGNED_OUT, user.pk, from_where=address_of(request), action="sign_out")


def _chose_password(request: HttpRequest, user: Account, **_about: Any) -> None:
    note(Kind.PASSWORD_CHOSEN, user.pk, from_where=address_of(request))


def _wrong_code(request: HttpRequest, user: Account, **_about: Any) -> None:
    note(Kind.SIGN_IN_FAILED, user.pk, from_where=address_of(request), allowed=False, step="second_factor")


def _second_factor_added(request: HttpRequest, user: Account, authenticator: Authenticator, **_about: Any) -> None:
    """They have just shown that they hold it, so this session is strong now, and goes on under another key."""
    if authenticator.type in SECOND_STEPS:
        record_authentication(request, user, "mfa", type=authenticator.type, reauthenticated=True)
        request.session.cycle_key()
        close(user.pk)
    _added(request, user, authenticator)


def _second_factor_removed(request: HttpRequest, user: Account, authenticator: Authenticator, **_about: Any) -> None:
    note(Kind.SECOND_FACTOR_REMOVED, user.pk, from_where=address_of(request), type=str(authenticator.type))


def _codes_made_anew(request: HttpRequest, user: Account, authenticator: Authenticator, **_about: Any) -> None:
    _added(request, user, authenticator)


def _added(request: HttpRequest, user: Account, authenticator: Authenticator) -> None:
    note(Kind.SECOND_FACTOR_ADDED, user.pk, from_where=address_of(request), type=str(authenticator.type))
