# ruff: noqa: E501 - lines of the regulations as they are written
"""The five regulations held against the law of 27 November 2026: what is found, and a corrected copy without one error."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from waarborg.policy.lint import Finding, lint
from waarborg.policy.loader import laws_in_force, load_folder, load_laws, load_regulation
from waarborg.policy.model.regulation import Regulation
from waarborg.policy.vocabulary import regulations_folder

HELD_AGAINST = dt.date(2026, 11, 27)
LAWS = load_laws()
TABLE = yaml.safe_load((Path(__file__).parent / "findings_of_the_five.yaml").read_text(encoding="utf-8"))

NOTED = {
    "partner-in-werk": {"ROL-004", "INF-002", "RGT-010", "RET-007", "DIS-007", "CMP-003", "DEF-001", "BRE-002"},
    "working-progression": {"LAW-001", "LAW-003", "GRD-001", "INF-007", "ROL-002", "DIS-001", "REM-002", "CMP-001"},
    "click-re-integratie": {
        "LAW-001", "ROL-001", "GRD-001", "GRD-002", "INF-007", "CAT-006", "RET-003", "DIS-005", "WEB-001", "CHG-001",
    },
    "bijstand-naar-werk": {"RGT-002", "FEE-001", "CAT-002", "CRM-002", "HLT-002", "CNS-005", "DIS-004", "TRM-001"},
    "jm-werkt": {"LAW-001", "RGT-008", "RET-003", "CNS-001", "GRD-003", "RET-008", "CMP-001", "TRM-001"},
}  # fmt: skip
"""What a jurist who read the five sources noted of each; the lint finds at least that."""

COMMON = """\
- number: "Z"
  title: Wat de wet ook geeft
  text: >-
    U hoort bij de start of u gegevens moet geven. U kunt gegevens laten afschermen en bezwaar maken; het antwoord komt binnen
    4 weken. Toestemming kunt u altijd intrekken. U kunt naar de toezichthouder, en binnen 6 weken naar de rechter.
  rules:
  - {id: Z/start, notice: information, to: [client, principal], at: [start], holds: [obligation]}
  - {id: Z/given, notice: regulation, to: [client, principal], at: [start]}
  - {id: Z/shield, right: [restriction, objection], answer_within: {weeks: 4}, tell_recipients: true, by: [client, representative]}
  - {id: Z/authority, remedy: supervisory_authority}
  - {id: Z/court, remedy: court, within: {weeks: 6}, after_silence: true}
"""
BREACH = """\
- number: "Y"
  title: Datalekken
  text: Elk lek melden wij binnen 72 uur.
  rules:
  - {id: Y/leak, breach: {tell_authority_within: {hours: 72}}}
