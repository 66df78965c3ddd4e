"""That a principal or an employer was told of a breach, on the lists of to whom something went.

    register()      let those lists ask here

The client finds there that a principal of theirs was told; who weighs breaches, everybody who was. No letter names
anybody, and of a breach that is deliberately not told to a client their list says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.breaches.choices import ToWhom
from waarborg.breaches.models import BreachNotice
from waarborg.breaches.rules import handles, numbered_as
from waarborg.disclosures.elsewhere import AlsoWent, also_told_by
from waarborg.gate.door import Door
from waarborg.kernel import clock

RECIPIENTS = {ToWhom.CONTROLLER: "principal", ToWhom.PRINCIPAL: "principal", ToWhom.EMPLOYER: "employer"}
"""As what kind of recipient the vocabulary knows whom is told."""


def register() -> None:
    """Let what was told of breaches stand on the lists of to whom something went."""
    also_told_by(_of_client, _of_period)


def _of_client(door: Door) -> Iterator[AlsoWent]:
    """One statement."""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select * from gate.breaches_told_of(%s)", [UUID(door.dossier["id"])])
        for year, number, party, told_at, channel, article in cursor.fetchall():
            yield AlsoWent(
                on=clock.day_of(told_at),
                recipient="principal",
                name=party,
                what=_("That your data were in data breach %(name)s; nobody is named in it")
                % {"name": numbered_as(year, number)},
                channel=channel,
                articles=(article,) if article else (),
            )


def _of_period(door: Door, from_on: date, until_on: date) -> Iterator[AlsoWent]:
    """One statement; none for who weighs no breaches."""
    if not handles(door.actor):
        return
    rows = BreachNotice.objects.using(door.using).filter(
        to__in=RECIPIENTS,
        left=False,
        told_at__gte=clock.start_of(from_on),
        told_at__lt=clock.start_of(until_on + timedelta(days=1)),
    )
    for row in rows.select_related("party", "breach").defer("sealed"):
        yield AlsoWent(
            on=clock.day_of(row.told_at),
            recipient=RECIPIENTS[ToWhom(row.to)],
            name=row.party.name if row.party else "",
            what=_("About data breach %(name)s") % {"name": numbered_as(row.breach.year, row.breach.number)},
            channel=row.channel,
            articles=(row.breach.article,) if row.breach.article else (),
        )
