"""Somebody who comes to control an example agency for a quality mark: let in until a day, and shown no dossier."""

from __future__ import annotations

import datetime as dt

from waarborg.accounts.choices import AccountKind, Basis
from waarborg.demo.establishing import Agency, sign_all
from waarborg.demo.offices import offices
from waarborg.demo.standing import roles_given
from waarborg.gate.actors import actor_at
from waarborg.gate.authorisations import NewRole, give_role, open_account
from waarborg.kernel import clock

AUDITOR = "auditor"
STAYS = dt.timedelta(days=60)


def let_auditor_in(agency: Agency) -> None:
    """Let one in, once."""
    if AUDITOR in roles_given(agency.id):
        return
    name = offices()["auditors"][agency.population.agency]
    with clock.travel(agency.moment(agency.population.seeded_on, 8, 30)):
        by, today = agency.who_may("authorise"), clock.today()
        login = f"{name.split()[0].lower()}@keurmerk-{agency.population.agency}.example"
        account = open_account(by, login=login, display_name=name, kind=AccountKind.OUTSIDER)
        until = today + STAYS
        role = NewRole(account_id=account.pk, role=AUDITOR, from_on=today, until_on=until, basis=Basis.HIRING)
        give_role(by, role)
        sign_all(actor_at(account.pk, agency.id, strong=True), name)
