"""When data must go, may go, or must stay: small invented rules, and what holds for every set of them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waarborg.policy.model.catalogue import CategoryRule
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.model.retention import HoldRule, Precedence, RetentionOverride, RetentionRule
from waarborg.policy.retention import Retention, retention_class
from waarborg.policy.retention_collisions import collisions, without_rule
from waarborg.policy.retention_fates import WITHOUT_RULE, Status
from waarborg.policy.retention_order import CircularOrder, Subject, UnknownRetentionRule

FORMS = {"retain": RetentionRule, "override": RetentionOverride, "hold": HoldRule, "precedence": Precedence}
NOTES = Subject("notes")
INVOICES = Subject("invoices")


def day(text):
    return dt.date.fromisoformat(text)


def rule(name, **written):
    form = next(FORMS[key] for key in FORMS if key in written)
    return form.model_validate({"id": name, **written})


def retain(name, categories="all", start="guidance_ended", **written):
    return rule(name, retain=categories, **{"from": start}, **written)


DOSSIER = retain("6/dossier", at_most={"years": 2})
ADMINISTRATION = retain(
    "6/administration", "invoices", "financial_year_ended", at_least={"years": 7}, because="awr 52.4"
)
CONTRACT = {
    "override": "contract_end", "scope": "trajectories_of_that_principal", "from": "principal_contract_ended",
    "hand_over": {"to": "principal", "by": {"months": 1}}, "rest": {"by": {"months": 1}, "then": "make_inaccessible"},
}  # fmt: skip


def regulation_of(*rules, readings=(), categories=("notes", "invoices"), classes=None):
    chosen = classes or {}
    catalogue = tuple(
        CategoryRule.model_validate({
            "id": f"3/{name}", "category": name, "title": name, "fields": {"text": "text"},
            "retention_class": chosen.get(name),
        })
        for name in categories
    )  # fmt: skip
    return Regulation.model_validate({
        "regulation": "proef", "title": "Proef", "in_force_from": day("2020-01-01"), "catalogue": "closed", "words": {},
        "approved": {"by": "responsible", "date": day("2019-12-01")},
        "controller": {"name": "Proef", "entities": ()},
        "articles": (
            {"number": "3", "title": "Wat", "text": "Wat", "rules": catalogue},
            {"number": "6", "title": "Hoe lang", "text": "Hoe lang", "rules": rules},
        ),
        "readings": readings,
    })  # fmt: skip


def law_of(*rules):
    return Law.model_validate({
        "law": "awr", "title": "Wet", "in_force_from": day("1990-01-01"), "consulted_on": day("2026-01-01"),
        "articles": ({"number": "52", "title": "Bewaren", "text": "Bewaren", "rules": rules},),
    })  # fmt: skip


def reading(decided, *about):
    return {"about": about, "question": "?", "decided": decided, "by": "responsible", "date": day("2025-12-01")}


def fate(rules, subject=NOTES, readings=(), laws=(), others=(), holds=(), facts=(), **events):
    days = {name: day(value) for name, value in events.items()}
    ends = Retention(regulation_of(*rules, readings=readings), laws)
    return ends.fate_of(subject, days, others=others, holds=holds, facts=facts)


# ------------------------------------------------------------------------------------------------- one rule


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


# ------------------------------------------------------------------------------------------- several rules


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


# ------------------------------------------------------------------------------------ overrides and scope


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


# ------------------------------------------------------------------------------------------ law and holds

STATUTE = rule(
    "awr.52/administration",
    retain="invoices",
    at_least={"years": 7},
    binds="minimum",
    **{"from": "financial_year_ended"},
)


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
    assert retention_class(ends.regulation, "notes") == "6/reports"


def test_a_fate_is_plain_json():
    plain = fate([DOSSIER], guidance_ended="2026-01-31").as_json()
    assert (plain["latest"], plain["article"], plain["status"]) == ("2028-01-31", "6", "decided")


# ------------------------------------------------------------------------------------- whatever the rules

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
