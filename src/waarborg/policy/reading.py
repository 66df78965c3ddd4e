"""Strict YAML: what a jurist wrote is what is read, and every value remembers its line.

Only `true` and `false` are booleans (`on`, `yes` and `no` stay words), a number with a point stays text
(an article `2.10` is not 2.1), a key may stand once, and anchors, tags and merge keys are refused.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from waarborg.policy.problems import RegulationError, RegulationErrors

INTEGER = re.compile(r"^(0|-?[1-9][0-9]*)$")
DAY = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
TEXT_TAG = "tag:yaml.org,2002:str"
STANDARD_TAGS = {TEXT_TAG, "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """The value of a file (dicts, tuples, text, whole numbers, booleans, days) and the line of each part of it."""

    file: Path
    value: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of a part, or of the nearest part around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def error(self, place: Place, message: str, rule: str | None = None) -> RegulationError:
        """A mistake at that part."""
        return RegulationError(self.file, self.line(place), rule, message)


def read(file: Path) -> Document:
    """Read one file. Raises RegulationErrors for what is not strict YAML."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as mistake:
        raise RegulationErrors([RegulationError(file, 1, None, f"cannot be read: {mistake}")]) from None
    return read_text(text, file)


def read_text(text: str, file: Path) -> Document:
    """Read strict YAML (JSON is YAML too) that came from elsewhere; `file` names it in errors."""
    try:
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as mistake:
        mark = mistake.problem_mark or mistake.context_mark
        message = f"not YAML: {mistake.problem or mistake.context}"
        raise RegulationErrors([RegulationError(file, mark.line + 1 if mark else 1, None, message)]) from None
    except yaml.YAMLError as mistake:
        raise RegulationErrors([RegulationError(file, 1, None, f"not YAML: {mistake}")]) from None
    if root is None:
        raise RegulationErrors([RegulationError(file, 1, None, "the file is empty")])
    walk = _Walk(file)
    value = walk.value(root, ())
    if walk.errors:
        raise RegulationErrors(walk.errors)
    return Document(file, value, walk.lines)


class _Walk:
    """One pass over the nodes of a file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.lines: dict[Place, int] = {}
        self.errors: list[RegulationError] = []
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, place: Place) -> Any:
        self.lines[place] = node.start_mark.line + 1
        if id(node) in self.seen:
            self._refuse(node, "say it again instead of using an anchor")
            return None
        self.seen.add(id(node))
        if node.tag not in STANDARD_TAGS:
            self._refuse(node, f"no YAML tags: {node.tag}")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.value(item, (*place, position)) for position, item in enumerate(node.value))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        raise TypeError(f"YAML has no other nodes: {node!r}")

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key_node, yaml.ScalarNode) or key == "<<":
                self._refuse(key_node, "a key is a word")
            elif key in found:
                self._refuse(key_node, f"`{key}` is given twice")
            else:
                found[key] = self.value(value_node, (*place, key))
                self.lines[(*place, key)] = key_node.start_mark.line + 1
        return found

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text: str = node.value
        if node.style in ("'", '"', "|", ">"):
            return text
        if text in ("true", "false"):
            return text == "true"
        if text in ("", "~", "null"):
            return None
        if INTEGER.match(text):
            return int(text)
        if DAY.match(text):
            try:
                return dt.date.fromisoformat(text)
            except ValueError:
                self._refuse(node, f"{text} is not a day of the calendar")
        return text

    def _refuse(self, node: yaml.Node, message: str) -> None:
        self.errors.append(RegulationError(self.file, node.start_mark.line + 1, None, message))
