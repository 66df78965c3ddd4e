"""Two invented regulations, beside the real ones, use every shape that the model of a regulation has.

So a new agency needs YAML and no Python. A kind of rule or a field that nobody uses is missing here, or not needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import EnumMeta
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from waarborg.policy.cases import run_cases
from waarborg.policy.lint import lint
from waarborg.policy.loader import load_folder, load_laws
from waarborg.policy.model.base import Part
from waarborg.policy.model.regulation import KINDS, Law, Regulation
from waarborg.policy.term_cases import answer_terms
from waarborg.policy.vocabulary import regulations_folder

HERE = Path(__file__).parent / "regulations"
INVENTED = tuple(sorted(folder for folder in HERE.iterdir() if folder.is_dir()))
LAWS = load_laws()


def shipped() -> Iterator[Path]:
    """The folders of the real agencies."""
    for folder in sorted(regulations_folder().iterdir()):
        if folder.name not in {"law", "vocabulary"} and any(folder.glob("[0-9]*.yaml")):
            yield folder


def texts() -> list[Regulation | Law]:
    """Every regulation, real and invented, and the floor."""
    folders = (*shipped(), *INVENTED)
    return [version for folder in folders for version in load_folder(folder, LAWS).versions] + list(LAWS)


def parts_of(value: object) -> Iterator[Part]:
    """A part and all the parts in it."""
    if isinstance(value, Part):
        yield value
        for name in type(value).model_fields:
            yield from parts_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from parts_of(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from parts_of(item)


def models_in(annotation: Any) -> Iterator[type[Part]]:
    """The models that a field's type speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from models_in(inner)


def reachable(start: type[Part], seen: set[type[Part]]) -> set[type[Part]]:
    """A model and every model inside it."""
    if start not in seen:
        seen.add(start)
        for field in start.model_fields.values():
            for model in models_in(field.annotation):
                reachable(model, seen)
    return seen


def choices_of(annotation: Any) -> Iterator[str]:
    """The closed answers that a field's type offers."""
    if get_origin(annotation) is Literal:
        yield from (answer for answer in get_args(annotation) if isinstance(answer, str))
    elif isinstance(annotation, EnumMeta):
        yield from (str(member) for member in annotation)  # type: ignore[var-annotated]
    else:
        for inner in get_args(annotation):
            yield from choices_of(inner)


def answers_in(value: object) -> Iterator[str]:
    """The words that a field holds."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, dict):
        for item in value.values():
            yield from answers_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from answers_in(item)


STARTS: tuple[type[Part], ...] = (Regulation, Law, *KINDS.values())
MODELS = sorted(
    {model for start in STARTS for model in reachable(start, set())},
    key=lambda model: model.__name__,
)
USED = [part for text in texts() for part in parts_of(text)]


def written_fields(model: type[Part]) -> set[str]:
    """The fields of this kind of part that some text writes down."""
    return {name for part in USED if isinstance(part, model) for name in part.model_fields_set}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_rule_is_used(kind: str) -> None:
    assert any(type(part) is KINDS[kind] for part in USED)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_written_somewhere(model: type[Part]) -> None:
    head = {"id", "rests_on", "binds", "because", "judged_by", "clauses", "note"} if model in KINDS.values() else set()
    assert set(model.model_fields) - head - written_fields(model) == set()


def test_the_head_of_a_rule_is_written_in_full_somewhere() -> None:
    written = {name for kind in KINDS.values() for name in written_fields(kind)}
    assert {"id", "rests_on", "binds", "because", "judged_by", "clauses", "note"} <= written


def fields_by_answers() -> dict[frozenset[str], list[tuple[type[Part], str]]]:
    """The fields that offer the same closed answers; `then` of a rule and of a remainder share one list."""
    found: dict[frozenset[str], list[tuple[type[Part], str]]] = {}
    for model in MODELS:
        for name, field in model.model_fields.items():
            found.setdefault(frozenset(choices_of(field.annotation)), []).append((model, name))
    return {answers: fields for answers, fields in found.items() if answers}


@pytest.mark.parametrize("answers", fields_by_answers(), ids=lambda answers: "-".join(sorted(answers))[:60])
def test_every_closed_answer_is_given_somewhere(answers: frozenset[str]) -> None:
    given = {
        answer
        for model, name in fields_by_answers()[answers]
        for part in USED
        if isinstance(part, model)
        for answer in answers_in(getattr(part, name))
    }
    assert answers - given == set()


@pytest.mark.parametrize("folder", INVENTED, ids=lambda folder: folder.name)
def test_an_invented_regulation_is_only_data(folder: Path) -> None:
    assert {file.suffix for file in folder.rglob("*") if file.is_file()} == {".yaml"}


@pytest.mark.parametrize("folder", INVENTED, ids=lambda folder: folder.name)
def test_its_worked_cases_hold_and_try_every_rule(folder: Path) -> None:
    report = run_cases(load_folder(folder, LAWS), LAWS, answer_terms)
    assert [outcome.differs for outcome in report.outcomes if not outcome.passed] == []
    assert (report.undecided, report.without_neighbour) == ((), ())


def blocking(name: str) -> set[str]:
    """What keeps an invented regulation from being adopted."""
    (version,) = load_folder(HERE / name, LAWS).versions
    return {finding.check.id for finding in lint(version, LAWS) if finding.blocks}


def test_the_one_could_be_adopted_and_the_other_is_found_wanting() -> None:
    assert blocking("zilverpad") == set()
    assert blocking("kompaswijzer") >= {"CAT-001", "CAT-002", "CHG-002", "CMP-001", "CNS-003", "CNS-005"}
