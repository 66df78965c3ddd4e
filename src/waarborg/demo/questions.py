"""What principals of the example agencies asked: data by a law, and a dossier to go to another agency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from waarborg.adoption.services import OWNER
from waarborg.demo.agendas import GUIDED
from waarborg.demo.establishing import Agency
from waarborg.demo.filing import ClientFile
from waarborg.demo.people import ClientStory
from waarborg.demo.standing import dossiers_made, standing_of
from waarborg.dossiers.models import Assignment
from waarborg.enquiries.answering import Refusal, refuse
from waarborg.enquiries.choices import AskedBy, Asks
from waarborg.enquiries.models import Enquiry
from waarborg.enquiries.registering import NewEnquiry, register
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.letters.choices import Channel
from waarborg.letters.services import give
from waarborg.parties.choices import PartyKind

EVERY = 6
"""Of one in so many clients the principal asked something."""
DAYS_AGO = (9, 24)
WHO = "P. de Vries, consulent"
WORDS = {
    Asks.INFORMATION: "Welke uren zijn er vorige maand gemaakt, en aan welk werk?",
    Asks.COOPERATION: "Drie keer niet gekomen zonder bericht. Gebeld en geschreven; geen antwoord.",
    Asks.TRANSFER: "Stuurt u het dossier naar het bureau dat het van u overneemt?",
}
ORDER = (Asks.INFORMATION, Asks.TRANSFER)
GROUND = "De wet die ons werk regelt; het artikel staat in onze brief."
WHY_NOT = "Zonder dat iemand het goed vindt, gaat een dossier niet naar een ander bureau."
INSTEAD = "De cliënt kan de eigen gegevens opvragen en meenemen."


def principals_ask(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Take in what principals asked; a transfer is refused by a letter that was given. Again it changes nothing."""
    for at, (client, dossier_id) in enumerate(zip(clients, dossiers_made(agency.id), strict=False)):
        if at % EVERY or client.stage not in GUIDED or Enquiry.objects.using(OWNER).filter(dossier_id=dossier_id):
            continue
        file = ClientFile(agency, client, standing_of(dossier_id))
        story = client.trajectories[-1]
        coach, asks = file.worker(story), ORDER[at // EVERY % len(ORDER)]
        if at and story.principal_kind == PartyKind.MUNICIPALITY:
            asks = Asks.COOPERATION
        day = agency.population.seeded_on - dt.timedelta(days=DAYS_AGO[at // EVERY % len(DAYS_AGO)])
        if _works(coach, dossier_id, day):
            with clock.travel(agency.moment(day, 13, 30)), suppress(InvalidInput, Refused):
                _one(coach, dossier_id, file.trajectory_id(story), asks)


def _works(coach: Actor, dossier_id: UUID, day: dt.date) -> bool:
    here = Assignment.objects.using(OWNER).filter(dossier_id=dossier_id, account_id=coach.somebody, until_on=None)
    return here.filter(from_on__lte=day).exists()


def _one(coach: Actor, dossier_id: UUID, trajectory_id: UUID, asks: Asks) -> None:
    new = NewEnquiry(
        trajectory_id=trajectory_id,
        asks=asks,
        name=WHO,
        words=WORDS[asks],
        ground=GROUND,
        received_on=clock.today(),
        came_by=AskedBy.OURSELVES if asks is Asks.COOPERATION else AskedBy.LETTER,
    )
    made = register(coach, dossier_id, new)
    if asks is Asks.TRANSFER:
        article = coach.in_force.regulation.articles[-1].number
        letter = refuse(coach, dossier_id, made, Refusal(articles=[article], reasons=WHY_NOT, instead=INSTEAD))
        give(coach, dossier_id, letter, Channel.LETTER)
