"""When data must go, may go, or must stay: from the rules of a regulation, the floor of the law and what happened.

The rules are taken as bounds. An "at most" gives a last day, an "at least" a first one; overrides that have begun set
rules aside; a statute's minimum goes before the agency's maximum; the law's bounds come over all of it. What cannot be
decided is said so, with the articles that leave it open, and is never a missing date.

    ends = Retention(regulation, laws)
    ends.class_of(Subject("progress_report")).id          # the key that such records share
    ends.fate_of(Subject("progress_report"), {"guidance_ended": day, "created": day}).latest
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from waarborg.policy.calendar import Calendar, shipped_calendar
from waarborg.policy.model.catalogue import CategoryRule
from waarborg.policy.model.regulation import Law, Reading, Regulation
from waarborg.policy.model.retention import HoldRule, RetentionRule
from waarborg.policy.retention_bounds import ITEM_EVENTS, NECESSITY_ENDED, Bounds, Events, bounds_of, of_all, seen_by
from waarborg.policy.retention_fates import WITHOUT_RULE, Change, Fate, Reason, Status
from waarborg.policy.retention_law import covered, law_alone, meet_law
from waarborg.policy.retention_order import Order, Subject, applies, is_statutory
from waarborg.policy.retention_overrides import Begun, begun, overrides_about, remaining
from waarborg.policy.retention_weighing import (
    Counted,
    Weighed,
    chosen_of,
    differing_terms,
    is_open,
    lower,
    settled,
    upper,
    weigh,
)
from waarborg.policy.terms_places import Placed, placed, placed_in_laws

Found = list[Placed[RetentionRule]]
SOME_DAY = dt.date(2026, 1, 31)
"""A day on which overrides begin, where it is asked what holds once they have."""


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """What ends together: the rules that govern it, as one word."""

    id: str
    """The governing rule's id; several with `+` between them where they decide together; `without_rule` for none."""
    per_item: bool
    """Its term starts with the record, so that each record ends on a day of its own."""


