"""What a clause of a source text promises, in numbers and names, so that a test can hold the rules against it.

Written beside the clause in `clauses.yaml`, from the source (or from the recorded reading where the source is silent)
and not from the rules: when a rule changes by mistake, the promise stays and a test fails.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from waarborg.policy.model.base import Key, Keys, Part, Period


class Due(Part):
    """An act with a last day (a moment, where hours are counted)."""

    what: Keys = Field(min_length=1)
    """Rights, remedies and other duties as `terms` names them."""
    kind: Key = "deadline"
    starts: Key = Field(default="receipt", alias="from")
    within: Period


class Kept(Part):
    """Data that stay until a last day, from a first day on which they may go, or exactly so long."""

    categories: Keys = Field(min_length=1)
    starts: Key = Field(alias="from")
    after: Keys = ()
    """What must have come as well before the term can end; here on the same day."""
    at_most: Period | None = None
    at_least: Period | None = None
    exactly: Period | None = None
    marks: Keys = ()
    """What was marked on the data, such as `statutory`."""
    shielded: bool = False
    """Out of daily sight meanwhile."""

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if sum(bound is not None for bound in (self.at_most, self.at_least, self.exactly)) != 1:
            raise ValueError("say one of at_most, at_least and exactly")
        return self


class Consented(Part):
    """A consent: for what, in which form, given by whom."""

    to: Key
    form: Literal["written", "separate_form", "explicit", "unambiguous", "any_form"]
    by: Keys = ("client",)
    """Who, at the least, may give it."""


class Promised(Part):
    """Everything that one clause promises in numbers and names."""

    records: dict[Key, tuple[Key, ...]] = {}
    """Kinds of data that may be recorded, each with the fields that the clause names."""
    choices: dict[Key, tuple[Key, ...]] = {}
    """Kinds of data with the fields that hold one of a fixed list, and nothing in own words."""
    purposes: Keys = ()
    """Purposes that data may serve."""
    not_for: dict[Key, Keys] = {}
    """Per purpose the kinds of data that never serve it."""
    due: tuple[Due, ...] = ()
    dates_suffice: bool = False
    """The clause asks nothing of the program but the right day: no letter, no task, no register."""
    kept: tuple[Kept, ...] = ()
    consent: tuple[Consented, ...] = ()
    alone_from: int | None = None
    """The age from which a client decides alone."""
