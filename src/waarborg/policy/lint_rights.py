"""Checks on what a client can ask: rights, their terms and costs, remedies. The law's own numbers are the measure."""

from __future__ import annotations

from collections.abc import Iterator

from waarborg.policy.lint import Found, Subject, check
from waarborg.policy.model.base import Period, Unit
from waarborg.policy.model.rights import Fee, Remedy, RightRule

PRESENT = {
    "RGT-001": ("access",),
    "RGT-003": ("rectification", "supplement"),
    "RGT-004": ("erasure",),
    "RGT-005": ("restriction",),
    "RGT-007": ("portability",),
    "RGT-008": ("objection",),
}
"""Rights that a regulation provides, by the check that asks for them."""

LONGEST_DAYS = {
    Unit.MINUTES: 1 / 1440, Unit.HOURS: 1 / 24, Unit.DAYS: 1, Unit.WORKING_DAYS: 7 / 5, Unit.WEEKS: 7,
    Unit.MONTHS: 31, Unit.YEARS: 366, Unit.CALENDAR_YEARS: 366,
}  # fmt: skip


def longer(one: Period, other: Period) -> bool:
    """Whether a period can outlast another: in one unit by number, else by the longest days they can have."""
    if one.unit == other.unit:
        return one.number > other.number
    return one.number * LONGEST_DAYS[one.unit] > other.number * LONGEST_DAYS[other.unit]


def _asks_for(name: str, needed: tuple[str, ...]) -> None:
    @check(name)
    def present(subject: Subject) -> Iterator[Found]:
        given = {right for rule in subject.own(RightRule) for right in rule.right}
        for right in needed:
            if right not in given:
                yield Found(None, f"the right of {right} is not provided", _by_law(subject, right))


for _name, _needed in PRESENT.items():
    _asks_for(_name, _needed)


@check("RGT-002")
def window_as_long_as_data(subject: Subject) -> Iterator[Found]:
    """A right of access ends only with the data."""
    for rule in subject.own(RightRule):
        if "access" in rule.right and rule.window and (rule.window.closes or rule.window.closes_after):
            yield Found(rule.id, "access closes before the data go", rule.window.neutralised_by)


@check("RGT-006")
def recipients_told(subject: Subject) -> Iterator[Found]:
    """Who received data hears of rectification, erasure and restriction."""
    for rule in subject.own(RightRule):
        changing = {"rectification", "erasure", "restriction"} & set(rule.right)
        if changing and not rule.tell_recipients:
            yield Found(rule.id, f"recipients are not told of {', '.join(sorted(changing))}")


@check("RGT-011")
def identified_in_doubt(subject: Subject) -> Iterator[Found]:
    """Identification only in reasonable doubt."""
    for rule in subject.own(RightRule):
        if rule.identify == "always":
            yield Found(rule.id, "everybody must identify themselves")


@check("RGT-012")
def any_form(subject: Subject) -> Iterator[Found]:
    """No form of request is prescribed."""
    for rule in subject.own(RightRule):
        if rule.form != "any_form":
            yield Found(rule.id, "a request must be written")


@check("RGT-013")
def by_representative(subject: Subject) -> Iterator[Found]:
    """A representative can use a right."""
    for rule in subject.own(RightRule):
        if "access" in rule.right and "representative" not in rule.by:
            yield Found(rule.id, "a representative is not named", _by_law(subject, "access"))


@check("RGT-014")
def reasons_given(subject: Subject) -> Iterator[Found]:
    """A refusal has reasons."""
    for rule in subject.own(RightRule):
        if not rule.reasons:
            yield Found(rule.id, "a refusal needs no reasons")


@check("FEE-001")
def free_of_charge(subject: Subject) -> Iterator[Found]:
    """An answer costs nothing, but in the cases that the law names."""
    lawful = {case for rule in subject.law(RightRule) if isinstance(rule.fee, Fee) for case in rule.fee.for_}
    lawful |= {"further_copies", "manifestly_unfounded", "excessive", "repetitive"}
    for rule in subject.own(RightRule):
        if isinstance(rule.fee, Fee) and not (rule.fee.for_ and set(rule.fee.for_) <= lawful):
            yield Found(rule.id, "an answer may cost money", rule.fee.neutralised_by)


@check("TRM-001")
def answered_in_time(subject: Subject) -> Iterator[Found]:
    """Every right has a term, and none is longer than the law's; where it is, the law's term holds."""
    for rule in subject.own(RightRule):
        for right in rule.right:
            law = _term_of(subject, right)
            if law is None or law.answer_within is None or rule.ends_at_once:
                continue
            if rule.answer_within is None:
                yield Found(rule.id, f"{right}: no term", law.id)
            elif longer(rule.answer_within, law.answer_within):
                yield Found(rule.id, f"{right}: longer than the law allows", law.id)


@check("TRM-002")
def extended_in_time(subject: Subject) -> Iterator[Found]:
    """No longer extension than the law's, and told in time."""
    for rule in subject.own(RightRule):
        for right in rule.right if rule.latest else ():
            law = _term_of(subject, right)
            if law is None or law.latest is None or rule.latest is None:
                continue
            if longer(rule.latest.within, law.latest.within):
                yield Found(rule.id, f"{right}: extended longer than the law allows", law.id)


@check("TRM-004")
def from_receipt(subject: Subject) -> Iterator[Found]:
    """A term starts when the request is received."""
    for rule in subject.own(RightRule):
        if rule.starts != "receipt":
            yield Found(rule.id, f"the term starts at {rule.starts}")


@check("REM-001")
def authority_named(subject: Subject) -> Iterator[Found]:
    """The way to the supervisory authority."""
    if not any(rule.remedy == "supervisory_authority" for rule in subject.own(Remedy)):
        yield Found(None, "the supervisory authority is not named", _remedy_by_law(subject, "supervisory_authority"))


@check("REM-002")
def court_named(subject: Subject) -> Iterator[Found]:
    """The way to the court, with at least the law's term."""
    own = [rule for rule in subject.own(Remedy) if rule.remedy == "court"]
    if not own:
        yield Found(None, "the court is not named", _remedy_by_law(subject, "court"))
    for rule in own:
        for law in (each for each in subject.law(Remedy) if each.remedy == "court"):
            if rule.within and law.within and longer(law.within, rule.within):
                yield Found(rule.id, "the term for the court is shorter than the law's", law.id)


def _by_law(subject: Subject, right: str) -> str | None:
    """The law that gives a right the regulation does not name: then the floor mends it."""
    return next((rule.id for rule in subject.law(RightRule) if right in rule.right), None)


def _remedy_by_law(subject: Subject, remedy: str) -> str | None:
    return next((rule.id for rule in subject.law(Remedy) if rule.remedy == remedy), None)


def _term_of(subject: Subject, right: str) -> RightRule | None:
    """The law's rule with the longest term it allows for a right."""
    bounds = (rule for rule in subject.law(RightRule, "maximum") if right in rule.right)
    return next((rule for rule in bounds if rule.answer_within or rule.latest), None)