class Retention:
    """The retention rules of one version of a regulation, with the law of a day, ready to be asked."""

    def __init__(
        self,
        regulation: Regulation,
        laws: Sequence[Law] = (),
        *,
        day: dt.date | None = None,
        calendar: Calendar | None = None,
    ) -> None:
        """Read the rules. `day` chooses the laws in force. Raises CircularOrder or UnknownRetentionRule."""
        self.regulation = regulation
        self.calendar = calendar or shipped_calendar()
        self.order = Order(regulation)
        self._of_law = list(placed_in_laws(laws, RetentionRule, day))
        self._holds = [*placed(regulation, HoldRule), *placed_in_laws(laws, HoldRule, day)]
        categories = list(placed(regulation, CategoryRule))
        self.categories = tuple(each.rule.category for each in categories)
        self._chosen = {each.rule.category: each.rule.retention_class for each in categories}
        self._classes: dict[Subject, RetentionClass] = {}
        self._purposes = {each.rule.category: each.rule.purposes for each in categories}

    def class_of(self, subject: Subject) -> RetentionClass:
        """Return what these data end with. It depends on no event, so it can name a key when a record is made."""
        if subject not in self._classes:
            self._classes[subject] = self._class_of(subject)
        return self._classes[subject]

    def _class_of(self, subject: Subject) -> RetentionClass:
        found, reading = self._strongest(subject)
        if reading and settled(reading) in {"first_named", "last_named"} and differing_terms(found):
            found = [chosen_of(found, reading)]
        found = [each for each in found if upper(each.rule) or lower(each.rule)] or found
        own = [each.rule for each in found]
        found = found + [each for each in self.law_about(subject) if not covered(each.rule, own)]
        narrow = [each.at.rule for each in overrides_about(self.order, subject) if "all" not in each.rule.categories]
        per_item = any(each.rule.per == "item" or ITEM_EVENTS & set(each.rule.starts) for each in found)
        return RetentionClass("+".join([each.at.rule for each in found] + narrow) or WITHOUT_RULE, per_item)

    def fate_of(
        self,
        subject: Subject,
        events: Events,
        *,
        others: Sequence[Events] = (),
        holds: Collection[str] = (),
        facts: Collection[str] = (),
    ) -> Fate:
        """Return when these data end, by which article, and what would change it.

        `events` are those of the record, its trajectory and its dossier; `others` those of the person's other
        trajectories, one mapping each (all of them where the record hangs on none). `holds` are what is pending
        now, `facts` what is so now (such as `client_wish`).
        """
        if not subject.of_trajectory:
            events, others = of_all(events, others), ()
        found, dropped, running = self._standing(subject, events)
        reading = self.order.reading_about(found) if len(found) > 1 else None
        counted = [(each, bounds_of(each, seen_by(each.rule, events, others), self.calendar)) for each in found]
        lengthened = [each for each in found if set(each.rule.extended_by) & set(facts)]
        result = weigh([each for each in counted if each[0] not in lengthened], reading, running)
        law = [
            (each, bounds_of(each, seen_by(each.rule, events, others), self.calendar))
            for each in self.law_about(subject)
            if not (is_open(each.rule) and any(is_statutory(mine.rule) for mine in found))  # a statute is a necessity
        ]
        if not found and not running:
            law = law_alone(result, law)
        meet_law(result, law)
        if not (result.decided_by or result.waits_for or lengthened or result.collides):
            result.reasons.append(Reason("no_rule"))
        result.reasons[:0] = dropped
        result.reasons += [Reason("lengthened", each.at, ", ".join(each.rule.extended_by)) for each in lengthened]
        kept = self._kept(result, holds)
        status = _status(result, lengthened=bool(lengthened), kept=bool(kept))
        decided = status in {Status.DECIDED, Status.KEPT} and not result.waits_for
        rules = [each.rule for each in (*found, *(each for each, _ in law))]
        return Fate(
            category=subject.category,
            retention_class=self.class_of(subject).id,
            status=status,
            earliest=result.earliest if not result.collides else None,
            latest=result.latest if decided else None,
            action=result.action,
            triggers=tuple(sorted(result.triggers.items())),
            rests_on=tuple(dict.fromkeys((*result.decided_by, *(each.at for each in lengthened)))),
            reasons=tuple(dict.fromkeys(result.reasons)),
            waits_for=tuple(dict.fromkeys(result.waits_for)),
            kept_because=kept,
            hand_over=next((each.hand_over for each in running if each.hand_over), None),
            shielded=any(rule.shielded for rule in rules),
            reviewed=tuple(dict.fromkeys(word for rule in rules for word in rule.reviewed)),
            changes_if=self._changes(subject, [*counted, *law], running, holds),
        )

    def every_rule(self) -> Found:
        """Return the retention rules of the regulation, and after them the law's."""
        return [*self.order.rules.values(), *self._of_law]

    def standing_when(self, subject: Subject, begun_overrides: Collection[str]) -> tuple[Found, list[Begun]]:
        """Return the rules that count once just these overrides have begun, and which of those still run."""
        starts = {self.order.overrides[name].rule.starts[0]: SOME_DAY for name in begun_overrides}
        found, _dropped, running = self._standing(subject, starts, only=begun_overrides)
        return found, running

    def _strongest(self, subject: Subject) -> tuple[Found, Reading | None]:
        found = self.order.strongest(self.order.candidates(subject, self._chosen.get(subject.category)))
        return found, self.order.reading_about(found) if len(found) > 1 else None

    def law_about(self, subject: Subject) -> Found:
        """Return the rules of the law about these data."""
        sole = self._purposes.get(subject.category, ())
        if not subject.purposes and len(sole) == 1:  # a category with one purpose serves it without being told
            subject = replace(subject, purposes=frozenset(sole))
        return [each for each in self._of_law if applies(each.rule, subject)]

    def _standing(
        self, subject: Subject, events: Events, only: Collection[str] | None = None
    ) -> tuple[Found, list[Reason], list[Begun]]:
        """Return the rules that count now, why others do not, and the overrides that have begun."""
        candidates = self.order.candidates(subject, self._chosen.get(subject.category))
        running = begun(self.order, subject, events, self.calendar, only)
        kept, running = remaining(self.order, candidates, running)
        strongest = self.order.strongest(kept)
        aside = [Reason("set_aside", each.at) for each in candidates if each not in kept]
        weaker = [Reason("gives_way", each.at) for each in kept if each not in strongest]
        return strongest, aside + weaker, running

    def _kept(self, result: Weighed, holds: Collection[str]) -> tuple[str, ...]:
        """Return what holds destruction. A hold that no article names keeps too: destroying cannot be undone."""
        for hold in sorted(holds):
            named = [each.at for each in self._holds if hold in each.rule.hold]
            result.reasons.append(Reason("kept", named[0] if named else None, hold))
        return tuple(sorted(holds))

    def _changes(
        self, subject: Subject, counted: Sequence[Counted], running: Sequence[Begun], holds: Collection[str]
    ) -> tuple[Change, ...]:
        return tuple(dict.fromkeys(self._possible_changes(subject, counted, running, holds)))

    def _possible_changes(
        self, subject: Subject, counted: Sequence[Counted], running: Sequence[Begun], holds: Collection[str]
    ) -> Iterator[Change]:
        for rule, bounds in counted:
            yield from _changes_of(rule, bounds)
        active = {each.at for each in running}
        for override in overrides_about(self.order, subject):
            if override.at not in active:
                yield from (Change("event", name, "sets_aside", override.at) for name in override.rule.starts)
        for hold in self._holds:
            yield from (Change("hold", name, "keeps", hold.at) for name in hold.rule.hold if name not in holds)


def _changes_of(rule: Placed[RetentionRule], bounds: Bounds) -> Iterator[Change]:
    for name in bounds.waits_for:
        yield Change("event", name, "allows" if name in bounds.gates else "starts", rule.at)
    yield from (Change("event", name, "brings_forward", rule.at) for name in bounds.may_still_change)
    yield from (Change("fact", name, "lengthens", rule.at) for name in rule.rule.extended_by)
    if rule.rule.reviewed or rule.rule.as_long_as_necessary:
        for word in rule.rule.reviewed or (NECESSITY_ENDED,):
            yield Change("review", word, "shortens", rule.at)


def _status(result: Weighed, *, lengthened: bool, kept: bool) -> Status:
    if result.collides or Reason("no_rule") in result.reasons:
        return Status.UNDECIDED
    if kept:
        return Status.KEPT
    if result.waits_for:
        return Status.WAITING
    if lengthened or not (result.latest or _has_first_day(result)):
        return Status.JUDGED
    return Status.DECIDED


def _has_first_day(result: Weighed) -> bool:
    """Say whether a minimum gives the day: an open norm alone leaves the end to a person."""
    return result.earliest is not None and not any(reason.said == "open_norm" for reason in result.reasons)
