"""The agency that is measured: founded under the first regulation whose coach may read at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.db import connections

from waarborg.accounts.choices import AT_THE_DOOR
from waarborg.accounts.models import Account
from waarborg.adoption.founding import FirstAccount, Founding, found
from waarborg.dossiers import declarations, services
from waarborg.dossiers.facts import DECLARED
from waarborg.dossiers.selectors import dossier
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.declarations import declaration_due, sign_declaration
from waarborg.kernel import clock
from waarborg.kernel.errors import Refused
from waarborg.parties.services import NewContract, agree, register_party
from waarborg.policy.vocabulary import regulations_folder


@dataclass(frozen=True, slots=True)
class Agency:
    """A founded organisation, a coach, who may see all of it, and their deputy."""

    organisation_id: UUID
    prefix: str
    coach: Actor
    all_seeing: Actor
    deputy: Actor
    principal_id: UUID
    principal_kind: str
    contract_id: UUID
    decision: UUID


def regulations() -> list[Path]:
    """The newest version of each shipped regulation."""
    folders = [path for path in sorted(regulations_folder().iterdir()) if any(path.glob("[0-9]*.yaml"))]
    return [
        max(file for file in folder.glob("[0-9]*.yaml") if date.fromisoformat(file.stem) <= clock.today())
        for folder in folders
        if folder.name != "law"
    ]


def founded(file: Path, prefix: str) -> Agency:
    """An agency with its first people, who have signed, and a principal."""
    people = {"coach": ("coach",), "all": ("responsible", "administration"), "deputy": ("responsible",)}
    organisation = found(
        Founding(
            slug=prefix.lower(),
            name=prefix,
            dossier_prefix=prefix,
            source=file.read_text(encoding="utf-8"),
            regulation=file.parent.name,
            in_force_from=date.fromisoformat(file.stem),
            texts=dict.fromkeys(AT_THE_DOOR, "Ik houd geheim wat ik hier lees."),
            first=[
                FirstAccount(login=f"{who}@{prefix}", display_name=who.title(), roles=roles)
                for who, roles in people.items()
            ],
        )
    )
    actors = {
        who: actor_at(Account.objects.get(login=f"{who}@{prefix}").pk, organisation.pk, strong=True) for who in people
    }
    for actor in actors.values():
        for kind in AT_THE_DOOR:
            due = declaration_due(actor, kind)
            if due is not None:
                sign_declaration(actor, text_id=due.pk, signed_as="Proef Persoon")
    kind = "municipality"
    party = register_party(actors["all"], kind=kind, name="Gemeente Voorbeeld")
    contract = agree(actors["all"], party, NewContract(number="1", starts_on=clock.today()))
    with connections["owner"].cursor() as cursor:
        cursor.execute("select id from ledger_decision where organisation_id = %s limit 1", [organisation.pk])
        (decision,) = cursor.fetchone()
    return Agency(
        organisation_id=organisation.pk,
        prefix=prefix,
        coach=actors["coach"],
        all_seeing=actors["all"],
        deputy=actors["deputy"],
        principal_id=party,
        principal_kind=kind,
        contract_id=contract,
        decision=decision,
    )


def readable_in(agency: Agency) -> tuple[str, ...]:
    """What the coach may read in a dossier as they are filled: tried on one, opened through the services."""
    trajectory = services.NewTrajectory(
        principal_id=agency.principal_id, contract_id=agency.contract_id, type="werkfit", referred_on=clock.today()
    )
    for who in (agency.coach, agency.all_seeing):
        try:
            made = services.open_dossier(
                who, services.NewDossier(trajectory=trajectory, minor=False, coach_id=agency.coach.somebody)
            )
            break
        except Refused:
            continue
    else:
        return ()
    for fact in sorted(DECLARED):
        if fact.endswith("consent"):
            declarations.declare(agency.coach, made.dossier_id, fact, form="written", from_on=clock.today())
    try:
        seen = dossier(agency.coach, made.dossier_id)
    except Refused:
        return ()
    return tuple(sorted(seen.readable))
