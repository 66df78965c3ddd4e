"""The example people: invented throughout, lifelike, at every stage, and the same again for the same day."""

import datetime as dt
import re
from collections import Counter

import phonenumbers
import pytest
from stdnum.nl import bsn
from stdnum.nl import postcode as postcodes

from waarborg.demo.filling import records_of
from waarborg.demo.identities import DOMAINS
from waarborg.demo.material import example_agencies
from waarborg.demo.offices import members
from waarborg.demo.people import ENDED, HardCase, ItemKind, Stage
from waarborg.demo.population import STAGES, populate
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.loader import load_folder, load_laws
from waarborg.policy.model.catalogue import CategoryRule
from waarborg.policy.vocabulary import regulations_folder, standard_vocabulary

TODAY = dt.date(2026, 11, 23)
AGENCIES = example_agencies()
EVERYBODY = {agency: populate(agency, TODAY) for agency in AGENCIES}
CLIENTS = [client for population in EVERYBODY.values() for client in population.clients]
STORIES = [story for client in CLIENTS for story in client.trajectories]
ITEMS = [item for client in CLIENTS for item in client.items] + [item for story in STORIES for item in story.items]
TEXTS = [value for item in ITEMS for value in item.values.values() if isinstance(value, str)]
DIAGNOSES = re.compile(
    r"depress|burn-?out|autis|adhd|ptss|trauma|reuma|kanker|diabet|hernia|verslav|psycho|\bangst|diagnos|medicij|medicatie"
    r"|alcohol|drugs|artrose|fibromyalg|borderline|migraine|epilep|zwanger|overspannen|ziekte|patiënt|behandel|therap"
    r"|handicap|dyslex|bipolair|schizo|hartinfarct|beroerte|astma|copd|whiplash|klacht",
    re.IGNORECASE,
)


def catalogue_of(agency):
    version = load_folder(regulations_folder() / agency, load_laws()).versions[-1]
    return [rule for article in version.articles for rule in article.rules if isinstance(rule, CategoryRule)]


CATALOGUES = {agency: catalogue_of(agency) for agency in AGENCIES}


def test_there_are_five_agencies_with_forty_clients_or_more():
    assert len(AGENCIES) == 5
    assert all(len(population.clients) >= 40 for population in EVERYBODY.values())


def test_the_same_day_gives_the_same_people():
    assert all(populate(agency, TODAY) == EVERYBODY[agency] for agency in AGENCIES)


def test_on_another_day_the_same_people_are_a_day_further():
    later = populate(AGENCIES[0], TODAY + dt.timedelta(days=1))
    assert [client.person.name for client in later.clients] == [
        client.person.name for client in EVERYBODY[AGENCIES[0]].clients
    ]


def test_an_agency_without_traits_has_no_people():
    with pytest.raises(KeyError):
        populate("onbekend", TODAY)


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_stage_and_every_hard_case_occurs(agency):
    population = EVERYBODY[agency]
    assert Counter(client.stage for client in population.clients) == STAGES
    for case in HardCase:
        assert population.client(case)


@pytest.mark.parametrize("agency", AGENCIES)
@pytest.mark.parametrize("day", ["2026-01-01", "2026-05-16", "2028-02-29"])
def test_on_any_day_of_seeding_stories_keep_to_their_days(agency, day):
    today = dt.date.fromisoformat(day)
    for client in populate(agency, today).clients:
        for story in client.trajectories:
            last = story.ended_on or today
            assert all(story.referred_on <= item.on <= last for item in story.items)


# -------------------------------------------------------------------------------- nobody who could exist


