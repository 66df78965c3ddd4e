"""Complaining without anybody of the agency: in the client's own pages, and by the form that asks no account."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import ProgrammingError
from django.test import Client
from django.urls import reverse

from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.running import newcomer, opened, signed_in
from tests.apps.clauses.test_complaints import (
    ALL,
    UNDER,
    made,
    number_of,
    officer,
    past_the_service,
    taken_on,
    text_of,
)
from tests.apps.clauses.test_handing_over import comes_in
from tests.apps.clauses.test_own_pages import come_in
from tests.policy.clauses.register import Registered, register
from waarborg.complaints import assigning, deciding, going_on, letters, selectors
from waarborg.complaints.choices import CameBy, Channel, Complainant, Outcome, Subject
from waarborg.complaints.deciding import Left
from waarborg.complaints.models import Complaint
from waarborg.complaints.registering import NewComplaint, send_in
from waarborg.complaints.rules import may_open_any, procedure_for
from waarborg.complaints.sealing import Said
from waarborg.dossiers.models import Trajectory
from waarborg.dossiers.services import Opened
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task


@ALL
def test_the_register_opens_for_exactly_whom_the_menu_shows_it(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    known = house.actor("coach").in_force.policy.roles
    for role in {"complaints_officer", "privacy_officer", "administration"} & set(known):
        actor = newcomer(house, f"opens-{role}", role)
        found = signed_in(actor).get(reverse("desk:complaints")).status_code
        assert (found == 200) == may_open_any(actor), role
        assert signed_in(actor).get(reverse("desk:complaint_new")).status_code in {200, 404}, role


@pytest.mark.clause("PIW-K3.1", "PIW-K3.2")
@ALL
def test_a_client_complains_in_their_own_pages_and_the_coach_sees_nothing_of_it(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    of_whom = opened(house)
    client = come_in(house, of_whom)
    browser, karin = signed_in(client), officer(house)
    wrong = browser.post(reverse("mine:complaint_new"), {"description": "Te laat", "name": "Chris"})
    assert wrong.status_code == InvalidInput.status
    said = {"description": "Mijn coach belde mij drie weken niet terug.", "name": "Chris de Client"}
    there = browser.post(reverse("mine:complaint_new"), said)
    assert there.status_code == 302
    assert "drie weken niet terug" in browser.get(there["Location"]).content.decode()
    complaint = Complaint.objects.using("owner").get(dossier_id=of_whom.dossier_id)
    coach = signed_in(house.actor("coach"))
    number = reverse("desk:timeline", args=[number_of(house, of_whom.dossier_id)])
    assert "een klacht" not in coach.get(number).content.decode().lower()
    assert coach.get(reverse("desk:complaint", args=[complaint.pk])).status_code in {403, 404}
    desk = signed_in(karin)
    page = reverse("desk:complaint", args=[complaint.pk])
    assert "drie weken niet terug" in desk.get(page).content.decode()
    assert desk.post(f"{page}behandelaar/", {"handler": str(karin.somebody)}).status_code == 302
    assert desk.post(f"{page}gesprek/", {"words": ""}).status_code == InvalidInput.status
    meet = (clock.today() + timedelta(days=4)).isoformat()
    assert desk.post(f"{page}gesprek/", {"meeting_on": meet, "words": "Op kantoor"}).status_code == 302
    assert desk.post(f"{page}bevestigen/", {"place": "Op kantoor"}).status_code == 302
    assert "(PDF)" not in browser.get(there["Location"]).content.decode(), "not given yet"
    assert browser.post(f"{there['Location']}stand/").status_code == 302
    assert browser.post(f"{there['Location']}intrekken/").status_code == 302
    assert selectors.one(karin, complaint.pk).line.outcome is Outcome.WITHDRAWN


@pytest.mark.clause("PIW-K3.1")
@pytest.mark.parametrize(
    "here",
    [each for each in register() if each.name in {"partner-in-werk", "jm-werkt"}],
    ids=lambda each: each.name,
)
def test_a_principal_complains_in_the_portal_about_its_own_commissions_only_where_the_procedure_names_it(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    mine, other = opened(house), opened(house, "municipality")
    paula, petra = (comes_in(house, principal_of(one), f"klaagt-{one.number}") for one in (mine, other))
    browser = signed_in(paula)
    form = reverse("portal:complaint_new", args=[mine.number])
    said = {"description": "Wij wachten al weken op het rapport dat was beloofd.", "name": "Paula Principaal"}
    offered = form in browser.get(reverse("portal:commission", args=[mine.number])).content.decode()
    assert offered == (here.name == "partner-in-werk")
    if not offered:
        assert [browser.get(form).status_code, browser.post(form, said).status_code] == [404, 404]
        assert signed_in(officer(house)).post(reverse("desk:complaint_new"), by_letter()).status_code == 422
        return
    assert browser.post(form, {**said, "description": "Te laat"}).status_code == InvalidInput.status
    assert browser.get(reverse("portal:complaint_new", args=[other.number])).status_code == 404
    assert browser.post(form, said).status_code == 302
    kept = Complaint.objects.using("owner").get(dossier_id=mine.dossier_id)
    assert (kept.complainant, kept.party_id, kept.written) == ("principal", principal_of(mine), True)
    with pytest.raises(ProgrammingError, match="row-level security"):
        complained_past_the_service(paula, kept, other)

    number = f"K{kept.year}-{kept.number:03}"
    assert number in browser.get(reverse("portal:start")).content.decode()
    assert number not in signed_in(petra).get(reverse("portal:start")).content.decode()
    assert selectors.own(paula) == [], "how it stands, and nothing else"
    coach, client, karin = house.actor("coach"), come_in(house, mine), officer(house)
    assert number not in signed_in(coach).get(reverse("desk:timeline", args=[mine.number])).content.decode()
    assert selectors.own(client) == []
    assigning.assign(karin, kept.pk, karin.somebody)
    assert selectors.one(karin, kept.pk).party == "Uwv"

    desk, taking = signed_in(karin), reverse("desk:complaint_new")
    assert desk.post(taking, by_letter()).status_code == InvalidInput.status, "which principal?"
    told = by_letter(party_id=str(principal_of(mine)), follows_id=str(kept.pk))
    there = desk.post(taking, told)
    assert there.status_code == 302
    page = desk.get(there["Location"]).content.decode()
    assert number in page
    assert "Uwv" in page


def principal_of(made: Opened) -> UUID:
    found = Trajectory.objects.using("owner").get(pk=made.trajectory_id).principal_id
    assert found
    return found


def by_letter(**different: str) -> dict[str, str]:
    """A principal's letter about how its complaint was handled, as it is written down."""
    return {
        "complainant": "principal",
        "name": "Paula Principaal",
        "came_by": "letter",
        "received_on": clock.today().isoformat(),
        "subject": "complaint_handling",
        "description": "Op onze eerdere klacht kwam geen antwoord.",
        **different,
    }


