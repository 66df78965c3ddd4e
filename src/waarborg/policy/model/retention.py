"""How long data stay, what starts and stops the term, and what happens at its end."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from waarborg.policy.model.base import Key, Keys, Part, Period, Rule

Action = Literal[
    "destroy", "make_inaccessible", "anonymise", "closed_archive", "hand_over_then_destroy", "content_free_note",
    "destroy_or_make_inaccessible", "review",
]  # fmt: skip
PUTS_AWAY: frozenset[str] = frozenset({"make_inaccessible", "closed_archive"})
"""Ends at which nobody reads the data any more, and they are destroyed later."""
EITHER = "destroy_or_make_inaccessible"
"""An end at which who approves chooses between the two."""
Scope = Literal["dossier", "trajectory", "item", "person", "commission", "website", "complaint"]


def _ends_once_closed(then: str, closed_for: Period | None) -> None:
    """Inaccessible without an end would be kept without an end (AVG 5.1.e)."""
    if (then in PUTS_AWAY or then == EITHER) != (closed_for is not None):
        raise ValueError("say closed_for with what is made inaccessible, and only there: it is destroyed afterwards")


class RetentionRule(Rule):
    """A retention class: which data, how long, counted from which event, and then what.

    `at_most` is the last day, `at_least` the first day on which destruction may be done, `exactly` is both.
    """

    retain: Keys
    """Categories, or `all`."""
    excepts: Keys = ()
    chosen_by: Keys = ()
    """Narrows by flag (`statutory`), purpose (`purpose_invoicing`) or medium (`medium_paper`)."""
    medium: Literal["any", "digital", "paper", "backup"] = "any"
    per: Scope = "dossier"
    principals: Keys = ()
    at_most: Period | None = None
    at_least: Period | None = None
    exactly: Period | None = None
    as_long_as_necessary: bool = False
    starts: Keys = Field(alias="from")
    """Start events; more than one needs `combine`."""
    combine: Literal["earliest_of", "latest_of"] | None = None
    not_before: Keys = ()
    """Events before which nothing of it goes."""
    reviewed: Keys = ()
    """When necessity is weighed: at_closing, yearly. What is no longer necessary goes earlier."""
    shielded: bool = False
    """Kept under a statute: out of daily sight."""
    then: Action = "destroy"
    closed_for: Period | None = None
    """How long what was made inaccessible stays so before it is destroyed; what a statute keeps stays for its term."""
    extended_by: Keys = ()
    """Facts that lengthen it: client_wish."""
    prevails_over: tuple[str, ...] = ()
    """Rules that give way to this one."""
    yields_to: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _except(cls, value: object) -> object:
        if isinstance(value, dict) and "except" in value:
            value = {**value, "excepts": value["except"]}
            del value["except"]
        return value

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        bounds = [b for b in (self.at_most, self.at_least, self.exactly) if b is not None]
        if not bounds and not self.as_long_as_necessary:
            raise ValueError("say at_most, at_least, exactly or as_long_as_necessary")
        if self.exactly and len(bounds) > 1:
            raise ValueError("`exactly` stands alone")
        if len(self.starts) > 1 and self.combine is None:
            raise ValueError("two start events need combine: earliest_of or latest_of")
        if not self.shielded:
            _ends_once_closed(self.then, self.closed_for)
        return self


class HandOver(Part):
    """What goes to whom before the rest ends."""

    to: Key
    only: Literal["permitted_to_recipient", "all"] = "permitted_to_recipient"
    not_before: Period | None = None
    by: Period


class Rest(Part):
    """The fate of what is not handed over."""

    by: Period
    then: Action
    closed_for: Period | None = None
    """How long what was made inaccessible stays so before it is destroyed."""

    @model_validator(mode="after")
    def _ends(self) -> Self:
        _ends_once_closed(self.then, self.closed_for)
        return self


class RetentionOverride(Rule):
    """An event that sets terms aside, such as the end of a principal's contract."""

    override: Key
    """A word for it, such as contract_end."""
    scope: Literal["trajectories_of_that_principal", "dossier", "category", "purpose"]
    categories: Keys = ("all",)
    principals: Keys = ()
    starts: Keys = Field(alias="from")
    sets_aside: tuple[str, ...] = ()
    """Ids of retention rules."""
    hand_over: HandOver | None = None
    rest: Rest | None = None


class KeepCounts(Rule):
    """The anonymous remainder."""

    keep_counts: Keys
    minimum_group: int = Field(ge=1)


class LogKept(Rule):
    """How long it stays who did and saw what. After that only counts of it stay, sealed."""

    log_kept: Key
    exactly: Period


class HoldRule(Rule):
    """What stops destruction while it lasts."""

    hold: Keys


class DestructionRule(Part):
    """How destruction is approved and proved."""

    approvals: int = Field(ge=1)
    approved_by: Keys = ()
    """Roles whose approval counts beside that of who may destroy, who is always one of them."""
    cooling_off: Period | None = None
    covers: Keys = ()
    leaves: Key = "certificate"
    method: Key | None = None


class Destruction(Rule):
    """The rule that carries `DestructionRule`."""

    destruction: DestructionRule


class Precedence(Rule):
    """Which retention rules go before which, first one strongest."""

    precedence: tuple[str, ...] = Field(min_length=2)
    decided_by: Literal["regulation", "reading", "law"] = "regulation"
