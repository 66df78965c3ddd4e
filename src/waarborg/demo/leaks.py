"""Data breaches of the example agencies: one that was told and closed, and one that came in this morning.

The first concerns the client who signs in, and their principal was told of it in writing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from waarborg.adoption.services import OWNER
from waarborg.breaches import selectors
from waarborg.breaches.assessing import Weighing, assess
from waarborg.breaches.choices import Nature, Risk, ToldBy, ToWhom
from waarborg.breaches.closing import close, learn
from waarborg.breaches.finding import Search
from waarborg.breaches.listing import add, keep
from waarborg.breaches.models import Breach
from waarborg.breaches.party_letters import make_letter
from waarborg.breaches.reporting import NewBreach, report
from waarborg.breaches.rules import handles, may_report
from waarborg.breaches.sealing import Assessment
from waarborg.breaches.telling import Telling, tell
from waarborg.demo.establishing import Agency
from waarborg.demo.people import ClientStory
from waarborg.demo.standing import ordinary_dossier
from waarborg.dossiers.models import Dossier
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.parties.choices import PartyKind

BEFORE = dt.timedelta(days=40)
LOST = "Een map met brieven lag een uur bij de printer in de gang."
OPEN = "Mijn laptop stond open in de trein, met een dossier op het scherm. Een medereiziger keek mee."
WEIGHED = Assessment(
    reasons="De map lag achter een deur. Alleen collega's kwamen langs; zij zijn tot geheimhouding verplicht.",
    happened="Een map met brieven lag een uur bij de printer in de gang van ons kantoor.",
    consequences="Wij verwachten geen gevolgen: er kwamen alleen collega's langs.",
    measures="De map ligt weer in de kast. De printer geeft brieven nu pas af met een pas.",
    contact="Bel ons kantoor.",
)
LESSON = "De printer geeft alleen iets af als iemand zijn pas ervoor houdt."


def have_leaks(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Report both, and weigh and close the first. Again it changes nothing."""
    if Breach.objects.using(OWNER).filter(organisation_id=agency.id).exists():
        return
    staff = [actor for key in agency.accounts if may_report(actor := agency.actor(key))]
    handler = next((actor for actor in staff if handles(actor)), None)
    reporter = next((actor for actor in staff if not handles(actor)), None)
    if handler is None or reporter is None:
        return
    today = agency.population.seeded_on
    with clock.travel(agency.moment(max(today - BEFORE, agency.starts_on), 11, 5)):
        noticed = clock.now() - dt.timedelta(minutes=20)
        first = report(reporter, NewBreach(what=LOST, aware_at=noticed))
        number = Dossier.objects.using(OWNER).get(pk=ordinary_dossier(agency.id, clients)).number
        add(handler, first, number, "Een brief over deze persoon lag in de map.")
        assess(handler, first, Weighing(risk=Risk.UNLIKELY, nature=[Nature.SEEN], assessment=WEIGHED))
        _tell_principals(handler, first)
        learn(handler, first, LESSON, clock.today() + dt.timedelta(days=30))
        close(handler, first)
    with clock.travel(agency.moment(today, 7, 10)):
        made = report(reporter, NewBreach(what=OPEN, aware_at=clock.now(), goes_on=False))
        asked = Search(since=clock.now() - dt.timedelta(days=3), until=clock.now(), account_id=reporter.account_id)
        keep(handler, made, asked)


def _tell_principals(handler: Actor, breach_id: UUID) -> None:
    """By a letter that is kept, whoever commissioned the work for somebody whom it concerns."""
    for holder in selectors.one(handler, breach_id).holders:
        if holder.kind != PartyKind.CLIENT:
            to = ToWhom.CONTROLLER if holder.acts_as == "processor" else ToWhom.PRINCIPAL
            make_letter(handler, breach_id, to, holder.party_id)
            new = Telling(to=to, party_id=holder.party_id, told_at=clock.now(), channel=ToldBy.EMAIL)
            tell(handler, breach_id, new)
