"""A complaint under each regulation: who may handle it, every term and letter, how it ends, what stays apart."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pikepdf
import pypdf
import pytest
from django.db import ProgrammingError

from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import newcomer, opened
from tests.policy.clauses.register import Registered, register
from waarborg.complaints import (
    assigning,
    attaching,
    deciding,
    figures,
    flagged,
    going_on,
    letters,
    printing,
    selectors,
    uncovering,
)
from waarborg.complaints.attaching import Attached
from waarborg.complaints.choices import CameBy, Channel, Complainant, FileOf, Instance, Outcome, StepKind, Subject
from waarborg.complaints.deciding import Decided, Left, NewMeasure
from waarborg.complaints.models import Complaint, ComplaintFile
from waarborg.complaints.registering import NewComplaint, take_in
from waarborg.complaints.rules import covered_of
from waarborg.complaints.sealing import Said
from waarborg.complaints.watching import empty, watch
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.overviews import SMALLEST_GROUP
from waarborg.retention.holds import holds_in
from waarborg.rights.models import IncomingRequest
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

ALL = pytest.mark.parametrize("here", register(), ids=lambda each: each.name)
UNDER = pytest.mark.parametrize(
    "here", [each for each in register() if each.name == "partner-in-werk"], ids=lambda each: each.name
)
WHOLE = Said(
    name="Robin Klager",
    address="Proefstraat 7",
    place="Proefdam",
    phone="0612345678",
    dated="2026-11-02",
    signed=True,
    description="Mijn afspraken gingen drie keer niet door, en niemand belde.",
)


def officer(house: House) -> Actor:
    """Somebody who handles complaints and has no part in anything."""
    return newcomer(house, "karin", "complaints_officer")


def made(house: House, by: str = "coach", **different: Any) -> UUID:
    """A complaint, about a dossier of its own: one that is open holds what others look at."""
    if "dossier_id" not in different:
        different["dossier_id"] = opened(house).dossier_id
    said: dict[str, Any] = {
        "said": WHOLE,
        "complainant": Complainant.CLIENT,
        "came_by": CameBy.LETTER,
        "subject": Subject.EMPLOYEE,
        "received_on": clock.today(),
        "about_on": clock.today() - timedelta(days=20),
        "about_id": house.actor("coach").account_id,
    }
    return take_in(house.actor(by), NewComplaint(**{**said, **different}))


def taken_on(house: House, **different: Any) -> tuple[Actor, UUID]:
    karin, complaint = officer(house), made(house, **different)
    assigning.assign(karin, complaint, karin.somebody)
    return karin, complaint


def text_of(actor: Actor, complaint: UUID, letter: UUID) -> str:
    return text_of_pdf(letters.open_letter(actor, complaint, letter))


def text_of_pdf(content: bytes) -> str:
    pdf = pypdf.PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def confirmed(karin: Actor, complaint: UUID) -> UUID:
    going_on.plan_meeting(karin, complaint, clock.today() + timedelta(days=5), "")
    letter = going_on.confirm(karin, complaint, "Op kantoor")
    letters.give(karin, complaint, letter, Channel.LETTER, clock.today())
    return letter


def number_of(house: House, dossier_id: UUID) -> str:
    with open_door(house.actor("coach"), "read", dossier_id=dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        return str(door.dossier["number"])


def a_pdf() -> bytes:
    made, written = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(written)
    return written.getvalue()


def past_the_service(actor: Actor, complaint: UUID, **columns: object) -> int:
    with open_door(actor, "write") as door:
        door.note(Kind.COMPLAINTS_READ)
        return Complaint.objects.filter(pk=complaint).update(**columns)


@pytest.mark.clause(
    "PIW-K3.3",
    "PIW-K4.2a",
    "PIW-K4.2b",
    "PIW-K6.1c",
    "BNW-p15a",
    "BNW-p15b",
    "CLICK-2.1.3",
    "JMW-9.1",
    "JMW-9.2",
    "WP-2.1.2",
)
@ALL
def test_a_complaint_from_receipt_to_decision(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    karin, complaint = taken_on(house)
    seen = selectors.one(karin, complaint)
    assert (seen.mine, seen.missing) == (True, [])
    if covered_of(karin):
        assert seen.said.name == "", "who complains is covered until somebody says what for"
        uncovering.look(karin, complaint, "Om de klager te bellen over de dag.")
    assert selectors.one(karin, complaint).said.name == "Robin Klager"
    confirmed(karin, complaint)
    going_on.heard(karin, complaint, "De klager en de coach zijn gehoord.", clock.today())
    decided = Decided(
        outcome=Outcome.PARTLY,
        reasons="Twee van de drie keer was de coach ziek, en dat had iemand moeten zeggen.",
        measures=[
            NewMeasure(
                what="Bij ziekte belt een collega alle afspraken af",
                for_account_id=house.actor("coach").somebody,
                due_on=clock.today() + timedelta(days=30),
            )
        ],
    )
    letter = deciding.decide(karin, complaint, decided)
    assert selectors.one(karin, complaint).line.outcome is None, "a letter in a drawer decides nothing"
    text = text_of(karin, complaint, letter)
    for words in (
        "Robin Klager",
        "voor een deel gegrond",
        "dat had iemand moeten zeggen",
        "Blik op Werk",
        "Autoriteit",
    ):
        assert words in text, words
    assert "CG-Raad" not in text
    letters.give(karin, complaint, letter, Channel.LETTER, clock.today())
    assert selectors.one(karin, complaint).line.outcome is Outcome.PARTLY


@pytest.mark.clause("PIW-K4.7")
@ALL
def test_who_handles_it_has_no_part_in_it_for_the_program_and_for_the_database(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    karin, complaint = officer(house), made(house)
    involved = newcomer(house, "kees", "complaints_officer")
    other = made(house, about_id=involved.account_id)
    with pytest.raises(NotFound):
        selectors.one(involved, other)  # the one complained about
    with pytest.raises(InvalidInput) as no:
        assigning.assign(karin, other, involved.somebody)
    assert set(no.value.fields) == {"handler"}
    coach = house.actor("coach")
    with pytest.raises((NotFound, Refused)):
        assigning.assign(coach, complaint, coach.somebody)
    with pytest.raises((NotFound, Refused)):
        selectors.one(coach, complaint)
    with pytest.raises(ProgrammingError, match="not involved"):
        past_the_service(karin, complaint, handler_id=coach.somebody)
    assigning.assign(karin, complaint, karin.somebody)
    with pytest.raises(NotFound):
        selectors.one(involved, complaint)  # once somebody handles it, nobody else opens it
    assert complaint in {one.id for one in selectors.register(involved).lines}, "but that it is there is known"


@pytest.mark.clause("PIW-K3.5", "PIW-K4.4", "PIW-K4.6a", "PIW-K4.6b")
@UNDER
def test_a_complaint_is_left_only_for_an_open_reason_in_time_and_by_letter(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    year_ago = clock.today().replace(year=clock.today().year - 1)
    karin, young = taken_on(house, about_on=year_ago)
    assert "too_old" not in selectors.one(karin, young).reasons, "exactly a year ago is not longer than a year"
    _karin, old = taken_on(house, about_on=year_ago - timedelta(days=1))
    assert "too_old" in selectors.one(karin, old).reasons
    left = Left(because="too_old", reasons="Wij kunnen dit na zo lange tijd niet meer nagaan.")
    with pytest.raises(InvalidInput):
        deciding.refuse(karin, young, left)
    third = Left(because="about_third_party", reasons="De werkgever zelf besloot hierover, niet wij.")
    with pytest.raises(InvalidInput) as no:
        deciding.refuse(karin, young, third)
    assert set(no.value.fields) == {"third_party"}, "who it is about, and what shows it"
    letter = deciding.refuse(karin, old, left)
    assert "na zo lange tijd" in text_of(karin, old, letter)
    with pytest.raises(ProgrammingError, match="letter that was given"):
        past_the_service(karin, old, outcome="not_taken_up", refused_because="too_old", ended_on=clock.today())
    letters.give(karin, old, letter, Channel.LETTER, clock.today())
    assert selectors.one(karin, old).line.outcome is Outcome.NOT_TAKEN_UP
    with pytest.raises(Conflict):
        going_on.heard(karin, old, "Toch nog gesproken met de klager.", clock.today())
    waits = deciding.refuse(karin, young, replace(third, third_party="De werkgever, blijkens de brief erbij"))
    with clock.travel(clock.now() + timedelta(days=29)):
        with pytest.raises(Conflict):
            letters.give(karin, young, waits, Channel.LETTER, clock.today())  # after four weeks it is decided on
        assert selectors.one(karin, young).reasons == ()
        with pytest.raises(ProgrammingError, match="too late to leave"):
            past_the_service(
                karin, young, outcome="not_taken_up", refused_because="about_third_party", ended_on=clock.today()
            )


@pytest.mark.clause("PIW-K2.1", "PIW-K3.4", "PIW-K3.6a", "PIW-K3.6b", "PIW-K4.1a", "PIW-K4.1b", "PIW-K4.5")
@UNDER
def test_talk_first_then_paper_what_is_missing_and_the_log(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    said = replace(WHOLE, phone="", signed=False, address="")
    karin, complaint = taken_on(house, came_by=CameBy.TELEPHONE, said=said)
    assert selectors.one(karin, complaint).line.next_by is None, "what is said starts no term"
    going_on.write_down(karin, complaint, StepKind.TALKED, "De klager wil toch een brief sturen.")
    with pytest.raises(Conflict):
        going_on.confirm(karin, complaint, "")
    received = clock.today()
    going_on.put_in_writing(karin, complaint, received)
    seen = selectors.one(karin, complaint)
    assert seen.missing == ["address", "phone", "signature"]
    assert (seen.line.confirm_by, seen.line.refuse_by, seen.line.decide_by) == (
        received + timedelta(weeks=2),
        received + timedelta(weeks=4),
        received + timedelta(weeks=6),
    )
    with pytest.raises(InvalidInput):
        going_on.ask_missing(karin, complaint, "", clock.today())
    letter = going_on.ask_missing(karin, complaint, "", clock.today() + timedelta(days=12))
    assert "uw telefoonnummer" in text_of(karin, complaint, letter)
    with clock.travel(clock.now() + timedelta(days=9)):
        letters.give(karin, complaint, letter, Channel.LETTER, clock.today())
        going_on.complete(karin, complaint, {"phone": "0612345678", "signed": True, "address": "Proefstraat 7"})
        after = selectors.one(karin, complaint)
        assert (after.missing, after.line.decide_by) == ([], seen.line.decide_by), "the first day stays"
        with pytest.raises(Conflict):
            going_on.confirm(karin, complaint, "")  # no meeting, and no reason why not
        with pytest.raises(Conflict):
            going_on.more_time(karin, complaint, "Wij wachten nog op een collega.")  # no rule lengthens it
        asked_by = going_on.ask_status(karin, complaint)
        assert asked_by == clock.today() + timedelta(weeks=1)
        told = going_on.tell_status(karin, complaint, "Het gesprek wordt gepland.")
        letters.give(karin, complaint, told, Channel.LETTER, clock.today())
        with pytest.raises(ProgrammingError, match="first receipt stays"):
            past_the_service(karin, complaint, received_on=clock.today())


@pytest.mark.clause("PIW-K4.3", "PIW-K6.1a", "PIW-K6.1b", "PIW-K6.2a", "PIW-K6.2b", "PIW-K6.3")
@UNDER
def test_after_the_decision_the_ladder_the_mediator_and_at_last_with_consent_the_insurer(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    karin, complaint = taken_on(house)
    confirmed(karin, complaint)
    with pytest.raises(Conflict):
        going_on.did_not_cooperate(karin, complaint, "De klager kwam niet.")  # the day has to be over first
    with clock.travel(clock.now() + timedelta(days=6)):
        after_who_did_not_come(karin, complaint)


def after_who_did_not_come(karin: Actor, complaint: UUID) -> None:
    going_on.did_not_cooperate(karin, complaint, "De klager kwam twee keer niet.")
    decided = Decided(outcome=Outcome.REJECTED, reasons="Er is niet gebleken dat iemand iets verkeerd deed.")
    letter = deciding.decide(karin, complaint, decided)
    text = text_of(karin, complaint, letter)
    assert "besloten wij met wat er was" in text
    assert text.index("Uwv") < text.index("Ieder(in)") < text.index("Blik op Werk") < text.index("rechtsbijstand")
    letters.give(karin, complaint, letter, Channel.LETTER, clock.today())
    kept = selectors.one(karin, complaint).keep_until
    assert kept == clock.today().replace(year=clock.today().year + 2)
    with pytest.raises(Conflict):
        deciding.go_further(karin, complaint, Instance.INSURER, "Naar de verzekeraar van het bureau.")
    with pytest.raises(InvalidInput):
        deciding.go_further(
            karin,
            complaint,
            Instance.MEDIATOR,
            "Mediator De Boer, ingeschreven in het register.",
            costs_agreed_on=clock.today() + timedelta(days=1),
        )
    deciding.go_further(karin, complaint, Instance.PRINCIPAL, "De klager schreef de opdrachtgever.")
    assert selectors.one(karin, complaint).keep_until is None, "as long as somebody else has it, it is kept"
    deciding.further_done(karin, complaint, "De opdrachtgever vond het besluit goed.")
    with pytest.raises(Conflict):
        deciding.go_further(karin, complaint, Instance.INSURER, "Naar de verzekeraar van het bureau.")
    with pytest.raises(ProgrammingError, match="insurer comes last"):
        past_the_service(karin, complaint, appeal="insurer")
    going_on.write_down(karin, complaint, StepKind.INSURER_CONSENT, "De klager vindt het goed, per brief.")
    with pytest.raises(Conflict):
        deciding.go_further(karin, complaint, Instance.INSURER, "Naar de verzekeraar van het bureau.")
    attaching.add(karin, complaint, [Attached("brief.pdf", io.BytesIO(a_pdf()))], FileOf.CONSENT)
    deciding.go_further(karin, complaint, Instance.INSURER, "Naar de verzekeraar van het bureau.")
    assert selectors.one(karin, complaint).line.appeal is Instance.INSURER


def decided_and_given(karin: Actor, complaint: UUID) -> None:
    confirmed(karin, complaint)
    going_on.heard(karin, complaint, "Beide kanten zijn gehoord.", clock.today())
    decided = Decided(outcome=Outcome.UPHELD, reasons="De klager heeft gelijk gekregen.")
    letters.give(karin, complaint, deciding.decide(karin, complaint, decided), Channel.LETTER, clock.today())


@pytest.mark.clause("PIW-K5.1a", "PIW-K5.1b")
@UNDER
def test_a_complaint_holds_destruction_flags_what_is_decided_meanwhile_and_ends_by_itself(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    of_whom = opened(house)
    karin, complaint = taken_on(house, dossier_id=of_whom.dossier_id)
    system = system_at(house.agency.organisation.pk, using="worker")

    def held() -> list[str]:
        with open_door(system, "read", dossier_id=of_whom.dossier_id, using="worker") as door:
            door.note(Kind.RETENTION_SHOWN)
            return [one.hold for one in holds_in(door)]

    assert held() == ["pending_complaint"]
    coach, responsible = house.actor("coach"), house.actor("responsible")
    with open_door(coach, "read", dossier_id=of_whom.dossier_id) as door:
        door.note(Kind.TRAJECTORY_CLOSED)
    watch(system)
    (act,) = [one for one in flagged.acts(responsible) if one.number == number_of(house, of_whom.dossier_id)]
    assert Task.objects.using("owner").get(subject_id=act.id).for_role == "responsible"
    with pytest.raises(NotFound):
        flagged.acts(coach)
    with pytest.raises((NotFound, Refused)):
        selectors.one(responsible, complaint)  # who looks at the act reads nothing of the complaint
    flagged.look_back(responsible, act.id, flagged.FAIR)
    assert act.id not in {one.id for one in flagged.acts(responsible)}
    last_year, this_quarter = clock.today().year, (clock.today().month + 2) // 3
    assigning.match(karin, complaint, number_of(house, of_whom.dossier_id))
    attaching.add(karin, complaint, [Attached("stuk.pdf", io.BytesIO(a_pdf()))], FileOf.EVIDENCE)
    decided_and_given(karin, complaint)
    assert held() == []
    with clock.travel(clock.now() + timedelta(days=800)):
        assert empty(system) >= 1
        assert complaint not in {one.id for one in selectors.register(karin).lines if one.own}
        assert not ComplaintFile.objects.using("owner").filter(complaint_id=complaint)
        (last,) = [one for one in figures.quarters(karin, last_year) if one.quarter == this_quarter]
        assert last.submitted >= last.taken_up_in_time >= 1, "the counts stay when the file is gone"
        total = figures.report(karin, last_year).total
        assert total is None or total >= SMALLEST_GROUP, "few complaints are not told"
        assert printing.report_pdf(karin, last_year, "nl").startswith(b"%PDF")
    row = Complaint.objects.using("owner").get(pk=complaint)
    assert (row.sealed, row.dossier_id, row.about_id, row.handler_id) == (None, None, None, None)
    assert row.outcome == Outcome.UPHELD, "the number and what became of it stay in the register"


@UNDER
def test_last_days_are_watched_and_a_request_in_it_has_its_own_clock(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    karin, complaint = taken_on(house)
    system = system_at(house.agency.organisation.pk, using="worker")
    received = clock.today()
    going_on.request_found(karin, complaint, "access", "Ik wil zien wat er over mij staat.")
    asked = IncomingRequest.objects.using("owner").order_by("pk").last()
    assert asked
    assert clock.day_of(asked.received_at) == received
    for days, kind in ((12, TaskKind.COMPLAINT_SOON), (16, TaskKind.COMPLAINT_LATE)):
        with clock.travel(clock.now() + timedelta(days=days)):
            watch(system)
            watch(system)
            asked_of = Task.objects.using("owner").filter(subject_id=complaint, kind=kind)
            assert [task.for_account_id for task in asked_of] == [karin.somebody], "once"
            assert not asked_of.exclude(dossier_id=None), "nothing of it stands with the dossier"
