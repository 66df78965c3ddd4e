"""Cases and questions about terms: events in the words of a jurist, dates by the words of their rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from waarborg.policy.calendar import Event
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.terms import dates
from waarborg.policy.terms_dates import DueDate

SITUATION = frozenset({"holds", "principal", "principals", "day"})
"""What may be given beside events."""


class UnclearEvent(ValueError):
    """An event without a day."""


def dates_from(
    given: Mapping[str, Any], day: dt.date | None, regulation: Regulation, laws: Sequence[Law]
) -> tuple[DueDate, ...]:
    """Every date that follows from the events of a case. Raises UnclearEvent."""
    events = {name: _moment(name, value) for name, value in given.items() if name not in SITUATION}
    kinds = given.get("principals") or given.get("principal")
    return dates(
        regulation,
        laws,
        events,
        day=_moment("day", given["day"]) if "day" in given else day,
        principals=_words(kinds) if kinds else None,
        holds=_words(given.get("holds") or ()),
    )


def answer_terms(
    given: Mapping[str, Any], day: dt.date | None, regulation: Regulation, laws: Sequence[Law]
) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """Dates as a case expects them, and all rules they rest on.

    Each stands under the id of its rule, the word of that id, what it is for and the categories it is about; there
    under its kind (`destroy_by`, `deadline` ...), with `status`, `action`, `kept_because` and `rules`.
    """
    found: dict[str, dict[str, Any]] = {}
    due = dates_from(given, day, regulation, laws)
    for each in due:
        names = {name for at in each.rests_on[:1] for name in (at.rule, at.rule.rpartition("/")[2])}
        for name in (*names, each.what, *each.categories):
            here = found.setdefault(name, {"rules": [], "kept_because": []})
            here.setdefault(str(each.kind.value), each.date)
            here.setdefault("status", each.status.value)
            here.setdefault("action", each.action)
            here["rules"] = list(dict.fromkeys([*here["rules"], *(at.rule for at in each.rests_on)]))
            here["kept_because"] = list(dict.fromkeys([*here["kept_because"], *each.kept_because]))
    return found, tuple(dict.fromkeys(at.rule for each in due for at in each.rests_on))


def _moment(name: str, value: Any) -> Event:
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value) if "T" in value else dt.date.fromisoformat(value)
        except ValueError:
            raise UnclearEvent(f"`{name}` needs a day such as 2026-01-31, or a moment with its time zone") from None
    if not isinstance(value, dt.date):
        raise UnclearEvent(f"`{name}` needs a day such as 2026-01-31, or a moment with its time zone")
    return value


def _words(given: Any) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
