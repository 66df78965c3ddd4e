"""`waarborg regulation` as scripts use it: one JSON document, the exit code, standard input."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from waarborg.cli.regulation import app
from waarborg.policy.vocabulary import regulations_folder

from .written import CATALOGUE, HEAD, article

SKETCH = str(Path(__file__).parent / "sketch")
RIGHT = "{id: 2/own, permit: [read], roles: [coach], when: [assigned]}"


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)


def written(folder: Path, *rules: str, head: str = HEAD) -> str:
    text = head + "articles:\n" + CATALOGUE + article("2", *rules)
    (folder / "2026-01-01.yaml").write_text(text, encoding="utf-8")
    return str(folder)


def test_a_regulation_that_cannot_compile_exits_1_with_file_and_line(tmp_path: Path) -> None:
    folder = written(tmp_path, "{id: 2/own, permit: [read], roles: [king], when: [assigned]}")
    told = run("check", folder)
    assert told.exit_code == 1
    assert "2026-01-01.yaml:20: 2/own: unknown word `king`" in told.stderr
    document = json.loads(run("check", folder, "--json").stdout)
    assert (document["compiles"], document["errors"][0]["line"]) == (False, 20)


def test_findings_of_law_do_not_change_the_exit_unless_strict(tmp_path: Path) -> None:
    folder = written(tmp_path, RIGHT)
    assert run("check", folder).exit_code == 0
    assert run("check", folder, "--strict").exit_code == 3
    document = json.loads(run("check", folder, "--json").stdout)
    assert (document["compiles"], document["adoptable"]) == (True, False)
    assert {"id", "severity", "rule", "article", "citation", "advice", "state"} <= set(document["findings"][0])


def test_findings_are_shown_with_law_and_advice_and_an_open_error_is_exit_3(tmp_path: Path) -> None:
    folder = written(tmp_path, RIGHT)
    told = run("lint", folder, "--open", "--language", "en")
    assert told.exit_code == 3
    assert "error   LAW-002 open (avg 5.2)\n        Cite the GDPR and its implementing act.\n" in told.stdout
    assert "error   CAT-003 asked (avg 5.1.b)\n        Is each kind of data on the list necessary" in told.stdout
    document = json.loads(run("lint", folder, "--json").stdout)
    assert document["adoptable"] is False
    assert {"id", "severity", "article", "citation", "advice", "state"} <= set(document["findings"][0])
    assert run("lint", str(regulations_folder() / "partner-in-werk")).exit_code == 0


@pytest.mark.parametrize("command", ["check", "matrix", "cases"])
def test_every_shipped_regulation_answers(command: str) -> None:
    for place in sorted(path.parent for path in regulations_folder().glob("*/cases")):
        answer = run(command, str(place), "--json")
        assert answer.exit_code == 0, answer.output
        assert json.loads(answer.stdout)


def test_a_shipped_regulation_may_be_adopted() -> None:
    for place in sorted(path.parent for path in regulations_folder().glob("*/cases")):
        assert run("check", str(place), "--strict").exit_code == 0, place.name


def test_a_matrix_says_when_and_by_which_article() -> None:
    cells = json.loads(run("matrix", SKETCH, "--json").stdout)["cells"]
    own = [cell for cell in cells if (cell["role"], cell["action"], cell["category"]) == ("coach", "read", "hours")]
    assert ("4/own-coach", "4") in [(cell["rule"], cell["article"]) for cell in own]
    assert "assigned" in own[0]["when"]


def test_one_question_gets_one_answer_and_a_list_a_list() -> None:
    question = '{"roles": ["coach"], "action": "read", "category": "contact", "day": "2026-06-01", "facts": {%s}}'
    known = question % '"assigned": true, "confidentiality_signed": true, "strong_sign_in": true, "restricted": false'
    answer = json.loads(run("decide", SKETCH, "--json", given=known).stdout)
    assert (answer["allowed"], answer["rules"], answer["missing"]) == (True, ["4/own-coach"], [])
    assert (answer["articles"], answer["titles"]) == (["4"], {"4": "Wie uw dossier mag lezen"})
    unknown = question % '"confidentiality_signed": true, "strong_sign_in": true, "restricted": false'
    answers = json.loads(run("decide", SKETCH, "--json", given=f"[{known}, {unknown}]").stdout)
    assert [each["allowed"] for each in answers] == [True, False]
    assert answers[1]["missing"] == ["assigned"]


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ('{"action": "peek"}', "unknown action `peek`"),
        ('{"action": "read", "roles": ["king"]}', "unknown role `king`"),
        ('{"action": "read", "facts": {"hope": true}}', "unknown fact `hope`"),
        ('{"action": "read", "facts": {"assigned": "maybe"}}', "is true or false"),
        ('{"action": "read", "colour": "blue"}', "unknown key `colour`"),
        ('{"action": "read", "category": "hobby"}', "unknown category `hobby`"),
        ('{"action": "read", "day": "2020-01-01"}', "not on 2020-01-01"),
        ("[1", "not YAML"),
    ],
)
def test_a_question_that_cannot_be_read_exits_1(question: str, message: str) -> None:
    told = run("decide", SKETCH, given=question)
    assert told.exit_code == 1
    assert message in told.stderr


def test_events_give_every_date_with_its_article() -> None:
    dates = json.loads(run("terms", SKETCH, "--json", given="guidance_ended: 2026-01-31").stdout)["dates"]
    found = {each["rule"]: each["date"] for each in dates}
    assert found["6/dossier"] == "2028-01-31"


def test_an_event_without_a_day_exits_1() -> None:
    told = run("terms", SKETCH, given="guidance_ended: soon")
    assert (told.exit_code, "guidance_ended" in told.stderr) == (1, True)


def test_a_case_that_fails_is_told_with_its_line_and_exits_1(tmp_path: Path) -> None:
    folder = written(tmp_path, RIGHT)
    (tmp_path / "cases").mkdir()
    case = (
        '- case: Een vreemde leest\n  article: "2"\n'
        "  given: {role: coach, action: read, category: contact, false: [assigned]}"
        "\n  expect: {allowed: true}\n"
    )
    (tmp_path / "cases" / "a.yaml").write_text(case, encoding="utf-8")
    told = run("cases", folder)
    assert told.exit_code == 1
    assert "a.yaml:1: Een vreemde leest: allowed: expected true, found false" in told.stdout
    assert "rules that no case decides: 2/own" in told.stdout


def test_coverage_lists_each_clause_with_its_tests(tmp_path: Path) -> None:
    results = tmp_path / "clauses.json"
    folder = written(tmp_path, RIGHT)
    clause = "- {id: K-%s, says: Zo., kind: access, enforcement: system, mechanism: Zo., held_by: [2/own, gate]}\n"
    text = "regulation: small\nclauses:\n" + clause % 1 + clause % 2 + clause % 3
    (tmp_path / "clauses.yaml").write_text(text, encoding="utf-8")
    results.write_text('{"clauses": {"K-1": {"a": true, "b": true}, "K-2": {"a": true, "c": false}}}', encoding="utf-8")
    document = json.loads(run("coverage", folder, "--results", str(results), "--json").stdout)
    clauses = document["regulations"][0]["clauses"]
    assert [(each["id"], each["tests"], each["passed"]) for each in clauses] == [
        ("K-1", ["a", "b"], True),
        ("K-2", ["a", "c"], False),
        ("K-3", [], False),
    ]


def test_a_clause_held_by_a_rule_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    folder = written(tmp_path, RIGHT)
    clause = "- {id: K-1, says: Zo., kind: access, enforcement: system, mechanism: De poort., held_by: [2/none]}\n"
    (tmp_path / "clauses.yaml").write_text("regulation: small\nclauses:\n" + clause, encoding="utf-8")
    for command in ("coverage", "check"):
        told = run(command, folder)
        assert (told.exit_code, "clauses.yaml:3: K-1: there is no rule 2/none" in told.stderr) == (1, True)


def test_a_regulation_is_rendered_for_people(tmp_path: Path) -> None:
    files = json.loads(run("render", SKETCH, "--to", "html,md,pdf", "--into", str(tmp_path), "--json").stdout)["files"]
    html, markdown, pdf = (Path(file).read_bytes() for file in files)
    assert "2 jaar na het einde van de begeleiding" in html.decode()
    assert "aan het einde van het 3e kalenderjaar" in " ".join(markdown.decode().split())
    assert "Jobcoach mag lezen, toevoegen en verbeteren: alle gegevens" in markdown.decode()
    assert pdf.startswith(b"%PDF")
    assert b"pdfuaid" in pdf


def test_what_a_text_holds_cannot_break_out_of_the_page(tmp_path: Path) -> None:
    head = HEAD.replace("Klein reglement", "'<script>alert(1)</script> #let x = 1'")
    folder = written(tmp_path, RIGHT, head=head)
    run("render", folder, "--to", "html,pdf", "--into", str(tmp_path / "out"))
    assert "<script>" not in (tmp_path / "out" / "small-2026-01-01.html").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "small-2026-01-01.pdf").is_file()
