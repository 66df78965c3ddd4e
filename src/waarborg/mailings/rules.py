"""Which lists a regulation knows: a permit to give named fields of people in general, with an opt-out or a frequency.

Where a regulation has none there is no list, and no page for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from waarborg.disclosures.ways import ACT
from waarborg.gate.actors import Actor
from waarborg.kernel.errors import NotFound
from waarborg.parties.choices import PartyKind
from waarborg.policy.compiled import CompiledRule


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRule:
    """One list that may be given: to whom, and precisely which fields of which kinds of data."""

    rule: CompiledRule
    recipient: str
    fields: Mapping[str, tuple[str, ...]]

    @property
    def key(self) -> str:
        """What it is called in an address: the rule and who receives it."""
        return f"{self.rule.id}:{self.recipient}"


def lists_open(actor: Actor) -> list[ListRule]:
    """The lists that this person's roles may give."""
    policy = actor.in_force.policy
    rules = {
        test.rule.id: test.rule
        for role in actor.roles
        for category in policy.categories
        for test in policy.cell(role, ACT, category).permits
        if test.rule.limits.fields and (test.rule.limits.opt_out or test.rule.limits.frequency)
    }
    return [
        ListRule(rule=rule, recipient=recipient, fields=dict(rule.limits.fields))
        for rule in rules.values()
        for recipient in sorted(rule.recipients or ())
        if recipient in PartyKind.values
    ]


def list_rule(actor: Actor, key: str) -> ListRule:
    """One of them. Raises `NotFound`."""
    for one in lists_open(actor):
        if one.key == key:
            return one
    raise NotFound("The regulation knows no such list.")
