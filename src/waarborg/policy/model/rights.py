"""What a client may ask, and what they may do with the answer."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from waarborg.policy.model.base import Key, Keys, Part, Period, Rule


class Extension(Part):
    """A longer term, counted from the start and never chained."""

    within: Period
    """The whole term, from the start event."""
    with_: Key = Field(default="reasoned_letter", alias="with")
    notice_within: Period | None = None
    grounds: Keys = ()


class Fee(Part):
    """What an answer may cost."""

    maximum_cents: int | None = None
    for_: Keys = Field(default=(), alias="for")
    """Only for these: further_copies, manifestly_unfounded ..."""
    neutralised_by: str | None = None
    """The law that sets the fee aside."""


class Window(Part):
    """When a right can be exercised."""

    opens: Key | None = None
    closes: Key | None = None
    closes_after: Period | None = None
    by_appointment: bool = False
    reasonable_intervals: bool = False
    neutralised_by: str | None = None


class RightRule(Rule):
    """A right of the data subject with its term and its limits."""

    right: Keys
    """access, copy, rectification, supplement, erasure, restriction, portability, objection, statement ..."""
    answer_within: Period | None = None
    as_soon_as_possible: bool = False
    starts: Key = Field(default="receipt", alias="from")
    latest: Extension | None = None
    fee: Literal["none"] | Fee = "none"
    form: Literal["any_form", "written"] = "any_form"
    identify: Literal["reasonable_doubt", "always", "never"] = "reasonable_doubt"
    by: Keys = ("client",)
    window: Window | None = None
    gives: Keys = ()
    """What the answer holds: overview, purposes, categories, recipients, origin, copy, term ..."""
    grounds: Keys = ()
    """Grounds on which a client may ask; empty is any."""
    excludes: Keys = ()
    """Categories left out of the answer."""
    only_while: Key | None = None
    """Fact under which the exclusion holds."""
    redacts: Keys = ()
    refuse_when: Keys = ()
    reasons: bool = True
    """A refusal gives its reasons."""
    tell_recipients: bool = False
    leaves: Literal["nothing", "content_free_note", "note"] = "nothing"
    ends_at_once: bool = False
    execute_within: Period | None = None
    statement: bool = False
    provided_by: Keys = ()
    """Portability: items given by these sources."""
    transfer_to: Keys = ()


class Remedy(Rule):
    """Where a client can go next."""

    remedy: Key
    within: Period | None = None
    starts: Key | None = Field(default=None, alias="from")
    for_: Keys = Field(default=(), alias="for")
    after_silence: bool = False
    """Also when no answer came in time; then without a last day."""
    body: str | None = None
    form: Literal["any_form", "written"] = "any_form"
