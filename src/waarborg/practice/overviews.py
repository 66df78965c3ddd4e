"""A kind of overview, as an agency lays it down: about what, counted by what, over which periods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Self

from pydantic import model_validator

from waarborg.practice.choices import OverviewOf, Side, Span
from waarborg.practice.items import Item

_FRAME: Final = (Side.KIND, Side.PRINCIPAL, Side.AGE, Side.REGION)
SIDES: Final[Mapping[str, tuple[Side, ...]]] = {
    OverviewOf.INFLOW: _FRAME,
    OverviewOf.OUTCOME: (Side.OUTCOME, *_FRAME),
    OverviewOf.LEAD_TIME: (Side.LEAD, *_FRAME),
    OverviewOf.HOURS: (Side.HOURS, *_FRAME),
    OverviewOf.REQUESTS: (Side.RIGHT, Side.ANSWER),
    OverviewOf.COMPLAINTS: (Side.SUBJECT, Side.BECAME),
}
"""By what each may be counted. Nothing about health, and nothing else that is sensitive."""


class OverviewItem(Item):
    """One kind of overview: its subject, its rows, its columns where it has any, and its periods."""

    of: str
    rows: str
    columns: str = ""
    span: str = Span.YEAR.value

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.of not in SIDES or self.span not in Span.values:
            raise ValueError(f"an overview is of one of {', '.join(SIDES)}, over one of {', '.join(Span.values)}")
        sides = [str(side) for side in SIDES[self.of]]
        if self.rows not in sides or self.columns not in ("", *sides):
            raise ValueError(f"this is counted by one of: {', '.join(sides)}")
        if self.rows == self.columns:
            raise ValueError("rows and columns are counted by something else")
        return self
