"""What every part of a regulation shares: strictness, identifiers, periods.

A part is frozen and refuses an unknown key; the loader adds file and line to each refusal.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

ISO_PERIOD = re.compile(
    r"^P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?)?$"
)


class Part(BaseModel):
    """Anything written in a regulation file."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _as_tuple(value: Any) -> Any:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""A word of a closed vocabulary."""

Keys = Annotated[tuple[Key, ...], BeforeValidator(_as_tuple)]
"""One word or several; `all` stands for every word of its vocabulary."""

RuleId = Annotated[str, Field(pattern=r"^[A-Za-z0-9.]+/[a-z0-9-]+$")]
"""`article/word`, never reused."""

Citations = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
"""`law article`, such as `avg 5.1.e`; the law must stand in `cites` or in the floor."""


class Unit(StrEnum):
    """How a period is counted."""

    HOURS = "hours"
    MINUTES = "minutes"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    CALENDAR_YEARS = "calendar_years"


class Period(Part):
    """A length of time in exactly one unit: `{years: 2}`, or ISO 8601 such as `PT30M`."""

    number: int = Field(ge=0)
    unit: Unit

    @model_validator(mode="before")
    @classmethod
    def _written_form(cls, value: Any) -> Any:
        if isinstance(value, str):
            found = ISO_PERIOD.match(value)
            parts = {k: int(v) for k, v in found.groupdict().items() if v} if found else {}
            if len(parts) != 1:
                raise ValueError("write a period in one unit, such as P7D, P2M or {weeks: 4}")
            value = parts
        if isinstance(value, dict) and set(value) != {"number", "unit"}:
            if len(value) != 1:
                raise ValueError("write a period in one unit, such as {weeks: 4}")
            unit, number = next(iter(value.items()))
            value = {"number": number, "unit": unit}
        if isinstance(value, dict) and value["unit"] in set(Unit):
            value = {**value, "unit": Unit(value["unit"])}
        return value

    def __str__(self) -> str:
        return f"{self.number} {self.unit.value}"


class Rule(Part):
    """The head of every rule."""

    id: RuleId
    rests_on: Citations = ()
    binds: Key | None = None
    """Only in law: maximum, minimum, prohibition, condition, permission or policy (which only warns)."""
    because: str | None = None
    """The statute that a term or an exception rests on."""
    judged_by: Key | None = None
    """The role whose judgement the rule leaves open ("necessary", "reasonable")."""
    clauses: tuple[str, ...] = ()
    """Clauses of the source text that this rule carries."""
    note: str | None = None
