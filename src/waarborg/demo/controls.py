"""Controls of the example agencies: asked a while ago, most of them done, one with something to mend, some due now."""

from __future__ import annotations

import datetime as dt

from waarborg.adoption.services import OWNER
from waarborg.controls.asking import ask
from waarborg.controls.choices import Finding
from waarborg.controls.models import Control
from waarborg.controls.rules import ControlRule, controls_of
from waarborg.controls.services import Done, done
from waarborg.demo.establishing import Agency
from waarborg.demo.offices import members
from waarborg.gate.actors import Actor, system_at
from waarborg.kernel import clock
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

BEFORE = dt.timedelta(days=75)
"""How long ago the controls were done."""
LEFT, MENDS = 4, 3
"""Every so many of them nobody did yet, or found something to mend."""
FOUND = "Nagelopen. Het klopt met wat er is afgesproken."
TO_MEND = "Nagelopen. Twee collega's krijgen uitleg over wanneer zij een dossier openen."
LAID_DOWN = (
    "Gegevens staan versleuteld op de server van het bureau. Wie erbij komt, meldt zich in twee stappen aan. "
    "Van alles is elke nacht een versleutelde kopie."
)


def do_controls(agency: Agency) -> None:
    """Have the controls asked and most of them done; then ask again what is due by now."""
    if Control.objects.using(OWNER).filter(organisation_id=agency.id).exists():
        return
    today = agency.population.seeded_on
    rules = {one.rule: one for one in controls_of(agency.in_force)}
    with clock.travel(agency.moment(max(today - BEFORE, agency.starts_on), 9, 10)):
        _ask(agency)
        tasks = Task.objects.using(OWNER).filter(organisation_id=agency.id, kind=TaskKind.CONTROL, done_at__isnull=True)
        for at, task in enumerate(tasks.order_by("pk"), 1):
            who = _holder(agency, task.for_role)
            if who is not None and at % LEFT:
                done(who, task.pk, _said(rules[task.rule], agency, who, mends=at % MENDS == 0))
    with clock.travel(agency.moment(today, 7, 5)):
        _ask(agency)


def _ask(agency: Agency) -> None:
    ask(system_at(agency.id), using="default")


def _said(rule: ControlRule, agency: Agency, who: Actor, *, mends: bool) -> Done:
    outcome = Finding.TO_MEND if mends and not rule.lays_down else Finding.IN_ORDER
    text = LAID_DOWN if rule.lays_down else TO_MEND if mends else FOUND
    return Done(outcome=outcome, text=text, signed_as=_name(agency, who))


def _holder(agency: Agency, role: str) -> Actor | None:
    """Somebody at work here in this role."""
    return next((actor for key in agency.accounts if role in (actor := agency.actor(key)).roles), None)


def _name(agency: Agency, who: Actor) -> str:
    return next(
        member.name for member in members(agency.population) if agency.accounts.get(member.key) == who.account_id
    )
