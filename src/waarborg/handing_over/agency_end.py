"""When the agency itself ends: decided by who oversees what leaves, and done step by step, each ticked by name.

    decide(actor, kind, last_day, answers_after)     once; nothing ends by it alone
    tick(actor, step)                                that a step was done, when nothing that it is about is open
    how_it_stands(actor)                             each step, and how much of what the program can count is open

A step rests on what the rules let everybody do anyway: agreements end, packages go, requests are answered, lists are
approved. The end gives no right that was not there, and no data to anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waarborg.accounts.models import Membership
from waarborg.disclosures.reviewing import OVERSEES
from waarborg.dossiers.looks import FOR_ANOTHER
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.handing_over.choices import ONLY_WHEN, OVER, AnswersAfter, EndKind, EndStep
from waarborg.handing_over.models import AgencyEnd, AgencyEndTick, HandOver
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.choices import PRINCIPALS
from waarborg.parties.models import Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenStep:
    """One step: done by whom and when, and how much of it is open as far as the program can count that."""

    step: EndStep
    done_at: datetime | None
    done_by: str
    open: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenEnd:
    """The end as it was decided, with its steps in order."""

    kind: EndKind
    last_day: date
    answers_after: AnswersAfter
    decided_at: datetime
    decided_by: str
    steps: Sequence[SeenStep]

    @property
    def over(self) -> bool:
        """Was everything done?"""
        return all(one.done_at for one in self.steps)


def decide(actor: Actor, *, kind: str, last_day: date, answers_after: str) -> None:
    """Decide that the agency ends. Raises `Refused`, `InvalidInput` per field, and `Conflict` the second time."""
    wrong: dict[str, str] = {}
    if kind not in EndKind.values:
        wrong["kind"] = _("Choose one from the list.")
    if answers_after not in AnswersAfter.values:
        wrong["answers_after"] = _("Choose one from the list.")
    if last_day < clock.today():
        wrong["last_day"] = _("Choose a day from today on.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    try:
        with open_door(actor, OVERSEES, claims=FOR_ANOTHER) as door:
            door.require_anywhere()
            made = AgencyEnd(
                id=new_id(),
                organisation_id=actor.organisation_id,
                kind=kind,
                last_day=last_day,
                answers_after=answers_after,
                decided_at=clock.now(),
                decided_by_id=actor.somebody,
                decision_id=door.note(Kind.AGENCY_END_DECIDED),
            )
            AgencyEnd.objects.bulk_create([made])
    except IntegrityError as twice:
        raise Conflict(_("It was decided already.")) from twice


def tick(actor: Actor, step: str) -> None:
    """Write down that a step was done. Raises `Refused`, `NotFound`, and `Conflict` while something of it is open."""
    with open_door(actor, OVERSEES, claims=FOR_ANOTHER) as door:
        door.require_anywhere()
        row = AgencyEnd.objects.first()
        if row is None or step not in {one.value for one in _steps(EndKind(row.kind))}:
            raise NotFound("There is no such step here.")
        if row.ticks.filter(step=step).exists():
            raise Conflict(_("This was done already."))
        waits = _open(door, row).get(EndStep(step))
        if waits:
            said = ngettext("There is still %(count)s open.", "There are still %(count)s open.", waits)
            raise Conflict(said % {"count": waits})
        made = AgencyEndTick(
            id=new_id(),
            organisation_id=actor.organisation_id,
            end_id=row.pk,
            step=step,
            done_at=clock.now(),
            done_by_id=actor.somebody,
            decision_id=door.note(Kind.AGENCY_END_TICKED, details={"step": step}),
        )
        AgencyEndTick.objects.bulk_create([made])


def how_it_stands(actor: Actor) -> SeenEnd | None:
    """The end with its steps; None while nothing was decided. Raises `Refused` to who does not oversee."""
    with open_door(actor, OVERSEES, claims=FOR_ANOTHER) as door:
        door.require_anywhere()
        door.note(Kind.AGENCY_END_READ)
        row = AgencyEnd.objects.select_related("decided_by").first()
        if row is None:
            return None
        ticked = {one.step: one for one in row.ticks.select_related("done_by")}
        waits = _open(door, row)
        return SeenEnd(
            kind=EndKind(row.kind),
            last_day=row.last_day,
            answers_after=AnswersAfter(row.answers_after),
            decided_at=row.decided_at,
            decided_by=row.decided_by.display_name,
            steps=[
                SeenStep(
                    step=step,
                    done_at=ticked[step].done_at if step in ticked else None,
                    done_by=ticked[step].done_by.display_name if step in ticked else "",
                    open=waits.get(step),
                )
                for step in _steps(EndKind(row.kind))
            ],
        )


def _steps(kind: EndKind) -> list[EndStep]:
    return [step for step in EndStep if ONLY_WHEN.get(step, kind) == kind]


def _open(door: Door, row: AgencyEnd) -> dict[EndStep, int]:
    """What the program can count: agreements without a last day by then, packages on their way, who still comes in."""
    agreements = Contract.objects.filter(organisation_id=door.actor.organisation_id, party__kind__in=PRINCIPALS)
    running = agreements.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=row.last_day))
    people = Membership.objects.filter(organisation_id=door.actor.organisation_id).exclude(until_on__lte=clock.today())
    return {
        EndStep.AGREEMENTS_ENDED: running.count(),
        EndStep.HANDED_OVER: HandOver.objects.exclude(state__in=OVER).count(),
        EndStep.ACCOUNTS_ENDED: people.exclude(account_id=door.actor.somebody).values("account_id").distinct().count(),
    }
