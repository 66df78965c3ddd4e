"""Each check on a regulation in which all is well, spoilt in one place: exactly that finding, and no other."""

from pathlib import Path

import pytest

from waarborg.policy.lint import checks, functions, lint
from waarborg.policy.lint_seeing import ASKED, questions, seen_as_data
from waarborg.policy.loader import laws_in_force, load_laws, load_regulation

from .written import DAY, HEAD, LAW_HEAD, article

TERM = "answer_within: {months: 1}, tell_recipients: true, by: [client, representative]"
CITES = "cites: {avg: 2018-05-25, uavg: 2018-05-25, suwi: 2018-05-25, participatiewet: 2018-05-25, awr: 2018-05-25}\n"
JUDGED = ("CAT-003", "CNS-001", "DEF-001", "DIS-006", "INF-007")
SUMMARY = "  summary: U krijgt binnen 1 maand antwoord.\n"
WELL = (
    HEAD.replace(
        "entities: [{name: Klein B.V.}]",
        "entities: [{name: Klein B.V., address: 'Straat 1, 1234 AB Stad'}], website: klein.example,"
        " acts_as: {uwv: controller, municipality: joint}",
    )
    + CITES
    + "version: '1'\ntransition: {notice: [client]}\nreadings: []\njudged:\n"
    + "".join(f"- {{finding: {name}, explained: Ja., by: director, date: 2026-01-01}}\n" for name in JUDGED)
    + "articles:\n"
    + article("1", "{id: 1/aid, purpose: aid, title: Hulp, basis: statute 6}")
    + article(
        "2",
        "{id: 2/contact, category: contact, title: Contact, fields: {name: name}, identifies: true, sources: [client]}",
        "{id: 2/number, category: number, title: BSN, fields: {number: bsn}, sensitivity: national_number,"
        " masked: true, only_for: {principals: [uwv]}, sources: [principal]}",
        "{id: 2/health, category: health, title: Gezondheid, fields: {hours: number}, sensitivity: health,"
        " sources: [client], exception: statute 9, only_for: {reason: illness_or_incapacity},"
        " always_needs: [confidentiality_signed]}",
        "{id: 2/family, category: family, title: Gezin, fields: {size: number}, sensitivity: third_person,"
        " sources: [client], redacts: true, needs_note: necessity}",
    )
    + article(
        "3",
        "{id: 3/out, permit: [disclose], recipients: [partner], roles: [coach, contractor], when: [written_consent],"
        " obliges: {record: disclosures}}",
    )
    + article(
        "4",
        f"{{id: 4/access, right: [access, portability], {TERM}}}",
        f"{{id: 4/change, right: [rectification, supplement, erasure, restriction, objection], {TERM}}}",
        "{id: 4/court, remedy: court, within: {weeks: 6}, after_silence: true}",
        "{id: 4/authority, remedy: supervisory_authority}",
        "{id: 4/mediation, remedy: authority_mediation}",
        text="Binnen 1 maand antwoord; u kunt binnen 6 weken naar de rechter.",
    ).replace("  rules:", f"{SUMMARY}  rules:")
    + article(
        "5",
        "{id: 5/all, retain: all, at_most: {years: 2}, from: guidance_ended}",
        "{id: 5/hold, hold: [legal_claim]}",
        "{id: 5/destruction, destruction: {approvals: 2, covers: [paper, backups]}}",
        text="Na 2 jaar is alles weg, tenzij er een zaak loopt.",
    )
    + article(
        "6",
        "{id: 6/measure, measure: encryption}",
        "{id: 6/steps, measure: two_step_verification}",
        "{id: 6/log, measure: log_review}",
        "{id: 6/backups, measure: backups}",
        "{id: 6/secrecy, confidentiality: [coach, contractor]}",
        text="Alles staat in de EER. De functionaris gegevensbescherming houdt het register van verwerkingen bij en"
        " doet een effectbeoordeling. Niets gaat automatisch.",
    )
    + article(
        "7",
        "{id: 7/leak, breach: {tell_authority_within: {hours: 72}}}",
        "{id: 7/complaint, complaint: {who: [client], handler: uninvolved, confirm_within: {weeks: 2},"
        " decide_within: {weeks: 6}, refuse_within: {weeks: 4}}}",
        "{id: 7/outside, remedy: mediator, for: [complaint]}",
        "{id: 7/consent, consent: any, form: written, withdrawn: any_form, needs: [purpose]}",
        "{id: 7/third, define: third_party, means: Wie van buiten komt.}",
        "{id: 7/start, notice: information, to: [client], at: [start], holds: [obligation]}",
        "{id: 7/given, notice: regulation, to: [client, principal], at: [start]}",
        text="Een lek melden wij binnen 72 uur. Een klacht bevestigen wij binnen 2 weken, wij beslissen binnen 6 weken"
        " en weigeren binnen 4 weken. Toestemming is in te trekken.",
    )
)
MEASURES = (
    "  - {id: 6/measure, measure: encryption}\n  - {id: 6/steps, measure: two_step_verification}\n"
    "  - {id: 6/log, measure: log_review}\n  - {id: 6/backups, measure: backups}\n"
)
COMPLAINT = (
    "  - {id: 7/complaint, complaint: {who: [client], handler: uninvolved, confirm_within: {weeks: 2},"
    " decide_within: {weeks: 6}, refuse_within: {weeks: 4}}}\n"
)
FLOOR = article(
    "1",
    "{id: statute.1/answer, right: [access, erasure, rectification], answer_within: {months: 1},"
    " latest: {within: {months: 3}}, binds: maximum}",
    "{id: statute.1/number, prohibit: [read], sensitivity: [national_number], principals_except: [uwv, municipality]}",
    "{id: statute.1/leak, breach: {tell_authority_within: {hours: 72}}, binds: maximum}",
    "{id: statute.1/court, remedy: court, within: {weeks: 6}, binds: minimum}",
    "{id: statute.1/reasonable, retain: all, at_most: {years: 2}, from: service_ended, binds: policy}",
)


