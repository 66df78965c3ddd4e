"""What was decided on what a client asked: one item refused and one open, their own words, and one restricted."""

from __future__ import annotations

from uuid import UUID

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.selectors import SeenRecord, dossier
from waarborg.dossiers.statements import NewStatement, add_statement
from waarborg.gate.actors import Actor
from waarborg.rights.choices import NOT_SO
from waarborg.rights.clocks import judge_of
from waarborg.rights.deciding import refuse
from waarborg.rights.item_rules import grounds_of
from waarborg.rights.items import Chosen, Thing, choose
from waarborg.rights.restricting import restrict

WANTED = "Het diploma is van niveau 3. Ik heb het papier er ook bij."
SAYS = "Ik heb dit anders bedoeld. Ik wil graag werken, maar eerst een paar dagen in de week."
REASONS = "Dit is wat u toen zei. Uw eigen woorden staan er nu bij."


def half_decided(coach: Actor, dossier_id: UUID, request_id: UUID) -> None:
    """Two notes are meant: one is refused with its reasons, the other is open; beside the first stand their words."""
    found = _notes(coach, dossier_id)
    grounds = grounds_of(coach.in_force, "rectification")
    about = Chosen(things=[Thing(record_id=one.id) for one in found], ground=next(iter(grounds), ""), wanted=WANTED)
    if not found:
        return
    first, *_others = choose(coach, dossier_id, request_id, about)
    add_statement(coach, dossier_id, NewStatement(words=SAYS, record_id=found[0].id))
    if judge_of(coach.in_force, "rectification") in ("", *coach.roles):
        refuse(coach, dossier_id, request_id, first, NOT_SO, REASONS)


def restricted(coach: Actor, dossier_id: UUID, request_id: UUID) -> None:
    """One note is restricted while it is looked into; the request has still to be answered."""
    found = _notes(coach, dossier_id)[:1]
    if found and judge_of(coach.in_force, "restriction") in ("", *coach.roles):
        grounds = grounds_of(coach.in_force, "restriction")
        about = Chosen(things=[Thing(record_id=found[0].id)], ground=next(iter(grounds), ""))
        (item,) = choose(coach, dossier_id, request_id, about)
        restrict(coach, dossier_id, request_id, item, "Wij vragen na hoe het gesprek ging.")


def _notes(coach: Actor, dossier_id: UUID) -> list[SeenRecord]:
    entry = catalogue_of(coach.in_force).serving_as("contact_note")
    return dossier(coach, dossier_id).of(entry.key)[:2] if entry else []
