"""Letting a colleague in: a link to choose a password, or a second factor taken away. By who gives roles.

Who lets others in never comes in as them: one person does not do both, and an account that works for another agency too
is let in by who runs the installation (`waarborg account`).
"""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.accounts import invitations
from waarborg.accounts.events import organisations_of
from waarborg.accounts.invitations import Link
from waarborg.accounts.models import Membership
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, open_door
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind


def invite(actor: Actor, account_id: UUID) -> Link:
    """A link for a colleague, shown this once. Raises `Refused`, `NotFound`, or `InvalidInput` for oneself."""
    with open_door(actor, "authorise", claims=Claims(facts=("not_oneself",))) as door:
        door.require_anywhere()
        _require_colleague(actor, account_id)
        door.note(Kind.INVITATION_MADE, details={"account": str(account_id)})
        return invitations.invite(account_id, made_by=actor.account_id)


def take_second_factor(actor: Actor, account_id: UUID) -> None:
    """Let a colleague set up another app, since the phone is lost. Raises like `invite`."""
    with open_door(actor, "authorise", claims=Claims(facts=("not_oneself",))) as door:
        door.require_anywhere()
        _require_colleague(actor, account_id)
        door.note(Kind.SECOND_FACTOR_REMOVED, details={"account": str(account_id)})
        invitations.take_second_factor(account_id, made_by=actor.account_id)


def _require_colleague(actor: Actor, account_id: UUID) -> None:
    """Somebody of this agency, of no other, and not oneself."""
    if account_id == actor.account_id:
        raise InvalidInput(_("Nobody lets themself in."), {"": _("Ask a colleague who gives roles.")})
    here = Membership.objects.filter(organisation_id=actor.organisation_id, account_id=account_id)
    if not here.exists():
        raise NotFound("There is no such colleague here.")
    if set(organisations_of(account_id)) - {actor.organisation_id}:
        raise InvalidInput(
            _("This person works for another agency too."), {"": _("Ask who runs this installation to let them in.")}
        )
