"""Dates that follow from events: an invented regulation over the law's floor, and the law's own test vectors."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waarborg.policy.loader import load_laws, load_regulation
from waarborg.policy.model.base import Period
from waarborg.policy.model.regulation import Article, Law
from waarborg.policy.model.rights import Remedy, RightRule
from waarborg.policy.term_cases import answer_terms
from waarborg.policy.terms import dates, unused_events
from waarborg.policy.terms_dates import DateStatus
from waarborg.policy.terms_written import Kind

LAWS = load_laws()
SKETCH = load_regulation(Path(__file__).parent / "sketch" / "2026-01-01.yaml", LAWS)


def day(text):
    return dt.date.fromisoformat(text)


def regulation_of(*rules):
    article = Article(number="7", title="Vragen", text="Vragen", rules=rules)
    return SKETCH.model_copy(update={"articles": (article,), "readings": ()})


def law_of(*rules):
    return Law.model_validate({
        "law": "avg", "title": "Wet", "in_force_from": day("2018-05-25"), "consulted_on": day("2026-01-01"),
        "articles": ({"number": "12", "title": "Termijn", "text": "Termijn", "rules": rules},),
    })  # fmt: skip


def right(name="7/access", **written):
    return RightRule.model_validate({"id": name, "right": "access", **written})


MONTH = law_of(
    right(
        "avg.12/answer", answer_within={"months": 1}, latest={"within": {"months": 3}, "notice_within": {"months": 1}}
    )
)
SIX_WEEKS = law_of(Remedy.model_validate({
    "id": "uavg.35/court", "remedy": "court", "within": {"weeks": 6}, "from": "answer_received", "binds": "minimum",
}))  # fmt: skip


def one(found, what, kind=Kind.DEADLINE):
    """The only date of this kind."""
    matching = [each for each in found if (each.what, each.kind) == (what, kind)]
    assert len(matching) == 1, matching
    return matching[0]


# ------------------------------------------------------------------------------------------- the law alone

VECTORS = [  # received, nominal, latest, three months nominal, three months latest
    ("2026-01-31", "2026-02-28", "2026-03-02", "2026-04-30", "2026-04-30"),
    ("2026-03-05", "2026-04-05", "2026-04-07", "2026-06-05", "2026-06-05"),
    ("2026-03-27", "2026-04-27", "2026-04-28", "2026-06-27", "2026-06-29"),
    ("2026-04-05", "2026-05-05", "2026-05-06", "2026-07-05", "2026-07-06"),
    ("2026-04-14", "2026-05-14", "2026-05-18", "2026-07-14", "2026-07-14"),
    ("2026-11-26", "2026-12-26", "2026-12-28", "2027-02-26", "2027-02-26"),
    ("2027-04-07", "2027-05-07", "2027-05-10", "2027-07-07", "2027-07-07"),
    ("2028-01-31", "2028-02-29", "2028-02-29", "2028-04-30", "2028-05-01"),
]


@pytest.mark.parametrize(("received", "nominal", "latest", "extended", "extended_latest"), VECTORS)
def test_an_answer_is_due_in_a_month_and_extended_from_receipt(received, nominal, latest, extended, extended_latest):
    found = dates(regulation_of(), LAWS, {"receipt": day(received)}, day=day("2026-01-01"))
    answer, longer = one(found, "access"), one(found, "access", Kind.EXTENDED_DEADLINE)
    assert (answer.date, answer.nominal, answer.latest) == (day(nominal), day(nominal), day(latest))
    assert (longer.nominal, longer.latest) == (day(extended), day(extended_latest))
    assert answer.article == "avg 12"
    assert answer.act_by <= answer.date


@pytest.mark.parametrize(
    ("answered", "latest"), [("2026-03-24", "2026-05-06"), ("2026-04-02", "2026-05-18"), ("2026-11-13", "2026-12-28")]
)
def test_a_client_has_six_weeks_to_go_to_court_and_never_less(answered, latest):
    for regulation in (SKETCH, regulation_of()):
        court = one(dates(regulation, LAWS, {"answer_received": day(answered)}), "court", Kind.CLIENT_DEADLINE)
        assert (court.date, court.act_by, court.rule) == (day(latest), None, "uavg.35/court")


def test_a_breach_is_told_within_72_hours_of_awareness_weekend_or_not():
    found = dt.datetime(2026, 3, 27, 16, 0, tzinfo=dt.UTC)  # a Friday, before summer time begins
    told = one(dates(SKETCH, LAWS, {"awareness": found}), "breach_authority")
    assert told.date == dt.datetime(2026, 3, 30, 16, 0, tzinfo=dt.UTC) == told.latest == told.act_by
    assert {place.rule for place in told.rests_on} == {"8/breach", "avg.33/authority"}


def test_a_date_after_the_last_decree_is_provisional():
    answer = one(dates(regulation_of(), LAWS, {"receipt": day("2029-04-10")}), "access")
    assert answer.provisional


# ----------------------------------------------------------------------------------- regulation and law meet


def test_the_stricter_promise_counts_and_both_articles_are_named():
    answer = one(dates(SKETCH, LAWS, {"receipt": day("2026-03-05")}), "access")
    assert (answer.date, answer.promise, answer.nominal) == (day("2026-04-02"), day("2026-04-02"), day("2026-04-05"))
    assert [place.rule for place in answer.rests_on] == ["7/access", "avg.12/answer"]
    assert (answer.article, answer.act_by) == ("7", day("2026-04-02"))


def test_a_looser_promise_gives_way_to_the_law():
    answer = one(
        dates(regulation_of(right(answer_within={"weeks": 6})), [MONTH], {"receipt": day("2026-03-05")}), "access"
    )
    assert (answer.date, answer.rule) == (day("2026-04-05"), "avg.12/answer")
    assert answer.promise == day("2026-04-16")


def test_the_agencys_own_term_is_not_rolled():
    answer = one(dates(regulation_of(right(answer_within={"weeks": 4})), [], {"receipt": day("2026-03-07")}), "access")
    assert (answer.date, answer.latest, answer.act_by) == (day("2026-04-04"), day("2026-04-04"), day("2026-04-02"))


def test_who_promises_a_term_without_more_has_no_more():
    promised = dates(regulation_of(right(answer_within={"weeks": 4})), [MONTH], {"receipt": day("2026-03-05")})
    assert {each.kind for each in promised} == {Kind.DEADLINE}
    silent = dates(regulation_of(right(as_soon_as_possible=True)), [MONTH], {"receipt": day("2026-03-05")})
    assert {each.kind for each in silent} == {Kind.DEADLINE, Kind.EXTENDED_DEADLINE, Kind.EXTENSION_NOTICE}


def test_an_extension_is_told_before_the_first_term_ends():
    longer = right(answer_within={"weeks": 4}, latest={"within": {"months": 2}})
    found = dates(regulation_of(longer), [MONTH], {"receipt": day("2026-01-31")})
    assert one(found, "access", Kind.EXTENSION_NOTICE).date == day("2026-02-28")
    assert one(found, "access", Kind.EXTENDED_DEADLINE).date == day("2026-03-31")


def test_a_shorter_road_to_court_than_the_law_gives_does_not_count():
    four = Remedy.model_validate(
        {"id": "7/court", "remedy": "court", "within": {"weeks": 4}, "from": "answer_received"}
    )
    court = one(
        dates(regulation_of(four), [SIX_WEEKS], {"answer_received": day("2026-06-01")}), "court", Kind.CLIENT_DEADLINE
    )
    assert (court.date, court.rule) == (day("2026-07-13"), "uavg.35/court")
    ten = Remedy.model_validate(
        {"id": "7/court", "remedy": "court", "within": {"weeks": 10}, "from": "answer_received"}
    )
    court = one(
        dates(regulation_of(ten), [SIX_WEEKS], {"answer_received": day("2026-06-01")}), "court", Kind.CLIENT_DEADLINE
    )
    assert (court.date, court.rule) == (day("2026-08-10"), "7/court")


def test_a_window_that_the_law_sets_aside_closes_on_no_day():
    window = {"closes": "trajectory_ended", "closes_after": {"months": 6}, "neutralised_by": "avg 15"}
    closes = one(
        dates(regulation_of(right(window=window)), [], {"trajectory_ended": day("2026-01-31")}),
        "access",
        Kind.WINDOW_CLOSES,
    )
    assert (closes.status, closes.date, closes.because) == (DateStatus.NEUTRALISED, None, ("avg 15",))
    assert closes.promise == day("2026-07-31")


def test_what_ends_at_once_ends_on_the_same_day_even_on_a_sunday():
    objection = RightRule.model_validate({"id": "7/mail", "right": "marketing_objection", "ends_at_once": True})
    ends = one(dates(regulation_of(objection), [], {"receipt": day("2026-03-01")}), "marketing_objection")
    assert (ends.date, ends.latest, ends.act_by) == (day("2026-03-01"),) * 3


# ---------------------------------------------------------------------------------------------- retention


def test_retention_gives_one_date_per_class_with_its_categories():
    found = dates(SKETCH, LAWS, {"guidance_ended": day("2026-01-31"), "financial_year_ended": day("2026-12-31")})
    dossier = one(found, "6/dossier", Kind.DESTROY_BY)
    assert (dossier.date, dossier.article, dossier.action) == (day("2028-01-31"), "6", "destroy")
    assert "contact" in dossier.categories
    kept = one(found, "6/administration", Kind.NOT_BEFORE)
    assert (kept.date, kept.categories) == (day("2033-12-31"), ("hours", "invoicing"))


def test_a_hold_stops_the_date_and_keeps_it_in_sight():
    found = dates(SKETCH, LAWS, {"guidance_ended": day("2024-01-31")}, holds=["pending_complaint"])
    dossier = one(found, "6/dossier", Kind.DESTROY_BY)
    assert (dossier.status, dossier.date, dossier.nominal) == (DateStatus.KEPT, None, day("2026-01-31"))
    assert dossier.kept_because == ("pending_complaint",)
    assert "6/holds" in {place.rule for place in dossier.rests_on}


def test_the_end_of_a_contract_gives_hand_over_and_destruction():
    found = dates(SKETCH, LAWS, {"principal_contract_ended": day("2026-03-31")})
    assert one(found, "6/dossier", Kind.HAND_OVER_FROM).date == day("2026-03-31")
    assert one(found, "6/dossier", Kind.HAND_OVER_BY).date == day("2026-04-30")
    assert one(found, "6/dossier", Kind.DESTROY_BY).date == day("2026-04-30")


def test_nothing_follows_from_nothing():
    assert dates(SKETCH, LAWS, {}) == ()


def test_an_event_from_which_nothing_counts_is_told():
    assert unused_events(SKETCH, LAWS, ["guidance_ended", "guidance_endet"]) == ("guidance_endet",)


def test_every_date_is_plain_json_with_its_article():
    found = dates(SKETCH, LAWS, {"receipt": day("2026-01-31"), "awareness": dt.datetime(2026, 1, 31, 9, tzinfo=dt.UTC),
                                 "guidance_ended": day("2026-01-31")})  # fmt: skip
    for each in found:
        plain = json.loads(json.dumps(each.as_json()))
        assert plain["article"]
        assert plain["rule"]
        assert plain["date"]


# --------------------------------------------------------------------------------------------- worked cases


def test_a_case_finds_a_date_by_rule_by_word_and_by_category():
    found, rules = answer_terms({"guidance_ended": day("2026-01-31")}, None, SKETCH, LAWS)
    for name in ("6/dossier", "dossier", "contact"):
        assert found[name]["destroy_by"] == day("2028-01-31")
    assert rules == ("6/dossier",)


def test_a_case_with_trajectories_tells_each_apart():
    given = {"trajectories": [{"principal": "a", "contract_ended": day("2026-03-31")}, {"principal": "b"}]}
    found, rules = answer_terms(given, None, SKETCH, LAWS)
    assert found["trajectory_a"]["hand_over_by"] == day("2026-04-30")
    assert found["trajectory_a"]["then"] == "destroy"
    assert found["trajectory_b"] == "unchanged"
    assert "6/contract" in rules


def test_a_case_with_a_hold_is_kept_because_of_it():
    given = {"guidance_ended": day("2024-01-31"), "holds": ["pending_complaint"]}
    found, rules = answer_terms(given, day("2026-03-01"), SKETCH, LAWS)
    assert found["dossier"]["kept_because"] == ["pending_complaint"]
    assert "6/holds" in rules


def test_a_case_describes_its_data():
    given = {"guidance_ended": day("2026-01-31"), "principal": "uwv", "medium": "paper"}
    assert answer_terms(given, None, SKETCH, LAWS)[0]["contact"]["destroy_by"] == day("2028-01-31")


@pytest.mark.parametrize("given", [{"guidance_endet": day("2026-01-31")}, {"guidance_ended": 7}, {"receipt": "soon"}])
def test_a_case_with_an_unknown_event_or_a_value_that_is_no_day_is_refused(given):
    with pytest.raises(ValueError, match=r"event|needs a day"):
        answer_terms(given, None, SKETCH, LAWS)


# ------------------------------------------------------------------------------------------- always

periods = st.builds(
    lambda unit, number: Period.model_validate({unit: number}),
    st.sampled_from(["days", "working_days", "weeks", "months"]), st.integers(1, 12),
)  # fmt: skip
received = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))


@given(periods, periods, received)
def test_a_duty_is_never_later_than_the_law_nor_than_the_promise(promised, allowed, when):
    law = law_of(right("avg.12/answer", answer_within=allowed))
    answer = one(dates(regulation_of(right(answer_within=promised)), [law], {"receipt": when}), "access")
    assert answer.date == min(answer.promise, answer.nominal)
    assert when <= answer.act_by <= answer.date <= answer.latest


@given(periods, periods, received)
def test_a_clients_term_is_never_shorter_than_the_law_or_the_promise(promised, demanded, when):
    def remedy(name, within):
        return Remedy(id=name, remedy="court", within=within, starts="answer_received")

    law = law_of(remedy("uavg.35/court", demanded))
    found = dates(regulation_of(remedy("7/court", promised)), [law], {"answer_received": when})
    court = one(found, "court", Kind.CLIENT_DEADLINE)
    assert court.date == max(court.promise, court.latest)


@given(
    received,
    st.sets(st.sampled_from(["receipt", "answer_received", "guidance_ended", "awareness", "conduct"]), min_size=1),
)
def test_another_event_never_loses_a_date_of_a_procedure(when, names):
    some = dates(SKETCH, LAWS, dict.fromkeys(sorted(names)[:-1], when))
    more = dates(SKETCH, LAWS, dict.fromkeys(sorted(names), when))
    assert {(each.what, each.kind, each.date) for each in some} <= {(each.what, each.kind, each.date) for each in more}
