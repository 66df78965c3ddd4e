"""To whom did my data go: the client's list equals, item by item, what left; of complaints nobody learns by it."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item
from tests.apps.clauses.running import newcomer, opened, signed_in
from tests.apps.clauses.test_breaches import reported, weighing
from tests.apps.clauses.test_complaints import a_pdf, officer, taken_on
from tests.apps.clauses.test_disclosing import every_way, givers, ready
from tests.apps.clauses.test_own_pages import come_in
from tests.policy.clauses.register import Registered, register
from waarborg.breaches import assessing, listing, selectors, telling
from waarborg.breaches.choices import Risk, ToWhom
from waarborg.breaches.party_letters import make_letter
from waarborg.breaches.telling import Telling
from waarborg.complaints import attaching, giving, going_on
from waarborg.complaints.choices import Channel, Complainant, FileOf, StepKind
from waarborg.complaints.giving import NewGiving
from waarborg.complaints.models import Complaint, ComplaintGiving
from waarborg.disclosures.choices import BY_LINK
from waarborg.disclosures.elsewhere import also_went_of
from waarborg.disclosures.giving import give
from waarborg.disclosures.overseeing import Left, Period, left
from waarborg.disclosures.preparing import prepare
from waarborg.disclosures.register import given_of
from waarborg.disclosures.weighing import Asked, weigh
from waarborg.dossiers.records import add_record
from waarborg.dossiers.services import Opened
from waarborg.gate.actors import Actor, actor_at, system_at
from waarborg.gate.authorisations import NewRole, give_role
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, Refused
from waarborg.ledger.vocabulary import Kind

UNDER = pytest.mark.parametrize(
    "here", [each for each in register() if each.name == "partner-in-werk"], ids=lambda each: each.name
)
BY_ANOTHER = "over uw dossier, door iemand anders"


@pytest.mark.clause("PIW-K3.2", "PIW-K4.2c")
@UNDER
def test_a_clients_list_holds_all_that_left_and_whoever_works_for_them_reads_nothing_of_a_complaint_in_it(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    mine, other = opened(house), opened(house)
    client, stranger, coach = come_in(house, mine), come_in(house, other), house.actor("coach")
    plain = went_of_the_dossier(house, mine)
    own, karin = complained(house, mine, Complainant.CLIENT), officer(house)
    complained(house, mine, Complainant.REPRESENTATIVE)
    giving.prepare(karin, own, of_complaint("Wie niets kreeg"))
    principal = told_of_a_breach(house, mine)

    lines = signed_in(client).get(reverse("mine:given")).context["given"]
    assert Counter(line["name"] for line in lines) == Counter(
        [plain, "UWV, mevrouw Jansen", "Opdrachtgever", principal]
    )
    assert {line["on"] for line in lines} == {clock.today()}
    by_another = next(line for line in lines if line["name"] == "Opdrachtgever")
    assert BY_ANOTHER in " ".join(by_another["kinds"]), "that it went, and not what it says"
    number = f"K{clock.today().year}-{Complaint.objects.using('owner').get(pk=own).number:03}"
    assert [line["articles"][0].number for line in lines if number in " ".join(line["kinds"])] == ["K4"]
    assert as_the_program_reads_it(house, mine) == Counter(["UWV, mevrouw Jansen", "UWV, mevrouw Jansen", principal])

    assert not given_of(coach, mine.dossier_id).also
    shown = signed_in(coach).get(reverse("desk:disclosures", args=[mine.number])).content.decode()
    assert plain in shown
    assert not [word for word in ("Jansen", number) if word in shown]
    assert rows_for(coach, mine) == (0, 0, 0), "nor past the program"
    assert not given_of(stranger, other.dossier_id).also
    assert rows_for(stranger, mine, focus=other) == (0, 0, 0)
    the_registers_of_who_handles_them(house, karin, number, principal)


def the_registers_of_who_handles_them(house: House, karin: Actor, number: str, principal: str) -> None:
    """Who handles complaints has a register of what went of them; among all that left only who oversees that too."""
    page = signed_in(karin).get(reverse("desk:complaints"))
    assert sum(number in one["what"] for one in page.context["gone"]) == 1
    assert "Jansen" not in page.content.decode(), "no name, and nothing of what it says"
    over = responsible(house)
    assert not of_complaints(over)
    assert principal in {one.party for one in over if one.what}
    today = clock.today()
    both = newcomer(house, "rika", "responsible")
    give_role(house.first("authorise"), NewRole(account_id=both.somebody, role="complaints_officer", from_on=today))
    both = actor_at(both.somebody, both.organisation_id, strong=True)
    assert number in " ".join(of_complaints(left(both, Period(from_on=today, until_on=today)).left))


def responsible(house: House) -> Sequence[Left]:
    return left(house.actor("responsible"), Period(from_on=clock.today(), until_on=clock.today())).left


def of_complaints(found: Sequence[Left]) -> list[str]:
    return [one.what for one in found if "klacht" in one.what]


def went_of_the_dossier(house: House, mine: Opened) -> str:
    """Something of the dossier itself, by the first way in which it goes at once; returns to whom, by name."""
    add_record(house.actor("coach"), mine.dossier_id, an_item(house.catalogue.identity))
    for actor in givers(house):
        for way in every_way(actor):
            if way.channel != BY_LINK:
                continue
            try:
                weighed = weigh(actor, mine.dossier_id, Asked(way=way))
                if weighed.going:
                    give(actor, mine.dossier_id, prepare(actor, mine.dossier_id, ready(weighed)))
                    return given_of(actor, mine.dossier_id).given[0].name
            except (Conflict, InvalidInput, Refused):
                continue
    raise LookupError("nothing goes")


def of_complaint(name: str) -> NewGiving:
    return NewGiving(recipient="principal", name=name, reason="Om bij het gesprek te zijn.", with_words=True)


def complained(house: House, mine: Opened, complainant: Complainant) -> UUID:
    """A complaint about this dossier, of which something went to the principal on a signed consent."""
    karin, complaint = taken_on(house, complainant=complainant, dossier_id=mine.dossier_id)
    going_on.write_down(karin, complaint, StepKind.PRINCIPAL_YES, "De klager tekende een brief.")
    attaching.add(karin, complaint, [attaching.Attached("ja.pdf", io.BytesIO(a_pdf()))], FileOf.CONSENT)
    made = giving.prepare(karin, complaint, of_complaint("UWV, mevrouw Jansen"))
    giving.give(karin, complaint, made, Channel.LETTER, clock.today())
    return complaint


def told_of_a_breach(house: House, mine: Opened) -> str:
    """The principal is told in writing of a breach; returns its name."""
    handler, breach = house.actor("responsible"), reported(house)
    listing.add(handler, breach, mine.number, "Dit dossier stond op de laptop.")
    assessing.assess(handler, breach, weighing(Risk.SOME))
    (holder,) = selectors.one(handler, breach).holders
    to = ToWhom.CONTROLLER if holder.acts_as == "processor" else ToWhom.PRINCIPAL
    make_letter(handler, breach, to, holder.party_id)
    telling.tell(
        handler, breach, Telling(to=to, party_id=holder.party_id, told_at=clock.now(), channel=Channel.LETTER.value)
    )
    return holder.name


def as_the_program_reads_it(house: House, mine: Opened) -> Counter[str]:
    """By name what stands in no dossier, as a copy of everything that is held of the client gets it."""
    system = system_at(house.agency.organisation.pk, using="worker")
    with open_door(system, "read", dossier_id=mine.dossier_id, using="worker") as door:
        door.note(Kind.DISCLOSURES_READ)
        return Counter(one.name for one in also_went_of(door))


def rows_for(actor: Actor, mine: Opened, *, focus: Opened | None = None) -> tuple[int, int, int]:
    """What PostgreSQL shows: what went of complaints, which are about the dossier, breaches told to others."""
    with open_door(actor, "read", dossier_id=(focus or mine).dossier_id) as door, connection.cursor() as cursor:
        door.note(Kind.DISCLOSURES_READ)
        cursor.execute("select count(*) from gate.complaints_about(%s)", [mine.dossier_id])
        (complaints,) = cursor.fetchone()
        cursor.execute("select count(*) from gate.breaches_told_of(%s)", [mine.dossier_id])
        (breaches,) = cursor.fetchone()
        return ComplaintGiving.objects.count(), complaints, breaches
