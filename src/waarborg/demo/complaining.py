"""Complaints of the example agencies: one decided with a measure, one that waits for it, one of a principal, one by
the website.

Of the first something went to the principal where a rule lets it, on a consent that was signed; it is of the client who
signs in, so that they find it on their list of to whom something went.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from waarborg.adoption.services import OWNER
from waarborg.complaints import assigning, attaching, deciding, giving, going_on, letters
from waarborg.complaints.choices import CameBy, Channel, Complainant, FileOf, Instance, Outcome, StepKind, Subject
from waarborg.complaints.deciding import Decided, NewMeasure
from waarborg.complaints.models import Complaint
from waarborg.complaints.registering import NewComplaint, send_in, take_in
from waarborg.complaints.rules import handles_complaints, principals_complain
from waarborg.complaints.sealing import Said
from waarborg.demo.agendas import GUIDED
from waarborg.demo.establishing import Agency
from waarborg.demo.outsiders import largest
from waarborg.demo.people import ClientStory, Principal
from waarborg.demo.standing import dossiers_made, ordinary_dossier
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.letters.typesetting import typeset

OFFICER = "complaints_officer"
DECIDED_AGO, RUNNING_AGO, ASKED_AGO, SENT_AGO = 50, 16, 9, 2
"""How many days before today each came in."""
WHO = Said(
    name="W. Janssen", address="Lindelaan 4", place="Vlietdam", phone="0612345678", dated="2026-11-02", signed=True
)
WORDS = (
    "Mijn afspraak is drie keer verzet, en ik hoorde het pas toen ik er al was.",
    "In het gesprek werd ik onderbroken. Ik kreeg mijn verhaal niet verteld.",
)
REASONS = "Twee keer was de coach ziek. Dat had een collega moeten laten weten, en dat gebeurde niet."
MEASURE = "Bij ziekte belt een collega dezelfde ochtend alle afspraken af"
CONSENT = "Ik vind goed dat iemand van mijn opdrachtgever bij het gesprek is en mijn klacht leest."
LATE_REPORTS = "Drie rapporten kwamen later dan was afgesproken, en niemand belde ons daarover."
SENT = Said(
    name="M. de Boer", email="m.deboer@voorbeeld.invalid", description="Ik wacht al weken op een antwoord op mijn mail."
)


def clients_complain(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Take them in, and let who handles complaints go on with the first two. Again it changes nothing."""
    if Complaint.objects.using(OWNER).filter(organisation_id=agency.id).exists():
        return
    staff = [agency.actor(key) for key in agency.accounts if key.startswith(OFFICER)]
    first = ordinary_dossier(agency.id, clients)
    guided = [made for client, made in zip(clients, dossiers_made(agency.id), strict=False) if client.stage in GUIDED]
    guided = [first, *(made for made in guided if made != first)]
    today = agency.population.seeded_on
    for officer in [actor for actor in staff if handles_complaints(actor)][:1]:
        for ago, words, dossier_id in zip((DECIDED_AGO, RUNNING_AGO), WORDS, guided, strict=False):
            received = max(today - dt.timedelta(days=ago), agency.starts_on)
            with clock.travel(agency.moment(received, 10, 15)):
                made = _taken_on(officer, words, dossier_id)
            if ago == DECIDED_AGO and received + dt.timedelta(days=DECIDED_AGO // 2) <= today:
                _decide(agency, officer, made, received)
        if principals_complain(officer.in_force):
            with clock.travel(agency.moment(max(today - dt.timedelta(days=ASKED_AGO), agency.starts_on), 9, 5)):
                _principal_complains(agency, officer, largest(agency, clients))
    with clock.travel(agency.moment(today - dt.timedelta(days=SENT_AGO), 20, 40)):
        new = NewComplaint(
            said=SENT,
            complainant=Complainant.CLIENT,
            came_by=CameBy.FORM,
            subject=Subject.OTHER,
            received_on=clock.today(),
        )
        send_in(agency.id, new)


def _taken_on(officer: Actor, words: str, dossier_id: UUID) -> UUID:
    new = NewComplaint(
        said=replace(WHO, description=words),
        complainant=Complainant.CLIENT,
        came_by=CameBy.LETTER,
        subject=Subject.SERVICES,
        received_on=clock.today(),
        about_on=clock.today() - dt.timedelta(days=10),
        dossier_id=dossier_id,
    )
    made = take_in(officer, new)
    assigning.assign(officer, made, officer.somebody)
    going_on.plan_meeting(officer, made, clock.today() + dt.timedelta(days=8), "Op kantoor, met de klager alleen.")
    letters.give(
        officer, made, going_on.confirm(officer, made, "Op kantoor, om tien uur"), Channel.LETTER, clock.today()
    )
    return made


def _principal_complains(agency: Agency, officer: Actor, principal: Principal) -> None:
    """The principal whose people sign in: they see there how it stands."""
    new = NewComplaint(
        said=Said(name=principal.contact, acts_for=principal.name, email=principal.email, description=LATE_REPORTS),
        complainant=Complainant.PRINCIPAL,
        came_by=CameBy.EMAIL,
        subject=Subject.SERVICES,
        received_on=clock.today(),
        party_id=agency.commissioners[principal.key].party_id,
    )
    take_in(officer, new)


def _tell_the_principal(agency: Agency, officer: Actor, made: UUID, received: dt.date) -> None:
    """Something of it goes to the principal, on a consent that was signed, where a rule lets it."""
    if Instance.PRINCIPAL not in giving.may_go_to(officer.in_force, officer.roles):
        return
    with clock.travel(agency.moment(received + dt.timedelta(days=6), 9, 30)):
        said = {"organisation": WHO.name, "title": "Toestemming", "facts": [], "lines": [CONSENT]}
        signed = io.BytesIO(typeset("message", "nl", said, at=clock.now()))
        attaching.add(officer, made, [attaching.Attached("toestemming.pdf", signed)], FileOf.CONSENT)
        going_on.write_down(officer, made, StepKind.PRINCIPAL_YES, "De klager tekende de toestemming op papier.")
        new = giving.NewGiving(
            recipient=Instance.PRINCIPAL,
            name="De contactpersoon van de opdrachtgever",
            reason="Om zich op het gesprek voor te bereiden.",
            with_words=True,
        )
        giving.give(officer, made, giving.prepare(officer, made, new), Channel.LETTER, clock.today())


def _decide(agency: Agency, officer: Actor, made: UUID, received: dt.date) -> None:
    _tell_the_principal(agency, officer, made, received)
    with clock.travel(agency.moment(received + dt.timedelta(days=8), 11, 30)):
        going_on.heard(officer, made, "De klager vertelde wat er gebeurde. De coach zei dat het zo was.", clock.today())
    with clock.travel(agency.moment(received + dt.timedelta(days=20), 14, 0)):
        measure = NewMeasure(
            what=MEASURE, for_account_id=officer.somebody, due_on=clock.today() + dt.timedelta(days=60)
        )
        decided = Decided(outcome=Outcome.PARTLY, reasons=REASONS, measures=[measure])
        letters.give(officer, made, deciding.decide(officer, made, decided), Channel.LETTER, clock.today())
