"""The document of a way of working: strict YAML in, frozen and typed out, and back to YAML for the next version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

import yaml
from pydantic import Field, ValidationError, model_validator

from waarborg.kernel.errors import InvalidInput
from waarborg.policy.model.base import Key, Part
from waarborg.policy.problems import RegulationErrors
from waarborg.policy.reading import read_text
from waarborg.practice.billing import Billing
from waarborg.practice.choices import ClosingCheck, CountsFrom, ListName, Standing
from waarborg.practice.complaint_terms import ComplaintTerms
from waarborg.practice.house_style import HouseStyle
from waarborg.practice.items import Item
from waarborg.practice.letter_texts import LetterText
from waarborg.practice.overviews import OverviewItem
from waarborg.practice.templates import Template
from waarborg.practice.time_categories import TimeCategory

Parsed = TypeVar("Parsed", bound=Part)

COACH = "coach"
"""Who a task is for when it is for whoever works on the trajectory; anything else is a role."""


class PhaseItem(Item):
    """A phase of a kind of trajectory, and where a trajectory in it stands for the rest of the program."""

    standing: str

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.standing not in Standing.values:
            raise ValueError(f"`{self.standing}` is no standing, one of: {', '.join(Standing.values)}")
        return self


class Offset(Part):
    """So many weeks and days after a day of the trajectory; below zero it is before it."""

    weeks: int = Field(default=0, ge=-520, le=520)
    days: int = Field(default=0, ge=-3650, le=3650)

    @property
    def in_days(self) -> int:
        """The whole of it in days."""
        return 7 * self.weeks + self.days


class _Dated(Item):
    after: Offset = Offset()
    counts_from: str = Field(alias="from")

    @model_validator(mode="after")
    def _counts_from_a_day(self) -> Self:
        if self.counts_from not in CountsFrom.values:
            raise ValueError(f"`{self.counts_from}` is no day, one of: {', '.join(CountsFrom.values)}")
        return self


class TaskItem(_Dated):
    """A task of a list: its subject, when, and who does it (the coach, or whoever holds a role).

    A reportable one is told of in the report to the principal.
    """

    executor: Key = COACH
    reportable: bool = False


class ReportItem(_Dated):
    """A report that has to be there: as which kind of data it serves, when first, and how often again until the end."""

    serves_as: Key
    every: Offset | None = None
    final: bool = False
    """Without it a trajectory is not closed."""

    @model_validator(mode="after")
    def _comes_again_later(self) -> Self:
        if self.every is not None and self.every.in_days <= 0:
            raise ValueError("`every` is at least one day")
        return self


class FieldItem(Part):
    """A field of the catalogue that this kind of trajectory asks for: of which kind of data, by what that serves as."""

    of: Key
    field: Key
    required: bool = True


class TrajectoryType(Item):
    """A kind of trajectory: its phases in order, what it asks for, what is to be done in it and before it is closed."""

    phases: tuple[PhaseItem, ...] = Field(min_length=1)
    fields: tuple[FieldItem, ...] = ()
    reports: tuple[ReportItem, ...] = ()
    tasks: tuple[TaskItem, ...] = ()
    closing: tuple[str, ...] = ()
    warn_at: int | None = Field(default=None, ge=1, le=100)
    """From this percentage of the granted hours on they are nearly used; without it, as for every kind."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for name in ("phases", "reports", "tasks"):
            _once(name, getattr(self, name))
        unknown = set(self.closing) - set(ClosingCheck.values)
        if unknown:
            raise ValueError(f"no check: {', '.join(sorted(unknown))}")
        return self

    def phase(self, key: str) -> PhaseItem | None:
        """One of its phases."""
        return next((phase for phase in self.phases if phase.key == key), None)

    def phase_for(self, standing: str) -> PhaseItem | None:
        """The first of its phases in which a trajectory stands so."""
        return next((phase for phase in self.phases if phase.standing == standing and not phase.retired), None)


class Lists(Part):
    """The agency's own lists."""

    goals: tuple[Item, ...] = ()
    outcomes: tuple[Item, ...] = ()
    closing_reasons: tuple[Item, ...] = ()
    time_categories: tuple[TimeCategory, ...] = ()
    appointment_kinds: tuple[Item, ...] = ()
    contact_ways: tuple[Item, ...] = ()
    overviews: tuple[OverviewItem, ...] = ()

    @model_validator(mode="after")
    def _each_word_once(self) -> Self:
        for name in ListName.values:
            _once(name, getattr(self, name))
        return self


LOOK_AT_WEEKS = ("administration", "management", "responsible")  # roles that an agency may let look at weeks of time


class Daily(Part):
    """What a coach is reminded of, and who looks at time."""

    quiet_after_days: int = Field(default=14, ge=1, le=366)
    """Without a contact for so long a client stands under `no contact since`."""
    reports_ahead_days: int = Field(default=14, ge=0, le=366)
    """So long before its day a report is shown as due."""
    unsorted_asked_after_days: int = Field(default=3, ge=0, le=366)
    """When e-mail has waited so long for somebody to say what it is, it becomes a task."""
    unsorted_gone_after_days: int = Field(default=14, ge=1, le=28)
    """And after so many days it is destroyed; sooner where the regulation says so."""
    requests_reminded_days: int | None = Field(default=None, ge=0, le=366)
    """So many days before the last working day, who answers a request is asked to; unset: as the program comes."""
    requests_escalated_days: int | None = Field(default=None, ge=0, le=366)
    """And so many before it, whom the regulation names to see to it hears that there is no answer yet."""
    receipts_given_days: int | None = Field(default=None, ge=0, le=366)
    """So many days after a request was written down, the letter that confirms it is asked for when nobody gave it."""
    objections_answered_days: int | None = Field(default=None, ge=1, le=366)
    """Within so many days an objection to a decision is answered, where the regulation says nothing of it."""
    breaches_reminded_hours: tuple[Annotated[int, Field(ge=1, le=72)], ...] | None = None
    """So many hours before the last moment to tell of a data breach, who weighs it is reminded; unset: as it comes."""
    warn_at: int = Field(default=80, ge=1, le=100)
    """From this percentage of the granted hours on they are nearly used, where a kind of trajectory says nothing."""
    coaches: tuple[Key, ...] = (COACH,)
    """The roles whose holders, assigned to a trajectory, do what its list asks of the coach."""
    time_approved_by: Key | None = None
    """The role that approves weeks of time; without one nobody does."""

    @model_validator(mode="after")
    def _looks_at_weeks(self) -> Self:
        if self.time_approved_by not in {None, *LOOK_AT_WEEKS}:
            raise ValueError(f"`{self.time_approved_by}` does not look at weeks; one of: {', '.join(LOOK_AT_WEEKS)}")
        return self


