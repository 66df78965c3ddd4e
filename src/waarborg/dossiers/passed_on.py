"""Duties that a principal's agreement passes on to whoever is hired: signed before they work under it.

PostgreSQL asks the same of every row of an assignment (`gate.duties_signed`).
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from waarborg.accounts.choices import Audience
from waarborg.accounts.models import Declaration, DeclarationText, Membership
from waarborg.dossiers.models import Trajectory
from waarborg.gate.door import Door
from waarborg.gate.scopes import audience_of
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.parties.models import Contract
from waarborg.policy.citing import numbered
from waarborg.policy.undertakings import asked_of_hired


def must_have_signed(door: Door, trajectory_id: UUID, account_id: UUID) -> None:
    """Raise `InvalidInput`, with the article and the next step, when who is hired did not sign what is passed on."""
    trajectory = Trajectory.objects.using(door.using).filter(pk=trajectory_id).first()
    if trajectory is not None and trajectory.contract_id is not None:
        must_have_signed_under(door, trajectory.contract_id, account_id)


def must_have_signed_under(door: Door, contract_id: UUID, account_id: UUID) -> None:
    """The same for the agreement itself."""
    newest = (
        DeclarationText.objects.using(door.using)
        .filter(contract_id=contract_id, in_force_from__lte=clock.today())
        .order_by("-version")
        .first()
    )
    if newest is None or not _is_hired(door, account_id):
        return
    if Declaration.objects.using(door.using).filter(account_id=account_id, text=newest).exists():
        return
    agreed = Contract.objects.using(door.using).get(pk=contract_id)
    said = _(
        "Agreement %(number)s passes duties on to whoever is hired (article %(article)s). Ask this colleague to sign "
        "them first: the text stands under “My declarations”. Then assign them."
    ) % {
        "number": agreed.number,
        "article": numbered(asked_of_hired(door.actor.in_force.regulation, door.actor.in_force.laws)),
    }
    raise InvalidInput(_("Some things are not right yet."), {"account": said})


def _is_hired(door: Door, account_id: UUID) -> bool:
    today = clock.today()
    held = Membership.objects.using(door.using).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today),
        account_id=account_id,
        organisation_id=door.actor.organisation_id,
        from_on__lte=today,
    )
    return any(audience_of(one.role, one.basis) == Audience.CONTRACTOR for one in held)
