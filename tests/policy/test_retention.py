"""When data must go, may go, or must stay: one rule, and several about the same data."""

import pytest

from tests.policy.invented import (
    ADMINISTRATION,
    CONTRACT,
    DOSSIER,
    INVOICES,
    NOTES,
    day,
    fate,
    reading,
    regulation_of,
    retain,
    rule,
)
from waarborg.policy.retention import Retention
from waarborg.policy.retention_collisions import collisions, without_rule
from waarborg.policy.retention_fates import WITHOUT_RULE, Status
from waarborg.policy.retention_order import CircularOrder, Subject, UnknownRetentionRule


def test_an_at_most_ends_on_its_last_day_and_names_its_article():
    found = fate([DOSSIER], guidance_ended="2026-01-31")
    assert (found.status, found.latest, found.due) == (Status.DECIDED, day("2028-01-31"), day("2028-01-31"))
    assert (found.article, found.action, found.retention_class) == ("6", "destroy", "6/dossier")
    assert found.triggers == (("guidance_ended", day("2026-01-31")),)


def test_a_term_that_did_not_start_waits_for_its_event():
    found = fate([DOSSIER])
    assert (found.status, found.latest, found.waits_for) == (Status.WAITING, None, ("guidance_ended",))


def test_an_at_least_gives_a_first_day_and_goes_then():
    found = fate([retain("6/keep", at_least={"years": 7})], guidance_ended="2026-01-31")
    assert (found.earliest, found.latest, found.due) == (day("2033-01-31"), None, day("2033-01-31"))
    assert not found.may_go(day("2033-01-30"))
    assert found.may_go(day("2033-01-31"))


def test_exactly_is_both():
    found = fate([retain("6/exact", exactly={"months": 1})], guidance_ended="2026-01-31")
    assert (found.earliest, found.latest) == (day("2026-02-28"), day("2026-02-28"))


def test_calendar_years_end_with_the_year_and_not_while_guidance_runs():
    reports = retain("6/reports", start="created", at_most={"calendar_years": 3}, not_before="guidance_ended")
    assert fate([reports], created="2020-03-01").waits_for == ("guidance_ended",)
    assert fate([reports], created="2024-03-01", guidance_ended="2026-01-31").latest == day("2027-12-31")
    assert fate([reports], created="2020-03-01", guidance_ended="2026-01-31").latest == day("2026-01-31")


@pytest.mark.parametrize(
    ("combine", "events", "latest"),
    [
        ("earliest_of", {"trajectory_ended": "2026-01-31", "agreement_ended": "2026-06-30"}, "2028-01-31"),
        ("latest_of", {"trajectory_ended": "2026-01-31", "agreement_ended": "2026-06-30"}, "2028-06-30"),
        ("earliest_of", {"agreement_ended": "2026-06-30"}, "2028-06-30"),
        ("latest_of", {"agreement_ended": "2026-06-30"}, None),
    ],
)
def test_two_start_events_count_from_the_one_the_rule_says(combine, events, latest):
    two = retain("6/two", start=["trajectory_ended", "agreement_ended"], combine=combine, at_most={"years": 2})
    found = fate([two], **events)
    assert found.latest == (day(latest) if latest else None)
    assert (found.status is Status.WAITING) == (latest is None)


def test_an_earlier_event_still_to_come_is_told():
    two = retain("6/two", start=["trajectory_ended", "agreement_ended"], combine="earliest_of", at_most={"years": 2})
    changes = {(each.name, each.effect) for each in fate([two], agreement_ended="2026-06-30").changes_if}
    assert ("trajectory_ended", "brings_forward") in changes