class Way(Part):
    """A whole way of working."""

    trajectory_types: tuple[TrajectoryType, ...] = Field(min_length=1)
    lists: Lists
    daily: Daily = Daily()
    templates: tuple[Template, ...] = ()
    """The agency's own templates; one with the key of a template that came along stands in its place."""
    complaints: ComplaintTerms = ComplaintTerms()
    billing: Billing | None = None
    """What it charges; without it no invoice is made."""
    letter_texts: tuple[LetterText, ...] = ()
    """Its own texts of letters to clients, each in the place of the one that came along."""
    house: HouseStyle | None = None
    """How its letters look; without it they bear its name alone."""

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        _once("trajectory_types", self.trajectory_types)
        _once("templates", self.templates)
        if len({(one.kind, one.language) for one in self.letter_texts}) < len(self.letter_texts):
            raise ValueError("letter_texts: a letter stands twice")
        return self


def _once(name: str, items: Iterable[Item]) -> None:
    keys = [item.key for item in items]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ValueError(f"{name}: {', '.join(twice)} stands twice")


class _Templates(Part):
    templates: tuple[Template, ...]


def parsed(source: str) -> Way:
    """A way of working from its text. Raises `InvalidInput` with everything that is wrong, by its place."""
    return _parsed(Way, source)


def parsed_templates(source: str) -> tuple[Template, ...]:
    """Templates from their text. Raises `InvalidInput` with everything that is wrong, by its place."""
    return _parsed(_Templates, source).templates


def _parsed(kind: type[Parsed], source: str) -> Parsed:
    try:
        document = read_text(source, Path("practice.yaml"))
        return kind.model_validate(document.value, strict=True)
    except RegulationErrors as mistakes:
        raise InvalidInput(str(mistakes)) from None
    except ValidationError as mistakes:
        raise _invalid(mistakes) from None


def _invalid(mistakes: ValidationError) -> InvalidInput:
    fields = {".".join(str(part) for part in one["loc"]): one["msg"] for one in mistakes.errors(include_url=False)}
    return InvalidInput("; ".join(f"{place}: {said}" for place, said in fields.items()), fields)


def written(way: Way) -> str:
    """The text of a way of working, from which the same is read again."""
    plain = way.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)


def with_list(way: Way, name: str, items: Sequence[Mapping[str, Any]]) -> Way:
    """The same way of working with one list changed. Raises `InvalidInput`."""
    lists = way.lists.model_dump(by_alias=True) | {name: tuple(items)}
    return valid({**way.model_dump(by_alias=True), "lists": lists})


def with_daily(way: Way, given: Mapping[str, Any]) -> Way:
    """The same way of working with other reminders, or others who look at time. Raises `InvalidInput`."""
    return valid({**way.model_dump(by_alias=True), "daily": {**way.daily.model_dump(), **given}})


def with_complaints(way: Way, given: Mapping[str, Any]) -> Way:
    """The same with these terms for complaints; what is not there is as it came along. Raises `InvalidInput`."""
    return valid({**way.model_dump(by_alias=True), "complaints": dict(given)})


def with_billing(way: Way, given: Mapping[str, Any]) -> Way:
    """The same way of working with what is charged as it is given. Raises `InvalidInput`."""
    return valid({**way.model_dump(by_alias=True), "billing": dict(given)})


def with_template(way: Way, given: Mapping[str, Any]) -> Way:
    """The same way of working with one template changed, or one more. Raises `InvalidInput`."""
    kept = [one.model_dump() for one in way.templates]
    at = next((at for at, one in enumerate(kept) if one["key"] == given["key"]), len(kept))
    kept[at:at + 1] = [dict(given)]  # fmt: skip
    return valid({**way.model_dump(by_alias=True), "templates": tuple(kept)})


def with_type(way: Way, given: Mapping[str, Any]) -> Way:
    """The same way of working with one kind of trajectory changed, or one more. Raises `InvalidInput`."""
    types = [one.model_dump(by_alias=True) for one in way.trajectory_types]
    at = next((at for at, one in enumerate(types) if one["key"] == given["key"]), len(types))
    types[at:at + 1] = [dict(given)]  # fmt: skip
    return valid({**way.model_dump(by_alias=True), "trajectory_types": tuple(types)})


def valid(given: Mapping[str, Any]) -> Way:
    """A way of working from its parts. Raises `InvalidInput` with everything that is wrong, by its place."""
    try:
        return Way.model_validate(given)
    except ValidationError as mistakes:
        raise _invalid(mistakes) from None


def sha256_of(source: str) -> str:
    """What proves that a text is the one that was approved."""
    return hashlib.sha256(source.encode("utf-8")).hexdigest()
