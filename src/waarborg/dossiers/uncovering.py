"""A record's content as everybody may see it, and whole; and who may open what is covered, by which act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from waarborg.dossiers.catalogue import NECESSITY, Entry, catalogue_of
from waarborg.dossiers.covering import covered, covers, where_living
from waarborg.dossiers.sealing import Content
from waarborg.gate.door import Door

REVEAL = "reveal"
"""The act by which what is covered is opened."""


def opening_act(door: Door, category: str) -> str:
    """By which act what is covered is opened: where no article speaks of that for a kind of data, by correcting it."""
    policy = door.actor.in_force.policy
    spoken_of = any(policy.cell(role, REVEAL, category).permits for role in policy.kinds)
    return REVEAL if spoken_of else "correct"


def revealable(door: Door, readable: Iterable[str]) -> frozenset[str]:
    """Of these kinds of data, those in which something may be opened item by item."""
    entries = catalogue_of(door.actor.in_force).entries
    return frozenset(
        category
        for category in readable
        if (covers(entries[category]) or where_living(entries[category]))
        and (act := opening_act(door, category))
        and any(
            door.decide(category, scope, action=act, stating=(NECESSITY,), author=author).allowed
            for scope in door.scopes
            for author in (False, True)
        )
    )


def in_whole(content: Content) -> Content:
    """A record's content with what stands apart in it, for an act that opens it."""
    return replace(content, fields={**content.fields, **content.secret}, secret={}) if content.secret else content


def under_cover(entry: Entry, content: Content) -> Content:
    """A record's content as it is shown to everybody who may read it."""
    shown = replace(content, secret={}) if content.secret else content
    return replace(shown, fields=covered(entry, shown.fields)) if covers(entry) else shown
