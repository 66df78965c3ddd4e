"""Each check on a regulation in which all is well, spoilt in one place: exactly that finding, and no other."""

from pathlib import Path

import pytest

from waarborg.policy.lint import TESTS, checks, lint
from waarborg.policy.loader import laws_in_force, load_laws, load_regulation

from .written import DAY, HEAD, LAW_HEAD, article

TERM = "answer_within: {months: 1}, tell_recipients: true, by: [client, representative]"
WELL = (
    HEAD.replace("entities: [{name: Klein B.V.}]", "entities: [{name: Klein B.V.}], website: klein.example")
    + "version: '1'\ntransition: {notice: [client]}\nreadings: []\narticles:\n"
    + article("1", "{id: 1/aid, purpose: aid, title: Hulp, basis: statute 6}")
    + article(
        "2",
        "{id: 2/contact, category: contact, title: Contact, fields: {name: name}, identifies: true, sources: [client]}",
        "{id: 2/number, category: number, title: BSN, fields: {number: bsn}, sensitivity: national_number,"
        " masked: true, only_for: {principals: [uwv]}, sources: [principal]}",
        "{id: 2/health, category: health, title: Gezondheid, fields: {hours: number}, sensitivity: health,"
        " sources: [client], exception: statute 9, only_for: {reason: illness_or_incapacity},"
        " always_needs: [confidentiality_signed]}",
    )
    + article("3", "{id: 3/out, permit: [disclose], recipients: [partner], roles: [coach], when: [written_consent]}")
    + article(
        "4",
        f"{{id: 4/access, right: [access, portability], {TERM}}}",
        f"{{id: 4/change, right: [rectification, supplement, erasure, restriction, objection], {TERM}}}",
        "{id: 4/court, remedy: court, within: {weeks: 6}}",
        "{id: 4/authority, remedy: supervisory_authority}",
        text="Binnen 1 maand antwoord; u kunt binnen 6 weken naar de rechter.",
    )
    + article(
        "5",
        "{id: 5/all, retain: all, at_most: {years: 2}, from: guidance_ended}",
        "{id: 5/hold, hold: [legal_claim]}",
        text="Na 2 jaar is alles weg, tenzij er een zaak loopt.",
    )
    + article("6", "{id: 6/measure, measure: encryption}", "{id: 6/secrecy, confidentiality: [coach]}")
    + article(
        "7",
        "{id: 7/leak, breach: {tell_authority_within: {hours: 72}}}",
        "{id: 7/complaint, complaint: {handler: uninvolved}}",
        "{id: 7/consent, consent: any, form: written, withdrawn: any_form}",
        text="Een lek melden wij binnen 72 uur.",
    )
)
FLOOR = article(
    "1",
    "{id: statute.1/answer, right: [access, erasure, rectification], answer_within: {months: 1},"
    " latest: {within: {months: 3}}, binds: maximum}",
    "{id: statute.1/number, prohibit: [read], sensitivity: [national_number], principals_except: [uwv, municipality]}",
    "{id: statute.1/leak, breach: {tell_authority_within: {hours: 72}}, binds: maximum}",
    "{id: statute.1/court, remedy: court, within: {weeks: 6}, binds: minimum}",
)


def access_with(part: str) -> tuple[str, str]:
    return "right: [access, portability]", f"right: [access, portability], {part}"


def also(rule: str, before: str = "7/consent") -> tuple[str, str]:
    return f"  - {{id: {before},", f"  - {rule}\n  - {{id: {before},"


