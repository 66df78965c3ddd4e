"""What holds for every set of retention rules and every course of events."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tests.policy.invented import CONTRACT, INVOICES, NOTES, STATUTE, law_of, regulation_of, retain, rule
from waarborg.policy.retention import Retention
from waarborg.policy.retention_fates import Status

EVENTS = [
    "guidance_ended",
    "trajectory_ended",
    "principal_contract_ended",
    "financial_year_ended",
    "created",
    "purpose_ended",
]
periods = st.builds(
    lambda unit, number: {unit: number}, st.sampled_from(["days", "weeks", "months", "years", "calendar_years"]),
    st.integers(0, 9),
)  # fmt: skip


@st.composite
def retention_rules(draw):
    rules = []
    for number in range(draw(st.integers(0, 3))):
        starts = draw(st.lists(st.sampled_from(EVENTS[:5]), min_size=1, max_size=2, unique=True))
        rules.append(
            retain(
                f"6/rule{number}", draw(st.sampled_from(["all", "notes", "invoices"])), starts,
                **{draw(st.sampled_from(["at_most", "at_least", "exactly"])): draw(periods)},
                combine=draw(st.sampled_from(["earliest_of", "latest_of"])) if len(starts) > 1 else None,
                not_before=draw(st.sampled_from([(), ("guidance_ended",)])),
                reviewed=draw(st.sampled_from([None, "at_closing"])),
                because=draw(st.sampled_from([None, "awr 52.4"])),
            )
        )  # fmt: skip
    if draw(st.booleans()):
        aside = tuple(each.id for each in rules if draw(st.booleans()))
        rules.append(rule("6/contract", **CONTRACT, sets_aside=aside))
    return rules


happened = st.dictionaries(st.sampled_from(EVENTS), st.dates(dt.date(2018, 1, 1), dt.date(2030, 12, 31)))
floors = st.sampled_from([(), (law_of(STATUTE),)])
subjects = st.sampled_from([NOTES, INVOICES])


@given(retention_rules(), happened, floors, subjects)
def test_the_first_day_is_never_after_the_last_unless_it_is_reported(rules, events, laws, subject):
    found = Retention(regulation_of(*rules), laws).fate_of(subject, events)
    if found.status is Status.DECIDED and found.latest:
        assert found.earliest is None or found.earliest <= found.latest
    if found.status is Status.UNDECIDED:
        assert {reason.said for reason in found.reasons} & {"collision", "no_rule"}
        assert found.due is None


@given(
    retention_rules(),
    happened,
    floors,
    subjects,
    st.sampled_from(EVENTS),
    st.dates(dt.date(2018, 1, 1), dt.date(2030, 12, 31)),
)
def test_another_event_never_silently_loses_a_date(rules, events, laws, subject, event, when):
    ends = Retention(regulation_of(*rules), laws)
    before = ends.fate_of(subject, events)
    after = ends.fate_of(subject, {**events, event: when})
    if before.due and event not in events:
        assert after.due or (after.status is Status.WAITING and after.waits_for) or after.status is Status.UNDECIDED
        if after.status is Status.WAITING:
            assert any(reason.said == "set_aside" for reason in after.reasons)


@given(retention_rules(), happened, subjects)
def test_the_law_only_keeps_longer_what_it_demands(rules, events, subject):
    free = Retention(regulation_of(*rules)).fate_of(subject, events)
    bound = Retention(regulation_of(*rules), [law_of(STATUTE)]).fate_of(subject, events)
    if subject is NOTES:
        assert (bound.earliest, bound.latest, bound.status) == (free.earliest, free.latest, free.status)
    elif bound.due:
        assert bound.earliest >= dt.date(events["financial_year_ended"].year + 7, 1, 1)


@given(retention_rules(), happened, floors, subjects)
def test_a_hold_always_keeps_and_never_moves_a_date(rules, events, laws, subject):
    ends = Retention(regulation_of(*rules), laws)
    free, held = ends.fate_of(subject, events), ends.fate_of(subject, events, holds=["legal_claim"])
    assert held.kept_because == ("legal_claim",)
    assert not held.may_go(dt.date.max)
    assert (held.earliest, held.latest) == (free.earliest, free.latest)


@given(retention_rules(), happened, floors, subjects)
def test_every_date_names_the_rule_it_rests_on(rules, events, laws, subject):
    found = Retention(regulation_of(*rules), laws).fate_of(subject, events)
    if found.earliest or found.latest:
        assert found.rests_on
        assert found.triggers


@given(retention_rules(), happened, floors, subjects, st.randoms())
def test_the_order_of_the_rules_in_the_text_is_nothing(rules, events, laws, subject, randoms):
    shuffled = list(rules)
    randoms.shuffle(shuffled)
    one, other = (Retention(regulation_of(*each), laws).fate_of(subject, events) for each in (rules, shuffled))
    assert (one.earliest, one.latest, one.status) == (other.earliest, other.latest, other.status)
