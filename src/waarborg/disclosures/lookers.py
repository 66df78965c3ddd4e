"""Who comes from outside to look: let in by who gives roles, until a day. By themselves they see nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.accounts.choices import AccountKind, Basis
from waarborg.accounts.invitations import Link
from waarborg.accounts.models import Membership
from waarborg.gate import authorisations, invitations
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput

ROLE = "third_party_viewer"
"""The role in which a client lets somebody look."""
LOOKING: Mapping[str, Basis] = {ROLE: Basis.CONSENT, "auditor": Basis.HIRING}
"""The roles from outside in which somebody comes to look, with what they rest on."""


def let_in(actor: Actor, role: str, *, name: str, login: str, until_on: date) -> Link:
    """An account for somebody from outside who comes to look, until a day; and a link to choose a password.

    Raises `Refused` to who gives no roles, and `InvalidInput` for a role that comes in another way.
    """
    if role not in LOOKING:
        raise InvalidInput(_("Some things are not right yet."), {"role": _("Choose one from the list.")})
    account = authorisations.open_account(actor, login=login, display_name=name, kind=AccountKind.OUTSIDER)
    new = authorisations.NewRole(
        account_id=account.pk, role=role, from_on=clock.today(), until_on=until_on, basis=LOOKING[role]
    )
    authorisations.give_role(actor, new)
    return invitations.invite(actor, account.pk)


def viewers(actor: Actor) -> list[tuple[UUID, str]]:
    """Who was let in to look, and may still come: account and name."""
    with in_context(actor):
        held = Membership.objects.filter(organisation_id=actor.organisation_id, role=ROLE, from_on__lte=clock.today())
        rows = held.exclude(until_on__lt=clock.today()).select_related("account").order_by("account__display_name")
        return [(row.account_id, row.account.display_name) for row in rows]
