"""Whole lives of complaints by table, under each regulation: from receipt to end, every last day, letter and outcome.

The days are counted by hand in weeks; what a regulation does not promise is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import newcomer
from tests.apps.clauses.test_complaints import ALL, WHOLE, made, officer
from tests.policy.clauses.register import Registered
from waarborg.complaints import assigning, deciding, going_on, letters, selectors
from waarborg.complaints.choices import CameBy, Channel, Outcome
from waarborg.complaints.deciding import Decided, Left
from waarborg.complaints.models import Complaint
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput

SATURDAY = 5
YEAR_AND_A_DAY = "more than a year"
LETTERS = tuple[str, ...]


@dataclass(frozen=True)
class Promise:
    """What a regulation promises, in weeks from receipt, and what it wants in a written complaint."""

    confirm: int | None
    meeting: int | None
    refuse: int | None
    decide: int
    longer: int | None = None
    needs: tuple[str, ...] = ()
    too_old: bool = True
    third: bool = True
    said_counts: bool = False


STANDARD = Promise(2, 2, 4, 6, longer=10, needs=("address",))
PROMISED = {
    "partner-in-werk": Promise(2, 2, 4, 6, needs=("address", "phone", "signature")),
    "bijstand-naar-werk": STANDARD,
    "click-re-integratie": STANDARD,
    "jm-werkt": Promise(2, None, 4, 6, third=False, said_counts=True),
    "working-progression": Promise(None, None, None, 4, too_old=False, third=False, said_counts=True),
}


@dataclass
class Life:
    """One complaint as it goes: who handles it, and what was promised."""

    karin: Actor
    complaint: UUID
    received: date
    promise: Promise
    house: House
    given: list[str] = field(default_factory=list)

    @property
    def last_day(self) -> date:
        return self.received + timedelta(weeks=self.promise.decide)

    def give(self, letter: UUID) -> None:
        letters.give(self.karin, self.complaint, letter, Channel.LETTER, clock.today())

    def confirm(self) -> None:
        going_on.plan_meeting(self.karin, self.complaint, clock.today() + timedelta(days=3), "")
        self.give(going_on.confirm(self.karin, self.complaint, "Op kantoor"))

    def hear(self) -> None:
        going_on.heard(self.karin, self.complaint, "Beide kanten zijn gehoord.", clock.today())

    def decide(self, outcome: Outcome) -> None:
        decided = Decided(outcome=outcome, reasons="Zo is het gegaan, en dat vinden wij ervan.")
        self.give(deciding.decide(self.karin, self.complaint, decided))

    def leave(self, because: str) -> None:
        left = Left(
            because=because, reasons="Dit behandelen wij niet, met deze uitleg.", third_party="De werkgever zelf"
        )
        self.give(deciding.refuse(self.karin, self.complaint, left))


def decided_on_the_last_day(life: Life) -> None:
    """Confirmed at once, heard, and decided on the very last day: that is in time, also on a Saturday."""
    life.confirm()
    with day(life.received + timedelta(days=10)):
        life.hear()
    with day(life.last_day):
        life.decide(Outcome.UPHELD)


def decided_a_day_late(life: Life) -> None:
    """The same a day later: it is decided all the same, and it stands there that it was late."""
    life.confirm()
    life.hear()
    with day(life.last_day + timedelta(days=1)):
        life.decide(Outcome.PARTLY)


def something_missing(life: Life) -> None:
    """What a regulation wants and is not there is asked once, with a last day; the terms stay as they were."""
    seen = selectors.one(life.karin, life.complaint)
    assert tuple(seen.missing) == life.promise.needs
    until = life.received + timedelta(days=14)
    if life.promise.needs:
        life.give(going_on.ask_missing(life.karin, life.complaint, "", until))
        with day(until):
            going_on.complete(life.karin, life.complaint, {"address": "Weg 1", "phone": "0612345678", "signed": True})
    else:
        with pytest.raises(Conflict):
            going_on.ask_missing(life.karin, life.complaint, "", until)
    assert not selectors.one(life.karin, life.complaint).missing
    decided_on_the_last_day(life)


def who_does_not_come(life: Life) -> None:
    """Invited to the hearing, and not there: it is decided on what there is."""
    life.confirm()
    life.give(going_on.invite(life.karin, life.complaint, "Op kantoor, tien uur", "", accused=False))
    with day(life.received + timedelta(days=4)):
        going_on.did_not_cooperate(life.karin, life.complaint, "De klager kwam niet en belde niet.")
        life.decide(Outcome.REJECTED)


def too_old(life: Life) -> None:
    """More than a year ago: it may be left up to the last day for that, where a regulation has that reason."""
    left_or_decided(life, "too_old", may=life.promise.too_old)


def third_party(life: Life) -> None:
    """About somebody outside: the same."""
    left_or_decided(life, "about_third_party", may=life.promise.third)


def left_or_decided(life: Life, because: str, *, may: bool) -> None:
    if may:
        with day(life.received + timedelta(weeks=life.promise.refuse or 0)):
            life.leave(because)
        return
    with pytest.raises(InvalidInput):
        life.leave(because)
    decided_on_the_last_day(life)


def longer(life: Life) -> None:
    """More time where the procedure has that, told before the last day; elsewhere there is none."""
    life.confirm()
    if life.promise.longer is None:
        with pytest.raises(Conflict):
            going_on.more_time(life.karin, life.complaint, "Een getuige is op vakantie.")
        life.hear()
        life.decide(Outcome.UPHELD)
        return
    with day(life.last_day):
        life.give(going_on.more_time(life.karin, life.complaint, "Een getuige is op vakantie."))
    with day(life.received + timedelta(weeks=life.promise.longer)):
        life.hear()
        life.decide(Outcome.UPHELD)


def said_by_telephone(life: Life) -> None:
    """What is said runs no term, but where a regulation takes a talk for a complaint; solved by talking."""
    seen = selectors.one(life.karin, life.complaint)
    assert (seen.line.received_on is not None) is life.promise.said_counts
    going_on.write_down(life.karin, life.complaint, going_on.StepKind.TALKED, "Wij belden en legden het uit.")
    deciding.solved(life.karin, life.complaint, "De klager is tevreden met de uitleg.")


def taken_back(life: Life) -> None:
    life.confirm()
    deciding.withdraw(life.karin, life.complaint)


CONFIRMED, DECIDED = "complaint_confirmed", "complaint_decided"
BOTH: LETTERS = (CONFIRMED, DECIDED)
LEFT: LETTERS = ("complaint_refused",)


@dataclass(frozen=True)
class Row:
    """One line of the table: what is so at the start, how it goes, and what comes of it by what is promised."""

    name: str
    goes: Callable[[Life], None]
    outcome: Callable[[Promise], Outcome]
    letters: Callable[[Promise], LETTERS]
    about: str = "lately"
    different: dict[str, Any] = field(default_factory=dict)
    in_time: Callable[[Promise], bool | None] = lambda _promise: True


def always(found: Any) -> Callable[[Promise], Any]:
    return lambda _promise: found


TABLE = (
    Row("on the last day, a Saturday", decided_on_the_last_day, always(Outcome.UPHELD), always(BOTH)),
    Row("a day late", decided_a_day_late, always(Outcome.PARTLY), always(BOTH), in_time=always(False)),
    Row(
        "something missing", something_missing, always(Outcome.UPHELD),
        lambda here: ("complaint_incomplete", *BOTH) if here.needs else BOTH,
        different={"said": replace(WHOLE, address="", phone="", signed=False)},
    ),
    Row(
        "who does not come", who_does_not_come, always(Outcome.REJECTED),
        always((CONFIRMED, "complaint_invited", DECIDED)),
    ),
    Row(
        "more than a year ago", too_old, lambda here: Outcome.NOT_TAKEN_UP if here.too_old else Outcome.UPHELD,
        lambda here: LEFT if here.too_old else BOTH, about=YEAR_AND_A_DAY,
    ),
    Row(
        "about somebody outside", third_party, lambda here: Outcome.NOT_TAKEN_UP if here.third else Outcome.UPHELD,
        lambda here: LEFT if here.third else BOTH,
    ),
    Row(
        "more time", longer, always(Outcome.UPHELD),
        lambda here: (CONFIRMED, "complaint_longer", DECIDED) if here.longer else BOTH,
    ),
    Row(
        "said by telephone", said_by_telephone, always(Outcome.SOLVED), always(()),
        different={"came_by": CameBy.TELEPHONE}, in_time=lambda here: True if here.said_counts else None,
    ),
    Row("taken back", taken_back, always(Outcome.WITHDRAWN), always((CONFIRMED,))),
)  # fmt: skip


@pytest.mark.clause("PIW-K3.3", "PIW-K4.2a", "PIW-K4.3", "PIW-K4.4", "PIW-K4.5", "PIW-K4.6a", "JMW-9.2", "WP-2.1.2")
@ALL
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_a_complaint_goes_as_its_regulation_promises(row: Row, here: Registered, house_of: HouseOf) -> None:
    house, promise, received = house_of(here), PROMISED[here.name], next_saturday()
    with day(received):
        life = begun(row, house, promise, received)
        line = selectors.one(life.karin, life.complaint).line
        if line.written:
            weeks = (promise.confirm, promise.meeting, promise.refuse, promise.decide)
            kept = Complaint.objects.using("owner").get(pk=life.complaint)
            found = (kept.confirm_by, kept.meet_by, kept.refuse_by, kept.decide_by)
            assert found == tuple(received + timedelta(weeks=each) if each else None for each in weeks)
        else:
            assert line.next_by is None
        row.goes(life)
    with day(received + timedelta(weeks=12)):
        seen = selectors.one(life.karin, life.complaint)
        assert seen.line.outcome is row.outcome(promise)
        assert sorted(one.kind.value for one in seen.letters if one.given_on) == sorted(row.letters(promise))
        assert going_on.in_time(Complaint.objects.using("owner").get(pk=life.complaint)) is row.in_time(promise)
        assert seen.keep_until is not None, "from its end on it is kept for a term, and no longer"


def begun(row: Row, house: House, promise: Promise, received: date) -> Life:
    """It comes in; whom it is about may not handle it, so somebody else does."""
    karin, kees = officer(house), newcomer(house, "kees", "complaints_officer")
    ago = received - timedelta(days=20)
    if row.about == YEAR_AND_A_DAY:
        ago = received.replace(year=received.year - 1) - timedelta(days=1)
    complaint = made(house, received_on=received, about_on=ago, about_id=kees.somebody, **row.different)
    with pytest.raises(InvalidInput):
        assigning.assign(karin, complaint, kees.somebody)
    assigning.assign(karin, complaint, karin.somebody)
    return Life(karin, complaint, received, promise, house)


def next_saturday() -> date:
    today = clock.today()
    return today + timedelta(days=(SATURDAY - today.weekday()) % 7)


@contextmanager
def day(on: date) -> Iterator[None]:
    with clock.travel(clock.start_of(on) + timedelta(hours=14)):
        yield
