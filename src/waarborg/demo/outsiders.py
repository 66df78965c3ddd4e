"""A client, who decides for one, and a principal who sign in themselves, to see what is theirs."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from waarborg.accounts.choices import AccountKind, Basis
from waarborg.demo.establishing import Agency, sign_all
from waarborg.demo.people import ClientStory, Principal
from waarborg.demo.portals import give_in_portal, let_representative_in, let_somebody_look
from waarborg.demo.standing import ordinary_dossier, roles_given, standing_of
from waarborg.gate.actors import actor_at
from waarborg.gate.authorisations import NewRole, give_role, open_account
from waarborg.kernel import clock

CLIENT = "client"
PRINCIPAL = "principal"
"""Given last of all: that somebody holds it shows that the agency is complete."""


def let_outsiders_in(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Give an account to an ordinary client, and then to the principal with most commissions."""
    held = roles_given(agency.id)
    with clock.travel(agency.moment(agency.population.seeded_on, 8)):
        if CLIENT not in held:
            let_representative_in(agency, clients)
            # The name they sign in with says nothing of who they are.
            account_id = _account(agency, f"client-{secrets.token_hex(6)}", "", AccountKind.CLIENT)
            person_id = standing_of(ordinary_dossier(agency.id, clients)).person_id
            new = replace(_role(CLIENT, account_id, Basis.OWN_DOSSIER), person_id=person_id)
            give_role(agency.who_may("authorise"), new)
        if PRINCIPAL not in held:
            let_somebody_look(agency, clients, f"{secrets.token_hex(4)}@wijkteam.invalid")
            principal = largest(agency, clients)
            account_id = _account(
                agency, f"{secrets.token_hex(4)}.{principal.email}", principal.contact, AccountKind.OUTSIDER
            )
            party_id = agency.commissioners[principal.key].party_id
            new = replace(_role(PRINCIPAL, account_id, Basis.COMMISSION), party_id=party_id)
            give_role(agency.who_may("authorise"), new)
            sign_all(actor_at(account_id, agency.id, strong=True), principal.contact)
            give_in_portal(agency, clients, principal.key)


def _account(agency: Agency, login: str, name: str, kind: AccountKind) -> UUID:
    return open_account(agency.who_may("authorise"), login=login, display_name=name, kind=kind).pk


def _role(role: str, account_id: UUID, basis: Basis) -> NewRole:
    return NewRole(account_id=account_id, role=role, from_on=clock.today(), basis=basis)


def largest(agency: Agency, clients: Sequence[ClientStory]) -> Principal:
    """The principal with most commissions, of those with an agreement that runs: only they come in."""
    found = Counter(story.principal for client in clients for story in client.trajectories)
    runs = [
        one for one in agency.population.principals if not one.contract_until or one.contract_until >= clock.today()
    ]
    return max(runs or agency.population.principals, key=lambda one: found[one.key])
