"""What somebody sends in by the public form: sealed at once for the organisation, and in a list until it is sorted.

Nothing is looked up when it comes in, so that nobody learns from the answer whether somebody is known. The term counts
from that day. A confirmation goes by e-mail without what was asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.validators import validate_email
from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import Door, open_door
from waarborg.gate.policies import InForce, in_force
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.calendar import day_of
from waarborg.policy.possible import possible
from waarborg.policy.request_days import overseer_of
from waarborg.practice.selectors import practice_of
from waarborg.rights.clocks import clocks_at
from waarborg.rights.models import IncomingRequest
from waarborg.rights.sealing import SENT_IN, SENT_IN_FATE, SentIn
from waarborg.vault.services import NewFate, new_data_keys
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create

OPENS = "open_dossier"
"""Who may open a dossier may ask whether somebody has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSentIn:
    """What somebody asks, who they say they are, how they are reached, and who asks it for them, if anybody.

    `received_on` is the day from which it counts, where it came in before today in something else.
    """

    rights: Sequence[str]
    said: SentIn
    received_on: date | None = None


def asked_here(organisation_id: UUID) -> list[str]:
    """What can be asked of an organisation today, by its regulation and the law. Raises `ConfigurationError`."""
    return list(clocks_at(in_force(organisation_id), clock.today()))


def send_in(organisation_id: UUID, new: NewSentIn) -> UUID:
    """Take it in, as the program itself. Raises `InvalidInput` with a message per field."""
    system = system_at(organisation_id)
    _check(system.in_force, new)
    with open_door(system, "write") as door:
        row_id, received = new_id(), new.received_on or clock.today()
        (key,) = new_data_keys(organisation_id, [NewFate(None, row_id, SENT_IN_FATE, own=True)], using=door.using)
        row = IncomingRequest(
            id=row_id,
            organisation_id=organisation_id,
            received_at=clock.now() if received == clock.today() else clock.start_of(received),
            rights=list(dict.fromkeys(new.rights)),
            seen_by=for_whom(system, new.rights),
            answer_by=answer_by(system.in_force, new.rights, received),
            by_mail=bool(new.said.email),
            data_key_id=key.id,
            sealed=key.seal(new.said.to_bytes(), row=row_id, table=SENT_IN),
            decision_id=door.note(Kind.REQUEST_SENT_IN, details={"incoming": str(row_id)}),
        )
        IncomingRequest.objects.using(door.using).bulk_create([row])
        _ask(door, row)
    return row_id


def for_whom(actor: Actor, rights: Iterable[str]) -> list[str]:
    """The roles for which it waits: who sees to requests, and who may open dossiers and so ask who is here already;
    not every coach, who would read of people that they do not guide."""
    policy, coaches = actor.in_force.policy, practice_of(actor.organisation_id).way.daily.coaches
    named = [overseer_of(actor.in_force.regulation, actor.in_force.laws, right, clock.today()) for right in rights]
    office = [role for role, kind in policy.kinds.items() if kind == "staff" and role not in coaches]
    opening = [role for role in office if possible(policy, (role,), OPENS)]
    return list(dict.fromkeys([*(one.role for one in named if one), *opening]))


def answer_by(in_force_now: InForce, rights: Iterable[str], received: date) -> date:
    """The first last day of what is asked."""
    clocks = clocks_at(in_force_now, received)
    days = [due for right in rights if (due := clocks[right].due(received)) is not None]
    return min((day_of(day) for day in days), default=received)


def _check(here: InForce, new: NewSentIn) -> None:
    wrong = {}
    if not new.rights or set(new.rights) - set(clocks_at(here, clock.today())):
        wrong["rights"] = _("Choose what you ask.")
    if not new.said.name.strip():
        wrong["name"] = _("Write down about whom it is.")
    if not new.said.email and not new.said.otherwise.strip():
        wrong["email"] = _("Write down how we can reach you: an e-mail address, or a telephone number or address.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    if new.said.email:
        validate_email(new.said.email)


def _ask(door: Door, row: IncomingRequest) -> None:
    """Ask whoever sees to requests, or else whoever may open dossiers, to say whose it is: today, for the term runs."""
    article = overseer_of(
        door.actor.in_force.regulation, door.actor.in_force.laws, row.rights[0], clock.day_of(row.received_at)
    )
    for role in row.seen_by[:1]:
        task = NewTask(
            kind=TaskKind.SORT_REQUEST,
            for_role=role,
            due_on=clock.today(),
            subject_id=row.pk,
            article=article.article if article else "",
            rule=article.at.rule if article else "",
        )
        create(door, task)
