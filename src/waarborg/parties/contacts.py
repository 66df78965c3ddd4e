"""Somebody of a principal is let in, to see its own commissions: as long as an agreement with it runs.

Giving a role is the act of who gives roles, and they see no dossier. The role ends by itself with the last agreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.accounts.choices import AccountKind, Basis
from waarborg.accounts.invitations import Link
from waarborg.gate import authorisations, invitations
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.parties.choices import PartyKind
from waarborg.parties.selectors import SeenParty, principal, principals

ROLE = "principal"
SIGNS_IN = """
select exists (select from accounts_membership m
               where m.party_id = %s and m.role = %s
                 and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, %s))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContact:
    """Somebody of a principal: their name, the name they sign in with, and their last day if that is known."""

    party_id: UUID
    name: str
    login: str
    until_on: date | None = None


def may_have_contacts(actor: Actor) -> list[SeenParty]:
    """The principals with whom an agreement runs today; who comes by themself is a client."""
    today = clock.today()
    return [one for one in principals(actor) if one.kind != PartyKind.CLIENT and one.name and one.running_on(today)]


def comes_in(party_id: UUID, *, using: str = "default") -> bool:
    """Does somebody of this principal sign in here today? Asked in an open unit of work."""
    with connections[using].cursor() as cursor:
        cursor.execute(SIGNS_IN, [party_id, ROLE, clock.today()])
        return bool(cursor.fetchone()[0])


def let_contact_in(actor: Actor, new: NewContact) -> Link:
    """An account for them in the role of the principal, and a link to choose a password, shown this once.

    Raises `Refused` to who gives no roles, `NotFound`, and `InvalidInput` without an agreement that runs.
    """
    party = principal(actor, new.party_id)
    if party.kind == PartyKind.CLIENT or not party.running_on(clock.today()):
        said = _("No agreement with this principal runs. Record it first.")
        raise InvalidInput(_("Some things are not right yet."), {"party": said})
    account = authorisations.open_account(actor, login=new.login, display_name=new.name, kind=AccountKind.OUTSIDER)
    authorisations.give_role(
        actor,
        authorisations.NewRole(
            account_id=account.pk,
            role=ROLE,
            from_on=clock.today(),
            until_on=new.until_on,
            basis=Basis.COMMISSION,
            party_id=party.id,
        ),
    )
    return invitations.invite(actor, account.pk)
