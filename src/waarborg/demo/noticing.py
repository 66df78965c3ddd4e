"""Clients of the example agencies who were told what came from others; what came of late is still to be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from waarborg.adoption.services import OWNER
from waarborg.demo.establishing import Agency
from waarborg.demo.filing import ClientFile
from waarborg.demo.people import ClientStory
from waarborg.demo.standing import dossiers_made, standing_of
from waarborg.dossiers.models import Assignment
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.letters.choices import Channel
from waarborg.letters.services import give
from waarborg.notices.choices import LeftBecause, NoticeKind, NoticeState
from waarborg.notices.models import ClientNotice
from waarborg.notices.telling import Left, leave, write

LETTER_EVERY = 5
"""One in so many clients had a letter; the others heard it at the intake, which is written down."""
RECENT = dt.timedelta(days=25)
"""What came later than this is still to be told."""
KNOWN = "Besproken bij de intake: de klant heeft de aanmelding zelf ook gekregen."


def tell_of_agency(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Tell each client what came from others, unless it came of late."""
    for at, (client, dossier_id) in enumerate(zip(clients, dossiers_made(agency.id), strict=False)):
        found = list(
            ClientNotice.objects.using(OWNER).filter(
                dossier_id=dossier_id, kind=NoticeKind.FROM_OTHERS, state=NoticeState.OPEN
            )
        )
        latest = max((one.opened_on for one in found), default=None)
        if latest is None or latest > agency.population.seeded_on - RECENT:
            continue
        coach = ClientFile(agency, client, standing_of(dossier_id)).worker(client.trajectories[-1])
        if not _works(coach, dossier_id, latest):
            continue
        with clock.travel(agency.moment(latest, 16, 30)):
            _tell(coach, dossier_id, [one.pk for one in found], by_letter=not at % LETTER_EVERY)


def _works(coach: Actor, dossier_id: UUID, day: dt.date) -> bool:
    here = Assignment.objects.using(OWNER).filter(dossier_id=dossier_id, account_id=coach.somebody, from_on__lte=day)
    return here.filter(Q(until_on=None) | Q(until_on__gte=day)).exists()


def _tell(coach: Actor, dossier_id: UUID, notice_ids: Sequence[UUID], *, by_letter: bool) -> None:
    if by_letter:
        give(coach, dossier_id, write(coach, dossier_id), Channel.IN_PERSON)
    else:
        leave(coach, dossier_id, Left(notice_ids=notice_ids, because=LeftBecause.KNOWN, reason=KNOWN))
