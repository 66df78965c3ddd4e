"""The clock of a proceeding as a state machine: whatever happens in whatever order, these things stay so."""

import datetime as dt

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from waarborg.policy.calendar import AMSTERDAM
from waarborg.policy.loader import load_laws, load_regulation
from waarborg.policy.term_clock import ClockState, OutOfTurn, Question, Step, StepKind, started
from waarborg.policy.terms import dates
from waarborg.policy.vocabulary import regulations_folder

LAWS = load_laws()
REGULATIONS = {
    file.parent.name: load_regulation(file, LAWS) for file in sorted(regulations_folder().glob("*/20*.yaml"))
}
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2028, 12, 31)


def of(regulation, what, received):
    return started(what, received, dates(regulation, LAWS, {"receipt": received, "awareness": received}))


@pytest.fixture(params=sorted(REGULATIONS))
def regulation(request):
    return REGULATIONS[request.param]


@pytest.mark.parametrize(
    "received", ["2026-01-31", "2026-03-27", "2026-04-05", "2026-11-26", "2028-01-31", "2027-12-25"]
)
def test_it_starts_at_receipt_and_not_when_somebody_recognises_it(regulation, received):
    day = dt.date.fromisoformat(received)
    clock = of(regulation, "access", day)
    expected = next(
        each for each in dates(regulation, LAWS, {"receipt": day}) if (each.what, each.kind) == ("access", "deadline")
    )
    assert clock.due(day + dt.timedelta(days=20)) == expected.date
    assert clock.act_by(day) <= expected.latest


def test_a_question_about_who_somebody_is_stops_it_for_as_long_as_the_answer_takes(regulation):
    day = dt.date(2026, 3, 2)
    clock = of(regulation, "access", day)
    due = clock.due(day)
    asked = clock.after(Step(StepKind.ASKED, day + dt.timedelta(days=3), Question.IDENTITY))
    assert asked.state is ClockState.PAUSED
    assert not asked.is_late(day + dt.timedelta(days=90))
    replied = asked.after(Step(StepKind.REPLIED, day + dt.timedelta(days=10)))
    assert replied.due(day + dt.timedelta(days=11)) == due + dt.timedelta(days=7)


def test_more_time_takes_a_letter_that_was_sent_before_the_last_day_and_counts_from_receipt():
    day = dt.date(2026, 1, 31)
    clock = of(REGULATIONS["jm-werkt"], "objection", day)
    with pytest.raises(OutOfTurn, match="unsent"):
        clock.after(Step(StepKind.EXTENDED, day))
    notice = clock.notice_in_time_until(day)
    assert notice == dt.date(2026, 3, 2)  # a Monday: the month ended on a Saturday
    with pytest.raises(OutOfTurn, match="late"):
        clock.after(Step(StepKind.EXTENDED, notice + dt.timedelta(days=1), letter="1"))
    longer = clock.after(Step(StepKind.EXTENDED, notice, letter="1"))
    assert longer.due(notice) == dt.date(2026, 4, 30)
    with pytest.raises(OutOfTurn, match="twice"):
        longer.after(Step(StepKind.EXTENDED, notice, letter="2"))


def test_seventy_two_hours_are_hours_and_nothing_stops_them():
    aware = dt.datetime(2026, 3, 28, 9, 0, tzinfo=AMSTERDAM)  # the night in which summer time begins
    found = dates(REGULATIONS["jm-werkt"], LAWS, {"awareness": aware})
    clock = started("breach_authority", aware, found, pauses=())
    due = clock.due(aware.date())
    assert due == aware.astimezone(dt.UTC) + dt.timedelta(hours=72)
    assert not clock.is_late(due)
    assert clock.is_late(due + dt.timedelta(seconds=1))
    with pytest.raises(OutOfTurn, match="pause"):
        clock.after(Step(StepKind.ASKED, aware, Question.CLARIFICATION))


class AnyOrder(RuleBasedStateMachine):
    """Steps in any order, on any day: what is out of turn changes nothing, and no date ever comes too early."""

    @initialize(
        received=st.dates(FIRST, LAST),
        which=st.sampled_from(sorted(REGULATIONS)),
        what=st.sampled_from(["access", "rectification", "erasure", "restriction", "portability", "objection"]),
    )
    def receive(self, received, which, what):
        self.clock = of(REGULATIONS[which], what, received)
        self.today = received
        self.promised = self.clock.due(received)
        self.waited = 0

    @rule(days=st.integers(0, 40))
    def time_passes(self, days):
        if self.clock.state is ClockState.PAUSED:
            self.waited += days
        self.today += dt.timedelta(days=days)

    @rule(
        kind=st.sampled_from(sorted(StepKind)),
        about=st.sampled_from([None, *Question]),
        letter=st.sampled_from(["", "7"]),
    )
    def something_happens(self, kind, about, letter):
        before = self.clock
        try:
            self.clock = self.clock.after(Step(StepKind(kind), self.today, about, letter))
        except OutOfTurn:
            assert self.clock is before

    @precondition(lambda self: self.clock.state is ClockState.ENDED)
    @rule(kind=st.sampled_from(sorted(StepKind)))
    def what_ended_stays_ended(self, kind):
        with pytest.raises(OutOfTurn, match="ended"):
            self.clock.after(Step(StepKind(kind), self.today, Question.IDENTITY, "7"))

    @invariant()
    def a_date_moves_only_by_waiting_for_the_client_or_by_a_letter(self):
        due = self.clock.due(self.today)
        if self.promised is None or due is None or self.clock.is_extended:
            return
        assert due == self.promised + dt.timedelta(days=self.waited)

    @invariant()
    def it_is_lengthened_once_at_most_and_only_with_a_letter(self):
        letters = [step.letter for step in self.clock.steps if step.kind is StepKind.EXTENDED]
        assert letters in ([], ["7"])

    @invariant()
    def who_waits_for_the_client_is_not_late(self):
        if self.clock.state is not ClockState.RUNNING:
            assert not self.clock.is_late(self.today)

    @invariant()
    def steps_stand_in_the_order_of_time_and_begin_with_receipt(self):
        moments = [step.at for step in self.clock.steps]
        assert moments == sorted(moments)
        assert [step.kind for step in self.clock.steps].count(StepKind.RECEIVED) == 1


TestAnyOrder = AnyOrder.TestCase
