"""Who answers an objection when everybody who holds the role had a part in it: a deputy, named by who gives roles.

Somebody from outside can be one as well: a role with a last day, and the secrecy that goes with it. Who gives roles
sees no dossier: the task says that an objection waits, and not whose.
"""

from __future__ import annotations

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Coalesce, NullIf

from waarborg.accounts.models import Membership
from waarborg.controls.asking import who_authorises
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.rights.clocks import clock_of
from waarborg.rights.models import Request
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish


def watch_deputies(system: Actor, *, using: str) -> int:
    """Ask for a deputy where nobody is left who may answer, once; take it off the list where somebody is."""
    with in_context(system, using=using):
        lacking = _lacking(using)
        asked = Task.objects.using(using).filter(kind=TaskKind.NAME_DEPUTY, done_at__isnull=True)
        asked_about = set(asked.values_list("subject_id", flat=True))
        over = list(asked.exclude(subject_id__in=[row.pk for row in lacking]))
    made = [row for row in lacking if row.pk not in asked_about]
    for row in made:
        _ask(system, row, using)
    if over:
        with open_door(system, "read", using=using) as door:
            finish(door, over)
    return len(made)


def _ask(system: Actor, row: Request, using: str) -> None:
    terms = clock_of(row, ()).terms
    with open_door(system, "read", using=using) as door:
        door.note(Kind.REQUEST_ESCALATED, details={"request": str(row.pk), "on": clock.today().isoformat()})
        for role in who_authorises(system):
            new = NewTask(
                kind=TaskKind.NAME_DEPUTY,
                for_role=role,
                due_on=clock.today(),
                subject_id=row.pk,
                article=terms[0].article if terms else "",
            )
            create(door, new)


def _lacking(using: str) -> list[Request]:
    """The objections for which nobody holds the role today who neither guided the client nor decided what is objected
    to: found in one statement, however many there are."""
    today = clock.today()
    running = Q(until_on__isnull=True) | Q(until_on__gte=today)
    holders = Membership.objects.using(using).filter(running, from_on__lte=today, role=OuterRef("answering"))
    took_part = TookPart(OuterRef("dossier_id"), OuterRef("against_id"), F("account_id"))
    rows = Request.objects.using(using).filter(uninvolved=True, ended_on__isnull=True)
    named = Coalesce(NullIf("judged_by", Value("")), "overseen_by")
    return list(rows.annotate(answering=named).exclude(Exists(holders.exclude(took_part))))


class TookPart(Func):
    """Did somebody guide the client, or decide what is objected to? Found by PostgreSQL: the program reads neither."""

    function = "gate.took_part"
    output_field = BooleanField()
