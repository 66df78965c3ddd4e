"""Who works for an example agency from outside: a supplier that did maintenance, and duties passed on to the hired."""

from __future__ import annotations

import datetime as dt
import secrets
from contextlib import suppress
from uuid import UUID

from waarborg.accounts.choices import AccountKind, Basis
from waarborg.adoption.services import OWNER
from waarborg.demo.establishing import Agency, sign_all
from waarborg.gate.actors import actor_at
from waarborg.gate.authorisations import NewRole, give_role, open_account
from waarborg.gate.suppliers import ROLE
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.parties.choices import Assured, PartyKind
from waarborg.parties.models import Party
from waarborg.parties.services import NewAssurance, assure, pass_on, register_party
from waarborg.policy.undertakings import asked_of_hired
from waarborg.work.maintenance import NewWindow, close_window, open_window, rule_of

SUPPLIER, ENGINEER = "Systeemhuis Oeverwoude", "Storm de Vries"
PROCESSOR = "Datahuis De Brink"
SHOWN = "Verwerkersovereenkomst van {year}, met geheimhouding, getekend door beide kanten"
AGAIN_IN = dt.timedelta(days=11)
"""So soon an agreement has to be looked at again: a task for it is there."""
DUTIES = (
    "Ik werk alleen met gegevens van deze opdracht, zoals de opdrachtgever met het bureau afsprak. Ik geef alles terug "
    "of vernietig het zodra mijn deel klaar is. Ik schakel niemand anders in."
)
MAINTENANCE = "Bijwerken van de server; twee uur, buiten werktijd"


def work_from_outside(agency: Agency) -> None:
    """Register who works for the agency, what was made sure of, and what they did. Again it changes nothing."""
    there = Party.objects.using(OWNER).filter(organisation_id=agency.id, kind=PartyKind.SUPPLIER)
    if there.exists():
        return
    records, today = agency.who_may("assign"), agency.population.seeded_on
    with clock.travel(agency.moment(today - dt.timedelta(days=40), 10)):
        supplier = register_party(records, kind=PartyKind.SUPPLIER, name=SUPPLIER)
        processor = register_party(records, kind=PartyKind.PROCESSOR, name=PROCESSOR)
        for party in (supplier, processor):
            for fact in (Assured.PROCESSING_AGREEMENT, Assured.UNDER_SECRECY):
                soon = today + AGAIN_IN if (party, fact) == (processor, Assured.PROCESSING_AGREEMENT) else None
                new = NewAssurance(
                    fact=fact,
                    from_on=clock.today(),
                    review_on=soon or today + dt.timedelta(days=300),
                    shown_by=SHOWN.format(year=today.year),
                )
                assure(records, party, new)
    _pass_duties_on(agency)
    if rule_of(agency.in_force) is not None:
        _maintain(agency, supplier)


def _pass_duties_on(agency: Agency) -> None:
    """The agreement of one principal passes duties on to whoever is hired; who works under it already has signed."""
    if not asked_of_hired(agency.in_force.regulation, agency.in_force.laws):
        return
    one = list(agency.commissioners.values())[-1]
    with clock.travel(agency.moment(agency.population.seeded_on, 8, 5)), suppress(InvalidInput):
        pass_on(agency.who_may("assign"), one.contract_id, DUTIES)


def _maintain(agency: Agency, supplier: UUID) -> None:
    """Maintenance that was announced and done some days ago, and some that is announced now."""
    today = agency.population.seeded_on
    with clock.travel(agency.moment(today - dt.timedelta(days=39), 9)):
        engineer = open_account(
            agency.who_may("authorise"),
            login=f"{secrets.token_hex(4)}@oeverwoude.invalid",
            display_name=ENGINEER,
            kind=AccountKind.OUTSIDER,
        ).pk
        new = NewRole(account_id=engineer, role=ROLE, from_on=clock.today(), basis=Basis.COMMISSION, party_id=supplier)
        give_role(agency.who_may("authorise"), new)
        sign_all(actor_at(engineer, agency.id, strong=True), ENGINEER)
    records = agency.who_may("assign")
    with clock.travel(agency.moment(today - dt.timedelta(days=6), 18)):
        ends_at = clock.now() + dt.timedelta(hours=2)
        window = open_window(records, NewWindow(account_id=engineer, reason=MAINTENANCE, ends_at=ends_at))
    with clock.travel(agency.moment(today - dt.timedelta(days=6), 19, 10)):
        close_window(records, window)
