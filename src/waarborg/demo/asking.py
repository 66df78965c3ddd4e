"""What clients of the example agencies asked: by telephone, by letter; put together, questioned, withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from waarborg.adoption.services import OWNER
from waarborg.demo.agendas import GUIDED
from waarborg.demo.deciding import half_decided, restricted
from waarborg.demo.establishing import Agency
from waarborg.demo.filing import ClientFile
from waarborg.demo.people import ClientStory
from waarborg.demo.standing import dossiers_made, standing_of
from waarborg.dossiers.models import Assignment
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.letters.choices import Channel
from waarborg.letters.services import give
from waarborg.policy.term_clock import Question
from waarborg.rights.choices import CameBy, Identity
from waarborg.rights.going_on import ask, withdrawn
from waarborg.rights.models import IncomingRequest, Request
from waarborg.rights.registering import NewRequest, register
from waarborg.rights.sealing import SentIn
from waarborg.rights.sending_in import NewSentIn, send_in
from waarborg.subject_access.asking import ask as put_together
from waarborg.subject_access.making import make

EVERY = 7
"""One in so many clients asked something."""
DAYS_AGO = (18, 9, 33, 47)
STORIES = (
    ("access", "Ik wil graag zien wat u allemaal over mij hebt opgeschreven.", CameBy.TELEPHONE, Identity.KNOWN),
    ("rectification", "Mijn diploma staat er verkeerd in. Het is niveau 3.", CameBy.LETTER, Identity.DOUBTED),
    ("erasure", "Haal het verslag van het eerste gesprek alstublieft weg.", CameBy.EMAIL, Identity.KNOWN),
    ("restriction", "Dat verslag klopt niet. Gebruik het nu niet.", CameBy.IN_PERSON, Identity.KNOWN),
)
TAKEN_BACK = 2
"""Which of them is withdrawn. The last one nobody answered."""
SENT_IN = SentIn(
    name="Robin van Veldhoven",
    words="Ik wil graag weten of u gegevens over mij hebt, en welke.",
    email="robin@voorbeeld.invalid",
    found_by="Ik was vorig jaar bij u op gesprek.",
)


def ask_of_agency(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Take in what clients asked; one is asked who they are, and one takes it back."""
    asking = 0
    for at, (client, dossier_id) in enumerate(zip(clients, dossiers_made(agency.id), strict=False)):
        if at % EVERY or client.stage not in GUIDED:
            continue
        coach = ClientFile(agency, client, standing_of(dossier_id)).worker(client.trajectories[-1])
        day = agency.population.seeded_on - dt.timedelta(days=DAYS_AGO[asking % len(DAYS_AGO)])
        if Request.objects.using(OWNER).filter(dossier_id=dossier_id) or not _works(coach, dossier_id, day):
            continue
        with clock.travel(agency.moment(day, 11, 20)):
            _one(coach, dossier_id, asking % len(STORIES))
        asking += 1
    if not IncomingRequest.objects.using(OWNER).filter(organisation_id=agency.id):
        day = agency.population.seeded_on - dt.timedelta(days=1)
        with clock.travel(agency.moment(day, 19, 40)):
            send_in(agency.id, NewSentIn(rights=["access"], said=SENT_IN))


def _works(coach: Actor, dossier_id: UUID, day: dt.date) -> bool:
    here = Assignment.objects.using(OWNER).filter(dossier_id=dossier_id, account_id=coach.somebody, until_on=None)
    return here.filter(from_on__lte=day).exists()


def _one(coach: Actor, dossier_id: UUID, story: int) -> None:
    right, words, came_by, identity = STORIES[story]
    new = NewRequest(rights=[right], received_on=clock.today(), words=words, came_by=came_by, identity=identity)
    (made,) = register(coach, dossier_id, new)
    if identity is Identity.DOUBTED:
        words = "Wilt u langskomen met een bewijs waarop uw naam staat? Wij maken er geen kopie van."
        letter = ask(coach, dossier_id, made, Question.IDENTITY, words)
        give(coach, dossier_id, letter, Channel.IN_PERSON)
    if right == "access":
        make(coach.organisation_id, put_together(coach, dossier_id, made))
    if right == "rectification":
        half_decided(coach, dossier_id, made)
    if right == "restriction":
        restricted(coach, dossier_id, made)
    if story == TAKEN_BACK:
        withdrawn(coach, dossier_id, made, clock.today())
