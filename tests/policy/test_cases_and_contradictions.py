"""How worked cases are held against a regulation, and what is found where it contradicts itself."""

from pathlib import Path

import pytest

from waarborg.policy.cases import run_cases
from waarborg.policy.contradictions import contradictions
from waarborg.policy.loader import load
from waarborg.policy.problems import RegulationErrors
from waarborg.policy.term_cases import answer_terms

from .written import CATALOGUE, HEAD, article, regulation

OWN = "{id: 2/own, permit: [read], roles: [coach], when: [assigned]}"
NEVER = "{id: 2/never, prohibit: [print], unless: [court_order]}"
TERM = article("3", "{id: 3/all, retain: all, at_most: {years: 2}, from: guidance_ended}", text="Na 2 jaar weg.")


def report(folder: Path, *cases: str, articles: str = article("2", OWN, NEVER) + TERM):
    (folder / "2026-01-01.yaml").write_text(f"{HEAD}articles:\n{CATALOGUE}{articles}", encoding="utf-8")
    (folder / "cases").mkdir(exist_ok=True)
    written = "".join(f"- {{case: Zaak {at}, {case}}}\n" for at, case in enumerate(cases))
    (folder / "cases" / "a.yaml").write_text(written, encoding="utf-8")
    return run_cases(load(folder, ()), (), answer_terms)


READ = 'article: "2", given: {role: coach, action: read, category: contact, %s}, expect: {%s}'


@pytest.mark.parametrize(
    ("case", "differs"),
    [
        (READ % ("true: [assigned]", "allowed: true, because: [2/own]"), ()),
        (READ % ("true: [assigned]", "allowed: false"), ("allowed: expected false, found true",)),
        (READ % ("false: [assigned]", "allowed: false, because: [], missing: [assigned]"), ()),
        (READ % ("true: [assigned]", "because: []"), ("because: expected that nothing permits, found 2/own",)),
        (READ % ("true: [assigned]", "because: [2/never]"), ("because: expected 2/never, found 2/own",)),
        ('article: "3", given: {guidance_ended: 2026-01-31}, expect: {all: {destroy_by: 2028-01-31}}', ()),
        (
            'article: "3", given: {guidance_ended: 2026-01-31}, expect: {all: {destroy_by: 2029-01-31}}',
            ("all.destroy_by: expected 2029-01-31, found 2028-01-31",),
        ),
    ],
)
def test_a_case_is_held_against_what_the_regulation_answers(
    case: str, differs: tuple[str, ...], tmp_path: Path
) -> None:
    (outcome,) = report(tmp_path, case).outcomes
    assert (outcome.passed, outcome.differs) == (not differs, differs)


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ('article: "9", given: {action: read}, expect: {allowed: true}', "there is no article 9"),
        ('article: "2", given: {action: peek}, expect: {allowed: true}', "unknown action `peek`"),
        ('article: "2", given: {action: read}, expect: {}', "at least 1 item"),
        ('article: "2", given: {action: read}, expects: {}', "unknown key `expects`"),
    ],
)
def test_a_case_that_cannot_be_read_is_told_with_its_line(case: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(RegulationErrors) as refused:
        report(tmp_path, case)
    assert any(message in error.message and error.line == 1 for error in refused.value.errors), refused.value


def test_rules_that_no_case_decides_and_permits_without_a_refused_neighbour_are_named(tmp_path: Path) -> None:
    yes = READ % ("true: [assigned]", "allowed: true, because: [2/own]")
    no = READ % ("false: [assigned]", "allowed: false, because: []")
    print_ = 'article: "2", given: {role: coach, action: print, category: contact}, expect: {because: [2/never]}'
    term = 'article: "3", given: {guidance_ended: 2026-01-31}, expect: {all: {destroy_by: 2028-01-31}}'
    some, every = report(tmp_path, yes), report(tmp_path, yes, no, print_, term)
    assert (some.undecided, some.without_neighbour) == (("2/never", "3/all"), ("2/own",))
    assert (every.undecided, every.without_neighbour) == ((), ())


def test_a_version_judges_the_cases_of_its_day(tmp_path: Path) -> None:
    later = HEAD.replace("2026-01-01", "2026-07-01")
    changed = article("2", OWN.replace("[coach]", "[administration]"))
    (tmp_path / "2026-07-01.yaml").write_text(f"{later}articles:\n{CATALOGUE}{changed}{TERM}", encoding="utf-8")
    june = READ % ("true: [assigned]", "allowed: true") + ", day: 2026-06-30"
    july = READ % ("true: [assigned]", "allowed: false") + ", day: 2026-07-01"
    assert all(outcome.passed for outcome in report(tmp_path, june, july).outcomes)


READING = "readings:\n- {about: [%s], question: Wat?, decided: earliest_of, by: director, date: 2026-01-01}\n"


@pytest.mark.parametrize(
    ("rules", "kind", "named"),
    [
        ((OWN, "{id: 2/shut, prohibit: [read]}"), "never_fires", ("2/own", "2/shut")),
        (
            ("{id: 2/a, retain: all, at_most: {years: 2}, from: guidance_ended}",
             "{id: 2/b, retain: [contact], at_most: {years: 3}, from: guidance_ended}"),
            "retention", ("2/a", "2/b"),
        ),
        (("{id: 2/else, procedure: complaints, stands_in: een brief, absent: true}",), "left_open", ("2/else",)),
        (
            ("{id: 2/open, retain: all, as_long_as_necessary: true, from: guidance_ended}",),
            "left_open", ("2/open",),
        ),
    ],
)  # fmt: skip
def test_a_contradiction_is_reported_until_a_reading_decides_it(rules, kind, named, tmp_path: Path) -> None:
    text = "Na 2 jaar, of na 3 jaar." if kind == "retention" else "Tekst."
    articles = CATALOGUE + article("2", *rules, text=text)
    found = contradictions(regulation(tmp_path, articles), ())
    assert [(each.kind, set(each.rules)) for each in found] == [(kind, set(named))]
    decided = regulation(tmp_path, articles + READING % ", ".join(named))
    assert contradictions(decided, ()) == ()


def test_two_articles_that_each_say_only_they_give_access_contradict(tmp_path: Path) -> None:
    only = "{id: %s, permit: [read], roles: [%s], only: this_article, when: [assigned]}"
    articles = CATALOGUE + article("2", only % ("2/own", "coach")) + article("3", only % ("3/own", "administration"))
    (found,) = contradictions(regulation(tmp_path, articles), ())
    assert (found.kind, found.rules) == ("both_only", ("2/own", "3/own"))
