"""Clients of the year before, filed in brief: enough of them that overviews have groups which may be told."""

from __future__ import annotations

from dataclasses import replace

from waarborg.adoption.services import OWNER
from waarborg.demo.establishing import Agency
from waarborg.demo.filing import ClientFile
from waarborg.demo.people import ClientStory, ItemKind
from waarborg.demo.population import of_the_year_before
from waarborg.demo.standing import dossiers_made, standing_of
from waarborg.overviews.models import Release

WRITTEN = frozenset({ItemKind.PERSON, ItemKind.CONSENT, ItemKind.INTAKE})
"""All that is written down of somebody in brief."""


def file_in_brief(agency: Agency) -> None:
    """File them all, each once: those that stand already come after the clients with a whole history."""
    if Release.objects.using(OWNER).filter(organisation_id=agency.id).exists():
        return
    standing = dossiers_made(agency.id)[len(agency.population.clients) :]
    for at, client in enumerate(of_the_year_before(agency.population.agency, agency.population.seeded_on)):
        if at < len(standing) - 1:
            continue  # a next one was begun, so this one was done
        ClientFile(agency, _brief(client), standing_of(standing[at]) if at < len(standing) else None).make()


def _brief(client: ClientStory) -> ClientStory:
    """The same person with hardly anything written down."""
    stories = tuple(
        replace(story, items=tuple(item for item in story.items if item.kind in WRITTEN))
        for story in client.trajectories
    )
    return replace(client, items=tuple(item for item in client.items if item.kind in WRITTEN), trajectories=stories)
