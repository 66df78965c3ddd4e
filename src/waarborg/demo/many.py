"""What the example agencies do about many at once: a client who objects, and a list made ready."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from waarborg.adoption.services import OWNER
from waarborg.demo.agendas import GUIDED
from waarborg.demo.establishing import Agency
from waarborg.demo.filing import ClientFile
from waarborg.demo.people import ClientStory
from waarborg.demo.standing import dossiers_made, standing_of
from waarborg.disclosures import ways
from waarborg.disclosures.preparing import WHY
from waarborg.dossiers.models import ClientDeclaration
from waarborg.dossiers.objections import objecting_under, record_objection
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.mailings.invited import record_reading, standing
from waarborg.mailings.models import AddressList
from waarborg.mailings.preparing import SaidOfList, prepare_list
from waarborg.mailings.rules import ListRule, lists_open
from waarborg.mailings.weighing import AskedList, weigh_list
from waarborg.parties.services import NewAssurance, assure, register_party
from waarborg.policy.model.catalogue import PurposeRule

READING = (
    "Wat cliënten van de begeleiding vinden, hoort bij goed werk, en het keurmerk vraagt het van iedereen. Wij vragen "
    "niets over iemand. Nee zeggen kan altijd, ook vooraf."
)
REASON = "Nagegaan en opgeschreven."
AIM = "Voor een aanbod in de regio."
NAME = "Kansen Dichtbij"
ADDRESS = "post@kansendichtbij.example"


def do_for_many(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Write an objection down, and make a list ready, each once."""
    _objects(agency, clients)
    for key in agency.accounts:
        actor = agency.actor(key)
        rules = lists_open(actor)
        if rules and not AddressList.objects.using(OWNER).filter(organisation_id=agency.id).exists():
            _prepare(agency, actor, rules[0])
    _read_on_surveys(agency)


def _read_on_surveys(agency: Agency) -> None:
    """Where no article asks consent, the responsible reads one so that clients may be invited to a survey."""
    who = agency.who_may("oversee")
    found = standing(who)
    if not found.consent_by and found.reading is None:
        articles = agency.in_force.regulation.articles
        article = next(one.number for one in articles if any(isinstance(rule, PurposeRule) for rule in one.rules))
        record_reading(who, article=article, reasons=READING)


def _objects(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """The first client who is being guided objects to recruitment."""
    facts = objecting_under(agency.in_force).facts
    if ClientDeclaration.objects.using(OWNER).filter(organisation_id=agency.id, fact__in=facts).exists():
        return
    for client, dossier_id in zip(clients, dossiers_made(agency.id), strict=False):
        if client.stage in GUIDED:
            coach = ClientFile(agency, client, standing_of(dossier_id)).worker(client.trajectories[-1])
            with suppress(Refused):
                record_objection(coach, dossier_id, form="any_form", on=clock.today())
                return


def _prepare(agency: Agency, actor: Actor, rule: ListRule) -> None:
    who = agency.who_may("assign")
    party = register_party(who, kind=rule.recipient, name=NAME)
    for fact in sorted(ways.ASSURED):
        assure(who, party, NewAssurance(fact=fact, from_on=clock.today(), shown_by="Overeenkomst met de ontvanger."))
    for purpose in ways.purposes(actor, rule.recipient):
        for ground in ways.grounds(actor, rule.recipient, purpose):
            asked = AskedList(rule=rule, party_id=party, purpose=purpose, ground=ground)
            asked = replace(asked, stated=frozenset(ways.statements(actor, asked.way)))
            if weigh_list(actor, asked).people:
                reasons = {**dict.fromkeys(asked.stated, REASON), WHY: AIM}
                with suppress(InvalidInput):
                    prepare_list(actor, asked, SaidOfList(address=ADDRESS, reasons=reasons))
                return
