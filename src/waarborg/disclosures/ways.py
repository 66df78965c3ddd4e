"""Which ways out there are at all: to whom, for what, on which ground, by which channel, and what must be stated.

Read from the compiled rules of the roles somebody holds, once per version: what tells ways apart is the same for most
kinds of data. A way offered here may still be closed for a dossier or an item: that is `weigh`'s to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from waarborg.disclosures.choices import CHANNELS, IN_PORTAL, SPOKEN
from waarborg.gate.actors import Actor
from waarborg.parties.choices import Assured
from waarborg.policy.compiled import Cell, Test, Words
from waarborg.policy.possible import is_possible
from waarborg.policy.vocabulary import standard_vocabulary

ACT = "disclose"
"""The act of giving something of a dossier to somebody else."""
HAND_OVER = "hand_over"
"""The act of handing a dossier over, to who commissioned it at the end, or to who goes on with it."""
ACTS = (ACT, HAND_OVER)
SECOND_PERSON = "second_person_agreed"
"""The fact that is so once a colleague agreed; nobody states it of themself."""
IS_UWV = "recipient_is_uwv"
"""The fact that follows from who the recipient is."""
ASSURED = frozenset(Assured.values)
"""Facts about a recipient that the register of parties shows, for a recipient that stands in it."""
CALLER = "caller_verified"
"""The fact that is so once somebody made sure who is on the telephone; asked of every call."""
CHOSEN = "relevant_selection"
"""The fact that is stated by choosing what goes; it needs no reason in words."""
SIGNS_IN = "principal"
"""The recipient of whom somebody may sign in here, and so find a copy in the portal."""
GROUNDED: Mapping[str, frozenset[str]] = {
    "acute_danger": frozenset({"acute_danger", "vital_interest"}),
    "court_order": frozenset({"court_order"}),
    "statutory_duty": frozenset({"statutory_duty"}),
}
"""Facts that belong to a ground: they are stated where that ground is chosen, and nowhere else."""
NOT_STATED = frozenset({"aggregated", "not_oneself", "lent_by_rule", "destruction_approved"})
"""Facts that are no statement about giving data of one person on a screen of ours."""


DIMENSIONS = ("recipients", "purposes", "grounds", "channels")
"""What tells ways apart, as rules name it."""
CHOICES = frozenset({"recipient", "purpose", "ground", "channel"})
"""The same, as a question names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way out: as which act, to a kind of recipient, and, as far as chosen, a purpose, a ground and a channel."""

    act: str = ACT
    recipient: str
    purpose: str | None = None
    ground: str | None = None
    channel: str | None = None

    def fits(self, test: Test) -> bool:
        """Could this rule be about it? Only what is chosen already tells them apart."""
        return self.takes(told_of(test))

    def takes(self, told: tuple[Words, ...]) -> bool:
        """Is each word that is chosen among these, as `DIMENSIONS`?"""
        chosen = (self.recipient, self.purpose, self.ground, self.channel)
        return all(words is None or word is None or word in words for words, word in zip(told, chosen, strict=True))


@dataclass(frozen=True, slots=True)
class Part:
    """What of a rule tells ways apart: the words of each dimension (as `DIMENSIONS`; None: any), and the facts."""

    told: tuple[Words, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What the rules about kinds of data that are treated alike let through, and what they close."""

    permits: frozenset[Part]
    closed: frozenset[tuple[tuple[str, frozenset[str]], ...]]
    """Per prohibition that holds whatever the facts: what it names."""
    lapsing: frozenset[Part]
    """Prohibitions that end once a fact is stated."""

    def lets(self, way: Way) -> bool:
        """Does nothing close this way whatever the facts?"""
        chosen = {"recipient": way.recipient, "purpose": way.purpose, "ground": way.ground, "channel": way.channel}
        return not any(all(chosen[name] in words for name, words in named) for named in self.closed)


def recipients(actor: Actor) -> list[str]:
    """The kinds of recipient to whom somebody in these roles may ever give anything, in the vocabulary's order."""
    return [key for key in standard_vocabulary().dimensions["recipients"] if acts(actor, key)]