def test_every_number_is_a_test_number_that_passes_the_proof_and_belongs_to_one():
    numbers = [client.person.bsn for client in CLIENTS]
    assert all(number.startswith("9999") and bsn.is_valid(number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_a_number_is_kept_only_where_a_statute_allows_it():
    for client in CLIENTS:
        kinds = {story.principal_kind for story in client.trajectories}
        has = any(item.kind is ItemKind.BSN for item in client.items)
        assert has == bool(kinds & {"uwv", "municipality", "own_risk_bearer"})


def test_telephone_numbers_can_be_written_and_never_be_dialled():
    numbers = [client.person.phone for client in CLIENTS] + [
        client.representative.phone for client in CLIENTS if client.representative
    ]
    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        parsed = phonenumbers.parse(number, "NL")
        assert phonenumbers.is_possible_number(parsed)
        assert not phonenumbers.is_valid_number(parsed)


def test_mail_goes_nowhere_and_addresses_are_of_one_person():
    addresses = [client.person.email for client in CLIENTS]
    assert len(set(addresses)) == len(addresses)
    assert all(address.isascii() and address.rpartition("@")[2] in DOMAINS for address in addresses)
    for population in EVERYBODY.values():
        assert all(each.email.rpartition("@")[2] in DOMAINS for each in population.staff)
        assert all(each.email.endswith(".invalid") for each in population.principals)


def test_postcodes_have_the_shape_of_postcodes():
    assert all(postcodes.is_valid(client.person.postcode) for client in CLIENTS)


@pytest.mark.parametrize("agency", AGENCIES)
def test_no_two_have_one_name_but_the_namesakes(agency):
    clients = EVERYBODY[agency].clients
    twice = [name for name, number in Counter(client.person.name for client in clients).items() if number > 1]
    namesakes = [client for client in clients if HardCase.NAMESAKE in client.cases]
    assert len(namesakes) == 2
    assert twice == [namesakes[0].person.name] == [namesakes[1].person.name]
    assert namesakes[0].person.birth_date != namesakes[1].person.birth_date


def test_no_client_bears_the_name_of_somebody_who_works_at_any_agency_or_for_a_principal():
    working = {member.name for population in EVERYBODY.values() for member in members(population)}
    contacts = {principal.contact for population in EVERYBODY.values() for principal in population.principals}
    assert {client.person.name for client in CLIENTS} & (working | contacts) == set()


def test_no_text_names_what_anybody_has():
    found = {match.group(0).casefold() for text in TEXTS if (match := DIAGNOSES.search(text))}
    assert found == set()


def test_what_somebody_can_do_is_only_told_where_the_guidance_is_because_of_it():
    for story in STORIES:
        assert story.for_illness or all(item.kind is not ItemKind.CAPACITY for item in story.items)
    assert any(item.kind is ItemKind.CAPACITY for item in ITEMS)


# ----------------------------------------------------------------------------------- stories that hold together


def test_no_text_has_an_unfilled_word_or_a_double_space():
    assert all("{" not in text and "}" not in text and "  " not in text for text in TEXTS)


def test_nothing_is_noted_in_the_future_or_before_the_referral():
    for story in STORIES:
        last = story.ended_on or TODAY
        assert all(story.referred_on <= item.on <= last for item in story.items)


def test_people_talk_on_working_days():
    calendar = shipped_calendar()
    talks = [item.on for item in ITEMS if item.kind is ItemKind.CONVERSATION]
    assert all(calendar.is_working_day(day) for day in talks)


def test_the_days_of_a_trajectory_follow_each_other():
    for story in STORIES:
        days = [day for day in (story.referred_on, story.started_on, story.placed_on, story.ended_on) if day]
        assert days == sorted(days)
        assert (story.phase == "ended") == (story.ended_on is not None)
        assert (story.phase == "referral") == (story.started_on is None)


def test_each_stage_ended_when_its_name_says():
    for client in CLIENTS:
        ended = client.trajectories[-1].ended_on
        assert (client.stage in ENDED) == (ended is not None)
        if client.stage is Stage.OVERDUE:
            assert (TODAY - ended).days > 3 * 366


def test_a_talk_is_hardly_ever_told_twice():
    talks = [item.values["discussed"] for item in ITEMS if item.kind is ItemKind.CONVERSATION]
    assert len(set(talks)) > 0.99 * len(talks)
    for story in STORIES:
        told = [item.values["discussed"] for item in story.items if item.kind is ItemKind.CONVERSATION]
        assert len(set(told)) == len(told)


def test_somebody_without_work_is_not_placed():
    for story in STORIES:
        if story.ended_on:
            placed = any(item.kind is ItemKind.PLACEMENT for item in story.items)
            assert placed == (story.outcome == "betaald werk")


def test_former_work_comes_one_after_another_and_before_the_referral():
    for client in CLIENTS:
        jobs = [item.values for item in client.items if item.kind is ItemKind.WORK]
        years = [year for job in jobs for year in (job["from_year"], job["until_year"])]
        assert years == sorted(years)
        assert all(year < client.trajectories[0].referred_on.year for year in years)
        assert all(year >= client.person.birth_date.year + 15 for year in years)


# -------------------------------------------------------------------------------------------- hard cases


@pytest.mark.parametrize("agency", AGENCIES)
def test_each_hard_case_is_what_it_says(agency):
    population = EVERYBODY[agency]
    minor = population.client(HardCase.MINOR)
    assert minor.person.age_on(TODAY) in {16, 17}
    assert minor.representative.relation == "ouder"
    two = population.client(HardCase.TWO_PRINCIPALS).trajectories
    assert len({story.principal for story in two}) == 2
    assert all(story.ended_on is None for story in two)
    assert all(item.kind is not ItemKind.CONSENT for item in population.client(HardCase.NO_CONSENT).items)
    from_uwv = population.client(HardCase.UWV_ORIGIN).trajectories[-1]
    assert any("origin_uwv" in item.marks for item in from_uwv.items)
    assert len(population.client(HardCase.LONG_NAME).person.name) > 60
    assert not population.client(HardCase.DIACRITICS).person.name.isascii()
    assert " " not in population.client(HardCase.ONE_NAME).person.name
    excluded = population.client(HardCase.RELATIVE_OF_COLLEAGUE).excluded
    assert {each.key for each in population.staff} >= set(excluded) != set()
    restricted = population.client(HardCase.RESTRICTED)
    assert any("restricted" in item.marks for story in restricted.trajectories for item in story.items)
    assert any(item.kind is ItemKind.STATEMENT for item in population.client(HardCase.STATEMENT_ATTACHED).items)
    returned = population.client(HardCase.RETURNED).trajectories
    assert returned[0].ended_on < returned[1].referred_on
    assert population.client(HardCase.REPRESENTED).representative
    assert all("email" not in item.values for item in population.client(HardCase.LETTERS_ONLY).items)
    ended = population.client(HardCase.CONTRACT_ENDED).trajectories[-1].principal
    assert next(each for each in population.principals if each.key == ended).contract_until < TODAY


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_coach_and_every_principal_of_a_story_exists(agency):
    population = EVERYBODY[agency]
    staff = {each.key for each in population.staff}
    principals = {each.key: each.kind for each in population.principals}
    for client in population.clients:
        for story in client.trajectories:
            assert story.coach in staff
            assert principals[story.principal] == story.principal_kind
    kinds = standard_vocabulary().dimensions["principals"]
    assert set(principals.values()) <= set(kinds)


# ------------------------------------------------------------------------------------ into a catalogue


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_client_has_records_that_the_catalogue_names(agency):
    catalogue = {category.category: category for category in CATALOGUES[agency]}
    for client in EVERYBODY[agency].clients:
        filled = list(records_of(client, CATALOGUES[agency]))
        assert len({each.category for each in filled}) >= 2
        assert sum(catalogue[each.category].identifies for each in filled) == 1
        for each in filled:
            category = catalogue[each.category]
            assert set(each.fields) <= set(category.fields)
            assert {name for name, rule in category.fields.items() if rule.required} <= set(each.fields)
            assert not category.sources or each.source in category.sources
            for name, value in each.fields.items():
                assert not category.fields[name].choices or value in category.fields[name].choices


@pytest.mark.parametrize("agency", AGENCIES)
def test_talks_reach_every_catalogue_whole(agency):
    talks = [
        each
        for client in EVERYBODY[agency].clients
        for each in records_of(client, CATALOGUES[agency])
        if each.category == "conversation_report"
    ]
    assert len(talks) > 100
    assert all(max(len(str(value)) for value in each.fields.values()) > 60 for each in talks)
