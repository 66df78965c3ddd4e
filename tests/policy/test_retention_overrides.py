"""What sets a retention term aside: the end of a contract, another trajectory, the law, a hold."""

import pytest

from tests.policy.invented import (
    ADMINISTRATION,
    CONTRACT,
    DOSSIER,
    INVOICES,
    NOTES,
    STATUTE,
    day,
    fate,
    law_of,
    regulation_of,
    retain,
    rule,
)
from waarborg.policy.retention import Retention
from waarborg.policy.retention_fates import Status
from waarborg.policy.retention_order import Subject


def test_the_end_of_a_contract_sets_a_term_aside_hands_over_and_ends_the_rest():
    override = rule("6/contract", **CONTRACT, sets_aside=("6/dossier",))
    found = fate([DOSSIER, override], guidance_ended="2026-01-31", principal_contract_ended="2026-03-31")
    assert (found.hand_over.to, found.hand_over.by) == ("principal", day("2026-04-30"))
    assert (found.latest, found.action, found.article) == (day("2026-04-30"), "make_inaccessible", "6")
    assert ("set_aside", "6/dossier") in {(reason.said, reason.at.rule) for reason in found.reasons if reason.at}


def test_before_the_contract_ends_the_override_is_only_told():
    override = rule("6/contract", **CONTRACT, sets_aside=("6/dossier",))
    found = fate([DOSSIER, override], guidance_ended="2026-01-31")
    assert found.latest == day("2028-01-31")
    assert ("principal_contract_ended", "sets_aside") in {(each.name, each.effect) for each in found.changes_if}


def test_what_a_statute_keeps_survives_the_end_of_a_contract():
    override = rule("6/contract", **CONTRACT, sets_aside=("6/dossier",))
    found = fate(
        [DOSSIER, ADMINISTRATION, override], INVOICES, principal_contract_ended="2026-03-31",
        financial_year_ended="2026-12-31",
    )  # fmt: skip
    assert (found.earliest, found.action, found.hand_over) == (day("2033-12-31"), "destroy", None)


def test_a_contract_that_ends_while_guidance_runs_still_gives_a_date():
    found = fate([DOSSIER, rule("6/contract", **CONTRACT)], principal_contract_ended="2026-03-31")
    assert (found.status, found.latest) == (Status.DECIDED, day("2026-04-30"))


def test_the_other_principals_trajectory_is_unchanged():
    rules = [DOSSIER, rule("6/contract", **CONTRACT, sets_aside=("6/dossier",))]
    mine, other = {"principal_contract_ended": day("2026-03-31")}, {}
    ends = Retention(regulation_of(*rules))
    assert ends.fate_of(NOTES, mine, others=[other]).latest == day("2026-04-30")
    assert ends.fate_of(NOTES, other, others=[mine]).status is Status.WAITING


def test_what_belongs_to_the_dossier_waits_for_its_last_trajectory():
    ends = Retention(regulation_of(DOSSIER, rule("6/contract", **CONTRACT, sets_aside=("6/dossier",))))
    of_dossier = Subject("notes", of_trajectory=False)
    ended, running = {"guidance_ended": day("2026-01-31")}, {}
    assert ends.fate_of(of_dossier, {}, others=[ended, running]).waits_for == ("guidance_ended",)
    later = {"guidance_ended": day("2026-06-30")}
    assert ends.fate_of(of_dossier, {}, others=[ended, later]).latest == day("2028-06-30")


def test_a_rule_per_trajectory_looks_at_its_own_alone():
    per = retain("6/trajectory", start="trajectory_ended", at_most={"years": 2}, per="trajectory")
    ends = Retention(regulation_of(per))
    assert ends.fate_of(NOTES, {"trajectory_ended": day("2026-01-31")}, others=[{}]).latest == day("2028-01-31")


def test_a_complaint_file_stands_beside_the_dossier_and_survives_its_contract():
    complaint = retain("6/complaint", "notes", "complaint_closed", exactly={"years": 1}, per="complaint")
    rules = [complaint, rule("6/contract", **CONTRACT)]
    found = fate(rules, complaint_closed="2026-01-31", principal_contract_ended="2026-03-31")
    assert (found.latest, found.hand_over) == (day("2027-01-31"), None)


def test_the_law_keeps_what_the_regulation_would_destroy():
    found = fate(
        [DOSSIER], INVOICES, laws=[law_of(STATUTE)], guidance_ended="2026-01-31", financial_year_ended="2026-12-31"
    )
    assert (found.earliest, found.latest) == (day("2033-12-31"), day("2033-12-31"))
    assert [each.rule for each in found.rests_on] == ["6/dossier", "awr.52/administration"]
    assert found.retention_class == "6/dossier+awr.52/administration"


def test_the_law_waits_for_its_own_event():
    found = fate([DOSSIER], INVOICES, laws=[law_of(STATUTE)], guidance_ended="2026-01-31")
    assert (found.status, found.waits_for) == (Status.WAITING, ("financial_year_ended",))


def test_a_maximum_in_law_ends_what_the_regulation_would_keep():
    most = rule("awr.9/most", retain="notes", at_most={"years": 1}, binds="maximum", **{"from": "guidance_ended"})
    found = fate([DOSSIER], laws=[law_of(most)], guidance_ended="2026-01-31")
    assert (found.latest, [each.rule for each in found.rests_on]) == (day("2027-01-31"), ["6/dossier", "awr.9/most"])


def test_a_supervisors_view_changes_no_date():
    view = rule("awr.9/view", retain="notes", at_most={"years": 1}, binds="policy", **{"from": "guidance_ended"})
    assert fate([DOSSIER], laws=[law_of(view)], guidance_ended="2026-01-31").latest == day("2028-01-31")


def test_where_the_regulation_is_silent_the_law_governs():
    found = fate([], INVOICES, laws=[law_of(STATUTE)], financial_year_ended="2026-12-31")
    assert (found.earliest, found.retention_class) == (day("2033-12-31"), "awr.52/administration")


@pytest.mark.parametrize("hold", ["pending_complaint", "unnamed_hold"])
def test_a_hold_keeps_while_the_dates_stand(hold):
    holds = rule("6/holds", hold=["pending_complaint"])
    found = fate([DOSSIER, holds], holds=[hold], guidance_ended="2024-01-31")
    assert (found.status, found.kept_because, found.latest) == (Status.KEPT, (hold,), day("2026-01-31"))
    assert not found.may_go(day("2026-03-01"))


def test_overdue_is_told():
    found = fate([DOSSIER], guidance_ended="2024-01-31")
    assert found.is_overdue(day("2026-02-01"))
    assert not found.is_overdue(day("2026-01-31"))


def test_a_term_from_the_making_of_a_record_needs_a_key_per_record():
    ends = Retention(
        regulation_of(
            DOSSIER, retain("6/reports", "notes", "created", at_most={"years": 1}, prevails_over=("6/dossier",))
        )
    )
    assert ends.class_of(NOTES).per_item
    assert not ends.class_of(INVOICES).per_item
    assert ends.class_of(NOTES).id == "6/reports"


def test_a_fate_is_plain_json():
    plain = fate([DOSSIER], guidance_ended="2026-01-31").as_json()
    assert (plain["latest"], plain["article"], plain["status"]) == ("2028-01-31", "6", "decided")
