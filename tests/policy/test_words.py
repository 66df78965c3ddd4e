"""Periods and rules in the words that people read."""

from pathlib import Path

import pytest

from waarborg.policy.citing import numbered
from waarborg.policy.model.base import Period, Unit
from waarborg.policy.names import Names
from waarborg.policy.sentences import sentence
from waarborg.policy.vocabulary import load_vocabulary, regulations_folder, standard_vocabulary
from waarborg.policy.wording import filled
from waarborg.policy.words import listed, ordinal_in_words, period_in_words

from .written import CATALOGUE, HEAD, article, regulation


@pytest.mark.parametrize(
    ("unit", "number", "dutch", "english"),
    [
        (Unit.YEARS, 2, "2 jaar", "2 years"),
        (Unit.WEEKS, 1, "1 week", "1 week"),
        (Unit.WEEKS, 4, "4 weken", "4 weeks"),
        (Unit.WORKING_DAYS, 5, "5 werkdagen", "5 working days"),
        (Unit.HOURS, 72, "72 uur", "72 hours"),
        (Unit.CALENDAR_YEARS, 3, "3 kalenderjaren", "3 calendar years"),
        (Unit.MINUTES, 30, "30 minuten", "30 minutes"),
    ],
)
def test_a_period_reads_as_people_say_it(unit: Unit, number: int, dutch: str, english: str) -> None:
    period = Period(number=number, unit=unit)
    assert (period_in_words(period), period_in_words(period, "en")) == (dutch, english)


@pytest.mark.parametrize(
    ("where", "said"),
    [("4", "4"), ("K6.3", "K6.3"), ("avg 6", "6 AVG"), ("besluit_suwi 5.17", "5.17 Besluit SUWI"), ("", "")],
)
def test_an_article_is_named_in_a_sentence_as_people_write_it(where: str, said: str) -> None:
    assert numbered(where) == said


def test_a_term_that_ends_with_its_last_year_is_an_ordinal() -> None:
    for number, dutch, english in ((1, "1e", "1st"), (2, "2e", "2nd"), (3, "3e", "3rd"), (11, "11e", "11th")):
        period = Period(number=number, unit=Unit.CALENDAR_YEARS)
        assert ordinal_in_words(period) == f"{dutch} kalenderjaar"
        assert ordinal_in_words(period, "en") == f"{english} calendar year"


@pytest.mark.parametrize(
    ("words", "said"), [((), ""), (("a",), "a"), (("a", "b"), "a en b"), (("a", "b", "c"), "a, b en c")]
)
def test_a_list_ends_with_and(words: tuple[str, ...], said: str) -> None:
    assert listed(words) == said


def test_the_numbers_of_a_text_come_from_its_rules(tmp_path: Path) -> None:
    rules = (
        "{id: 2/all, retain: all, at_most: {years: 2}, from: guidance_ended}",
        "{id: 2/complaint, complaint: {decide_within: {weeks: 6}}}",
        "{id: 2/access, right: access, answer_within: {weeks: 4}, latest: {within: {months: 2}}}",
        "{id: 2/counts, keep_counts: [outcome], minimum_group: 10}",
    )
    text = "{all.at_most}, {complaint.decide_within}, {answer_within}, {access.latest}, {2/counts.minimum_group}."
    small = regulation(tmp_path, CATALOGUE + article("2", *rules, text=f'"{text}"'))
    every = {rule.id: rule for each in small.articles for rule in each.rules}
    assert filled(small.articles[1], every) == "2 jaar, 6 weken, 4 weken, 2 maanden, 10."
    assert filled(small.articles[1], every, language="en") == "2 years, 6 weeks, 4 weeks, 2 months, 10."


@pytest.mark.parametrize(
    ("rule", "dutch", "english"),
    [
        (
            "{id: 2/own, permit: [read, print], roles: [coach], except: [report], when: [assigned]}",
            (
                "Begeleider mag lezen en afdrukken: alle gegevens behalve Verslag, "
                "als dit alles zo is: werkt op dit traject."
            ),
            "Job coach may read and print: all data except Report, if all of this is so: works on this trajectory.",
        ),
        (
            "{id: 2/tel, prohibit: [disclose], by: [telephone], unless: [acute_danger]}",
            (
                "Iedereen mag niet geven aan een ander: alle gegevens, via telefoon, "
                "behalve als een van deze zo is: direct gevaar."
            ),
            "Anybody may not disclose: all data, by telephone, unless one of these is so: acute danger.",
        ),
    ],
)
def test_a_rule_reads_as_a_sentence_in_the_agencys_own_words(rule, dutch, english, tmp_path: Path) -> None:
    head = HEAD.replace("words: {", "words: {coach: {one: begeleider, many: begeleiders}, ")
    small = regulation(tmp_path, CATALOGUE + article("2", rule), head=head)
    written = small.articles[1].rules[0]
    assert sentence(written, Names(small)) == dutch
    assert sentence(written, Names(small, "en")) == english


def test_every_word_of_the_vocabulary_has_a_place_and_two_names() -> None:
    vocabulary = load_vocabulary(regulations_folder() / "vocabulary")
    terms = [term for words in vocabulary.dimensions.values() for term in words.values()]
    assert all(word.nl and word.en for word in (*terms, *vocabulary.facts.values()))
    assert [fact.position for fact in vocabulary.facts.values()] == list(range(len(vocabulary.facts)))
    assert {role.kind for role in vocabulary.dimensions["roles"].values()} == {"staff", "client", "outsider", "system"}


def test_facts_and_masks_are_each_others_inverse() -> None:
    vocabulary = standard_vocabulary()
    for key in vocabulary.facts:
        assert vocabulary.facts_in(vocabulary.mask(key)) == (key,)
    assert vocabulary.facts_in(vocabulary.mask(*vocabulary.facts)) == tuple(vocabulary.facts)
