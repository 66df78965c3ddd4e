"""What goes to anybody outside: free copies of the regulation, and visits of the pages that everybody reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.gate.door import Door
from waarborg.gate.policies import InForce
from waarborg.publication.choices import Counted
from waarborg.publication.copies import copies_in, published
from waarborg.publication.visits import counted_between
from waarborg.registers.words import NOT_YET, in_words

Made = tuple[str, Sequence[str], Sequence[Sequence[str]]]
"""Title, heads and rows."""
MOST = 500
PAGES: Mapping[str, Promise] = {
    "regulation": gettext_lazy("the regulation"),
    "pdf": gettext_lazy("the regulation as PDF"),
    "request": gettext_lazy("the form for requests"),
    "complaint": gettext_lazy("the form for complaints"),
    "other": gettext_lazy("another"),
}
"""What is counted of visits, in words."""


def copies_table(door: Door, version: InForce) -> Made:
    """Every copy that somebody asked for, what waits first."""
    titles = {one.rule: one.title for one in published(version)}
    waiting, given = copies_in(door.actor.organisation_id, door.using, most=MOST)
    rows = [
        [
            titles.get(one.what, one.what),
            one.asked_for,
            one.how,
            in_words(one.asked_on),
            in_words(one.given_on),
            one.given_by or NOT_YET,
            in_words(one.since),
        ]
        for one in (*waiting, *given)
    ]
    heads = [_("What"), _("Asked by"), _("How"), _("Asked on"), _("Given on"), _("By"), _("Version of")]
    return _("Copies of the regulation, free, for whoever asked"), heads, rows


def visits_table(door: Door, since: date, until: date) -> Made:
    """What was counted of visits in a period: numbers apart from each other."""
    rows = [
        [str(what.label), _said(what, value), str(number)]
        for what, value, number in counted_between(door, since, until)
    ]
    days = {"since": in_words(since), "until": in_words(until)}
    title = _("Visits from %(since)s until %(until)s, counted without cookie or network address") % days
    return title, [_("What"), _("Which"), _("How often")], rows


def _said(what: Counted, value: str) -> str:
    """A counted value in words."""
    if what is Counted.HOUR:
        return _("from %(hour)s:00") % {"hour": int(value)}
    return str(PAGES.get(value, value)) or NOT_YET
