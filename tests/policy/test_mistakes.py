"""One malformed file per mistake: each is refused with its file, its line (marked `# here`) and what is wrong."""

import re
from pathlib import Path

import pytest

from waarborg.policy.loader import load_folder, load_laws, load_regulation
from waarborg.policy.problems import RegulationErrors

from .written import CATALOGUE, HEAD, article

OWN = "{id: 2/own, permit: [read], roles: [coach], when: [assigned]}"


def with_rule(*rules: str, text: str = "Tekst.") -> str:
    return HEAD + "articles:\n" + CATALOGUE + article("2", *rules, text=text)


RETAIN = "{id: 2/%s, retain: all, at_most: {years: 2}, from: guidance_ended%s}"
TWO_YEARS = "Na 2 jaar gaat alles weg."

MISTAKES = {
    "a key that does not exist": (HEAD + "colour: blue  # here\narticles: []\n", "unknown key `colour`"),
    "an unknown key in a rule": (
        with_rule("{id: 2/own, permit: [read], colour: blue, roles: [coach], when: [assigned]}  # here"),
        "unknown key `colour`",
    ),
    "no articles at all": (HEAD.replace("small\n", "small  # here\n"), "`articles` is missing"),
    "an article without a text": (HEAD + 'articles:\n- number: "1"  # here\n  title: Wat\n', "`text` is missing"),
    "an article that stands twice": (
        with_rule(OWN) + article("2", text="Weer.").replace('"2"', '"2"  # here'),
        "article 2 stands twice",
    ),
    "a key given twice": (HEAD + "version: a\nversion: b  # here\narticles: []\n", "`version` is given twice"),
    "broken YAML": (HEAD + "articles: [}  # here\n", "not YAML"),
    "a tag": (HEAD + "version: !!python/name:os.system x  # here\narticles: []\n", "no YAML tags"),
    "an anchor": (HEAD + "version: &v a  # here\ncites: *v\narticles: []\n", "instead of using an anchor"),
    "a day that is not in the calendar": (
        HEAD.replace("2026-01-01", "2026-02-30  # here") + "articles: []\n",
        "not a day of the calendar",
    ),
    "yes for true": (
        HEAD + 'articles:\n- number: "1"\n  title: Wat\n  text: Dit.\n  rules:\n  - id: 1/a\n    category: a\n'
        "    title: A\n    fields: {b: line}\n    masked: yes  # here\n",
        "`masked`",
    ),
    "an unknown category": (
        with_rule("{id: 2/own, permit: [read], roles: [coach], categories: [hobby], when: [assigned]}  # here"),
        "unknown word `hobby` under `categories`",
    ),
    "a use that nobody knows": (
        with_rule("{id: 2/note, category: note, title: N, fields: {a: line}, serves_as: poem}  # here"),
        "unknown word `poem` under `serves_as`",
    ),
    "a duty that something waits for and that nothing proves": (
        with_rule("{id: 2/t, duty: talk, role: coach, at: [start], proof: poem, blocks: leaving_intake}  # here"),
        "`proof` is none of the categories, but `poem`",
    ),
    "two categories that serve as the same": (
        with_rule(
            "{id: 2/note, category: note, title: N, fields: {a: line}, serves_as: contact_note}",
            "{id: 2/talk, category: talk, title: T, fields: {a: line}, serves_as: contact_note}  # here",
        ),
        "`note` serves as `contact_note` already",
    ),
    "an unknown fact": (
        with_rule("{id: 2/own, permit: [read], roles: [coach], when: [assigend]}  # here"),
        "unknown word `assigend` under `when`: it is none of the facts",
    ),
    "an unknown role": (
        with_rule("{id: 2/own, permit: [read], roles: [king], when: [assigned]}  # here"),
        "unknown word `king`",
    ),
    "an unknown action": (
        with_rule("{id: 2/own, permit: [peek], roles: [coach], when: [assigned]}  # here"),
        "unknown word `peek`",
    ),
    "an unknown start of a term": (
        with_rule("{id: 2/all, retain: all, at_most: {years: 2}, from: moonrise}  # here", text=TWO_YEARS),
        "unknown word `moonrise` under `from`",
    ),
    "a term that sets aside a rule that is not there": (
        with_rule(RETAIN % ("all", ", prevails_over: [2/none]") + "  # here", text=TWO_YEARS),
        "unknown word `2/none`",
    ),
    "a period in two units": (
        with_rule("{id: 2/all, retain: all, at_most: {years: 2, months: 1}, from: start}  # here", text=TWO_YEARS),
        "one unit",
    ),
    "two rules with one id": (with_rule(OWN, OWN + "  # here"), "the id is used twice, first at line"),
    "an id of another article": (
        with_rule(OWN.replace("2/own", "7/own") + "  # here"),
        "the id of a rule in article 2 starts with 2/",
    ),
    "a rule without a kind": (with_rule("{id: 2/own, note: hm}  # here"), "the key after `id`"),
    "a rule without an id": (with_rule("{permit: [read]}  # here"), "a rule starts with its `id`"),
    "a permit without a condition": (
        with_rule("{id: 2/own, permit: [read], roles: [coach]}  # here"),
        "a permit needs at least one fact",
    ),
    "terms that set each other aside in a circle": (
        with_rule(
            RETAIN % ("all", ", prevails_over: [2/other]") + "  # here",
            RETAIN % ("other", ", prevails_over: [2/third]"),
            RETAIN % ("third", ", prevails_over: [2/all]"),
            text=TWO_YEARS,
        ),
        "goes before itself: 2/all → 2/other → 2/third → 2/all",
    ),
    "a number that no rule has": (
        with_rule(OWN, text="Na {dossier.at_most} gaat alles weg.  # here"),
        "is no field of a rule of this article",
    ),
    "a field that the rule does not have": (
        with_rule(RETAIN % ("all", ""), text="Na {all.at_least} gaat alles weg.  # here"),
        "{all.at_least} is not in 2/all",
    ),
    "a rule that the text does not say": (
        with_rule(RETAIN % ("all", "") + "  # here"),
        "the text of article 2 does not say `2 jaar`",
    ),
    "a text that no rule holds": (
        with_rule(OWN, text="Binnen 6 weken hoort u iets.  # here"),
        "the text says `6 weken`, which no rule of the article holds",
    ),
    "a reading about a rule that is not there": (
        with_rule(OWN) + "readings:\n- about: [2/none]  # here\n  question: Wat?\n  decided: this\n  by: director\n"
        "  date: 2026-01-01\n",
        "there is no rule 2/none",
    ),
    "a deviation about a finding that is not there": (
        with_rule(OWN) + "deviations:\n- rule: 2/own\n  finding: XYZ-999  # here\n  explained: Zo.\n",
        "there is no finding XYZ-999",
    ),
    "a deviation mended by a law that is not there": (
        with_rule(OWN) + "deviations:\n- rule: 2/own\n  finding: FEE-001\n  neutralised_by: koran 3  # here\n"
        "  explained: Zo.\n",
        "`koran 3` cites a law",
    ),
    "a category that is also forbidden": (
        with_rule("{id: 2/never, forbid: [report]}")
        .replace("{id: 1/report,", "{id: 1/report,")
        .replace("fields: {said: text}}", "fields: {said: text}}  # here"),
        "category `report` is also forbidden",
    ),
    "a direction that only laws have": (
        with_rule(OWN[:-1] + ", binds: maximum}  # here"),
        "`binds` says how a law binds",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_file_and_line(mistake: str, tmp_path: Path) -> None:
    text, message = MISTAKES[mistake]
    file = tmp_path / "2026-01-01.yaml"
    marked = next(at for at, line in enumerate(text.splitlines(), 1) if "# here" in line)
    file.write_text(re.sub(r" *# here", "", text), encoding="utf-8")
    with pytest.raises(RegulationErrors) as refused:
        load_regulation(file, ())
    told = [(error.file, error.line) for error in refused.value.errors if message in error.message]
    assert told == [(file, marked)], refused.value


def test_several_mistakes_are_told_together(tmp_path: Path) -> None:
    file = tmp_path / "2026-01-01.yaml"
    file.write_text(with_rule("{id: 2/a, permit: [peek], roles: [king], when: [hope]}"), encoding="utf-8")
    with pytest.raises(RegulationErrors) as refused:
        load_regulation(file, ())
    assert [re.findall("`[a-z]+`", error.message)[0] for error in refused.value.errors] == [
        "`king`",
        "`hope`",
        "`peek`",
    ]


def test_a_right_regulation_is_read(tmp_path: Path) -> None:
    file = tmp_path / "2026-01-01.yaml"
    file.write_text(with_rule(OWN), encoding="utf-8")
    assert [rule.id for article in load_regulation(file, ()).articles for rule in article.rules][-1] == "2/own"


def test_two_versions_are_not_in_force_on_one_day(tmp_path: Path) -> None:
    (tmp_path / "2026-01-01.yaml").write_text(with_rule(OWN), encoding="utf-8")
    (tmp_path / "2026-07-01.yaml").write_text(with_rule(OWN), encoding="utf-8")
    with pytest.raises(RegulationErrors) as refused:
        load_folder(tmp_path, ())
    assert [error.message for error in refused.value.errors] == ["the file is named 2026-01-01.yaml"]
    copy = tmp_path / "law"
    copy.mkdir()
    for name in ("one", "two"):
        law = "law: statute\ntitle: Wet\nin_force_from: 2020-01-01\nconsulted_on: 2026-01-01\narticles: []\n"
        (copy / f"{name}.yaml").write_text(law, encoding="utf-8")
    with pytest.raises(RegulationErrors, match=r"one.yaml is in force from the same day"):
        load_laws(copy)


def test_a_folder_without_a_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegulationErrors, match="holds no version"):
        load_folder(tmp_path, ())


def test_an_article_number_is_text_and_never_a_fraction(tmp_path: Path) -> None:
    file = tmp_path / "2026-01-01.yaml"
    text = HEAD + "articles:\n" + CATALOGUE + "- number: 2.10\n  title: Tien\n  text: Tekst.\n"
    file.write_text(text, encoding="utf-8")
    assert [article.number for article in load_regulation(file, ()).articles] == ["1", "2.10"]


@pytest.mark.parametrize("word", ["on", "yes", "no", "off"])
def test_words_that_old_yaml_reads_as_booleans_stay_words(word: str, tmp_path: Path) -> None:
    file = tmp_path / "2026-01-01.yaml"
    file.write_text(with_rule(OWN).replace("title: Klein reglement", f"title: {word}"), encoding="utf-8")
    assert load_regulation(file, ()).title == word