def access_with(part: str) -> tuple[str, str]:
    return "right: [access, portability]", f"right: [access, portability], {part}"


def also(rule: str, before: str = "7/consent") -> tuple[str, str]:
    return f"  - {{id: {before},", f"  - {rule}\n  - {{id: {before},"


def unanswered(name: str) -> tuple[str, str]:
    return f"- {{finding: {name}, explained: Ja., by: director, date: 2026-01-01}}\n", ""


SPOILT: dict[str, tuple[str, str]] = {
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
    "CRM-001": ("fields: {name: name}", "fields: {name: name}, sensitivity: criminal, purposes: [aid]"),
    "DIS-001": ("when: [written_consent],", "when: [contract_running], grounds: [contract], opt_out: address_list,"),
    "DIS-004": ("recipients: [partner]", "recipients: [principal]"),
    "ACC-001": ("recipients: [partner], roles: [coach, contractor]", "recipients: [partner]"),
    "ACC-002": also("{id: 3/care, permit: [read], roles: [supplier], when: [written_consent]}", before="3/out"),
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
    "TRM-001": ("portability], answer_within: {months: 1}", "portability], answer_within: {months: 2}"),
    "TRM-002": access_with("latest: {within: {months: 4}}"),
    "TRM-004": access_with("from: awareness"),
    "REM-001": ("  - {id: 4/authority, remedy: supervisory_authority}\n", ""),
    "REM-002": ("remedy: court, within: {weeks: 6}", "remedy: court, within: {weeks: 5}"),
    "RET-001": ("retain: all", "retain: [contact, number]"),
    "RET-004": also("{id: 5/notes, retain: [contact], at_most: {years: 1}, from: guidance_ended}", before="5/hold"),
    "RET-009": ("  - {id: 5/hold, hold: [legal_claim]}\n", ""),
    "SEC-001": (MEASURES, ""),
    "SEC-005": ("  - {id: 6/secrecy, confidentiality: [coach, contractor]}\n", ""),
    "BRE-001": ("  - {id: 7/leak, breach: {tell_authority_within: {hours: 72}}}\n", ""),
    "BRE-002": ("tell_authority_within: {hours: 72}", "tell_authority_within: {hours: 96}"),
    "CMP-001": (COMPLAINT, ""),
    "CNS-003": ("form: written, withdrawn: any_form", "form: unambiguous, withdrawn: written"),
    "CNS-005": also("{id: 7/minors, minors: parental_consent, under: 16, applies_to: everything}"),
    "STA-001": also("{id: 7/view, overview: [outcome]}"),
    "STR-002": ("Een lek melden", "Zoals in artikel 12 staat, een lek melden"),
    "STR-003": also("{id: 3/never, prohibit: [disclose]}", before="3/out"),
    "CHG-001": ("transition: {notice: [client]}\n", ""),
    "CHG-002": ("version: '1'\n", ""),
    "INF-001": ("name: Klein B.V., address", "name: '', address"),
    "ROL-001": ("{uwv: controller, municipality: joint}", "{uwv: processor, municipality: processor}"),
    "ROL-002": also("{id: 7/uwv, party: uwv, acts_as: processor, needs: [processing_agreement]}"),
    "ROL-003": also("{id: 7/host, party: hosting, acts_as: processor}"),
    "ROL-004": ("[{name: Klein B.V.,", "[{name: Groot B.V.}, {name: Klein B.V.,"),
    "LAW-001": ("cites: {", "cites: {old: 2000-01-01, "),
    "LAW-002": ("avg: 2018-05-25, uavg: 2018-05-25", "avg: 2018-05-25"),
    "LAW-003": ("Alles staat in de EER.", "Alles staat in de EER. Het CBP ziet toe."),
    "LAW-004": ("suwi: 2018-05-25, ", ""),
    "LAW-005": ("when: [written_consent],", "when: [statutory_duty], grounds: [statutory_duty],"),
    "ROL-005": ("confidentiality: [coach, contractor]", "confidentiality: [coach]"),
    "DEF-001": unanswered("DEF-001"),
    "DEF-002": also("{id: 7/free, define: consent, means: Ja zeggen.}"),
    "DEF-003": also("{id: 7/what, define: breach, means: Iets wat op straat ligt.}"),
    "INF-002": ("Alles staat in de EER.", "Alles staat in de EER. Schrijf naar Laan 2, 4321 BA Dorp."),
    "INF-004": ("title: Hulp, basis: statute 6", "title: Hulp, basis: avg 6.1.f"),
    "INF-005": ("permit: [disclose], recipients: [partner], ", "permit: [disclose], "),
    "INF-007": unanswered("INF-007"),
    "INF-008": ("holds: [obligation]", "holds: [rights]"),
    "INF-009": ("De functionaris gegevensbescherming", "Iemand"),
    "INF-010": ("Alles staat in de EER.", "Alles staat hier."),
    "INF-011": (SUMMARY, ""),
    "INF-012": ("to: [client, principal], at: [start]", "to: [client], at: [start]"),
    "GRD-001": ("when: [written_consent],", "when: [compatibility_tested], rests_on: statute 6,"),
    "GRD-002": ("when: [written_consent],", "when: [written_consent], grounds: [vital_interest],"),
    "GRD-003": ("Alles staat in de EER.", "Alles staat in de EER, zoals gebruikelijk."),
    "GRD-004": ("title: Hulp, basis: statute 6", "title: Hulp, basis: avg 6.1.a"),
    "CNS-001": unanswered("CNS-001"),
    "CNS-002": ("Toestemming is in te trekken.", "Toestemming geeft u op papier."),
    "CNS-004": (", needs: [purpose]}", "}"),
    "CAT-003": unanswered("CAT-003"),
    "CAT-004": also("{id: 2/origin, category: origin, title: Herkomst, fields: {land: country}, sensitivity: ethnic,"
                    " sources: [client], purposes: [aid]}", before="2/family"),
    "CAT-005": ("redacts: true, needs_note: necessity", "redacts: true"),
    "BSN-002": ("masked: true, only_for", "masked: true, always_needs: [written_consent], only_for"),
    "HLT-002": ("title: Gezondheid", "title: Diagnose"),
    "HLT-004": ("exception: statute 9", "exception: avg 9.2.a"),
    "HLT-005": ("recipients: [partner], roles", "recipients: [employer], roles"),
    "CRM-002": also("{id: 2/vog, category: vog, title: VOG, fields: {why: line}, sources: [client]}", "2/family"),
    "DIS-002": ("when: [written_consent],", "when: [dossier_running],"),
    "DIS-003": (" obliges: {record: disclosures}", " obliges: {reason: true}"),
    "DIS-005": ("recipients: [partner], roles", "recipients: [researcher], roles"),
    "DIS-006": unanswered("DIS-006"),
    "DIS-007": also("{id: 5/end, override: contract_end, scope: dossier, from: principal_contract_ended, hand_over:"
                    " {to: principal, only: all, by: {months: 1}}, rest: {by: {months: 1}, then: destroy}}", "5/hold"),
    "RGT-009": ("Niets gaat automatisch.", "Wij letten op."),
    "RGT-010": access_with("excludes: [family]"),
    "RGT-015": access_with("refuse_when: [own_interest]"),
    "TRM-003": ("objection], answer_within: {months: 1}",
                "objection], as_soon_as_possible: true"),
    "REM-003": ("  - {id: 4/mediation, remedy: authority_mediation}\n", ""),
    "RET-002": ("at_most: {years: 2}, from: guidance_ended", "at_most: {years: 3}, from: guidance_ended"),
    "RET-003": also("{id: 5/law, retain: [contact], chosen_by: [statutory], because: awr 52.4, at_least: {years: 10},"
                    " from: financial_year_ended}", "5/hold"),
    "RET-005": also("{id: 5/books, retain: all, because: awr 52.4, at_least: {years: 7}, from: financial_year_ended,"
                    " prevails_over: [5/all]}", "5/hold"),
    "RET-006": ("covers: [paper, backups]", "covers: [paper]"),
    "RET-007": ("from: guidance_ended", "from: guidance_ended, then: review"),
    "RET-008": ("objection], answer_within", "objection], leaves: note, answer_within"),
    "SEC-002": ("  - {id: 6/steps, measure: two_step_verification}\n", ""),
    "SEC-003": ("  - {id: 6/log, measure: log_review}\n", ""),
    "SEC-004": ("  - {id: 6/backups, measure: backups}\n", ""),
    "BRE-003": ("{tell_authority_within: {hours: 72}}", "{tell_authority_within: {hours: 72}, register: reported}"),
    "CMP-002": ("handler: uninvolved", "handler: director"),
    "CMP-003": ("  - {id: 7/outside, remedy: mediator, for: [complaint]}\n", ""),
    "CMP-004": ("{who: [client],", "{who: [client], needs: [signature],"),
    "CMP-005": ("{who: [client],", "{who: [principal],"),
    "GOV-001": ("het register van verwerkingen", "een lijst"),
    "GOV-002": ("een effectbeoordeling", "zijn werk"),
    "WEB-001": also("{id: 7/site, website: [ip_address]}"),
    "STR-004": ("title: Artikel 6", "title: artikel 5"),
    "STR-005": ("U krijgt binnen 1 maand", "U krijgt binnen 2 maanden"),
}  # fmt: skip
TEXTS = {
    "REM-002": ("binnen 6 weken naar", "binnen 5 weken naar"),
    "RET-004": ("Na 2 jaar is alles weg", "Na 1 jaar zijn notities weg, na 2 jaar is alles weg"),
    "RET-002": ("Na 2 jaar is alles weg", "Na 3 jaar is alles weg"),
    "RET-003": ("Na 2 jaar is alles weg", "Na 2 jaar is alles weg, na 10 jaar de rekening"),
    "RET-005": ("Na 2 jaar is alles weg", "Na 2 jaar is alles weg, na 7 jaar de rekening"),
    "DIS-007": ("Na 2 jaar is alles weg", "Na 2 jaar is alles weg, of na 1 maand"),
    "BRE-002": ("binnen 72 uur", "binnen 96 uur"),
    "BRE-001": ("Een lek melden wij binnen 72 uur.", "Een lek melden wij."),
    "TRM-001": ("Binnen 1 maand antwoord", "Binnen 1 maand antwoord, of in 2 maanden"),
    "TRM-002": ("Binnen 1 maand antwoord", "Binnen 1 maand antwoord, of in 4 maanden"),
    "CMP-001": (
        "Een klacht bevestigen wij binnen 2 weken, wij beslissen binnen 6 weken en weigeren binnen 4 weken. ",
        "",
    ),
    "CNS-005": ("Een lek melden", "Onder de 16 jaar beslist een ouder. Een lek melden"),
}
"""What the text then says, where a number changes with it."""
BESIDES = {
    "SEC-001": {"SEC-002", "SEC-003", "SEC-004"},
    "SEC-005": {"ROL-005"},
    "TRM-003": {"TRM-001"},
}
"""What else does not hold then, since one thing asks for the other."""


