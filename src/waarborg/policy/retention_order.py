"""Which retention rules meet some data, and which of them goes before which.

Nothing is chosen silently. A rule goes before another because the text says so (`prevails_over`, `yields_to`, a list
of `precedence`, an override), because a statute demands a minimum, or because the agency recorded a reading. What is
left after that and still differs is a collision, for a person to decide. A circle is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from waarborg.policy.model.base import Keys
from waarborg.policy.model.regulation import Reading, Regulation
from waarborg.policy.model.retention import Precedence, RetentionOverride, RetentionRule
from waarborg.policy.terms_places import Placed, placed


class CircularOrder(ValueError):
    """Retention rules that set each other aside in a circle: none of them would ever hold."""

    def __init__(self, rules: Sequence[str]) -> None:
        self.rules = tuple(dict.fromkeys(rules))
        super().__init__(f"these retention rules set each other aside in a circle: {' → '.join(rules)}")


class UnknownRetentionRule(ValueError):
    """A rule that is said to give way or to go before does not exist."""

    def __init__(self, named_in: str, missing: str) -> None:
        self.rule, self.missing = named_in, missing
        super().__init__(f"{named_in} names {missing}, which is no retention rule of this regulation")


@dataclass(frozen=True, slots=True)
class Subject:
    """The data whose end is asked: one category as it is kept somewhere, for someone."""

    category: str
    medium: str = "digital"
    """digital, paper or backup."""
    flags: frozenset[str] = field(default_factory=frozenset)
    """What was marked on it, such as `statutory`."""
    purposes: frozenset[str] = field(default_factory=frozenset)
    principal: str | None = None
    """Kind of principal of the trajectory; None where there is none."""
    of_trajectory: bool = True
    """It hangs on one trajectory. Otherwise it is the dossier's, and ends with the last of its trajectories."""

    def shows(self, choice: str) -> bool:
        """Say whether a flag, a purpose (`purpose_…`) or a medium (`medium_…`) that a rule chooses by is so."""
        return (
            choice in self.flags
            or choice == f"medium_{self.medium}"
            or choice in {f"purpose_{purpose}" for purpose in self.purposes}
        )


def in_categories(category: str, named: Keys, excepts: Keys = ()) -> bool:
    """Say whether `category` is named, by itself or by `all`, and not excepted."""
    return ("all" in named or category in named) and category not in excepts


def applies(rule: RetentionRule, subject: Subject) -> bool:
    """Say whether a retention rule is about these data."""
    return (
        in_categories(subject.category, rule.retain, rule.excepts)
        and rule.medium in {"any", subject.medium}
        and (not rule.principals or subject.principal in rule.principals)
        and all(subject.shows(choice) for choice in rule.chosen_by)
    )


def is_statutory(rule: RetentionRule) -> bool:
    """Say whether the rule carries a statute's minimum, which goes before a maximum of the agency's own."""
    return rule.because is not None and (rule.at_least is not None or rule.exactly is not None)


class Order:
    """The order among the retention rules and overrides of one regulation."""

    def __init__(self, regulation: Regulation) -> None:
        """Read the order. Raises CircularOrder or UnknownRetentionRule."""
        self.regulation = regulation
        self.rules = {each.rule.id: each for each in placed(regulation, RetentionRule)}
        self.overrides = {each.rule.id: each for each in placed(regulation, RetentionOverride)}
        gives_way: dict[str, set[str]] = {name: set() for name in (*self.rules, *self.overrides)}
        for named_in, stronger, weaker in self._pairs():
            for name in (stronger, weaker):
                if name not in gives_way:
                    raise UnknownRetentionRule(named_in, name)
            gives_way[weaker].add(stronger)
        self._stronger = _closure(gives_way)

    def _pairs(self) -> Iterable[tuple[str, str, str]]:
        """Yield (the rule that says so, the stronger, the weaker)."""
        for name, kept in self.rules.items():
            yield from ((name, name, weaker) for weaker in kept.rule.prevails_over)
            yield from ((name, stronger, name) for stronger in kept.rule.yields_to)
        for name, override in self.overrides.items():
            yield from ((name, name, weaker) for weaker in override.rule.sets_aside)
        for listed in placed(self.regulation, Precedence):
            row = listed.rule.precedence
            yield from ((listed.rule.id, row[i], row[i + 1]) for i in range(len(row) - 1))

    def goes_before(self, one: str, other: str) -> bool:
        """Say whether rule `one` goes before rule `other`, by the text or because a statute demands it."""
        if one in self._stronger[other]:
            return True
        if one not in self.rules or other in self._stronger[one] or not is_statutory(self.rules[one].rule):
            return False
        return other in self.overrides or not is_statutory(self.rules[other].rule)

    def candidates(self, subject: Subject, chosen: str | None = None) -> list[Placed[RetentionRule]]:
        """Return every rule about these data; `chosen` is the class that the catalogue names for the category."""
        if chosen is not None:
            if chosen not in self.rules:
                raise UnknownRetentionRule(subject.category, chosen)
            return [self.rules[chosen]]
        return [each for each in self.rules.values() if applies(each.rule, subject)]

    def strongest(self, rules: Sequence[Placed[RetentionRule]]) -> list[Placed[RetentionRule]]:
        """Return the rules that give way to no other of them."""
        names = [each.rule.id for each in rules]
        return [each for each in rules if not any(self.goes_before(name, each.rule.id) for name in names)]

    def reading_about(self, rules: Iterable[Placed[RetentionRule]]) -> Reading | None:
        """Return the recorded reading that decides between all of these rules."""
        group = list(rules)
        for reading in self.regulation.readings:
            about = set(reading.about)
            if all(each.rule.id in about or about & set(each.rule.clauses) for each in group):
                return reading
        return None


def _closure(gives_way: Mapping[str, set[str]]) -> dict[str, set[str]]:
    try:
        order = list(TopologicalSorter(gives_way).static_order())
    except CycleError as circle:
        raise CircularOrder(circle.args[1]) from None
    stronger: dict[str, set[str]] = {}
    for name in order:
        direct = gives_way[name]
        stronger[name] = direct.union(*(stronger[each] for each in direct))
    return stronger
