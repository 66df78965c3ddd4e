"""Two coaches who know nothing of each other's clients, and an agency that knows nothing of theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.apps.gate.agencies import Agency, agency
from tests.apps.gate.populations import superuser
from waarborg.dossiers import declarations, looks, services
from waarborg.dossiers.caseloads import caseload
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.records import Correction, NewRecord, add_record, correct_record
from waarborg.dossiers.selectors import dossier
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.database.logins import Login
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.parties.services import NewContract, agree, register_party
from waarborg.policy.vocabulary import regulations_folder

PEOPLE: dict[str, tuple[str, ...]] = {
    "anna": ("coach",),
    "bram": ("coach",),
    "carla": ("coach",),
    "dina": ("responsible",),
    "sam": ("system_administrator",),
}


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who they are, and every identifier by which a dossier could be recognised."""

    here: Agency
    anna: Actor
    bram: Actor
    elsewhere: Actor
    opened_by_anna: services.Opened
    opened_by_bram: services.Opened
    opened_elsewhere: services.Opened
    annas: set[UUID]
    brams: set[UUID]
    annas_records: set[UUID]
    brams_records: set[UUID]


def neighbours(server: EmbeddedServer, urls: dict[Login, str]) -> Neighbours:
    """Everything that can happen with a dossier has happened with each of them."""
    here = agency(regulations_folder() / "partner-in-werk", PEOPLE)
    there = agency(
        regulations_folder() / "partner-in-werk", {"anton": ("coach",), "doris": ("responsible",)}, slug="verderop"
    )
    anna, bram, anton = here.actor("anna"), here.actor("bram"), there.actor("anton")
    dina, doris = here.actor("dina"), there.actor("doris")
    opened = {actor.account_id: lived_through(actor, by) for actor, by in ((anna, dina), (bram, dina), (anton, doris))}
    views = []
    for actor in (anna, bram):
        asked = looks.ask(here.actor("carla"), opened[actor.account_id].dossier_id, reason="Waarneming in de vakantie")
        views.append(asked)
        dossier(actor, opened[actor.account_id].dossier_id)
        caseload(actor)
    with superuser(server, urls) as god:
        known = {}
        for actor in (anna, bram):
            made = opened[actor.account_id]
            records = god.execute("select id from dossiers_record where dossier_id = %s", [made.dossier_id]).fetchall()
            keys = god.execute(
                "select id from vault.data_key where scope_id in (%s, %s)", [made.dossier_id, made.trajectory_id]
            ).fetchall()
            known[actor.account_id] = (_ids(records), _ids(keys) | _ids(records) | _of(made))
    return Neighbours(
        here=here,
        anna=anna,
        bram=bram,
        elsewhere=anton,
        opened_by_anna=opened[anna.account_id],
        opened_by_bram=opened[bram.account_id],
        opened_elsewhere=opened[anton.account_id],
        annas=known[anna.account_id][1],
        brams=known[bram.account_id][1],
        annas_records=known[anna.account_id][0],
        brams_records=known[bram.account_id][0],
    )


def lived_through(actor: Actor, assigns: Actor) -> services.Opened:
    """A dossier of one's own, with a record that was corrected, consents and an event of each."""
    party = register_party(assigns, kind="insurer", name="Verzuimpolis Waterkant")
    long_ago = clock.today() - timedelta(days=365)
    contract = agree(assigns, party, NewContract(number="WK-1", starts_on=long_ago))
    trajectory = services.NewTrajectory(
        principal_id=party, type="werkfit", referred_on=clock.today(), contract_id=contract
    )
    made = services.open_dossier(
        actor, services.NewDossier(trajectory=trajectory, coach_id=actor.somebody, minor=False)
    )
    catalogue = catalogue_of(actor.in_force)
    fields = {catalogue.name_fields[0]: "Roos Proefpersoon"}
    record = add_record(
        actor, made.dossier_id, NewRecord(category=catalogue.identity.key, fields=fields, source="principal")
    )
    better = {catalogue.name_fields[0]: "Roos Proef-Persoon"}
    correct_record(
        actor, made.dossier_id, record, Correction(fields=better, reason="typefout", source="principal", version=1)
    )
    declarations.declare(actor, made.dossier_id, "storage_consent", form="written", from_on=clock.today())
    return made


def _of(made: services.Opened) -> set[UUID]:
    return {made.dossier_id, made.person_id, made.trajectory_id}


def _ids(rows: Iterable[Any]) -> set[UUID]:
    return {row[0] for row in rows}