def findings(folder: Path, text: str):
    (folder / "law").mkdir(exist_ok=True)
    old = LAW_HEAD.replace("law: statute", "law: old").replace("2020-01-01", "2000-01-01")
    (folder / "law" / "old.yaml").write_text(old + "repealed_on: 2018-05-25\narticles: []\n", encoding="utf-8")
    for name in ("avg", "uavg", "suwi", "participatiewet", "awr"):
        law = LAW_HEAD.replace("law: statute", f"law: {name}")
        (folder / "law" / f"{name}.yaml").write_text(f"{law}articles: []\n", encoding="utf-8")
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
    assert {found.check.id for found in findings(tmp_path, spoilt)} == {name} | BESIDES.get(name, set())


def test_every_check_is_tried_here_and_seen_in_one_way_or_asked() -> None:
    assert set(SPOILT) == set(checks()) == set(functions()) | set(seen_as_data()) | set(questions())
    assert len(checks()) == 116
    assert not set(functions()) & set(seen_as_data())


def test_no_word_of_the_sentences_goes_unused() -> None:
    asked = [
        name
        for sentences in seen_as_data().values()
        for one in sentences
        for conditions in (one.with_, one.must, one.any_of, *one.unless.values(), *one.when.values())
        for words in conditions.values()
        for name in (words if isinstance(words, dict) else ())
    ]
    assert set(asked) == set(ASKED)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("cites: {", "cites: {wpr: 1989-07-01, ", None),
        ("basis: statute 6", "basis: koran 3", "1/aid"),
    ],
    ids=["under cites", "as a basis"],
)
def test_a_law_that_nobody_knows_is_a_finding(old: str, new: str, where: str | None, tmp_path: Path) -> None:
    (found,) = findings(tmp_path, WELL.replace(old, new, 1))
    assert (found.check.id, found.rule, found.blocks) == ("LAW-001", where, True)


def test_a_question_that_was_answered_with_no_is_a_finding_and_no_question(tmp_path: Path) -> None:
    text = WELL.replace(*unanswered("CNS-001"))
    assert [(found.state, found.blocks) for found in findings(tmp_path, text)] == [("asked", True)]
    no = "deviations:\n- {rule: 7/consent, finding: CNS-001, explained: Een formulier voor alles.}\n"
    assert [(found.state, found.rule) for found in findings(tmp_path, text + no)] == [("open", "7/consent")]


def test_a_floor_that_mends_and_a_person_who_accepts_are_no_longer_open(tmp_path: Path) -> None:
    (old, new), said = SPOILT["TRM-001"], TEXTS["TRM-001"]
    mended = findings(tmp_path, WELL.replace(old, new).replace(*said))
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
    deviation = "deviations:\n- {rule: 4/access, finding: GRD-003, explained: Ooit., neutralised_by: statute 4}\n"
    found = findings(tmp_path, WELL + deviation)
    assert [(each.check.id, each.rule, each.state) for each in found] == [("GRD-003", "4/access", "neutralised")]