def test_as_long_as_necessary_is_for_a_person_to_judge_until_a_review_said_so():
    necessary = retain("6/necessary", as_long_as_necessary=True, reviewed="at_closing")
    running = fate([necessary], guidance_ended="2026-01-31")
    assert (running.status, running.due, running.reviewed) == (Status.JUDGED, None, ("at_closing",))
    weighed = fate([necessary], guidance_ended="2026-01-31", purpose_ended="2026-05-01")
    assert (weighed.status, weighed.latest) == (Status.DECIDED, day("2026-05-01"))


def test_what_a_review_finds_unneeded_goes_before_the_last_day():
    reviewed = retain("6/dossier", at_most={"years": 2}, reviewed="at_closing")
    found = fate([reviewed], guidance_ended="2026-01-31", purpose_ended="2026-03-01")
    assert found.latest == day("2026-03-01")


def test_a_wish_of_the_client_lengthens_openly():
    wished = retain("6/dossier", at_most={"years": 2}, extended_by="client_wish")
    assert fate([wished], guidance_ended="2026-01-31").latest == day("2028-01-31")
    longer = fate([wished], facts=["client_wish"], guidance_ended="2026-01-31")
    assert (longer.status, longer.latest) == (Status.JUDGED, None)
    assert any(reason.said == "lengthened" for reason in longer.reasons)


@pytest.mark.parametrize(
    ("chosen", "subject"),
    [
        ({"chosen_by": "statutory"}, Subject("notes", flags=frozenset({"statutory"}))),
        ({"chosen_by": "purpose_invoicing"}, Subject("notes", purposes=frozenset({"invoicing"}))),
        ({"chosen_by": "medium_paper"}, Subject("notes", medium="paper")),
        ({"medium": "paper"}, Subject("notes", medium="paper")),
        ({"principals": "uwv"}, Subject("notes", principal="uwv")),
    ],
)
def test_a_class_is_chosen_by_mark_purpose_medium_or_principal(chosen, subject):
    ends = Retention(regulation_of(retain("6/special", at_most={"years": 1}, **chosen)))
    assert ends.class_of(subject).id == "6/special"
    assert ends.class_of(NOTES).id == WITHOUT_RULE


def test_two_terms_for_one_thing_are_undecided_and_both_are_named():
    reports = retain("6/reports", "notes", at_most={"years": 3})
    found = fate([DOSSIER, reports], guidance_ended="2026-01-31")
    assert (found.status, found.latest, found.earliest) == (Status.UNDECIDED, None, None)
    assert {reason.at.rule for reason in found.reasons if reason.said == "collision"} == {"6/dossier", "6/reports"}
    assert [each.category for each in collisions(regulation_of(DOSSIER, reports))] == ["notes"]


@pytest.mark.parametrize(
    ("decided", "latest"),
    [("earliest_of", "2028-01-31"), ("latest_of", "2029-01-31"),
     ("first_named", "2028-01-31"), ("last_named", "2029-01-31")],
)  # fmt: skip
def test_a_reading_decides_between_two_terms(decided, latest):
    reports = retain("6/reports", "notes", at_most={"years": 3})
    decision = [reading(decided, "6/dossier", "6/reports")]
    assert fate([DOSSIER, reports], readings=decision, guidance_ended="2026-01-31").latest == day(latest)
    assert collisions(regulation_of(DOSSIER, reports, readings=decision)) == ()


def test_a_reading_that_does_not_say_which_term_counts_decides_nothing():
    reports = retain("6/reports", "notes", at_most={"years": 3})
    decision = [reading("explained_elsewhere", "6/dossier", "6/reports")]
    assert fate([DOSSIER, reports], readings=decision, guidance_ended="2026-01-31").status is Status.UNDECIDED


def test_the_earliest_of_two_waits_for_neither_when_one_is_known():
    reports = retain("6/reports", "notes", start="created", at_most={"years": 3})
    decision = [reading("earliest_of", "6/dossier", "6/reports")]
    assert fate([DOSSIER, reports], readings=decision, created="2026-01-01").latest == day("2029-01-01")


