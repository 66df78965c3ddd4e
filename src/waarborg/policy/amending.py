"""A regulation's text with one thing added or changed, everything else as it was written: comments and lines too.

    with_decision(text, "deviations", {...})    a list at the end gets one entry more
    terms_in(text), with_term(text, ...)        a period in its place
    choices_in(text), with_choices(text, ...)   the closed list of a field

What comes out is read again by whoever keeps it: a change that does not fit where it was made is a mistake with a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from waarborg.policy.model.base import Period, Unit
from waarborg.policy.problems import RegulationErrors
from waarborg.policy.reading import Document, read_text

Listed = Literal["deviations", "judged", "readings"]
HERE = Path("draft.yaml")
WIDTH = 120


@dataclass(frozen=True)
class TermHere:
    """A period that stands in the text: of which rule, under which key, on which line."""

    rule: str
    key: str
    line: int
    period: Period

    @property
    def name(self) -> str:
        """A word for it in a form."""
        return f"{self.rule}|{self.key}|{self.line}"


@dataclass(frozen=True)
class ChoicesHere:
    """A closed list that stands in the text: of which rule and field, on which line."""

    rule: str
    field: str
    line: int
    choices: tuple[str, ...]

    @property
    def name(self) -> str:
        """A word for it in a form."""
        return f"{self.rule}|{self.field}|{self.line}"


class NotHere(ValueError):
    """What was to be changed does not stand in the text in a form that can be changed by a form."""


def with_decision(text: str, where: Listed, entry: Mapping[str, Any]) -> str:
    """The text with one entry more under a list of decisions; the list is made when it is not there."""
    said = yaml.safe_dump([dict(entry)], allow_unicode=True, sort_keys=False, width=WIDTH)
    text = text if text.endswith("\n") else f"{text}\n"
    empty = re.search(rf"^{where}: *\[\] *\n", text, re.MULTILINE)
    if empty:
        return f"{text[: empty.start()]}{where}:\n{said}{text[empty.end() :]}"
    found = re.search(rf"^{where}:.*\n", text, re.MULTILINE)
    if not found:
        return f"{text}{where}:\n{said}"
    indent = re.match(r" *", text[found.end() :])
    shifted = re.sub(r"^(?=.)", indent[0] if indent else "", said, flags=re.MULTILINE)
    return f"{text[: found.end()]}{shifted}{text[found.end() :]}"


def with_head(text: str, key: str, value: str) -> str:
    """The text with another value at its head, such as the day from which it is in force."""
    line = f"{key}: {value}\n"
    changed, times = re.subn(rf"^{key}:.*\n", lambda _found: line, text, count=1, flags=re.MULTILINE)
    return changed if times else f"{line}{text}"


def terms_in(text: str) -> tuple[TermHere, ...]:
    """Every period of the rules, in the order of the text. Nothing when the text cannot be read."""
    document = _read(text)
    return tuple(_terms(document)) if document else ()


def choices_in(text: str) -> tuple[ChoicesHere, ...]:
    """Every closed list of a field, in the order of the text. Nothing when the text cannot be read."""
    document = _read(text)
    return tuple(_choices(document)) if document else ()


def with_term(text: str, at: TermHere, period: Period) -> str:
    """The text with another period in its place. Raises NotHere."""
    old = at.period.number, at.period.unit.value
    iso = f"P(?:T)?{old[0]}[YMWDH]"
    pattern = rf"(\b{re.escape(at.key)}: *)(?:\{{ *{old[1]}: *{old[0]} *\}}|{iso})"
    return _in_line(text, at.line, pattern, rf"\g<1>{{{period.unit.value}: {period.number}}}")


def with_choices(text: str, at: ChoicesHere, choices: Sequence[str]) -> str:
    """The text with another closed list in its place. Raises NotHere."""
    written = yaml.safe_dump(list(choices), allow_unicode=True, default_flow_style=True, width=10_000).strip()
    return _in_line(text, at.line, r"(\bchoices: *)\[[^\]]*\]", lambda found: found[1] + written)


def _in_line(text: str, line: int, pattern: str, instead: Any) -> str:
    """One replacement that begins on a line. Raises NotHere."""
    lines = text.splitlines(keepends=True)
    before, after = "".join(lines[: line - 1]), "".join(lines[line - 1 :])
    found = re.search(pattern, after)
    if not found or "\n" in after[: found.start()]:
        raise NotHere(f"line {line} is written in another way; change it in the text itself")
    return before + after[: found.start()] + re.sub(pattern, instead, found[0], count=1) + after[found.end() :]


def _read(text: str) -> Document | None:
    try:
        return read_text(text, HERE)
    except RegulationErrors:
        return None


def _rules(document: Document) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    written = document.value.get("articles") if isinstance(document.value, dict) else None
    for at, article in enumerate(written if isinstance(written, tuple) else ()):
        rules = article.get("rules") if isinstance(article, dict) else None
        for position, rule in enumerate(rules if isinstance(rules, tuple) else ()):
            if isinstance(rule, dict) and isinstance(rule.get("id"), str):
                yield ("articles", at, "rules", position), rule


def _terms(document: Document) -> Iterator[TermHere]:
    for place, rule in _rules(document):
        yield from _periods(document, rule["id"], place, rule)


def _periods(document: Document, rule: str, place: tuple[str | int, ...], value: Any) -> Iterator[TermHere]:
    for key, inner in value.items() if isinstance(value, dict) else ():
        period = _as_period(inner)
        if period and isinstance(key, str):
            yield TermHere(rule, key, document.line((*place, key)), period)
        else:
            yield from _periods(document, rule, (*place, key), inner)


def _as_period(value: Any) -> Period | None:
    one = isinstance(value, dict) and len(value) == 1 and next(iter(value)) in set(Unit)
    if not one and not (isinstance(value, str) and re.fullmatch(r"PT?[0-9]+[YMWDH]", value)):
        return None
    try:
        return Period.model_validate(value)
    except ValueError:
        return None


def _choices(document: Document) -> Iterator[ChoicesHere]:
    for place, rule in _rules(document):
        fields = rule.get("fields") if "category" in rule else None
        for name, field in fields.items() if isinstance(fields, dict) else ():
            choices = field.get("choices") if isinstance(field, dict) else None
            if isinstance(choices, tuple):
                line = document.line((*place, "fields", name, "choices"))
                yield ChoicesHere(rule["id"], name, line, tuple(map(str, choices)))
