"""What a column can be: a field of the catalogue, the reason of a kind of data, a fact of the frame, a declaration.

A target is written as one word, such as `field:contact.name#3` (the third part of a name), `note:benefit`,
`frame:principal` or `declared:storage_consent`. Nothing of anybody stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from waarborg.dossiers.catalogue import Catalogue, Entry
from waarborg.dossiers.facts import DECLARED
from waarborg.gate.policies import InForce
from waarborg.policy.vocabulary import standard_vocabulary

FRAME: Final[dict[str, Promise]] = {
    "principal": _("Principal"),
    "contract": _("Number of the contract"),
    "type": _("Type of trajectory"),
    "phase": _("Phase"),
    "referred_on": _("Referred on"),
    "started_on": _("Started on"),
    "planned_end_on": _("Planned end"),
    "placed_on": _("Placed on"),
    "ended_on": _("Ended on"),
    "hours_granted": _("Hours granted"),
    "for_illness": _("Because of illness"),
    "secret_address": _("Secret address"),
    "coach": _("Coach"),
    "opened_on": _("Dossier opened on"),
    "closed_on": _("Dossier closed on"),
    "handed_out_on": _("Regulation handed out on"),
    "folder": _("Folder with documents"),
}
"""Facts of a dossier and its first trajectory, with their names on screen."""

FILES: Final = frozenset({"file", "identity_document"})
"""Types of fields that no cell of a sheet fills."""


@dataclass(frozen=True, slots=True)
class Target:
    """What one column fills. `part` orders columns that fill one field together; 0 when it stands alone."""

    kind: str
    """`field`, `note`, `frame` or `declared`."""
    name: str
    """The fact of the frame, the declared fact, or the category."""
    field: str = ""
    part: int = 0

    def __str__(self) -> str:
        field = f".{self.field}" if self.field else ""
        return f"{self.kind}:{self.name}{field}" + (f"#{self.part}" if self.part else "")

    @property
    def whole(self) -> Target:
        """The same without its part: what all columns that fill it share."""
        return replace(self, part=0)


def target_of(text: str) -> Target:
    """The target that a word means. Raises ValueError for what is none."""
    kind, _colon, rest = text.partition(":")
    rest, _hash, part = rest.partition("#")
    name, _dot, field = rest.partition(".")
    if kind not in {"field", "note", "frame", "declared"} or not name:
        raise ValueError(f"{text!r} is no target")
    return Target(kind, name, field, int(part or 0))


@dataclass(frozen=True, slots=True)
class Choice:
    """A target as somebody chooses it: its group and label."""

    target: Target
    group: str
    label: str


def choices(in_force: InForce, catalogue: Catalogue, language: str = "nl") -> Iterator[Choice]:
    """Everything that a column may be under this regulation, in the order of the catalogue."""
    for name, label in FRAME.items():
        yield Choice(Target("frame", name), str(_("Dossier and trajectory")), str(label))
    for entry in catalogue:
        for field, rule in entry.rule.fields.items():
            if rule.type not in FILES:
                yield Choice(Target("field", entry.key, field), entry.rule.title, rule.label)
        if entry.asks_why:
            yield Choice(Target("note", entry.key), entry.rule.title, str(_("Why this is necessary")))
    for fact in declarable(in_force):
        said = standard_vocabulary().facts[fact].label(language)
        yield Choice(Target("declared", fact), str(_("Declared by the client, with the day")), said)


def declarable(in_force: InForce) -> Sequence[str]:
    """The facts that a client declares and that any rule of this regulation asks."""
    policy = in_force.policy
    asked = {fact for rule in policy.rules for fact in policy.vocabulary.facts_in(rule.when | rule.unless)}
    return sorted(DECLARED & asked)


def exists(target: Target, in_force: InForce, catalogue: Catalogue) -> bool:
    """Is this still something that a column may be? Regulations change, and mappings are remembered."""
    if target.kind == "frame":
        return target.name in FRAME
    if target.kind == "declared":
        return target.name in declarable(in_force)
    entry: Entry | None = catalogue.entries.get(target.name)
    if entry is None or target.kind == "note":
        return entry is not None and entry.asks_why
    rule = entry.rule.fields.get(target.field)
    return rule is not None and rule.type not in FILES