def complained_past_the_service(actor: Actor, kept: Complaint, other: Opened) -> None:
    """As the application, about a commission of another principal."""
    with open_door(actor, "write") as door:
        row = Complaint(**{one.attname: getattr(kept, one.attname) for one in kept._meta.concrete_fields})
        row.pk, row.number, row.dossier_id = new_id(), kept.number + 100, other.dossier_id
        row.decision_id = door.note(Kind.COMPLAINT_MADE)
        Complaint.objects.bulk_create([row])


@pytest.mark.clause("PIW-K2.2")
@UNDER
def test_anybody_complains_without_an_account_and_the_handler_says_whose_it_is(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    slug = house.agency.organisation.slug
    said = {
        "description": "Niemand belde mij terug, al weken niet.",
        "complainant": "client",
        "name": "Sam Voorbijganger",
        "email": "sam@voorbeeld.invalid",
    }
    assert Client().post(reverse("site:complaint_new", args=[slug]), said).status_code == 302
    complaint = Complaint.objects.using("owner").filter(came_by=CameBy.FORM).latest("recorded_at").pk
    karin = officer(house)
    assigning.assign(karin, complaint, karin.somebody)
    with pytest.raises(InvalidInput):
        assigning.match(karin, complaint, "BESTAAT-NIET")
    with pytest.raises(Conflict):
        deciding.refuse(karin, complaint, Left(because="about_third_party", reasons="Het gaat over een ander."))
    assigning.without_dossier(karin, complaint, "Geen dossier op deze naam, wel een brief van ons.")
    assigning.match(karin, complaint, number_of(house, opened(house).dossier_id))
    assert Complaint.objects.using("owner").get(pk=complaint).principal_kind == "uwv"
    assert selectors.one(karin, complaint).missing == ["address", "place", "phone", "signature"]


@pytest.mark.clause("PIW-K4.7")
@ALL
def test_whom_a_complaint_turns_out_to_be_about_has_no_part_in_it_from_then_on(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    karin, kees = officer(house), newcomer(house, "kees", "complaints_officer")
    said = Said(name="Sam Voorbijganger", phone="0612345678", description="Kees belde mij nooit terug.")
    sent = NewComplaint(
        said=replace(said, about_whom="mevrouw Kees"),
        complainant=Complainant.OTHER,
        came_by=CameBy.FORM,
        subject=Subject.OTHER,
        received_on=clock.today(),
    )
    organisation = house.agency.organisation.pk
    named = send_in(organisation, sent)
    seen = {one.id for one in selectors.register(kees).lines}
    assert named not in seen, "named on the form: nothing of it from the first"
    assert named in {one.id for one in selectors.register(karin).lines}
    later = send_in(organisation, replace(sent, said=said))
    assert later in {one.id for one in selectors.register(kees).lines}
    assigning.assign(karin, later, karin.somebody)
    assert assigning.name_accused(karin, later, kees.somebody, "Dat zei de klager aan de telefoon.") is True
    assert later not in {one.id for one in selectors.register(kees).lines}
    assert assigning.name_accused(karin, later, None) is True
    with pytest.raises(ProgrammingError, match="not that person"):
        past_the_service(karin, later, about_id=karin.somebody)
    assert assigning.name_accused(karin, later, karin.somebody) is False, "they give it back"
    with pytest.raises(NotFound):
        selectors.one(karin, later)
    assert selectors.one(kees, later).handler == ""
    assigning.assign(kees, later, kees.somebody)
    other = newcomer(house, "kim", "complaints_officer")
    with pytest.raises(ProgrammingError, match="given on by who handles it"):
        past_the_service(other, later, handler_id=other.somebody)
    leads = house.actor(next(role for role in procedure_for(kees).steps.leaders if role in house.agency.accounts))
    assert assigning.name_accused(kees, later, leads.somebody) is True
    row = Complaint.objects.using("owner").get(pk=later)
    assert not set(row.seen_by) & set(leads.roles), "one about who leads is handled by others"
    with pytest.raises((NotFound, Refused)):
        selectors.one(leads, later)


@UNDER
def test_whose_commission_it_is_counts_from_the_first_day_whoever_takes_it_in(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    of_whom = opened(house)
    browser = signed_in(come_in(house, of_whom))
    said = {"description": "Mijn coach belde mij drie weken niet terug.", "name": "Chris de Client"}
    assert browser.post(reverse("mine:complaint_new"), said).status_code == 302
    theirs = Complaint.objects.using("owner").get(dossier_id=of_whom.dossier_id)
    ours = Complaint.objects.using("owner").get(pk=made(house))
    assert (theirs.principal_kind, ours.principal_kind) == ("uwv", "uwv")


@pytest.mark.clause("PIW-K4.2b", "PIW-K4.2c")
@ALL
def test_the_complainant_and_whom_it_is_about_are_invited_to_the_hearing(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    karin, complaint = taken_on(house)
    with pytest.raises(Conflict):
        going_on.invite(karin, complaint, "Op kantoor, tien uur", "", accused=True)
    on = clock.today() + timedelta(days=5)
    going_on.plan_meeting(karin, complaint, on, "")
    letter = going_on.invite(karin, complaint, "Op kantoor, tien uur", "Mirjam van het bureau", accused=True)
    text = text_of(karin, complaint, letter)
    for words in ("Op kantoor, tien uur", "Mirjam van het bureau", "iemand meenemen"):
        assert words in text
    letters.give(karin, complaint, letter, Channel.LETTER, clock.today())
    asked = Task.objects.using("owner").get(subject_id=complaint, kind=TaskKind.COMPLAINT_HEARING)
    assert (asked.for_account_id, asked.due_on, asked.dossier_id) == (house.actor("coach").somebody, on, None)
    with pytest.raises(Conflict):
        going_on.did_not_cooperate(karin, complaint, "De klager kwam niet.")
    with clock.travel(clock.now() + timedelta(days=6)):
        going_on.did_not_cooperate(karin, complaint, "De klager kwam niet en liet niets horen.")
