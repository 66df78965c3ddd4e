"""The guide for jurists tells no lies: it names every kind of rule, and each of its examples is read by the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from waarborg.policy.cases import Case
from waarborg.policy.model.base import Part
from waarborg.policy.model.regulation import KINDS, Article, Judged, LawDeviation, Reading, Regulation
from waarborg.policy.reading import read
from waarborg.policy.vocabulary import regulations_folder

GUIDE = (regulations_folder() / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


def pieces(value: Any) -> Iterator[tuple[type[Part], dict[str, Any]]]:
    """The parts of a regulation that an example shows, with the form each must have."""
    if isinstance(value, tuple):
        for item in value:
            yield from pieces(item)
    elif "id" in value:
        yield KINDS[list(value)[1]], value
    elif "number" in value:
        yield from pieces(value["rules"])
        yield Article, {**value, "rules": ()}
    elif "case" in value:
        yield Case, value
    elif "readings" in value:
        yield from ((Reading, item) for item in value["readings"])
    elif "deviations" in value:
        yield from ((LawDeviation, item) for item in value["deviations"])
    elif "judged" in value:
        yield from ((Judged, item) for item in value["judged"])
    elif "articles" in value:
        yield Regulation, value


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.strip().splitlines()[0])
def test_an_example_is_read_as_it_stands(example: str, tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(example, encoding="utf-8")
    shown = read(file).value
    found = list(pieces(shown))
    assert found or "clauses" in shown
    for form, given in found:
        form.model_validate(given, strict=True)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_rule_is_explained_with_an_example(kind: str) -> None:
    assert f"`{kind}`" in GUIDE
    assert re.search(rf"^ *{kind}:", "".join(EXAMPLES), re.MULTILINE)