SPOILT = {
    "CAT-001": ("catalogue: closed", "catalogue: open"),
    "CAT-002": ("{name: name}", "{name: name, site: credential}"),
    "CAT-006": ("{name: name}", "{name: name, pass: identity_document}"),
    "CAT-007": ("{name: name}", "{name: name, more: text}"),
    "INF-003": ("title: Hulp, basis: statute 6", "title: Hulp"),
    "INF-006": ("identifies: true, sources: [client]", "identifies: true"),
    "STR-001": also("{id: 1/more, purpose: aid, title: Meer, basis: statute 6}", before="1/aid"),
    "BSN-001": ("{principals: [uwv]}", "{principals: [uwv, insurer]}"),
    "BSN-003": ("masked: true", "masked: false"),
    "HLT-001": ("exception: statute 9, ", ""),
    "HLT-003": (" always_needs: [confidentiality_signed]}", " always_needs: [strong_sign_in]}"),
    "CRM-001": ("fields: {name: name}", "fields: {name: name}, sensitivity: criminal"),
    "DIS-001": ("when: [written_consent]}", "when: [contract_running], opt_out: address_list}"),
    "DIS-004": ("recipients: [partner]", "recipients: [principal]"),
    "ACC-001": ("recipients: [partner], roles: [coach]", "recipients: [partner]"),
    "ACC-002": ("permit: [disclose], recipients: [partner], roles: [coach]", "permit: [read], roles: [supplier]"),
    "RGT-001": ("right: [access, portability]", "right: [portability]"),
    "RGT-002": access_with("window: {closes: trajectory_ended}"),
    "RGT-003": ("rectification, supplement, ", "rectification, "),
    "RGT-004": ("supplement, erasure, ", "supplement, "),
    "RGT-005": ("erasure, restriction, ", "erasure, "),
    "RGT-006": ("restriction, objection], answer_within: {months: 1}, tell_recipients: true",
                "restriction, objection], answer_within: {months: 1}"),
    "RGT-007": ("right: [access, portability]", "right: [access]"),
    "RGT-008": ("restriction, objection]", "restriction]"),
    "RGT-011": access_with("identify: always"),
    "RGT-012": access_with("form: written"),
    "RGT-013": ("portability], answer_within: {months: 1}, tell_recipients: true, by: [client, representative]",
                "portability], answer_within: {months: 1}, tell_recipients: true, by: [client]"),
    "RGT-014": access_with("reasons: false"),
    "FEE-001": access_with("fee: {maximum_cents: 500}"),
    "TRM-001": ("portability], answer_within: {months: 1}", "portability], as_soon_as_possible: true"),
    "TRM-002": access_with("latest: {within: {months: 4}}"),
    "TRM-004": access_with("from: awareness"),
    "REM-001": ("  - {id: 4/authority, remedy: supervisory_authority}\n", ""),
    "REM-002": ("remedy: court, within: {weeks: 6}", "remedy: court, within: {weeks: 5}"),
    "RET-001": ("retain: all", "retain: [contact, number]"),
    "RET-004": also("{id: 5/notes, retain: [contact], at_most: {years: 1}, from: guidance_ended}", before="5/hold"),
    "RET-009": ("  - {id: 5/hold, hold: [legal_claim]}\n", ""),
    "SEC-001": ("  - {id: 6/measure, measure: encryption}\n", ""),
    "SEC-005": ("  - {id: 6/secrecy, confidentiality: [coach]}\n", ""),
    "BRE-001": ("  - {id: 7/leak, breach: {tell_authority_within: {hours: 72}}}\n", ""),
    "BRE-002": ("tell_authority_within: {hours: 72}", "tell_authority_within: {hours: 96}"),
    "CMP-001": ("  - {id: 7/complaint, complaint: {handler: uninvolved}}\n", ""),
    "CNS-003": ("form: written, withdrawn: any_form", "form: unambiguous, withdrawn: written"),
    "CNS-005": also("{id: 7/minors, minors: parental_consent, under: 16, applies_to: everything}"),
    "STA-001": also("{id: 7/view, overview: [outcome]}"),
    "STR-002": ("Een lek melden", "Zoals in artikel 12 staat, een lek melden"),
    "STR-003": also("{id: 3/never, prohibit: [disclose]}", before="3/out"),
    "CHG-001": ("transition: {notice: [client]}\n", ""),
    "CHG-002": ("version: '1'\n", ""),
    "INF-001": (", website: klein.example", ""),
    "ROL-001": ("website: klein.example", "website: klein.example, acts_as: {uwv: processor}"),
    "ROL-002": also("{id: 7/uwv, party: uwv, acts_as: processor, needs: [processing_agreement]}"),
    "ROL-003": also("{id: 7/host, party: hosting, acts_as: processor}"),
    "ROL-004": ("[{name: Klein B.V.}]", "[{name: Klein B.V.}, {name: Groot B.V.}]"),
    "LAW-001": ("catalogue: closed\n", "catalogue: closed\ncites: {old: 2000-01-01}\n"),
}  # fmt: skip
TEXTS = {
    "REM-002": ("binnen 6 weken", "binnen 5 weken"),
    "RET-004": ("Na 2 jaar is alles weg", "Na 1 jaar zijn notities weg, na 2 jaar is alles weg"),
    "BRE-002": ("binnen 72 uur", "binnen 96 uur"),
    "BRE-001": ("Een lek melden wij binnen 72 uur.", "Een lek melden wij."),
    "TRM-002": ("Binnen 1 maand antwoord", "Binnen 1 maand antwoord, of in 4 maanden"),
    "CNS-005": ("Een lek melden", "Onder de 16 jaar beslist een ouder. Een lek melden"),
}
"""What the text then says, where a number changes with it."""


