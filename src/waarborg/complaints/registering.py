"""A complaint taken in: by a colleague who hears it, by who complains in their own pages, or from the public form.

    take_in(actor, NewComplaint(...))          staff, or a client about their own dossier
    take_in_of_principal(actor, number, ...)   somebody of a principal, about a commission of its own
    send_in(organisation_id, NewComplaint(...))  without an account

What is said and not written is a talk: it is noted and starts no term, but where the procedure takes a talk for a
complaint. A written complaint that lacks something is taken in too: its first day stays, and what is missing is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.core.validators import validate_email
from django.db import connections
from django.utils.translation import gettext as _

from waarborg.complaints.attaching import Attached, Judged, judged, keep
from waarborg.complaints.choices import ORAL, CameBy, Complainant, Subject
from waarborg.complaints.clocks import counted
from waarborg.complaints.models import Complaint
from waarborg.complaints.rules import claims_for, principals_complain, procedure_for, require
from waarborg.complaints.sealing import COMPLAINT, Said, new_key
from waarborg.gate.actors import Actor, is_client, system_at
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.explaining import explains
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.complaints import Procedure
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create

TALK = "talk"
"""The word of a procedure for what may be said instead of written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewComplaint:
    """What somebody complains about, how it came, and when; `dossier_id` of the client, `party_id` of a principal."""

    said: Said
    complainant: Complainant
    came_by: CameBy
    subject: Subject
    received_on: date
    about_on: date | None = None
    about_id: UUID | None = None
    dossier_id: UUID | None = None
    party_id: UUID | None = None
    follows_id: UUID | None = None
    files: Sequence[Attached] = ()


def take_in(actor: Actor, new: NewComplaint) -> UUID:
    """Take it in, as whoever hears it or complains. Raises `Refused`, `NotFound`, and `InvalidInput` per field."""
    _check(new)
    with judged(new.files) as files, open_door(actor, "write", claims=claims_for(actor)) as door:
        if is_client(actor):
            if new.dossier_id is None:
                raise NotFound("There is no such dossier here.")
            own = {"client": "own_dossier", "representative": "represents_client"}
            require(door, "write", true=[own[role] for role in actor.roles if role in own], false=["restricted"])
        return _keep(door, new, files)


def take_in_of_principal(actor: Actor, number: str, new: NewComplaint) -> UUID:
    """Take in what somebody of a principal complains about work on one of its own commissions.

    Raises `NotFound` for any other number, and where the procedure names no principals; `InvalidInput` per field.
    """
    if not principals_complain(actor.in_force):
        raise NotFound("Principals do not complain here.")
    _check(new)
    with open_door(actor, "write", claims=claims_for(actor)) as door:
        with connections[door.using].cursor() as cursor:
            cursor.execute("select dossier_id, party_id from gate.own_commissions() where number = %s", [number])
            found = cursor.fetchone()
        if found is None:
            raise NotFound("There is no such commission here.")
        dossier_id, party_id = found
        own = replace(new, complainant=Complainant.PRINCIPAL, dossier_id=dossier_id, party_id=party_id, files=())
        return _keep(door, own, ())


def send_in(organisation_id: UUID, new: NewComplaint) -> UUID:
    """Take in what came by the public form, as the program itself. Nothing is looked up. Raises `InvalidInput`."""
    _check(new)
    if not (new.said.email or new.said.phone or new.said.address):
        said = _("Write down how we can reach you: an e-mail address, a telephone number or an address.")
        raise InvalidInput(_("Some things are not right yet."), {"email": said})
    with judged(new.files) as files, open_door(system_at(organisation_id), "write") as door:
        return _keep(door, new, files)


def _check(new: NewComplaint) -> None:
    wrong: dict[str, str] = {}
    if not new.said.name.strip():
        wrong["name"] = _("Fill in who complains.")
    if not explains(new.said.description):
        wrong["description"] = _("Write in a sentence what the complaint is.")
    if new.received_on > clock.today():
        wrong["received_on"] = _("This day is still to come.")
    if new.about_on and new.about_on > new.received_on:
        wrong["about_on"] = _("This day is after the day on which the complaint came in.")
    if new.subject is Subject.EMPLOYEE and new.about_id is None and new.came_by not in {CameBy.FORM, CameBy.PORTAL}:
        wrong["about_id"] = _("Choose which colleague it is about, so that they do not handle it.")
    if new.complainant is Complainant.PRINCIPAL and not (new.party_id or new.came_by in {CameBy.FORM, CameBy.PORTAL}):
        wrong["party_id"] = _("Choose which principal complains.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    if new.said.email:
        validate_email(new.said.email)


def _keep(door: Door, new: NewComplaint, files: Sequence[Judged]) -> UUID:
    steps, today = procedure_for(door.actor, using=door.using), clock.today()
    written = new.came_by not in ORAL or TALK in steps.steps.form
    about_id = new.about_id or accused_by_name(door, new.said.about_whom)
    row = Complaint(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        year=today.year,
        number=_next_number(door, today.year),
        written=written,
        complainant=new.complainant,
        dossier_id=new.dossier_id,
        party_id=new.party_id,
        came_by=new.came_by,
        subject=new.subject,
        about_id=about_id,
        follows_id=new.follows_id,
        recorded_by_id=door.actor.account_id,
        recorded_at=clock.now(),
        about_on=new.about_on,
        by_mail=new.came_by == CameBy.FORM and bool(new.said.email),
        missing=new.said.lacks(steps.needs) if written else [],
        rule=steps.at.rule,
        article=steps.at.article,
        seen_by=list(seen_by(door, steps, about_id)),
        flagged_to=list(steps.steps.flagged_to),
        **(counted(steps, new.received_on, new.about_on) if written else {}),
    )
    key = new_key(door, row.pk)
    row.data_key_id = key.id
    row.sealed = key.seal(new.said.to_bytes(), row=row.pk, table=COMPLAINT)
    row.decision_id = door.note(Kind.COMPLAINT_MADE, details={"complaint": str(row.pk)})
    Complaint.objects.using(door.using).bulk_create([row])
    keep(door, row.pk, files)
    ask(door, row, TaskKind.COMPLAINT, row.confirm_by or row.decide_by)
    return row.pk


def seen_by(door: Door, steps: Procedure, about_id: UUID | None) -> tuple[str, ...]:
    """The roles of which somebody handles it: others than usual where it is about somebody who leads."""
    if about_id is None:
        return steps.handlers
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.roles_of_accused(%s)", [about_id])
        (held,) = cursor.fetchone()
    return steps.handlers_of(frozenset(held))


def accused_by_name(door: Door, name: str) -> UUID | None:
    """The one colleague of this name, whom a complainant names; nobody where none is, or several are, called so."""
    if not name.strip():
        return None
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.colleague_named(%s)", [" ".join(name.split())])
        found: UUID | None = cursor.fetchone()[0]
    return found


def ask(door: Door, row: Complaint, kind: TaskKind, due_on: date | None, **about: Any) -> None:
    """Ask it of who handles it, or as long as nobody does of whoever holds the first of the roles that do."""
    who: dict[str, Any] = {"for_account_id": row.handler_id} if row.handler_id else {"for_role": row.seen_by[0]}
    new = NewTask(
        kind=kind, due_on=due_on, rule=row.rule, article=row.article, **{"subject_id": row.pk, **who, **about}
    )
    create(door, new)


def _next_number(door: Door, year: int) -> int:
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.next_complaint_number(%s)", [year])
        (number,) = cursor.fetchone()
    return int(number)