"""
SECRET = "    sensitivity: health\n    always_needs: [confidentiality_signed]\n"
MENDED: dict[str, tuple[tuple[str, str], ...]] = {
    "partner-in-werk": ((", only_when: data_became_public", ""),),
    "working-progression": (
        ("cites: {wbp: 2001-09-01, ", "cites: {"),
        ("form: vof}]", "form: vof, address: 'Straat 1, 1234 AB Stad'}]"),
        ("    sensitivity: health\n    per_trajectory", f"{SECRET}    per_trajectory"),
    ),
    "click-re-integratie": (
        ("cites: {wbp: 2017-01-19, ", "cites: {"),
        ("title: (Para)medische gegevens", "title: Wat voor de begeleiding nodig is"),
        ("title: Aard van de handicap", "title: Wat op het werk anders moet"),
        ("{type: text, label: Aard, required", "{type: text, label: Wat anders moet, required"),
        ("    absent: true\n", ""),
        ("[health_consent, health_domain_member]", "[health_consent, health_domain_member, confidentiality_signed]"),
        ("    title: Belastbaarheid\n", "    title: Belastbaarheid\n    always_needs: [confidentiality_signed]\n"),
        ("    at_most: {years: 10}\n    from: [guidance_ended]", "    because: awr 52.4\n    at_least: {years: 7}\n    from: [financial_year_ended]"),
        ("{ten-years.at_most}", "{ten-years.at_least}"),
    ),
    "bijstand-naar-werk": (
        ("{type: credential, label: Inlognaam}", "{type: line, label: Waar u staat}"),
        ("      password: {type: credential, label: Wachtwoord}\n", ""),
        ("    sensitivity: credential\n", ""),
        ("title: Verklaring omtrent gedrag, redenen van weigering", "title: Geen verklaring"),
        ("    sensitivity: criminal\n    sources: [client]\n    purposes: [guidance]\n    masked: true\n", "    sources: [client]\n"),
        ("title: Behandeling\n", "title: Wat telt voor werk\n"),
        ("    fee: {for: [access, copies], neutralised_by: avg 12.5}\n", ""),
        ("window: {opens: trajectory_started, closes: trajectory_ended, neutralised_by: avg 15}", "window: {opens: trajectory_started}"),
        ("kunt u binnen\n    {after.window.closes_after} een afspraak", "kunt u\n    daarna een afspraak"),
        ("closes: trajectory_ended, closes_after: {months: 6}, by_appointment", "by_appointment"),
        ("    absent: true\n", ""),
    ),
    "jm-werkt": (
        ("cites: {wbp: 2001-09-01, ", "cites: {awr: 2009-01-01, "),
        ("form: bv}]", "form: bv, address: 'Straat 1, 1234 AB Stad'}]"),
        ("    absent: true\n", ""),
        ("    at_least: {years: 10}\n    from: [principal_contract_ended]", "    at_least: {years: 7}\n    from: [financial_year_ended]"),
    ),
}  # fmt: skip


def findings(version: Regulation) -> tuple[Finding, ...]:
    return lint(version, laws_in_force(LAWS, HELD_AGAINST), LAWS)


def text_of(name: str) -> str:
    (file,) = (regulations_folder() / name).glob("2*.yaml")
    return file.read_text(encoding="utf-8")


def corrected(name: str, folder: Path) -> Regulation:
    """A copy in which what is wrong is right: no decision on record is needed for it any more."""
    text = text_of(name)
    text = re.sub(r"^deviations:\n(?:[- ].*\n)*", "", text, flags=re.MULTILINE)
    for old, new in MENDED[name]:
        assert old in text, old
        text = text.replace(old, new)
    more = COMMON if name == "partner-in-werk" else COMMON + BREACH
    text = re.sub(r"^readings:\n", f"{more}\nreadings:\n", text, flags=re.MULTILINE)
    for judged in ("CNS-001", "DEF-001", "DIS-006", "INF-007"):
        if f"finding: {judged}" not in text:
            text += f"- {{finding: {judged}, explained: Verbeterd., by: responsible, date: {HELD_AGAINST}}}\n"
    version = re.search(r"^in_force_from: (\S+)$", text, flags=re.MULTILINE)
    assert version
    file = folder / f"{version[1]}.yaml"
    file.write_text(text, encoding="utf-8")
    return load_regulation(file, LAWS)


@pytest.mark.parametrize("name", TABLE)
def test_what_is_found_stands_in_the_table_with_its_article_severity_and_state(name: str) -> None:
    found = findings(load_folder(regulations_folder() / name, LAWS).versions[-1])
    told = [f"{each.check.id} {each.check.severity} {each.state} {each.rule or each.article or '-'}" for each in found]
    assert told == TABLE[name]
    assert all(each.check.citation and each.check.nl and each.check.en for each in found)


@pytest.mark.parametrize("name", TABLE)
def test_nothing_waits_and_every_error_and_warning_has_its_reason_or_its_law(name: str) -> None:
    found = findings(load_folder(regulations_folder() / name, LAWS).versions[-1])
    assert [each.check.id for each in found if each.blocks or each.wants_reasons] == []
    assert all(each.explained or each.neutralised_by for each in found)


@pytest.mark.parametrize("name", TABLE)
def test_what_jurists_noted_of_a_source_is_among_it(name: str) -> None:
    assert NOTED[name] <= {told.split()[0] for told in TABLE[name]}


@pytest.mark.parametrize("name", TABLE)
def test_a_corrected_copy_has_none_of_the_errors(name: str, tmp_path: Path) -> None:
    assert [
        (each.check.id, each.rule) for each in findings(corrected(name, tmp_path)) if each.check.severity == "error"
    ] == []
