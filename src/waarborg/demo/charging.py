"""What the example agencies charged: last month's hours and an intake; a draft, some sent, one credited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from waarborg.adoption.services import OWNER
from waarborg.demo.agendas import GUIDED
from waarborg.demo.establishing import Agency
from waarborg.demo.offices import offices
from waarborg.demo.people import ClientStory
from waarborg.demo.standing import dossiers_made
from waarborg.dossiers.models import Assignment
from waarborg.gate.actors import Actor
from waarborg.invoicing.billing import Details, set_details
from waarborg.invoicing.charging import Asked
from waarborg.invoicing.choices import SentHow
from waarborg.invoicing.choosing import ToInvoice, to_invoice
from waarborg.invoicing.drafting import draft
from waarborg.invoicing.finishing import credit, finish
from waarborg.invoicing.governing import may_invoice, required_governing
from waarborg.invoicing.models import BillingDetails, Invoice
from waarborg.invoicing.sending import send
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused

EVERY = 4
"""One in so many clients is charged for."""
BACK = dt.timedelta(days=45)
"""Days of which hours are charged."""


def send_invoices(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Where invoices go is known; then one in so many dossiers gets one, by whoever may."""
    _where_they_go(agency)
    if Invoice.objects.using(OWNER).filter(organisation_id=agency.id).exists():
        return
    with clock.travel(agency.moment(agency.population.seeded_on, 9, 20)):
        for at, (client, dossier_id) in enumerate(zip(clients, dossiers_made(agency.id), strict=False)):
            if at % EVERY == 0 and client.stage in GUIDED:
                _charge(agency, dossier_id, at // EVERY)


def _where_they_go(agency: Agency) -> None:
    known = set(
        BillingDetails.objects.using(OWNER).filter(organisation_id=agency.id).values_list("party_id", flat=True)
    )
    who = agency.who_may("assign")
    with clock.travel(agency.moment(agency.starts_on, 11)):
        for commissioner in agency.commissioners.values():
            if commissioner.party_id not in known:
                set_details(who, commissioner.party_id, Details(**offices()["billing"]["buyer"]))


def _charge(agency: Agency, dossier_id: UUID, at: int) -> None:
    open_ones = Assignment.objects.using(OWNER).filter(dossier_id=dossier_id, until_on=None)
    works_on_it = set(open_ones.values_list("account_id", flat=True))
    for key, account_id in agency.accounts.items():
        actor = agency.actor(key)
        if may_invoice(actor) and (account_id in works_on_it or _needs_no_assignment(actor)):
            with suppress(Refused, InvalidInput):  # nothing to charge, or somebody who pays for themself
                _one(actor, to_invoice(actor, dossier_id), at)
            return


def _needs_no_assignment(actor: Actor) -> bool:
    policy, entry = actor.in_force.policy, required_governing(actor)
    assigned = policy.vocabulary.mask("assigned")
    return any(
        not permit.when & assigned for role in actor.roles for permit in policy.cell(role, "write", entry.key).permits
    )


def _one(actor: Actor, where: ToInvoice, at: int) -> None:
    """The latest commission; every third stays a draft, the first is credited."""
    latest = where.trajectories[-1]
    asked = Asked(
        trajectory_id=UUID(latest["id"]),
        first=clock.today() - BACK,
        until=clock.today(),
        reference=where.number,
        fixed=tuple(one.key for one in where.fixed if one.of == latest["type"]),
    )
    made = draft(actor, where.dossier_id, asked)
    if at % 3 == 2:  # noqa: PLR2004 - every third
        return
    finish(actor, where.dossier_id, made)
    if at:
        send(actor, where.dossier_id, made, SentHow.EMAIL)
    else:
        finish(actor, where.dossier_id, credit(actor, where.dossier_id, made))
