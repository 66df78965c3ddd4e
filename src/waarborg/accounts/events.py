"""Signing in and out leaves events, in the ledger of every agency where the account holds a role.

What belongs to no agency (an unknown sign-in name, an account without a role) goes to the installation's own. What
was typed is never written down: it may be a password in the wrong box.
"""

from __future__ import annotations

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db import connections, transaction
from django.http import HttpRequest

from waarborg.kernel import clock
from waarborg.kernel.context import Context, enter, leave
from waarborg.ledger.addresses import truncated
from waarborg.ledger.canonical import Value
from waarborg.ledger.entries import INSTALLATION, DecisionEntry, EventEntry
from waarborg.ledger.services import record
from waarborg.ledger.vocabulary import Kind


def note(
    kind: Kind,
    account_id: UUID | None,
    *,
    from_where: str = "",
    action: str = "sign_in",
    allowed: bool = True,
    by_program: bool = False,
    using: str = "default",
    **details: Value,
) -> None:
    """Write that this happened to an account (None: a sign-in name that nobody has), all or nothing.

    It is the account's own act, unless it was done from the shell (`by_program`).
    """
    actor_id, roles = (None, ("system",)) if by_program else (account_id, ())
    places = organisations_of(account_id, using=using) if account_id else ()
    connection = connections[using]
    try:
        with transaction.atomic(using=using):
            for organisation_id in places or (INSTALLATION,):
                enter(connection, Context(organisation_id=organisation_id, actor_id=actor_id, action=action))
                decision = DecisionEntry(
                    organisation_id=organisation_id, actor_id=actor_id, roles=roles, action=action, allowed=allowed
                )
                record(decision, [EventEntry(kind=kind, from_where=from_where, details=details)], using=using)
    finally:
        leave(connection)


def organisations_of(account_id: UUID, *, using: str = "default") -> tuple[UUID, ...]:
    """Where this account holds a role today. One statement."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select distinct organisation_id from gate.memberships_of(%s, %s) order by 1", [account_id, clock.today()]
        )
        return tuple(row[0] for row in cursor.fetchall())


def address_of(request: HttpRequest | None) -> str:
    """From which network a request came, truncated; behind a proxy the address that the proxy names."""
    if request is None:
        return ""
    try:
        return truncated(get_adapter().get_client_ip(request))
    except PermissionDenied:  # it came from no address at all
        return ""
