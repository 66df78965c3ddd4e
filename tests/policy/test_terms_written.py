"""Every kind of rule that names a term gives its date."""

import datetime as dt

import pytest

from tests.policy.invented import day, regulation_of
from waarborg.policy.model.access import ConsentRule, Permit
from waarborg.policy.model.catalogue import Recency
from waarborg.policy.model.procedures import (
    BreachRule,
    ComplaintRule,
    Confidentiality,
    Duty,
    Measure,
    Notice,
    Paper,
    Website,
)
from waarborg.policy.model.rights import Remedy, RightRule
from waarborg.policy.terms import dates
from waarborg.policy.terms_written import FORMS

WORKWEEK = {"working_days": 5}
OLD = {"when": "too_old", "older_than": "P1Y"}
NOTICE = {"notice": "regulation", "to": "client", "at": "important_change", "within": "P1M"}
CONSENT = {"consent": "survey", "form": "written", "withdrawn": "any_form", "lasts": "P1Y"}
LOOK = {"permit": "read", "roles": "coach", "when": "assigned", "obliges": {"review_within": "P7D"}}

WRITTEN = [  # form, as written, event on 1 March 2026, what, its date
    (ComplaintRule, {"complaint": {"confirm_within": "P14D"}}, "receipt", "complaint_confirmation", "2026-03-15"),
    (ComplaintRule, {"complaint": {"meeting_within": "P3W"}}, "receipt", "complaint_meeting", "2026-03-22"),
    (ComplaintRule, {"complaint": {"decide_within": "P6W"}}, "receipt", "complaint_decision", "2026-04-12"),
    (ComplaintRule, {"complaint": {"refuse_within": "P4W"}}, "receipt", "complaint_refusal", "2026-03-29"),
    (ComplaintRule, {"complaint": {"status_within": WORKWEEK}}, "status_requested", "complaint_status", "2026-03-06"),
    (ComplaintRule, {"complaint": {"may_refuse": [OLD]}}, "conduct", "complaint", "2027-03-01"),
    (BreachRule, {"breach": {"tell_authority_within": "P1D"}}, "awareness", "breach_authority", "2026-03-02"),
    (RightRule, {"right": "erasure", "execute_within": "P7D"}, "decision", "erasure_execution", "2026-03-08"),
    (RightRule, {"right": "access", "window": {"opens": "start"}}, "start", "access", "2026-03-01"),
    (Notice, NOTICE, "important_change", "notice_regulation", "2026-04-01"),
    (Duty, {"duty": "review", "role": "responsible", "every": "P1Y"}, "duty_done", "duty_review", "2027-03-01"),
    (Duty, {"duty": "check", "role": "coach", "at": "start", "within": "P1W"}, "start", "duty_check", "2026-03-08"),
    (ConsentRule, CONSENT, "consent_given", "consent_survey", "2027-03-01"),
    (Recency, {"refresh": "cv", "every": "P6M"}, "created", "refresh_cv", "2026-09-01"),
    (Paper, {"paper": "file", "back_within": "P1D"}, "lent", "paper_file", "2026-03-02"),
    (Website, {"website": "ip_address", "at_most": "P1M"}, "visit", "website_ip_address", "2026-04-01"),
    (Confidentiality, {"confidentiality": "coach", "renewed": "P2Y"}, "signed", "confidentiality_coach", "2028-03-01"),
    (Measure, {"measure": "log_review", "review": "P1M"}, "reviewed", "measure_log_review", "2026-04-01"),
    (Permit, LOOK, "view_started", "view_read_review", "2026-03-08"),
]


@pytest.mark.parametrize(("form", "written", "event", "what", "expected"), WRITTEN)
def test_a_term_counts_from_its_event_and_not_without(form, written, event, what, expected):
    rule = form.model_validate({"id": "6/rule", **written})
    assert [
        (each.what, each.date) for each in dates(regulation_of(rule, categories=()), [], {event: day("2026-03-01")})
    ] == [(what, day(expected))]
    assert dates(regulation_of(rule, categories=()), [], {}) == ()


def test_no_form_that_names_a_term_is_left_untried():
    assert {form for form, *_ in WRITTEN} | {Remedy} == set(FORMS)


def test_a_view_with_a_time_box_ends_in_minutes():
    look = Permit.model_validate({"id": "4/look", **LOOK, "obliges": {"ends_after": "PT30M"}})
    began = dt.datetime(2026, 3, 1, 10, 0, tzinfo=dt.UTC)
    (ends,) = dates(regulation_of(look, categories=()), [], {"view_started": began})
    assert ends.date == began + dt.timedelta(minutes=30)
