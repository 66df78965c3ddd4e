"""What the example agencies gave to others: to principals by letter, something that waits, a call that got nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from waarborg.adoption.services import OWNER
from waarborg.demo.agendas import GUIDED
from waarborg.demo.establishing import Agency
from waarborg.demo.filing import ClientFile
from waarborg.demo.people import ClientStory
from waarborg.demo.standing import dossiers_made, standing_of
from waarborg.disclosures import ways
from waarborg.disclosures.choices import BY_HAND as PRINTED
from waarborg.disclosures.giving import give
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.preparing import WHY, NewDisclosure, prepare
from waarborg.disclosures.refusing import refuse
from waarborg.disclosures.ways import Way
from waarborg.disclosures.weighing import PRINCIPAL, Asked, Weighed, weigh
from waarborg.dossiers.models import Assignment
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict
from waarborg.parties.choices import Assured
from waarborg.parties.models import Assurance
from waarborg.parties.services import NewAssurance, assure
from waarborg.policy.loader import load_laws

EVERY = 5
"""One in so many clients of whom something was given."""
AGO = (24, 10, 3)
BY_POST = "letter"
IN_DANGER = {
    "acute_danger": "Werd onwel tijdens het gesprek en was niet meer aanspreekbaar.",
    WHY: "De ambulancedienst vroeg wie het was en waar iemand te bereiken is.",
}
REASON = "Nodig voor de opdracht (artikel {article}, {law}); nagegaan en opgeschreven."


def give_to_others(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Give the principal what the regulation lets it have; make one ready and leave it; write down a refused call."""
    _make_sure(agency)
    for at, (client, dossier_id) in enumerate(zip(clients, dossiers_made(agency.id), strict=False)):
        if at % EVERY or client.stage not in GUIDED or Disclosure.objects.using(OWNER).filter(dossier_id=dossier_id):
            continue
        coach = ClientFile(agency, client, standing_of(dossier_id)).worker(client.trajectories[-1])
        day = agency.population.seeded_on - dt.timedelta(days=AGO[at // EVERY % len(AGO)])
        if Assignment.objects.using(OWNER).filter(
            dossier_id=dossier_id, account_id=coach.somebody, from_on__lte=day, until_on=None
        ):
            with clock.travel(agency.moment(day, 15, 10)):
                _one(coach, dossier_id, at // EVERY)


def _make_sure(agency: Agency) -> None:
    """What the regulation may ask of a principal is known of each."""
    who = agency.who_may("assign")
    known = set(Assurance.objects.using(OWNER).filter(organisation_id=agency.id).values_list("party_id", flat=True))
    for commissioner in agency.commissioners.values():
        if commissioner.party_id in known:
            continue
        start = agency.population.seeded_on - dt.timedelta(days=200)
        for fact in (Assured.UNDER_SECRECY, Assured.COMPETENT):
            new = NewAssurance(
                fact=fact,
                from_on=start,
                review_on=start + dt.timedelta(days=365),
                shown_by="Overeenkomst met de opdrachtgever, artikel over geheimhouding.",
            )
            assure(who, commissioner.party_id, new)


def _one(coach: Actor, dossier_id: UUID, at: int) -> None:
    weighed = weighed_for(coach, dossier_id, BY_POST)
    if weighed is not None:
        made = prepare(coach, dossier_id, chosen_of(weighed))
        if at % len(AGO):
            with suppress(Conflict):  # it waits for a colleague, or until the client was told
                give(coach, dossier_id, made)
    if not at:
        _in_haste(coach, dossier_id)
    if at % 2:
        refuse(coach, dossier_id, recipient="employer", name="Een werkgever die belde")


def _in_haste(coach: Actor, dossier_id: UUID) -> None:
    """One time somebody was in danger: given at once where the regulation lets it, and to be looked back on."""
    way = Way(recipient="emergency_service", purpose=coach.in_force.main_purpose, ground="acute_danger")
    printed = [channel for channel in ways.channels(coach, way) if channel in PRINTED]
    if not printed:
        return
    asked = Asked(way=replace(way, channel=printed[0]), stated=frozenset({"acute_danger"}))
    weighed = weigh(coach, dossier_id, asked)
    if weighed.going:
        new = replace(chosen_of(weighed), asked=asked, name="Ambulancedienst", reasons=IN_DANGER)
        with suppress(Conflict):
            give(coach, dossier_id, prepare(coach, dossier_id, new))


def weighed_for(coach: Actor, dossier_id: UUID, channel: str) -> Weighed | None:
    """The first way to the principal, by this channel, by which something goes."""
    for purpose in ways.purposes(coach, PRINCIPAL):
        for ground in ways.grounds(coach, PRINCIPAL, purpose):
            way = Way(recipient=PRINCIPAL, purpose=purpose, ground=ground, channel=channel)
            weighed = weigh(coach, dossier_id, Asked(way=way, stated=frozenset(ways.statements(coach, way))))
            if weighed.going:
                return weighed
    return None


def chosen_of(weighed: Weighed) -> NewDisclosure:
    """The newest item of each kind that goes."""
    law = load_laws()[0]
    reason = REASON.format(article=law.articles[0].number, law=law.title)
    newest = {one.record.entry.key: one.record.id for one in reversed(weighed.going)}
    return NewDisclosure(
        asked=replace(weighed.asked, stated=frozenset(weighed.statements)),
        records=frozenset(list(newest.values())[:3]),
        reasons={**dict.fromkeys(weighed.statements, reason), WHY: reason},
    )
