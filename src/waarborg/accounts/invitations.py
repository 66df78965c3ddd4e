"""How somebody comes in for the first time, or again: a link that works once, shown to who hands it over.

A link lets its holder choose a password; the second factor stays what it was. Taking a lost second factor away is an
act of its own, so that nobody who lets others in comes in as them. No mail is needed, and no e-mail address.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.accounts.choices import InvitationKind
from waarborg.accounts.events import note
from waarborg.accounts.models import Account, Invitation
from waarborg.accounts.sessions import end_sessions
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second step: an app with codes, a passkey."""
TOKEN_BYTES = 32
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""What a code to be typed is drawn from: nothing that looks like something else."""
GROUPS, IN_A_GROUP = 4, 4


@dataclass(frozen=True, slots=True)
class Link:
    """A link to hand over. It can be read this once only: the database keeps its hash."""

    url: str
    expires_at: datetime
    login: str
    name: str


@dataclass(frozen=True, slots=True)
class Secret:
    """What lets somebody in: part of an address, or a code to type. The database keeps its hash."""

    text: str
    expires_at: datetime


def invite(account_id: UUID, *, made_by: UUID | None) -> Link:
    """Make a link with which this account chooses a password; an earlier one stops working.

    `made_by` is None for who runs the installation. Raises `InvalidInput` when the same person took the second factor
    away, and it was not set up since.
    """
    latest = _latest(account_id, InvitationKind.SECOND_FACTOR)
    if latest and made_by and latest.made_by_id == made_by and not has_second_factor(account_id):
        raise _both_by_one()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = _make(account_id, InvitationKind.PASSWORD, made_by, token)
    account = Account.objects.get(pk=account_id)
    url = settings.ORIGIN + reverse("account_invitation_link", args=[token])
    return Link(url, invitation.expires_at, account.login, account.display_name)


def invite_client(account_id: UUID, *, made_by: UUID | None, works_for: timedelta, by_hand: bool) -> Secret:
    """Make what lets a client in for the first time, or again; an earlier one stops working.

    It goes to them alone, by mail (`made_by` None: nobody here saw it) or, to be typed `by_hand`, in a letter.
    """
    secret = _readable() if by_hand else secrets.token_urlsafe(TOKEN_BYTES)
    invitation = _make(account_id, InvitationKind.PASSWORD, made_by, plain(secret) if by_hand else secret, works_for)
    return Secret(secret, invitation.expires_at)


def plain(typed: str) -> str:
    """A code as it was made, from how somebody typed it: capitals, spaces and dashes make no difference."""
    return "".join(sign for sign in typed.upper() if sign in LETTERS)


def take_second_factor(account_id: UUID, *, made_by: UUID | None) -> None:
    """Remove the second factor and the recovery codes of an account, and end its sessions; it may set up a new one.

    Raises `InvalidInput` when the same person made a link to choose a password, and nobody signed in with it since.
    """
    latest = _latest(account_id, InvitationKind.PASSWORD)
    signed_in = Account.objects.values_list("last_login", flat=True).get(pk=account_id)
    untouched = latest is not None and (signed_in is None or signed_in < latest.made_at)
    if latest and made_by and latest.made_by_id == made_by and untouched and has_second_factor(account_id):
        raise _both_by_one()
    Authenticator.objects.filter(user_id=account_id).delete()
    _make(account_id, InvitationKind.SECOND_FACTOR, made_by, None)
    end_sessions(account_id)


def find_hashed(token_sha256: str) -> Invitation:
    """The invitation behind a link, by its hash. Raises `NotFound` when it was used, expired, or never made."""
    return _open(token_sha256)


def accept_without_password(token_sha256: str) -> Account:
    """Come in by a link that was mailed, once; from then on by codes to the same address.

    Raises `NotFound` when somebody else was first, or it expired.
    """
    with transaction.atomic():
        invitation = _open(token_sha256)
        if not Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(used_at=clock.now()):
            raise NotFound("This link was used already.")
    end_sessions(invitation.account_id)
    return invitation.account


def accept(token_sha256: str, password: str, *, from_where: str = "") -> Account:
    """Choose a password by a link, once. Raises `NotFound` when somebody else was first, or it expired.

    Choosing a password ends every session of the account: they carry its hash.
    """
    with transaction.atomic():
        invitation, now = _open(token_sha256), clock.now()
        if not Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(used_at=now):
            raise NotFound("This link was used already.")
        account = invitation.account
        account.set_password(password)
        account.save(update_fields=["password"])
        note(Kind.PASSWORD_CHOSEN, account.pk, from_where=from_where)
    end_sessions(account.pk)
    return account


def has_second_factor(account_id: UUID) -> bool:
    """Did this account set up an app with codes, or a passkey?"""
    return bool(Authenticator.objects.filter(user_id=account_id, type__in=SECOND_STEPS).exists())


def may_set_up(account_id: UUID) -> bool:
    """May this account, which has no second factor, set one up now? Only after being let in anew, for some days."""
    running = Invitation.objects.filter(account_id=account_id, expires_at__gt=clock.now())
    return running.exclude(kind=InvitationKind.PASSWORD, used_at__isnull=True).exists()


def close(account_id: UUID) -> None:
    """A second factor was set up: what let the account do so is over."""
    Invitation.objects.filter(account_id=account_id, expires_at__gt=clock.now()).update(expires_at=clock.now())


def hashed(token: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def _open(token_sha256: str) -> Invitation:
    found = (
        Invitation.objects.filter(token_sha256=token_sha256, used_at__isnull=True, expires_at__gt=clock.now())
        .select_related("account")
        .first()
    )
    if found is None or not found.account.is_active:
        raise NotFound("This link was used already, or it is too old.")
    return found


def _readable() -> str:
    groups = ("".join(secrets.choice(LETTERS) for _sign in range(IN_A_GROUP)) for _group in range(GROUPS))
    return "-".join(groups)


def _make(
    account_id: UUID,
    kind: InvitationKind,
    made_by: UUID | None,
    token: str | None,
    works_for: timedelta | None = None,
) -> Invitation:
    if made_by == account_id:
        raise InvalidInput(_("Nobody lets themself in."), {"": _("Ask a colleague who gives roles.")})
    now = clock.now()
    Invitation.objects.filter(account_id=account_id, kind=kind, used_at__isnull=True, expires_at__gt=now).update(
        expires_at=now
    )
    invitation = Invitation(
        id=new_id(),
        account_id=account_id,
        kind=kind,
        token_sha256=hashed(token) if token else None,
        made_by_id=made_by,
        made_at=now,
        expires_at=now + (works_for or timedelta(hours=settings.INVITATION_HOURS)),
    )
    invitation.save(force_insert=True)
    return invitation


def _latest(account_id: UUID, kind: InvitationKind) -> Invitation | None:
    return Invitation.objects.filter(account_id=account_id, kind=kind).order_by("-made_at").first()


def _both_by_one() -> InvalidInput:
    return InvalidInput(
        _("One person does not renew both the password and the second step."),
        {"": _("Ask a colleague to do the other.")},
    )
