"""A breach closed, once everybody who has to be told was; and what is learnt from it, as tasks.

learn(actor, breach_id, text, due_on)
close(actor, breach_id)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.breaches.assessing import holders_in, running
from waarborg.breaches.choices import ToWhom
from waarborg.breaches.models import Affected, Breach, BreachNotice, Lesson
from waarborg.breaches.rules import require_handler, says_too_little
from waarborg.breaches.sealing import LESSON, key_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create


def learn(actor: Actor, breach_id: UUID, text: str, due_on: date) -> UUID:
    """Write down what is done so that it does not happen again. Raises `NotFound`, `Conflict` and `InvalidInput`."""
    require_handler(actor)
    wrong: dict[str, str] = {}
    if says_too_little(text):
        wrong["lesson"] = _("Write it down in a few words at least.")
    if due_on < clock.today():
        wrong["due_on"] = _("Choose today, or a day that is still to come.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    with open_door(actor, "read") as door:
        row = running(door, breach_id)
        key, made = key_in(door), new_id()
        new = NewTask(
            kind=TaskKind.BREACH_LESSON, for_account_id=actor.somebody, due_on=due_on, subject_id=made,
            rule=row.rule, article=row.article,
        )  # fmt: skip
        task_id = create(door, new)
        lesson = Lesson(
            id=made,
            organisation_id=actor.organisation_id,
            breach_id=row.pk,
            task_id=task_id,
            due_on=due_on,
            written_at=clock.now(),
            data_key_id=key.id,
            sealed=key.seal(text.strip().encode(), row=made, table=LESSON),
            decision_id=door.note(Kind.BREACH_LEARNT, details={"breach": str(row.pk)}),
        )
        Lesson.objects.using(door.using).bulk_create([lesson])
    return made


def close(actor: Actor, breach_id: UUID) -> None:
    """Close it. Raises `NotFound`, and `Conflict` with what is still to be done."""
    require_handler(actor)
    with open_door(actor, "read") as door:
        row = running(door, breach_id)
        waits = list(still_to_do(door, row))
        if waits:
            raise Conflict(" ".join(waits))
        door.note(Kind.BREACH_CLOSED, details={"breach": str(row.pk)})
        row.closed_at, row.closed_by_id = clock.now(), actor.somebody
        row.save(using=door.using, update_fields=["closed_at", "closed_by"])


def still_to_do(door: Door, row: Breach) -> Iterator[str]:
    """What stands between this breach and its end, in sentences; PostgreSQL asks the same."""
    if row.assessed_at is None:
        yield _("It was not weighed yet.")
        return
    told = list(BreachNotice.objects.using(door.using).filter(breach_id=row.pk))
    if row.tells_authority and not any(one.to == ToWhom.AUTHORITY for one in told):
        yield _("The authority was not told yet.")
    if row.tells_employers and not any(one.to == ToWhom.EMPLOYER for one in told):
        yield _("Of employers it was not written down that they were told, or why not.")
    controllers = {one.party_id for one in told if one.to == ToWhom.CONTROLLER}
    if any(one.acts_as == "processor" and one.party_id not in controllers for one in holders_in(door, row.pk)):
        yield _("A principal for whom we only process was not told yet.")
    if row.tells_clients:
        waiting = Affected.objects.using(door.using).filter(
            breach_id=row.pk, left_out=False, untold=False, told_at__isnull=True
        )
        if waiting.exists():
            yield _("Not everybody whom it concerns was told yet.")