def acts(actor: Actor, recipient: str) -> list[str]:
    """As what it may go: given, handed over, or either."""
    return [act for act in ACTS if _permits(actor, Way(recipient=recipient, act=act))]


def purposes(actor: Actor, recipient: str, act: str = ACT) -> list[str]:
    """What it may be for."""
    named = _named(actor, Way(recipient=recipient, act=act), "purposes")
    return [key for key in actor.in_force.policy.purposes if named is None or key in named]


def grounds(actor: Actor, recipient: str, purpose: str, act: str = ACT) -> list[str]:
    """On which grounds it may go."""
    named = _named(actor, Way(recipient=recipient, purpose=purpose, act=act), "grounds")
    return [key for key in standard_vocabulary().dimensions["grounds"] if named is None or key in named]


def channels(actor: Actor, way: Way) -> list[str]:
    """How it may go; of what every rule closes nothing is left."""
    able = [key for key in CHANNELS if key != IN_PORTAL or way.recipient == SIGNS_IN]
    return [key for key in able if _permits(actor, replace(way, channel=key))]


def statements(actor: Actor, way: Way) -> list[str]:
    """What somebody must be able to state for it to go this way, in the vocabulary's order."""
    asked: set[str] = set()
    for passage in _passages(actor, way.act):
        permits = [part for part in passage.permits if way.takes(part.told)]
        lapsing = [part for part in passage.lapsing if way.takes(part.told)] if permits else []
        asked.update(fact for part in (*permits, *lapsing) for fact in part.asks)
    facts = actor.in_force.policy.vocabulary.facts
    return [key for key, fact in facts.items() if fact.scope == "claim" and key in asked and _told(key, way)]


def _told(fact: str, way: Way) -> bool:
    if fact in NOT_STATED or fact == IS_UWV or (fact == CALLER and way.channel != SPOKEN):
        return False
    return fact not in GROUNDED or way.ground in GROUNDED[fact]


def _named(actor: Actor, way: Way, dimension: str) -> frozenset[str] | None:
    """The words that the rules that fit name; None when one of them names none and so takes any."""
    found: set[str] = set()
    for part in _permits(actor, way):
        words = part.told[DIMENSIONS.index(dimension)]
        if words is None:
            return None
        found |= words
    return frozenset(found)


def _permits(actor: Actor, way: Way) -> Sequence[Part]:
    return [
        part
        for passage in _passages(actor, way.act)
        if passage.lets(way)
        for part in passage.permits
        if way.takes(part.told)
    ]


def _passages(actor: Actor, act: str) -> tuple[Passage, ...]:
    policy = actor.in_force.policy
    key = (__name__, frozenset(actor.roles), act)
    if key not in policy.derived:
        cells = [policy.cell(role, act, category) for role in actor.roles for category in policy.categories]
        facts_in = policy.vocabulary.facts_in
        policy.derived[key] = tuple({_passage(cell, facts_in) for cell in cells if is_possible(cell)})
    passages: tuple[Passage, ...] = policy.derived[key]
    return passages


def _passage(cell: Cell, facts_in: Callable[[int], Iterable[str]]) -> Passage:
    standing = [test.rule.named for test in cell.prohibitions if not test.when and not test.unless]
    return Passage(
        frozenset(Part(told_of(test), tuple(facts_in(test.when))) for test in cell.permits),
        frozenset(named for named in standing if {name for name, _ in named} <= CHOICES),
        frozenset(Part(told_of(test), tuple(facts_in(test.unless))) for test in cell.prohibitions if test.unless),
    )


def told_of(test: Test) -> tuple[Words, ...]:
    """The words of a rule that tell ways apart, as `DIMENSIONS`."""
    return tuple(getattr(test.rule, dimension) for dimension in DIMENSIONS)


def with_reasons(facts: Iterable[str]) -> list[str]:
    """Of these statements, those that need a reason in words."""
    return [fact for fact in facts if fact not in (CHOSEN, SECOND_PERSON)]
