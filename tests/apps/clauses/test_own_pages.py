"""A client reads what is theirs, and who decides for them as far as was seen: by the regulation, until it ends."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from dateutil.relativedelta import relativedelta
from django.db import DatabaseError
from django.urls import reverse

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item, stated
from tests.apps.clauses.running import opened, signed_in
from tests.apps.clauses.test_intake import referred
from tests.apps.clauses.test_subject_access import Asked, asked, ordinary
from tests.policy.clauses.register import Registered, register
from waarborg.accounts.choices import Basis
from waarborg.accounts.models import Account
from waarborg.admission import selectors, services
from waarborg.admission.by_themself import of_age_by_day
from waarborg.admission.newcomers import NewComer
from waarborg.admission.reaching import decides_alone_from
from waarborg.adoption.services import adopt
from waarborg.dossiers import declarations
from waarborg.dossiers.ages import birthday, of_age
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.models import ClientDeclaration, Record
from waarborg.dossiers.records import add_record, write
from waarborg.dossiers.selectors import SeenDossier, dossier
from waarborg.dossiers.services import Opened
from waarborg.gate.actors import Actor, actor_at, system_at
from waarborg.gate.door import UnrecordedWork, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.ledger.selectors import events_of
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind
from waarborg.letters.models import Letter
from waarborg.rights.models import Request
from waarborg.subject_access import asking, by_themself, delivering, making
from waarborg.subject_access.choices import PackageKind, PackageState, Way
from waarborg.subject_access.models import Package, PackageFile, PackageItem
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

NOBODY = UUID(int=0)
OWN = {"bijstand-naar-werk": "p06/client", "click-re-integratie": "2.9/own-dossier", "partner-in-werk": "9/own-dossier"}
REPRESENTED = {
    "bijstand-naar-werk": "p06/represented",
    "click-re-integratie": "2.9/represented",
    "partner-in-werk": "9/represented",
}
"""The rule by which they read, where the regulation has one of its own beside the law's."""


def come_in(house: House, made: Opened, **about: object) -> Actor:
    """Somebody of the client's side, let in by the coach."""
    told: dict[str, object] = {"basis": Basis.OWN_DOSSIER, "by_mail": False, **about}
    if told["basis"] != Basis.OWN_DOSSIER:
        told = {"name": "Vera Proef", "seen": "Getekende machtiging", "seen_on": clock.today(), **told}
    login = services.let_in(house.actor("coach"), made.dossier_id, NewComer(**told)).login  # type: ignore[arg-type]
    return actor_at(Account.objects.get(login=login).pk, house.agency.organisation.pk, strong=True)


def come_in_for_names(house: House, made: Opened) -> Actor:
    """Somebody with a mandate for one kind of data alone."""
    of_names = frozenset({house.catalogue.identity.key})
    return come_in(house, made, basis=Basis.MANDATE, until_on=clock.today(), categories=of_names)


def with_something(house: House) -> Opened:
    made = opened(house)
    identity = house.catalogue.identity
    if not Record.objects.using("owner").filter(dossier_id=made.dossier_id, category=identity.key).exists():
        add_record(house.actor("coach"), made.dossier_id, an_item(identity))
    return made


def rests_on(seen: SeenDossier) -> set[str]:
    return {rule for answer in seen.answers.values() for rule in answer.rules}


def rows_for(actor: Actor, made: Opened) -> int:
    """What PostgreSQL brings, whatever Python would show."""
    counted = 0
    with pytest.raises(UnrecordedWork), open_door(actor, "read", dossier_id=made.dossier_id):
        counted += Record.objects.count()
    return counted


