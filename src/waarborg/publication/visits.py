"""How often the public pages are read: counted where a regulation describes it, and of nobody.

No cookie is set or read, and no network address is kept, not even shortened: a visit adds one to each of some numbers
of that day, apart from each other. What a rule names that cannot be known so (the address, how long somebody stayed) is
never kept. Who asks not to be followed is not counted. After the rule's term the numbers are taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections

from waarborg.gate.actors import system_at
from waarborg.gate.door import Door, in_context
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.model.base import Period
from waarborg.policy.model.procedures import Website
from waarborg.policy.terms_places import placed
from waarborg.publication.choices import Counted
from waarborg.publication.models import Visits

COUNTED: Mapping[str, Counted] = {
    "hits": Counted.HITS,
    "pages": Counted.PAGE,
    "visit_time": Counted.HOUR,
    "browser_type": Counted.BROWSER,
    "browser_language": Counted.LANGUAGE,
}
"""By the word of a rule. A word that is not here is not counted: it asks to follow somebody."""
BROWSERS = (("edg", "edge"), ("firefox", "firefox"), ("opr/", "opera"), ("chrom", "chrome"), ("safari", "safari"))
"""What a browser says of itself, and its kind; the first that fits."""
LANGUAGES = frozenset({"nl", "en", "de", "fr", "es", "pl", "tr", "ar", "uk"})
OTHER = "other"
WORKER = "worker"


@dataclass(frozen=True, slots=True)
class VisitRule:
    """What a regulation says of visits: what is counted, for how long, by which article."""

    counted: tuple[Counted, ...]
    at_most: Period
    article: str

    def is_over(self, day: date, today: date) -> bool:
        """Are the numbers of a day to be taken away?"""
        return shipped_calendar().add(self.at_most, day) < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a browser says of itself when it asks for a page."""

    page: str
    agent: str = ""
    language: str = ""
    not_followed: bool = False


def visit_rule(version: InForce) -> VisitRule | None:
    """The rule of a version; None where none describes it, or none says for how long."""
    for found in placed(version.regulation, Website):
        counted = tuple(COUNTED[word] for word in found.rule.website if word in COUNTED)
        if counted and found.rule.at_most:
            return VisitRule(counted, found.rule.at_most, found.at.article)
    return None


def count(organisation_id: UUID, version: InForce, visit: Visit) -> None:
    """Add one to the numbers of today; nothing where no rule describes it, or who comes asks not to be followed."""
    rule = visit_rule(version)
    if rule is None or visit.not_followed:
        return
    values = dict(_values(visit))
    words = [str(one) for one in rule.counted]
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select gate.count_visit(%s, %s, %s::text[], %s::text[])",
            [organisation_id, clock.today(), words, [values[one] for one in rule.counted]],
        )


def _values(visit: Visit) -> Iterator[tuple[Counted, str]]:
    agent, spoken = visit.agent.lower(), re.match(r"[a-z]{2}", visit.language.lower())
    yield Counted.HITS, ""
    yield Counted.PAGE, visit.page
    yield Counted.HOUR, f"{clock.now().astimezone(clock.AMSTERDAM):%H}"
    yield Counted.BROWSER, next((kind for sign, kind in BROWSERS if sign in agent), OTHER)
    yield Counted.LANGUAGE, spoken[0] if spoken and spoken[0] in LANGUAGES else OTHER


def counted_between(door: Door, since: date, until: date) -> Sequence[tuple[Counted, str, int]]:
    """What was counted from one day until another, the most first; asked in a unit of work of who reads registers."""
    found: dict[tuple[str, str], int] = {}
    rows = Visits.objects.using(door.using).filter(day__gte=since, day__lt=until)
    for counted, value, number in rows.values_list("counted", "value", "number"):
        found[counted, value] = found.get((counted, value), 0) + number
    order = list(Counted)
    return [
        (Counted(counted), value, number)
        for (counted, value), number in sorted(
            found.items(), key=lambda one: (order.index(Counted(one[0][0])), -one[1], one[0][1])
        )
    ]


def forget(organisation_id: UUID) -> int:
    """Take away the numbers of which the term is over, all of them where no rule is in force; return how many."""
    system = system_at(organisation_id, using=WORKER)
    rule, today = visit_rule(system.in_force), clock.today()
    with in_context(system, using=WORKER):
        rows = Visits.objects.using(WORKER).filter(organisation_id=organisation_id)
        days = rows.filter(day__lt=today).values_list("day", flat=True).distinct()
        over = [day for day in days if rule is None or rule.is_over(day, today)]
        gone, _each = rows.filter(day__in=over).delete()
    return gone
