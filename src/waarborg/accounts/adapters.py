"""How django-allauth signs people in at ours: by sign-in name, without sign-up or mail, with a second factor always."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import user_pk_to_url_str
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.events import address_of, note
from waarborg.accounts.invitations import SECOND_STEPS, has_second_factor, may_set_up
from waarborg.accounts.models import Account
from waarborg.accounts.sealing import of_account, open_text, seal_text
from waarborg.kernel.errors import ConfigurationError
from waarborg.ledger.vocabulary import Kind

SILENT = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")
"""What the page itself says already."""

_whose: ContextVar[UUID | None] = ContextVar("whose second factor", default=None)


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in and out. One message for a wrong name and a wrong password, after the same work."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The sign-in name or the password is not right."),
        "too_many_login_attempts": _("Too many attempts. Wait ten minutes, and try again."),
        "enter_current_password": _("This is not your password."),
        "incorrect_password": _("This is not your password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library's signature
        """Never: accounts are opened by who gives roles."""
        return False

    def pre_login(self, request: HttpRequest, user: Account, **about: Any) -> HttpResponse | None:
        """Stop whoever ended, and whoever has no second factor and was not let in to set one up."""
        ended: HttpResponse | None = super().pre_login(request, user, **about)
        if ended is not None:
            return ended
        if has_second_factor(user.pk) or may_set_up(user.pk):
            return None
        note(Kind.SIGN_IN_FAILED, user.pk, from_where=address_of(request), allowed=False, step="no_second_factor")
        return render(request, "account/no_second_factor.html", status=403)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask for the password once more before a second factor changes; not before there is one."""
        user = context.request.user
        return bool(super().is_reauthentication_required(app=app)) and has_second_factor(user.pk)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - the library's signature
        """To the page about signing in."""
        return reverse("mfa_index")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Remember a wrong password; of the name that was typed only whose account it is, if anybody's."""
        found = Account.objects.filter(login__iexact=credentials.get("username", "")).first()
        note(
            Kind.SIGN_IN_FAILED,
            found.pk if found else None,
            from_where=address_of(request),
            allowed=False,
            step="password",
        )

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *arguments: Any, **about: Any
    ) -> None:
        """Say what happened, unless the page says so itself."""
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *arguments, **about)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is mailed: an account has no e-mail address."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor. Its secrets are sealed for the account they belong to."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "Ask the administrator of your agency. Nobody takes their own second step away."
        ),
        "incorrect_code": _("This code is not right. Wait for the next one, and fill that in."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret for the account at hand."""
        return seal_text(text, of_account(_account_at_hand()))

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret of the account at hand. Raises `SealBrokenError` for another's."""
        return open_text(encrypted_text, of_account(_account_at_hand()))

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """A passkey, while another second step remains. The rest somebody who gives roles takes away, as an event."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=SECOND_STEPS)
        is_passkey = bool(authenticator.type == Authenticator.Type.WEBAUTHN)
        return is_passkey and bool(others.exclude(pk=authenticator.pk).exists())

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For which site a passkey is: this name, wherever it is kept."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Waarborg"}

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        """For whom, as it stands on their own device: the sign-in name alone."""
        return {"id": user_pk_to_url_str(user).encode(), "name": user.login, "display_name": user.login}

    def send_notification_mail(self, *_arguments: Any, **_about: Any) -> None:
        """Nothing is mailed: an account has no e-mail address."""


@contextmanager
def second_factor_of(account_id: UUID) -> Iterator[None]:
    """Work with the secrets of this account, who is not signed in yet."""
    before = _whose.set(account_id)
    try:
        yield
    finally:
        _whose.reset(before)


def _account_at_hand() -> UUID:
    """Whose second factor is at hand: said by the form, else of who is signed in."""
    whose = _whose.get()
    if whose is not None:
        return whose
    user = context.request.user if context.request is not None else None
    if user is None or not user.is_authenticated:
        raise ConfigurationError("A second factor's secret is opened for an account, and none is at hand.")
    return UUID(str(user.pk))