@carrying({"bijstand-naar-werk": ("BNW-p06c",), "click-re-integratie": ("CLICK-2.9.0",)})
def test_a_client_reads_their_own_dossier_and_nobody_elses(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made, other = with_something(house), with_something(house)
    client = come_in(house, made)
    seen = dossier(client, made.dossier_id)
    assert house.catalogue.identity.key in seen.readable
    assert seen.of(house.catalogue.identity.key)
    if here.name in OWN:
        assert OWN[here.name] in rests_on(seen)
    assert rows_for(client, made)
    with pytest.raises((Refused, NotFound)):
        dossier(client, other.dossier_id)
    assert not rows_for(client, other)


@carrying({"bijstand-naar-werk": ("BNW-p06c",), "click-re-integratie": ("CLICK-2.9.0",)})
def test_who_decides_for_a_client_reads_until_the_last_day_of_what_was_seen(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, last = with_something(house), clock.today() + timedelta(days=10)
    actor = come_in(house, made, basis=Basis.MANDATE, until_on=last)
    seen = dossier(actor, made.dossier_id)
    assert seen.of(house.catalogue.identity.key)
    if here.name in REPRESENTED:
        assert REPRESENTED[here.name] in rests_on(seen)
    with clock.travel(clock.now() + timedelta(days=11)):
        assert not rows_for(actor, made)
        with pytest.raises((Refused, NotFound)):
            dossier(actor, made.dossier_id)


@carrying({"partner-in-werk": ("PIW-K1.3",)}, only=True)
def test_a_complaint_is_made_for_another_with_a_mandate_alone(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made = with_something(house)
    actor = come_in(house, made, basis=Basis.MANDATE, until_on=clock.today())
    reading = come_in(house, made, basis=Basis.MANDATE, until_on=clock.today(), only_reads=True)
    complaint = an_item(house.catalogue.entry("complaint"))
    add_record(actor, made.dossier_id, complaint)
    with pytest.raises((Refused, NotFound)):
        add_record(reading, made.dossier_id, complaint)
    with clock.travel(clock.now() + timedelta(days=1)), pytest.raises((Refused, NotFound)):
        add_record(actor, made.dossier_id, complaint)


@carrying({"working-progression": ("WP-2.6.1.1",)}, only=True)
def test_a_consent_of_a_representative_stands_there_as_theirs_with_what_was_seen(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made = with_something(house)
    coach, today = house.actor("coach"), clock.today()
    declarations.withdraw(coach, made.dossier_id, "written_consent", on=today)
    actor = come_in(house, made, basis=Basis.MANDATE, until_on=today)
    (own,) = selectors.own_dossiers(actor)
    giver = declarations.Giver(who=own.acting.value, mandate_seen_on=selectors.mandate_seen_on(actor, own))
    declarations.declare(actor, made.dossier_id, "written_consent", form="written", from_on=today, giver=giver)
    kept = ClientDeclaration.objects.using("owner").filter(dossier_id=made.dossier_id, fact="written_consent")
    newest = kept.latest("id")
    assert (newest.given_by, newest.mandate_seen_on, newest.ended_on) == ("representative", today, None)


@carrying({"bijstand-naar-werk": ("BNW-p12a", "BNW-p12b")}, only=True)
def test_a_parent_agrees_for_who_is_too_young_and_comes_in_until_they_decide_alone(
    here: Registered, house_of: HouseOf
) -> None:
    house, made = house_of(here), referred(house_of(here), minor=None)
    coach, today = house.actor("coach"), clock.today()
    age, _article = decides_alone_from(coach.in_force)
    born = today - relativedelta(years=age) + timedelta(days=20)
    for category in ("identity", "birth"):
        entry = house.catalogue.entry(category)
        changed = {"birth_date": born.isoformat()} if category == "birth" else {}
        add_record(coach, made.dossier_id, an_item(entry, fields={**an_item(entry).fields, **changed}))
    child, parent = come_in(house, made), come_in(house, made, basis=Basis.PARENTHOOD, seen="Gezagsregister")
    contact = an_item(house.catalogue.entry("contact"))
    with pytest.raises(Refused):
        add_record(coach, made.dossier_id, contact)
    by_child = declarations.Giver(who="client")
    with pytest.raises(InvalidInput):
        declarations.declare(child, made.dossier_id, "parental_consent", form="explicit", from_on=today, giver=by_child)
    (own,) = selectors.own_dossiers(parent)
    giver = declarations.Giver(who=own.acting.value, mandate_seen_on=today)
    declarations.declare(parent, made.dossier_id, "parental_consent", form="explicit", from_on=today, giver=giver)
    add_record(coach, made.dossier_id, contact)
    assert own.until_on == birthday(born, age) - timedelta(days=1)
    with clock.travel(clock.now() + timedelta(days=19)):
        assert selectors.own_dossiers(parent)
    with clock.travel(clock.now() + timedelta(days=20)):
        assert not selectors.own_dossiers(parent)
        assert not rows_for(parent, made)
        with pytest.raises(InvalidInput):
            come_in(house, made, basis=Basis.PARENTHOOD)
    system, handled = system_at(house.agency.organisation.pk, using="worker"), Letter.objects.using("owner")
    said = handled.filter(dossier_id=made.dossier_id, kind=LetterKind.OF_AGE)
    assert of_age_by_day(system) == 0
    with clock.travel(clock.now() + (birthday(born, of_age(coach.in_force)) - today)):
        assert of_age_by_day(system) >= 1, "the letter comes by itself on the day"
        assert of_age_by_day(system) == 0
        assert said.count() == 1


@carrying()
def test_what_a_client_says_and_reads_is_an_event_under_every_regulation(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made = with_something(house)
    client = come_in(house, made)
    declarations.withdraw(client, made.dossier_id, "written_consent", on=clock.today())
    with open_door(house.actor("coach"), "read", dossier_id=made.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        kinds = [one.kind for one in events_of(house.agency.organisation.pk, made.dossier_id) if one.actor_id]
    assert Kind.CONSENT_WITHDRAWN in kinds
    assert Kind.ROLE_GIVEN in kinds


@pytest.mark.parametrize("here", [one for one in register() if one.name == "jm-werkt"], ids=["jm-werkt"])
def test_what_was_asked_lies_ready_on_the_own_pages_and_not_for_a_mandate_of_some_kinds(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    one = asked(house)
    package_id = one.made()
    one.decide_all()
    one.again(package_id)
    one.give(package_id, Way.PORTAL)
    made = Opened(dossier_id=one.dossier_id, number="", person_id=one.dossier_id, trajectory_id=one.dossier_id)
    browser = signed_in(come_in(house, made))
    page = browser.get(reverse("mine:requests")).content.decode()
    url = reverse("mine:package", args=[package_id, "pdf"])
    assert url in page
    assert browser.get(url).content.startswith(b"%PDF")
    assert browser.get(reverse("mine:package", args=[package_id, "exe"])).status_code == 404
    assert signed_in(come_in_for_names(house, made)).get(url).status_code == 404


@carrying()
def test_everything_is_downloaded_without_a_person_and_becomes_a_request_where_one_has_to_decide(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made = with_something(house)
    client, organisation = come_in(house, made), house.agency.organisation.pk
    browser, url = signed_in(client), reverse("mine:download")
    assert browser.post(url, {"what": "iets"}).status_code == 404
    assert "2s" in browser.post(url, {"what": "access"}, follow=True).content.decode(), "the page says how far it is"
    browser.post(url, {"what": "access"})
    (package,) = Package.objects.using("owner").filter(dossier_id=made.dossier_id)
    assert making.make(organisation, package.pk) is PackageState.GIVEN
    assert not Request.objects.using("owner").filter(dossier_id=made.dossier_id).exists(), "nobody has to do anything"
    page = browser.get(url).content.decode()
    fetched = reverse("mine:package", args=[package.pk, "zip"])
    assert fetched in page
    assert browser.get(fetched).content.startswith(b"PK")
    entry = ordinary(house, source="client")
    with open_door(house.actor("coach"), "write", dossier_id=made.dossier_id, claims=stated(entry, house)) as door:
        write(door, an_item(entry, marks=frozenset({"about_third_person"})))
    with clock.travel(clock.now() + timedelta(days=1)):
        again = by_themself.download(client, made.dossier_id, PackageKind.ACCESS, GivenBy.CLIENT)
        assert making.make(organisation, again) is PackageState.DECIDING
        (request,) = Request.objects.using("owner").filter(dossier_id=made.dossier_id)
        assert (request.received_on, request.came_by, request.ended_on) == (clock.today(), "portal", None)
        assert request.recorded_by_id == client.account_id
        tasks = Task.objects.using("owner").filter(subject_id=request.pk, kind=TaskKind.REQUEST, done_at__isnull=True)
        assert tasks.exists(), "whom the article names has it on the list, with its last day"
        page = browser.get(url).content.decode()
        assert reverse("mine:request", args=[request.pk]) in page
        assert browser.get(reverse("mine:package", args=[again, "zip"])).status_code == 404
        with open_door(client, "download", dossier_id=made.dossier_id) as door:
            door.note(Kind.REQUESTS_READ)
            assert Package.objects.filter(pk=again).exists()
            assert not PackageItem.objects.filter(package_id=again).exists()
            assert not PackageFile.objects.filter(package_id=again).exists(), "in PostgreSQL too"
        assert signed_in(come_in_for_names(house, made)).get(url).status_code == 404


TWO_PEOPLE = """  - id: 5/two-people
    permit: [export]
    roles: [coach]
    recipients: [client]
    categories: all
    when: [assigned, second_person_agreed]
"""
BEFORE = "  - id: 5/own-pace\n"
IN_WEEKS = 3


def with_a_second_person(house: House, here: Registered) -> date:
    """The same text in which nothing goes to the client before a colleague agreed, in force after some weeks."""
    later = clock.today() + timedelta(weeks=IN_WEEKS)
    text = (here.folder.path / f"{here.regulation.in_force_from}.yaml").read_text(encoding="utf-8")
    assert text.count(BEFORE) == 1
    was = f"in_force_from: {here.regulation.in_force_from}"
    changed = text.replace(BEFORE, TWO_PEOPLE + BEFORE).replace(was, f"in_force_from: {later}")
    adopt(house.agency.organisation.pk, changed, in_force_from=later)
    return later


@carrying({"jm-werkt": ()}, only=True)
def test_where_a_rule_wants_two_people_nothing_goes_to_a_client_before_a_colleague_agreed(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    with clock.travel(with_a_second_person(house, here)):
        one = asked(house)
        package_id = one.made()
        if one.seen().state is PackageState.DECIDING:
            one.decide_all()
            one.again(package_id)
        with pytest.raises(Conflict, match=r"agree|akkoord"):
            delivering.settle(one.responsible, one.dossier_id, package_id)
        with pytest.raises(Conflict):
            asking.agree(one.coach, one.dossier_id, package_id)
        asking.agree(one.responsible, one.dossier_id, package_id)
        one.again(package_id)
        with pytest.raises(Conflict, match=r"agree|akkoord"):
            delivering.settle(one.responsible, one.dossier_id, package_id)  # they agreed to what it was before
        asking.agree(one.responsible, one.dossier_id, package_id)
        with pytest.raises(DatabaseError, match="agrees"):
            made_anew_and_still_agreed(one, package_id)
        one.give(package_id, Way.PAPER)
        assert one.request.outcome is not None
        client = come_in(house, Opened(dossier_id=one.dossier_id, number="", person_id=NOBODY, trajectory_id=NOBODY))
        again = by_themself.download(client, one.dossier_id, PackageKind.ACCESS, GivenBy.CLIENT)
        assert making.make(house.agency.organisation.pk, again) is not PackageState.GIVEN
        package = Package.objects.using("owner").get(pk=again)
        assert package.request_id, "nobody of the client's side goes round the second person"
        begun = Asked(house, one.dossier_id, package.request_id)
        if package.state == PackageState.DECIDING:
            begun.decide_all()
            begun.again(again)
        asking.agree(one.coach, one.dossier_id, again)
        with pytest.raises(Conflict, match=r"yourself|zelf"):
            delivering.deliver(one.coach, one.dossier_id, again, Way.PAPER)  # what a client began is one person's alone
        with pytest.raises(DatabaseError, match="another gives it"):
            given_alone(one, again)
        delivering.deliver(one.responsible, one.dossier_id, again, Way.PAPER)


def made_anew_and_still_agreed(one: Asked, package_id: UUID) -> None:
    with open_door(one.coach, "read", dossier_id=one.dossier_id) as door:
        door.note(Kind.REQUESTS_READ)
        Package.objects.filter(pk=package_id).update(state=PackageState.MAKING)


def given_alone(one: Asked, package_id: UUID) -> None:
    with open_door(one.coach, "read", dossier_id=one.dossier_id) as door:
        door.note(Kind.REQUESTS_READ)
        Package.objects.filter(pk=package_id).update(
            state=PackageState.GIVEN, channel=Way.PAPER, given_by_id=one.coach.account_id, given_at=clock.now()
        )
