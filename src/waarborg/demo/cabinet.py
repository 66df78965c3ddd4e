"""The cabinet of the example agencies that have one, and the lists that their coaches keep."""

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
from waarborg.dossiers.catalogue import Catalogue, catalogue_of
from waarborg.dossiers.list_filters import Asked
from waarborg.dossiers.models import SavedList
from waarborg.dossiers.saved_lists import keep
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound, Refused
from waarborg.paper.models import PaperFile
from waarborg.paper.rules import paper_rules
from waarborg.paper.services import NewPaper, bring_back, file_paper, take_out

ON_PAPER = ("contact_note", "correspondence", "plan")
"""What lies in a paper dossier, by what it serves as."""
SHELVES = 5
OUT, LATE, BACK = 9, 17, 4
"""Every so many of them is out today, is out too long, or was out and is back."""
LISTS = (Asked(next_step="without"), Asked(state="closed", sort="ends_on", descending=True))


def fill_cabinet(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """File the paper of clients whose trajectory runs, and let some of it be out; keep two lists for each coach."""
    coaches: dict[UUID, Actor] = {}
    for at, (client, dossier_id) in enumerate(zip(clients, dossiers_made(agency.id), strict=False)):
        if client.stage in GUIDED:
            coach = ClientFile(agency, client, standing_of(dossier_id)).worker(client.trajectories[-1])
            coaches[coach.somebody] = coach
            if paper_rules(agency.in_force) and not PaperFile.objects.using(OWNER).filter(dossier_id=dossier_id):
                with suppress(Refused, NotFound):  # a colleague who guides nobody here any more
                    _file(agency, coach, dossier_id, at)
    for coach in coaches.values():
        if not SavedList.objects.using(OWNER).filter(account_id=coach.somebody).exists():
            for asked in LISTS:
                keep(coach, asked)


def _file(agency: Agency, coach: Actor, dossier_id: UUID, at: int) -> None:
    today = agency.population.seeded_on
    cabinet, shelf = f"{'ABC'[at // SHELVES % 3]}{at // 15 + 1}", str(at % SHELVES + 1)
    with clock.travel(agency.moment(today - dt.timedelta(days=6), 9, 20)):
        new = NewPaper(cabinet=cabinet, shelf=shelf, categories=_on_paper(catalogue_of(agency.in_force)))
        file_paper(coach, dossier_id, new)
    paper = PaperFile.objects.using(OWNER).get(dossier_id=dossier_id)
    ago = 0 if at % OUT == 0 else 5 if at % LATE == 0 else 2 if at % BACK == 0 else None
    if ago is None:
        return
    with clock.travel(agency.moment(today - dt.timedelta(days=ago), 8, 50)):
        take_out(coach, dossier_id, paper.pk)
    if at % OUT and at % LATE:
        with clock.travel(agency.moment(today - dt.timedelta(days=ago), 16, 40)):
            bring_back(coach, dossier_id, paper.pk)


def _on_paper(catalogue: Catalogue) -> tuple[str, ...]:
    found = (catalogue.serving_as(use) for use in ON_PAPER)
    return tuple(entry.key for entry in found if entry is not None)