@pytest.mark.parametrize(
    "order", [{"prevails_over": "6/dossier"}, {"weaker_yields": True}, {"precedence": ["6/reports", "6/dossier"]}]
)
def test_the_text_itself_may_say_which_rule_goes_before(order):
    weaker = DOSSIER
    stronger = retain("6/reports", "notes", at_most={"years": 3})
    rules = []
    match order:
        case {"prevails_over": name}:
            stronger = retain("6/reports", "notes", at_most={"years": 3}, prevails_over=(name,))
        case {"weaker_yields": _}:
            weaker = retain("6/dossier", at_most={"years": 2}, yields_to=("6/reports",))
        case {"precedence": names}:
            rules = [rule("6/order", precedence=tuple(names))]
    found = fate([weaker, stronger, *rules], guidance_ended="2026-01-31")
    assert (found.latest, found.retention_class) == (day("2029-01-31"), "6/reports")
    assert ("gives_way", "6/dossier") in {(reason.said, reason.at and reason.at.rule) for reason in found.reasons}


def test_a_category_may_name_its_class():
    catalogue = {"notes": "6/reports"}
    chosen = regulation_of(DOSSIER, retain("6/reports", "invoices", at_most={"years": 1}), classes=catalogue)
    assert Retention(chosen).class_of(NOTES).id == "6/reports"


def test_a_statutory_minimum_goes_before_a_maximum():
    found = fate([DOSSIER, ADMINISTRATION], INVOICES, guidance_ended="2026-01-31", financial_year_ended="2026-12-31")
    assert (found.earliest, found.retention_class) == (day("2033-12-31"), "6/administration")


def test_a_minimum_of_the_agency_alone_collides_with_its_maximum():
    longer = retain("6/keep", "notes", at_least={"years": 3})
    assert fate([DOSSIER, longer], guidance_ended="2026-01-31").status is Status.UNDECIDED
    decided = fate(
        [DOSSIER, longer], readings=[reading("latest_of", "6/dossier", "6/keep")], guidance_ended="2026-01-31"
    )
    assert (decided.earliest, decided.latest) == (day("2029-01-31"), day("2029-01-31"))


def test_a_minimum_within_a_maximum_is_a_window():
    found = fate([DOSSIER, retain("6/keep", "notes", at_least={"months": 6})], guidance_ended="2026-01-31")
    assert (found.earliest, found.latest) == (day("2026-07-31"), day("2028-01-31"))


@pytest.mark.parametrize(
    "rules",
    [
        [retain("6/a", at_most={"years": 1}, prevails_over=("6/b",)),
         retain("6/b", at_most={"years": 2}, prevails_over=("6/a",))],
        [retain("6/a", at_most={"years": 1}, prevails_over=("6/b",)), retain("6/b", at_most={"years": 2}),
         rule("6/order", precedence=("6/b", "6/a"))],
        [rule("6/one", **CONTRACT, sets_aside=("6/two",)), rule("6/two", **CONTRACT, sets_aside=("6/one",))],
        [retain("6/a", at_most={"years": 1}, prevails_over=("6/a",))],
    ],
)  # fmt: skip
def test_rules_that_set_each_other_aside_in_a_circle_are_refused(rules):
    with pytest.raises(CircularOrder, match="in a circle"):
        Retention(regulation_of(*rules))


def test_a_rule_that_goes_before_nothing_known_is_refused():
    with pytest.raises(UnknownRetentionRule, match="6/gone"):
        Retention(regulation_of(retain("6/a", at_most={"years": 1}, prevails_over=("6/gone",))))


def test_data_without_any_rule_are_undecided_never_silently_kept():
    found = fate([retain("6/other", "invoices", at_most={"years": 1})])
    assert (found.status, found.retention_class, found.due) == (Status.UNDECIDED, WITHOUT_RULE, None)
    assert without_rule(regulation_of(retain("6/other", "invoices", at_most={"years": 1}))) == ("notes",)
