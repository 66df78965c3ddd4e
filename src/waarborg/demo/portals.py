"""What people from outside find in the portal: copies given to a principal, items that a client lets somebody see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from uuid import UUID

from waarborg.accounts.choices import Basis
from waarborg.accounts.models import Account
from waarborg.admission.newcomers import NewComer
from waarborg.admission.services import let_in as let_in_for_client
from waarborg.demo.agendas import GUIDED
from waarborg.demo.disclosing import chosen_of, weighed_for
from waarborg.demo.establishing import Agency, sign_all
from waarborg.demo.filing import ClientFile
from waarborg.demo.people import ClientStory
from waarborg.demo.standing import dossiers_made, standing_of
from waarborg.disclosures.choices import IN_PORTAL
from waarborg.disclosures.giving import give
from waarborg.disclosures.lookers import ROLE, let_in
from waarborg.disclosures.preparing import prepare
from waarborg.disclosures.showing import NewShowing, choosable, show
from waarborg.dossiers.selectors import dossier
from waarborg.gate.actors import Actor, actor_at
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, Refused

MOST_GIVEN = 2
LOOKS_FOR = dt.timedelta(days=14)
MANDATED_FOR = dt.timedelta(days=180)
REPRESENTATIVE = "Hanna Terpstra"
"""An invented sister, who has a mandate of a client."""
LOOKER = "Marit Westhoek"
"""An invented guide from a neighbourhood team, whom a client lets look."""


def give_in_portal(agency: Agency, clients: Sequence[ClientStory], principal: str) -> None:
    """Give a principal whose contact comes in what the regulation lets it have, in the portal."""
    given = 0
    for coach, dossier_id in _guided(agency, clients, principal):
        weighed = weighed_for(coach, dossier_id, IN_PORTAL)
        if weighed is not None:
            with suppress(Conflict):  # it waits for a colleague, or until the client was told
                give(coach, dossier_id, prepare(coach, dossier_id, chosen_of(weighed)))
                given += 1
        if given == MOST_GIVEN:
            return


def let_somebody_look(agency: Agency, clients: Sequence[ClientStory], login: str) -> None:
    """Where the regulation knows it, a client lets a guide from elsewhere look at two items."""
    able = choosable(agency.in_force)
    until = clock.today() + LOOKS_FOR
    if not able:
        return
    let_in(agency.who_may("authorise"), ROLE, name=LOOKER, login=login, until_on=until)
    account = Account.objects.get(login=login).pk
    sign_all(actor_at(account, agency.id, strong=True), LOOKER)
    for coach, dossier_id in _guided(agency, clients, ""):
        with suppress(Refused):
            seen = dossier(coach, dossier_id)
            chosen = [one.id for key in able for one in seen.of(key)][:2]
            if chosen and seen.closed_on is None:
                new = NewShowing(
                    account_id=account, records=frozenset(chosen), consented_on=clock.today(), until_on=until
                )
                show(coach, dossier_id, new)
                return


def let_representative_in(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Somebody with a mandate of a client comes in for them, for half a year."""
    new = NewComer(
        basis=Basis.MANDATE,
        by_mail=False,
        name=REPRESENTATIVE,
        seen="Getekende machtiging",
        seen_on=clock.today(),
        until_on=clock.today() + MANDATED_FOR,
    )
    for coach, dossier_id in _guided(agency, clients, ""):
        with suppress(Refused):
            let_in_for_client(coach, dossier_id, new)
            return


def _guided(agency: Agency, clients: Sequence[ClientStory], principal: str) -> Iterator[tuple[Actor, UUID]]:
    """The coach and the dossier of each client who is guided, of one principal or (empty) of any."""
    for client, dossier_id in zip(clients, dossiers_made(agency.id), strict=False):
        story = client.trajectories[-1]
        if client.stage in GUIDED and principal in ("", story.principal):
            yield ClientFile(agency, client, standing_of(dossier_id)).worker(story), dossier_id
