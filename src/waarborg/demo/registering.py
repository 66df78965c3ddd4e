"""What somebody of an example agency wrote for its registers: the impact assessment, and the devices."""

from __future__ import annotations

import datetime as dt

from waarborg.adoption.services import OWNER
from waarborg.demo.establishing import Agency
from waarborg.kernel import clock
from waarborg.registers.choices import WrittenKind
from waarborg.registers.models import Written
from waarborg.registers.reading import writes_registers
from waarborg.registers.texts import starting_texts, write

BEFORE = dt.timedelta(days=60)
WEIGHED = "\n\nOns oordeel: het risico dat overblijft is klein. Over een jaar kijken wij opnieuw."
DEVICES = (
    "Laptop 1 tot en met 6: versleuteld, virusscanner bijgewerkt, aanmelden in twee stappen, deze maand nagekeken.\n"
    "Telefoon 1 tot en met 4: versleuteld, op afstand te wissen."
)


def fill_registers(agency: Agency) -> None:
    """Write both, once."""
    if Written.objects.using(OWNER).filter(organisation_id=agency.id).exists():
        return
    actors = (agency.actor(key) for key in agency.accounts)
    writer = next((actor for actor in actors if writes_registers(actor)), None)
    if writer is None:
        return
    with clock.travel(agency.moment(max(agency.population.seeded_on - BEFORE, agency.starts_on), 14, 20)):
        write(writer, WrittenKind.IMPACT, starting_texts()[WrittenKind.IMPACT.value] + WEIGHED)
        write(writer, WrittenKind.DEVICES, DEVICES)