def findings(folder: Path, text: str):
    (folder / "law").mkdir(exist_ok=True)
    old = LAW_HEAD.replace("law: statute", "law: old").replace("2020-01-01", "2000-01-01")
    (folder / "law" / "old.yaml").write_text(old + "repealed_on: 2018-05-25\narticles: []\n", encoding="utf-8")
    (folder / "law" / "statute.yaml").write_text(f"{LAW_HEAD}articles:\n{FLOOR}", encoding="utf-8")
    every = load_laws(folder / "law")
    file = folder / "2026-01-01.yaml"
    file.write_text(text, encoding="utf-8")
    return lint(load_regulation(file, every), laws_in_force(every, DAY), every)


def test_a_regulation_in_which_all_is_well_has_no_findings(tmp_path: Path) -> None:
    assert [(found.check.id, found.message) for found in findings(tmp_path, WELL)] == []


@pytest.mark.parametrize("name", SPOILT)
def test_one_thing_spoilt_is_one_finding(name: str, tmp_path: Path) -> None:
    spoilt = WELL
    for old, new in (SPOILT[name], TEXTS.get(name, ("", ""))):
        assert old in spoilt
        spoilt = spoilt.replace(old, new, 1) if old else spoilt
    assert {found.check.id for found in findings(tmp_path, spoilt)} == {name}


def test_every_check_of_the_program_is_tried_here() -> None:
    assert set(SPOILT) == set(TESTS) <= set(checks())


def test_a_floor_that_mends_and_a_person_who_accepts_are_no_longer_open(tmp_path: Path) -> None:
    old, new = SPOILT["TRM-001"]
    mended = findings(tmp_path, WELL.replace(old, new))
    assert [(found.state, found.neutralised_by, found.blocks) for found in mended] == [
        ("neutralised", "statute.1/answer", False)
    ]
    old, new = SPOILT["FEE-001"]
    accepted_by = "accepted: {by: director, date: 2026-01-01}"
    deviation = f"deviations:\n- {{rule: 4/access, finding: FEE-001, explained: Ooit., {accepted_by}}}\n"
    accepted = findings(tmp_path, WELL.replace(old, new) + deviation)
    assert [(found.state, found.explained, found.blocks) for found in accepted] == [("accepted", "Ooit.", False)]


def test_an_open_error_blocks_and_a_warning_does_not(tmp_path: Path) -> None:
    error = findings(tmp_path, WELL.replace(*SPOILT["CHG-002"]))
    warning = findings(tmp_path, WELL.replace(*SPOILT["CHG-001"]))
    assert ([found.blocks for found in error], [found.blocks for found in warning]) == ([True], [False])


def test_what_people_found_by_reading_stands_on_record(tmp_path: Path) -> None:
    deviation = "deviations:\n- {rule: 4/access, finding: DEF-001, explained: Ooit., neutralised_by: statute 4}\n"
    found = findings(tmp_path, WELL + deviation)
    assert [(each.check.id, each.rule, each.state) for each in found] == [("DEF-001", "4/access", "neutralised")]
