"""The list of what is due, made by the worker; and what somebody leaves out of it before it is approved."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

from django.db import connections
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from waarborg.accounts.models import Membership
from waarborg.destruction.choices import MAY_SAY, Fate, LeftOut, State, Step
from waarborg.destruction.models import Destruction, Line
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.retention_rows import closed_periods
from waarborg.retention.rules import approval_of
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create

MOST = 2000
"""So many ends of data on one list; what is over comes on the next."""


def propose(system: Actor, *, using: str = "worker") -> UUID | None:
    """Put what is due on a list and ask for approval; None where nothing is due. What is held stays, and says so.

    Finding nothing costs one look-up in an index. What is found goes from one statement into the other as one text: no
    line of it becomes an object here.
    """
    with in_context(system, using=using), connections[using].cursor() as cursor:
        cursor.execute(_FIND, [clock.today(), MOST])
        found, free, lines = cursor.fetchone()
    if not free:
        return None
    rule = approval_of(system)
    with open_door(system, "read", using=using) as door:
        decision = door.note(Kind.DESTRUCTION_PROPOSED, details={"lines": str(found)})
        last = Destruction.objects.using(using).aggregate(last=Max("number"))["last"]
        made = Destruction(
            id=new_id(),
            organisation_id=system.organisation_id,
            number=(last or 0) + 1,
            rule=rule.rule,
            article=rule.article,
            approvals=rule.approvals,
            cooling_off=rule.cooling_off,
            proposed_at=clock.now(),
            decision_id=decision,
        )
        Destruction.objects.using(using).bulk_create([made])
        _write(system, made, lines, using)
        _ask(door, made)
    return made.pk


def leave_out(actor: Actor, destruction_id: UUID, dossier_id: UUID, because: LeftOut) -> None:
    """Let a dossier stay for a reason of `MAY_SAY`, for whose approval counts; it comes back on a later list.

    Raises `NotFound`, and `InvalidInput` where the reason is none that a person may give.
    """
    if because not in MAY_SAY:
        raise InvalidInput(_("Say why this dossier stays."))
    with open_door(actor, "read") as door:
        lines = Line.objects.using(door.using).filter(
            destruction_id=destruction_id, destruction__state=State.PROPOSED, dossier_id=dossier_id, left_out=""
        )
        if not may_look(actor) or not lines.exists():
            raise NotFound("There is nothing of this dossier on the list.")
        door.note(Kind.DESTRUCTION_LEFT_OUT, dossier_id=dossier_id, details={"because": because.value})
        lines.update(left_out=because)


def put_away_instead(actor: Actor, destruction_id: UUID, dossier_id: UUID) -> None:
    """Have what the rules let choose put away instead of destroyed, for whose approval counts. Raises `NotFound`.

    Nobody reads it then any more, and on its last day it comes on a list again.
    """
    with open_door(actor, "read") as door:
        lines = Line.objects.using(door.using).filter(
            destruction_id=destruction_id,
            destruction__state=State.PROPOSED,
            dossier_id=dossier_id,
            left_out="",
            fate=Fate.DESTROY,
            closed_until__isnull=False,
        )
        if not may_look(actor) or not lines.exists():
            raise NotFound("There is nothing of this dossier that may be put away.")
        door.note(Kind.PUT_AWAY_CHOSEN, dossier_id=dossier_id)
        lines.update(fate=Fate.PUT_AWAY)


def may_look(actor: Actor) -> bool:
    """Does this person's approval count? Then they see lists: by number, whatever they may read."""
    rule = approval_of(actor)
    return bool({*rule.looks, *rule.decides} & set(actor.roles))


def decides_on_destruction(actor: Actor) -> bool:
    """May this person destroy, once enough people approved? Then lists stand in front of them."""
    return bool(set(approval_of(actor).decides) & set(actor.roles))


def _write(system: Actor, made: Destruction, lines: str, using: str) -> None:
    """Write every line with one statement, as what was found says it."""
    known: dict[str, str | int | UUID] = {
        "organisation": system.organisation_id,
        "destruction": made.pk,
        "decision": made.decision_id,
        "identity": catalogue_of(system.in_force).identity.key,
        "closed": json.dumps(_closed_until(system), default=str),
        "put_away": Fate.PUT_AWAY.value,
        "destroy": Fate.DESTROY.value,
        "held": LeftOut.HELD.value,
        "nothing": Step.NOTHING.value,
        "lines": lines,
    }
    with connections[using].cursor() as cursor:
        cursor.execute(_WRITE, known)


def _closed_until(system: Actor) -> dict[str, date]:
    """By rule until when what is made inaccessible today stays so."""
    calendar, today = shipped_calendar(), clock.today()
    closed = closed_periods(system.in_force.regulation, system.in_force.laws)
    return {rule: calendar.add(period, today) for rule, period in closed.items()}


def _ask(door: Door, made: Destruction) -> None:
    """A task for each role that decides; where too few people do, for every role of staff that may look as well."""
    rule, kinds = approval_of(door.actor), door.actor.in_force.policy.kinds
    few = _deciding(door, rule.decides) < made.approvals
    beside = [role for role in rule.looks if kinds.get(role) == "staff" and role not in rule.decides]
    for role in (*rule.decides, *(beside if few else ())):
        new = NewTask(
            kind=TaskKind.APPROVE_DESTRUCTION,
            for_role=role,
            due_on=clock.today(),
            subject_id=made.pk,
            rule=made.rule,
            article=made.article,
        )
        create(door, new)


def _deciding(door: Door, roles: tuple[str, ...]) -> int:
    """How many people hold a role today that decides."""
    today = clock.today()
    running = Membership.objects.using(door.using).filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
    return running.filter(role__in=roles, from_on__lte=today).values("account_id").distinct().count()


_FIND = """
select count(*), count(*) filter (where not d.held), json_agg(d)::text from gate.due_keys(%s, %s) d
"""
_WRITE = """
insert into destruction_line (
    id, organisation_id, destruction_id, dossier_id, scope_id, data_key_id, retention_class, categories, records, files,
    earliest, due, rests_on, triggers, follows, identity, fate, closed_until, closed_by_statute, handed_over, left_out,
    step, decision_id)
select uuidv7(), %(organisation)s, %(destruction)s, d.dossier_id, d.scope_id, d.data_key_id, d.retention_class,
       d.categories, d.records, d.files, d.earliest, d.due, d.rests_on, d.triggers, d.follows,
       %(identity)s = any (d.categories),
       case when d.is_put_away and until.closed is not null then %(put_away)s else %(destroy)s end, until.closed,
       d.statute_until is not null, d.handed_over, case when d.held then %(held)s else '' end, %(nothing)s, %(decision)s
from json_to_recordset(%(lines)s::json) as d (
         dossier_id uuid, scope_id uuid, data_key_id uuid, retention_class text, categories text[], records integer,
         files text[], earliest date, due date, rests_on jsonb, triggers jsonb, follows boolean, held boolean,
         is_put_away boolean, may_be_put_away boolean, statute_until date, handed_over date)
cross join lateral (
    select coalesce(d.statute_until, case when d.may_be_put_away then (
        select (%(closed)s::jsonb ->> (place.said ->> 'rule'))::date
        from jsonb_array_elements(d.rests_on) with ordinality place (said, nth)
        where %(closed)s::jsonb ? (place.said ->> 'rule') order by place.nth limit 1) end) as closed) until
"""
"""A line per key. Until when it may or must be put away says the statute, else the first of its rules that does."""
