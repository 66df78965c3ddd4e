"""From a story to records: which category of a catalogue an item goes to, and which of its values that category asks.

Works for any regulation's catalogue. What a catalogue does not name is left out, as everywhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from waarborg.demo.material import material
from waarborg.demo.people import ClientStory, Item, TrajectoryStory, Value
from waarborg.policy.model.catalogue import CategoryRule

Written = str | int | bool | dt.date
NECESSITY = "Nodig om werk te vinden dat past bij wat iemand kan."
"""Why a category that asks for a reason is recorded at all."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A record as a service takes it."""

    category: str
    fields: Mapping[str, Written]
    source: str
    on: dt.date
    marks: frozenset[str]
    note: str
    """Why it was necessary, where the category asks that."""
    trajectory: TrajectoryStory | None
    """None: it belongs to the dossier."""


def records_of(client: ClientStory, catalogue: Sequence[CategoryRule]) -> Iterator[Filled]:
    """Yield every record of a client that this catalogue has a place for, oldest first within each trajectory."""
    by_key = {category.category: category for category in catalogue}
    newest = client.trajectories[-1]
    for item in client.items:
        yield from _records(item, by_key, newest, belongs=False)
    for story in client.trajectories:
        for item in story.items:
            yield from _records(item, by_key, story, belongs=True)


def _records(
    item: Item, catalogue: Mapping[str, CategoryRule], story: TrajectoryStory, *, belongs: bool
) -> Iterator[Filled]:
    for category in _categories(item, catalogue):
        if not _may_be_kept(category, story):
            continue
        fields = fields_for(category, item)
        source = source_for(category, item)
        if fields and source:
            own = story if category.per_trajectory or belongs else None
            note = NECESSITY if category.needs_note else ""
            yield Filled(category.category, fields, source, item.on, item.marks, note, own)


def _categories(item: Item, catalogue: Mapping[str, CategoryRule]) -> list[CategoryRule]:
    named = material("kinds")[item.kind]
    found = [catalogue[name] for name in named.get("each", named.get("first", ())) if name in catalogue]
    return found if "each" in named else found[:1]


def _may_be_kept(category: CategoryRule, story: TrajectoryStory) -> bool:
    """Say whether the category exists for this commission: its principal's kind, and illness where it asks that."""
    only = category.only_for
    illness = only.reason == "illness_or_incapacity" or "illness_or_incapacity" in only.facts
    return (not only.principals or story.principal_kind in only.principals) and (story.for_illness or not illness)


def source_for(category: CategoryRule, item: Item) -> str | None:
    """Return the best source that the category allows; None where it allows none of the item's."""
    allowed = [source for source in item.sources if not category.sources or source in category.sources]
    return allowed[0] if allowed else None


def fields_for(category: CategoryRule, item: Item) -> dict[str, Written]:
    """Return the values that the category asks and the item has; empty when a required one is missing."""
    fields: dict[str, Written] = {}
    for name, rule in category.fields.items():
        value = _chosen(_value(name, category, item), rule.choices)
        if value is not None:
            fields[name] = value
        elif rule.required:
            return {}
    return fields


def _value(name: str, category: CategoryRule, item: Item) -> Value | None:
    """Return the value for a field. Where only what was agreed can be written, the talk itself stands there too."""
    if name == "agreed" and "discussed" not in category.fields:
        return item.values.get("agreed_whole", item.values.get(name))
    return item.values.get(name)


def _chosen(value: Value | None, choices: Sequence[str]) -> Written | None:
    """Return one value: of several words the first that the catalogue knows."""
    if isinstance(value, tuple):
        if choices:
            return next((word for word in value if word in choices), None)
        return value[0]
    if choices and value not in choices:
        return None
    return value
