"""Overviews in words: what may be made, what was made, and one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.kernel.languages import reader_language
from waarborg.overviews.periods import Period
from waarborg.overviews.printing import explained, lines, period_of
from waarborg.overviews.releasing import choosable
from waarborg.overviews.rules import rule_of
from waarborg.overviews.selectors import SeenTable
from waarborg.policy.possible import possible
from waarborg.practice.choices import ListName, Span
from waarborg.practice.overviews import OverviewItem

MONTHS_OF = {Span.QUARTER: 3, Span.HALF: 6}
"""Months of a part of a year."""
NARROW = "svg-narrow"
"""What an address ends with that is the chart as drawn for a telephone."""


def choices(kinds: Sequence[OverviewItem]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every kind that was approved, with the periods of it that are over."""
    return [
        (
            kind.label(reader_language()),
            [(f"{kind.key} {period.key}", in_words(kind.span, period)) for period in choosable(kind)],
        )
        for kind in kinds
    ]


def in_words(span: str, period: Period) -> str:
    """A period as somebody chooses it."""
    year = period.from_on.year
    if span == Span.YEAR:
        return str(year)
    which = (period.from_on.month - 1) // MONTHS_OF[Span(span)] + 1
    said = _("quarter %(which)s of %(year)s") if span == Span.QUARTER else _("half %(which)s of %(year)s")
    return said % {"which": which, "year": year}


def list_page(actor: Actor, made: Sequence[SeenTable], kinds: Sequence[OverviewItem]) -> dict[str, Any]:
    """What desk/overviews.html needs beside its form."""
    row = rule_of(actor)
    may_propose = possible(actor.in_force.policy, actor.roles, "propose")
    return {
        "article": actor.in_force.article(row.article),
        "smallest": row.smallest,
        "approved": bool(kinds),
        "kinds_url": reverse("desk:practice_list", args=[ListName.OVERVIEWS]) if may_propose else "",
        "tables": [
            {
                "title": one.title,
                "period": period_of(one),
                "by": one.released_by,
                "at": one.released_at,
                "url": reverse("desk:overview", args=[one.id]),
            }
            for one in made
        ],
    }


def one_page(actor: Actor, seen: SeenTable) -> dict[str, Any]:
    """What desk/overview.html needs."""
    head, *body = lines(seen)
    return {
        "back_url": reverse("desk:overviews"),
        "title": seen.title,
        "period": period_of(seen),
        "article": actor.in_force.article(seen.article),
        "explained": explained(seen),
        "by": seen.released_by,
        "at": seen.released_at,
        "head": head,
        "rows": [list(zip(head, row, strict=True)) for row in body],
        "chart_url": reverse("desk:overview_file", args=[seen.id, "svg"]),
        "narrow_url": reverse("desk:overview_file", args=[seen.id, NARROW]),
        "csv_url": reverse("desk:overview_file", args=[seen.id, "csv"]),
        "pdf_url": reverse("desk:overview_file", args=[seen.id, "pdf"]),
    }
