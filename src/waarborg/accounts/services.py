"""What who runs the installation does from the shell: let somebody in, and end an account. They act as the program."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from waarborg.accounts import invitations
from waarborg.accounts.events import note
from waarborg.accounts.invitations import Link
from waarborg.accounts.models import Account
from waarborg.accounts.sessions import end_sessions
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind


def invite_by_hand(login: str) -> Link:
    """A link for an account, also for the first people of an agency. Raises `NotFound`."""
    account_id = _account(login)
    with transaction.atomic():
        note(Kind.INVITATION_MADE, account_id, by_program=True, action="authorise", account=str(account_id))
        return invitations.invite(account_id, made_by=None)


def take_second_factor_by_hand(login: str) -> None:
    """Let an account set up another app, since the phone is lost. Raises `NotFound`."""
    account_id = _account(login)
    with transaction.atomic():
        note(Kind.SECOND_FACTOR_REMOVED, account_id, by_program=True, action="authorise", account=str(account_id))
        invitations.take_second_factor(account_id, made_by=None)


def end_account(login: str) -> None:
    """End an account for good, with every visit: its password and second factor open nothing. Raises `NotFound`."""
    account_id = _account(login)
    with transaction.atomic():
        note(Kind.ACCOUNT_ENDED, account_id, by_program=True, action="authorise", account=str(account_id))
        Account.objects.filter(pk=account_id).update(is_active=False)
        end_sessions(account_id)


def _account(login: str) -> UUID:
    found = Account.objects.filter(login__iexact=login, is_active=True).first()
    if found is None:
        raise NotFound(f"No account that has not ended signs in as {login}.")
    return found.pk
