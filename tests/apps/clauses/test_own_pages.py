"""A client reads what is theirs, and who decides for them as far as was seen: by the regulation, until it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item
from tests.apps.clauses.running import opened, signed_in
from tests.apps.clauses.test_intake import referred
from tests.apps.clauses.test_subject_access import asked
from tests.policy.clauses.register import Registered, register
from waarborg.accounts.choices import Basis
from waarborg.accounts.models import Account
from waarborg.admission import selectors, services
from waarborg.admission.newcomers import NewComer
from waarborg.admission.reaching import decides_alone_from
from waarborg.dossiers import declarations
from waarborg.dossiers.ages import birthday
from waarborg.dossiers.models import ClientDeclaration, Record
from waarborg.dossiers.records import add_record
from waarborg.dossiers.selectors import SeenDossier, dossier
from waarborg.dossiers.services import Opened
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.door import UnrecordedWork, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.ledger.selectors import events_of
from waarborg.ledger.vocabulary import Kind
from waarborg.subject_access.choices import Way

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
    limited = come_in(
        house,
        made,
        basis=Basis.MANDATE,
        until_on=clock.today(),
        categories=frozenset({house.catalogue.identity.key}),
    )
    assert signed_in(limited).get(url).status_code == 404
