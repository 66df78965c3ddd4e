"""Labels of a regulation in English: beside the Dutch, and marked as Dutch where there is none."""

from collections import Counter
from pathlib import Path

import pytest

from waarborg.policy.english import (
    InDutch,
    category_in,
    labels_in,
    said,
    shared_english,
    without_english,
)
from waarborg.policy.loader import load_folder, load_laws
from waarborg.policy.model.catalogue import CategoryRule
from waarborg.policy.model.regulation import Regulation
from waarborg.policy.names import Names
from waarborg.policy.problems import RegulationErrors
from waarborg.policy.vocabulary import regulations_folder

from .written import CATALOGUE, HEAD, article, regulation

SHIPPED = [
    version
    for folder in sorted(path.parent for path in regulations_folder().glob("*/clauses.yaml"))
    for version in load_folder(folder, load_laws()).versions
]
every_regulation = pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.regulation)
OWN = "{id: 2/odd, category: odd, title: Zoiets bestaat niet, fields: {of: {type: choice, label: Hoe, choices: [zo]}}}"


def kinds(one: Regulation) -> list[CategoryRule]:
    return [rule for each in one.articles for rule in each.rules if isinstance(rule, CategoryRule)]


@every_regulation
def test_every_label_that_came_along_has_an_english_one(one: Regulation) -> None:
    assert without_english(one) == {}


@every_regulation
def test_two_kinds_of_data_that_differ_in_dutch_differ_in_english(one: Regulation) -> None:
    read = Counter(said(title, one, "en") for title in {rule.title for rule in kinds(one)})
    assert [words for words, number in read.items() if number > 1] == []


def test_what_is_shared_is_said_by_some_regulation() -> None:
    labels = {words for one in SHIPPED for words in labels_in(one)}
    assert [words for words in shared_english() if words not in labels] == []


@every_regulation
def test_who_reads_english_reads_the_same_rules_and_keeps_the_same_choices(one: Regulation) -> None:
    for rule in kinds(one):
        assert category_in(rule, one, "nl") == rule
        read = category_in(rule, one, "en")
        assert (read.title, read.id, read.sensitivity) == (said(rule.title, one, "en"), rule.id, rule.sensitivity)
        for name, kept in rule.fields.items():
            field = read.fields[name]
            assert (field.type, field.choices, field.required) == (kept.type, kept.choices, kept.required)
            assert field.label == said(kept.label, one, "en")
            assert [field.choice(word) for word in kept.choices] == [said(word, one, "en") for word in kept.choices]
            assert [kept.choice(word) for word in kept.choices] == list(kept.choices)


def test_a_label_without_english_stays_dutch_and_says_so_on_a_page(tmp_path: Path) -> None:
    small = regulation(tmp_path, CATALOGUE + article("2", OWN))
    assert {"Zoiets bestaat niet", "zo"} <= set(without_english(small))
    read = category_in(kinds(small)[-1], small, "en")
    assert isinstance(read.title, InDutch)
    assert (str(read.title), read.title.__html__()) == (
        "Zoiets bestaat niet",
        '<span lang="nl">Zoiets bestaat niet</span>',
    )
    assert InDutch("<a>").__html__() == '<span lang="nl">&lt;a&gt;</span>'
    assert isinstance(read.fields["of"].choice("zo"), InDutch)
    assert not isinstance(said("Zoiets bestaat niet", small, "nl"), InDutch)


def test_a_regulation_says_its_own_english_and_that_goes_first(tmp_path: Path) -> None:
    head = HEAD + "english: {Zoiets bestaat niet: Nothing of the kind, Verslag: Account}\n"
    small = regulation(tmp_path, CATALOGUE + article("2", OWN), head=head)
    assert Names(small, "en").category("odd") == "Nothing of the kind"
    assert (Names(small, "en").category("report"), shared_english()["Verslag"]) == ("Account", "Report")
    assert Names(small).category("report") == "Verslag"


def test_english_beside_what_is_no_label_is_a_mistake_with_its_line(tmp_path: Path) -> None:
    head = HEAD + "english:\n  Verdwenen: Gone\n"
    with pytest.raises(RegulationErrors) as refused:
        regulation(tmp_path, CATALOGUE, head=head)
    assert [(one.line, one.message) for one in refused.value.errors] == [
        (9, "`Verdwenen` is no label of this regulation")
    ]
