"""The regulation given to anybody: free copies, and pages of which only how often they are read is counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import signed_in
from tests.apps.clauses.test_registers import auditor, read
from tests.policy.clauses.register import Registered
from waarborg.adoption.services import OWNER
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.gate.policies import in_force
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.model.procedures import Website
from waarborg.publication.copies import New, Published, copies, give, published, take_in
from waarborg.publication.models import Copy, Visits
from waarborg.publication.visits import COUNTED, forget
from waarborg.registers.words import NOT_YET
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

FREE = {"click-re-integratie": ("CLICK-0.6c",), "partner-in-werk": ("PIW-K7.1c",)}
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@carrying(FREE, only=True)
def test_a_copy_is_asked_of_whom_a_rule_names_and_given_free_by_any_colleague(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    coach = house.actor("coach")
    one = to_send(coach)
    with pytest.raises(InvalidInput):
        take_in(coach, New(rule="nowhere", asked_for="other", how="letter", given=True))
    asked = take_in(coach, New(rule=one.rule, asked_for="other", how="letter", given=False))
    task = Task.objects.using(OWNER).get(subject_id=asked, kind=TaskKind.SEND_COPY)
    assert task.for_role == one.sent_by
    assert copies(coach)[0][-1].id == asked
    give(coach, asked)
    task.refresh_from_db(using=OWNER)
    assert task.done_by_id == coach.account_id, "any colleague gives it, not only of whom it was asked"
    with pytest.raises(NotFound):
        give(coach, asked)
    columns = {field.name for field in Copy._meta.get_fields()}
    assert not columns & {"name", "address", "email", "price", "fee"}, "of nobody, and for nothing"
    (table,) = read(auditor(house), "kopieen").tables
    assert all(row[-1] != NOT_YET for row in table.rows)
    with pytest.raises(NotFound):
        take_in(auditor(house), New(rule=one.rule, asked_for="other", how="letter", given=True))
    changed_later(house, asked)


def to_send(actor: Actor) -> Published:
    return next(one for one in published(actor.in_force) if one.sent_by)


def changed_later(house: House, asked: object) -> None:
    """By hand, past the service: PostgreSQL keeps it as it was."""
    with open_door(house.actor("coach"), "read") as door:
        door.note(Kind.TASKS_READ)
        assert Copy.objects.filter(pk=asked).update(given_on=None) == 0
    with open_door(house.actor("coach"), "read") as door:
        door.note(Kind.TASKS_READ)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Copy.objects.filter(pk=asked).update(asked_for="client")


@carrying(FREE, only=True)
def test_a_colleague_writes_down_by_form_that_somebody_asked(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    browser, place = signed_in(house.actor("coach")), reverse("desk:copies")
    one = to_send(house.anybody)
    said = {"rule": one.rule, "asked_for": "client", "how": "in_person", "given": "later"}
    assert browser.post(place, said | {"how": ""}).status_code == 422
    assert browser.post(place, said)["Location"] == place
    waits = copies(house.actor("coach"))[0][-1]
    assert one.title in browser.get(place).content.decode()
    browser.post(reverse("desk:copy_given", args=[waits.id]))
    assert waits.id not in {copy.id for copy in copies(house.actor("coach"))[0]}


def visits(house: House) -> dict[tuple[str, str], int]:
    """The numbers of today; on other days others came."""
    rows = Visits.objects.using(OWNER).filter(organisation_id=house.agency.organisation.pk, day=clock.today())
    return {(row.counted, row.value): row.number for row in rows}


@carrying({"click-re-integratie": ("CLICK-4.3", "CLICK-4.4")}, only=True)
def test_visits_are_counted_as_the_rule_says_without_cookie_address_or_name(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    (rule,) = (one for one in here.rules.values() if isinstance(one, Website))
    slug, browser = house.agency.organisation.slug, Client(HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="203.0.113.77")
    page = reverse("site:regulation", args=[slug])
    before = visits(house)
    for language in ("nl-NL,nl", "xx"):
        answer = browser.get(page, headers={"accept-language": language})
        assert not answer.cookies
    browser.get(page, headers={"dnt": "1"})
    browser.post(reverse("site:request_new", args=[slug]), {"name": "Robin Proefpersoon", "email": "robin@x.invalid"})
    after = visits(house)
    more = {key: number - before.get(key, 0) for key, number in after.items() if number != before.get(key, 0)}
    assert {what for what, _value in more} == {COUNTED[word].value for word in rule.website if word in COUNTED}
    assert more["hits", ""] == 2, "who asks not to be followed is not counted, nor is sending a form"
    assert more["page", "regulation"] == 2
    assert more["browser", "firefox"] == 2
    assert (more["language", "nl"], more["language", "other"]) == (1, 1)
    kept = repr(list(Visits.objects.using(OWNER).values_list()))
    assert not [one for one in ("203.0", "Mozilla", "Robin", "robin") if one in kept]
    said = browser.get(page, headers={"accept-language": "nl"}).content.decode()
    assert "geen cookie" in said, "the page says how it counts"
    assert "6 maanden" in said


@carrying({"click-re-integratie": ("CLICK-4.3",), "jm-werkt": ()}, only=True)
def test_numbers_of_visits_end_with_their_term_and_are_not_kept_where_nothing_describes_them(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    organisation = house.agency.organisation.pk
    Client().get(reverse("site:regulation", args=[house.agency.organisation.slug]))
    rule = next((one for one in here.rules.values() if isinstance(one, Website)), None)
    assert bool(visits(house)) is (rule is not None)
    if rule is None:
        return
    (table,) = read(auditor(house), "bezoek").tables
    assert table.rows, "today too"
    assert in_force(organisation).regulation.regulation == here.name
    with clock.travel(clock.now() + timedelta(days=180)):
        assert forget(organisation) == 0
    with clock.travel(clock.now() + timedelta(days=190)):
        assert forget(organisation) > 0
    assert not Visits.objects.using(OWNER).filter(organisation_id=organisation, day__lte=clock.today()).exists()
