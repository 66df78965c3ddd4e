"""What something that was given rests on, while it can still be fetched: the yes, and what the client declared."""

from __future__ import annotations

from waarborg.disclosures.models import DisclosedItem, Disclosure
from waarborg.disclosures.stopping import closed_by
from waarborg.dossiers.facts import AGAINST, DECLARED
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door
from waarborg.policy.question import Decision


def resting_on(door: Door, row: Disclosure) -> Answer:
    """The yes by which it was given, on which fetching it rests."""
    return Answer(door.question(None), Decision(allowed=True, rules=tuple(row.rules), articles=tuple(row.articles)))


def still_declared(door: Door, row: Disclosure) -> bool:
    """Does everything that a client declared, and on which it went, still stand, and did nobody object?

    What is declared is of the person, whichever trajectory an item belongs to.
    """
    policy, whole = door.actor.in_force.policy, door.scope()
    if closed_by(door.actor.in_force, row, AGAINST & frozenset().union(*(scope.true for scope in door.scopes))):
        return False
    for item in DisclosedItem.objects.using(door.using).filter(disclosure_id=row.pk):
        for rule in policy.rule(item.rule):
            needed = {fact for fact in policy.vocabulary.facts_in(rule.when) if fact in DECLARED} if rule.permit else ()
            if set(needed) - whole.about(item.category)[0]:
                return False
    return True
