"""The end of an agreement at an example agency: what its principal may hold is put together, and waits to be given."""

from __future__ import annotations

from waarborg.adoption.services import OWNER
from waarborg.demo.establishing import Agency
from waarborg.gate.actors import system_at
from waarborg.handing_over.making import begin, step
from waarborg.handing_over.models import HandOver
from waarborg.handing_over.planning import plan
from waarborg.handing_over.rules import hands_over
from waarborg.kernel import clock

WORKER = "worker"


def end_agreements(agency: Agency) -> None:
    """Find the agreements that ended, and put together what goes at the end of the first. Again it changes nothing."""
    if HandOver.objects.using(OWNER).filter(organisation_id=agency.id).exists():
        return
    who = next((actor for key in agency.accounts if hands_over(actor := agency.actor(key))), None)
    if who is None:
        return
    with clock.travel(agency.moment(agency.population.seeded_on, 7, 40)):
        plan(system_at(agency.id, using=WORKER), using=WORKER)
        due = HandOver.objects.using(OWNER).filter(organisation_id=agency.id).order_by("last_on").first()
        if due is not None:
            begin(who, due.pk)
            while step(agency.id, due.pk, using=WORKER):
                pass
