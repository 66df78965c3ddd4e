"""A question of a principal taken in, by whoever hears it: who asks, what, on which ground; its term begins.

What a law has the agency report of how somebody cooperates comes in the same way, asked or not: the client's own letter
about it is there in the same act.

register(actor, dossier_id, NewEnquiry(trajectory_id=..., asks=Asks.INFORMATION, name=..., words=..., received_on=...))
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.working import working_on
from waarborg.enquiries.choices import AskedBy, Asks
from waarborg.enquiries.models import Enquiry
from waarborg.enquiries.planning import TaskFor, ask_to_give, put_on_lists
from waarborg.enquiries.reporting import letter_to_client
from waarborg.enquiries.sealing import TABLE, SaidInEnquiry, key_in
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.services import require_identity
from waarborg.parties.choices import PartyKind
from waarborg.policy.answering import QUESTION_OF, REPORT_TO, Answering, answering
from waarborg.policy.calendar import day_of
from waarborg.policy.term_clock import Clock, kept, started
from waarborg.policy.terms import dates
from waarborg.work.choices import TaskKind

EVENTS = {Asks.INFORMATION: QUESTION_OF, Asks.COOPERATION: REPORT_TO}
"""By which event a duty to answer comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEnquiry:
    """What the principal of a trajectory asks, and how: in their words, with the ground that they name."""

    trajectory_id: UUID
    asks: Asks
    name: str
    words: str
    received_on: date
    came_by: AskedBy
    ground: str = ""
    reference: str = ""


def duty_for(in_force: InForce, asks: Asks, kind: str) -> Answering | None:
    """The duty to answer it, or to report it; None where nothing obliges to, as for a transfer."""
    event = EVENTS.get(asks)
    return answering(in_force.regulation, in_force.laws, kind, event) if event else None


def register(actor: Actor, dossier_id: UUID, new: NewEnquiry) -> UUID:
    """Take it in. Raises `Refused`, `NotFound`, and `InvalidInput` with a message per field."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        because = require_identity(door)
        trajectory = _trajectory(door, new.trajectory_id)
        duty = duty_for(actor.in_force, new.asks, trajectory["kind"])
        _check(new, trajectory["kind"], duty)
        door.noting([because])
        return _keep(door, new, UUID(trajectory["principal"]), duty, because)


def _trajectory(door: Door, wanted: UUID) -> dict[str, str]:
    for one in door.outline.given["trajectories"]:
        if one["id"] == str(wanted):
            found: dict[str, str] = one
            return found
    raise NotFound("There is no such trajectory in this dossier.")


def _check(new: NewEnquiry, kind: str, duty: Answering | None) -> None:
    wrong: dict[str, str] = {}
    if kind == PartyKind.CLIENT:
        wrong["trajectory_id"] = _(
            "Nobody commissioned this trajectory but the client. Write it down as their request."
        )
    elif new.asks is Asks.COOPERATION and duty is None:
        wrong["asks"] = _("No law or article has you report that to this principal.")
    elif new.asks is not Asks.COOPERATION and new.came_by is AskedBy.OURSELVES:
        wrong["came_by"] = _("Only what a law has us report goes of our own motion.")
    elif new.asks is Asks.INFORMATION and duty is None:
        wrong["asks"] = _("No law or article lets this principal ask it. Give data as the regulation lets, or refuse.")
    if new.received_on > clock.today():
        wrong["received_on"] = _("This day is still to come.")
    if not new.name.strip():
        wrong["name"] = _("Fill in who asks: a name, and for what they work.")
    if not new.words.strip():
        wrong["words"] = _("Write down what they ask.")
    if new.asks is Asks.INFORMATION and not new.ground.strip():
        wrong["ground"] = _("Write down on which ground they ask it: they name a law and an article.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _keep(door: Door, new: NewEnquiry, party_id: UUID, duty: Answering | None, because: Answer) -> UUID:
    key, counted = key_in(door), _clock(door.actor.in_force, new, duty)
    due = counted.due(clock.today()) if counted else None
    row = Enquiry(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        dossier_id=UUID(door.dossier["id"]),
        trajectory_id=new.trajectory_id,
        party_id=party_id,
        asks=new.asks,
        rule=duty.rule.id if duty else "",
        article=duty.where if duty else "",
        needs=sorted(duty.rule.needs) if duty else [],
        for_role=duty.rule.role if duty else "",
        came_by=new.came_by,
        received_on=new.received_on,
        recorded_at=clock.now(),
        recorded_by_id=door.actor.somebody,
        terms=kept(counted) if counted else [],
        due_on=day_of(due) if due else None,
        data_key_id=key.id,
    )
    said = SaidInEnquiry(
        name=new.name.strip(), words=new.words.strip(), ground=new.ground.strip(), reference=new.reference.strip()
    )
    row.sealed = key.seal(said.to_bytes(), row=row.pk, table=TABLE)
    working = working_on(door.outline.given["assignments"], clock.today())
    if row.asks == Asks.COOPERATION:
        row.letter_id = letter_to_client(door, row, said)
        ask_to_give(door, row, working)
    row.decision_id = door.note(Kind.ENQUIRY_MADE, details={"enquiry": str(row.pk), "asks": row.asks})
    Enquiry.objects.using(door.using).bulk_create([row])
    last = counted.act_by(clock.today()) if counted else None
    put_on_lists(door, TaskFor(row=row, kind=TaskKind.ENQUIRY, due_on=last), working, [because])
    return row.pk


def _clock(in_force: InForce, new: NewEnquiry, duty: Answering | None) -> Clock | None:
    """The clock of it, counted from receipt; None where nothing sets a term. It never stands still."""
    if duty is None:
        return None
    events = {event: new.received_on for event in duty.rule.at if event.startswith(EVENTS[new.asks])}
    found = dates(in_force.regulation, in_force.laws, events, day=new.received_on)
    return started(duty.what, new.received_on, found, pauses=())
