"""The plan for a calamity of each example agency, one that happened, and a first copy of everything that was made."""

from __future__ import annotations

import datetime as dt

from waarborg.adoption.services import OWNER
from waarborg.backups.calamities import NewCalamity, close_calamity, note_step, register_calamity
from waarborg.backups.choices import CalamityKind
from waarborg.backups.models import CalamityPlan, Run
from waarborg.backups.places import configured
from waarborg.backups.plans import WRITES, Contact, keep_plan
from waarborg.backups.runs import back_up
from waarborg.demo.establishing import Agency
from waarborg.gate.actors import Actor, holds
from waarborg.kernel import clock

TEXT = """Is de server weg of gegijzeld: wie het merkt belt de beheerder, en doet verder niets op de server.

De beheerder zet de laatste reservekopie terug op een andere machine en leest het verslag. Zolang dat niet klopt,
gaat er niets open.

Is het pand niet te gebruiken: iedereen werkt thuis verder, met de tweede stap op de eigen telefoon.
Afspraken gaan telefonisch door.

Zijn gegevens in verkeerde handen gekomen: dan is het ook een datalek. De verantwoordelijke beslist binnen een dag
wie het hoort."""
CONTACTS = (
    Contact("Beheer van de server", "machine, kopieën, herstelsleutel", "088 0012233, dag en nacht"),
    Contact("Huiswaard Beveiliging", "pand en sloten", "088 0045566"),
    Contact("Autoriteit Persoonsgegevens", "een datalek melden", "autoriteitpersoonsgegevens.nl"),
)


def plan_for_calamity(agency: Agency) -> None:
    """Write the plan, once, as whoever may."""
    if CalamityPlan.objects.using(OWNER).filter(organisation_id=agency.id).exists():
        return
    writers = (actor for key in agency.accounts if holds(actor := agency.actor(key), WRITES))
    writer = next(writers, None)
    if writer is None:
        return
    today = agency.population.seeded_on
    with clock.travel(agency.moment(today - dt.timedelta(days=14), 7, 30)):
        keep_plan(writer, text=TEXT, contacts=CONTACTS)
    _no_power(agency, writer, today - dt.timedelta(days=3))


def _no_power(agency: Agency, writer: Actor, day: dt.date) -> None:
    """A morning without power, met by the plan."""
    began = agency.moment(day, 7, 40)
    with clock.travel(began + dt.timedelta(minutes=5)):
        new = NewCalamity(kind=CalamityKind.PREMISES.value, what="Geen stroom in het hele pand.", happened_at=began)
        made = register_calamity(writer, new)
        note_step(writer, made, "Iedereen gebeld: vandaag wordt thuis gewerkt.", clock.now())
    with clock.travel(began + dt.timedelta(minutes=40)):
        note_step(writer, made, "De stroom is terug. De server startte vanzelf weer op.", clock.now())
        close_calamity(writer, made, "In het plan staat nu ook het nummer van de netbeheerder.", clock.now())


def copy_everything() -> None:
    """Make a first copy where the settings say, unless there is one."""
    at = configured()
    if at is not None and not Run.objects.using(OWNER).filter(kind="backup", succeeded=True).exists():
        back_up(at)
