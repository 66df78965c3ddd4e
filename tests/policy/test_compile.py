"""What rules of the text mean once compiled: sets, exceptions, conditions, closings, what follows, the floor."""

from pathlib import Path

import pytest

from waarborg.policy.decision import decide
from waarborg.policy.rows import cell_facts, rows
from waarborg.policy.vocabulary import standard_vocabulary

from .written import HEAD, article, ask, compiled

OWN = "{id: 2/own, permit: [read, write], roles: [coach], when: [assigned]}"


def allows(policy, question):
    return decide(policy, question).allowed


def test_an_unnamed_dimension_matches_any_answer_and_none(tmp_path: Path) -> None:
    policy = compiled(tmp_path, article("2", OWN))
    assert allows(policy, ask("read", "report", "assigned"))
    assert allows(policy, ask("read", "report", "assigned", recipient="police", purpose="anything"))
    assert allows(policy, ask("read", None, "assigned"))


def test_except_takes_categories_away(tmp_path: Path) -> None:
    rule = "{id: 2/own, permit: [read], roles: [coach], categories: all, except: [report], when: [assigned]}"
    policy = compiled(tmp_path, article("2", rule))
    assert allows(policy, ask("read", "contact", "assigned"))
    assert not allows(policy, ask("read", "report", "assigned"))
    assert not allows(policy, ask("read", None, "assigned"))


def test_sensitivity_narrows_to_its_categories(tmp_path: Path) -> None:
    rule = "{id: 2/own, permit: [read], roles: [coach], sensitivity: [contact], when: [assigned]}"
    policy = compiled(tmp_path, article("2", rule))
    assert allows(policy, ask("read", "contact", "assigned"))
    assert not allows(policy, ask("read", "report", "assigned"))


def test_recipients_by_exclusion_are_all_others(tmp_path: Path) -> None:
    rule = "{id: 2/out, permit: [disclose], roles: [coach], recipients_except: [police], when: [written_consent]}"
    policy = compiled(tmp_path, article("2", rule))
    assert allows(policy, ask("disclose", "report", "written_consent", recipient="employer"))
    assert not allows(policy, ask("disclose", "report", "written_consent", recipient="police"))
    assert not allows(policy, ask("disclose", "report", "written_consent"))


def test_part_of_the_assignment_is_a_fact_more(tmp_path: Path) -> None:
    rule = "{id: 2/part, permit: [read], roles: [contractor], categories: part_of_assignment, when: [assigned]}"
    policy = compiled(tmp_path, article("2", rule))
    assert allows(policy, ask("read", "report", "assigned", "part_of_assignment", role="contractor"))
    assert not allows(policy, ask("read", "report", "assigned", role="contractor"))


def test_a_condition_holds_under_every_permit(tmp_path: Path) -> None:
    condition = "{id: 3/secrecy, condition: all, needs: [author, strong_sign_in], unless: [acute_danger]}"
    policy = compiled(tmp_path, article("2", OWN), article("3", condition))
    assert allows(policy, ask("read", "report", "assigned", "author", "strong_sign_in"))
    assert not allows(policy, ask("read", "report", "assigned", "author"))
    assert allows(policy, ask("read", "report", "assigned", "acute_danger"))


@pytest.mark.parametrize(
    ("question", "allowed"),
    [
        (ask("read", "report", "assigned"), True),
        (ask("read", "report", "granted_by_responsible", role="administration"), False),
        (ask("print", "report", "granted_by_responsible", role="administration"), True),
        (ask("read", "report", "own_dossier", role="client"), True),
    ],
)
def test_only_this_article_closes_wider_permits_but_not_the_clients_own(tmp_path: Path, question, allowed) -> None:
    only = "{id: 2/own, permit: [read], roles: [coach], only: this_article, when: [assigned]}"
    wider = "{id: 3/wide, permit: [read, print], roles: [administration], when: [granted_by_responsible]}"
    client = "{id: 3/client, permit: [read], roles: [client], when: [own_dossier]}"
    policy = compiled(tmp_path, article("2", only), article("3", wider, client))
    assert allows(policy, question) is allowed


def test_only_this_article_leaves_other_permits_of_the_article_and_those_of_law(tmp_path: Path) -> None:
    only = "{id: 2/own, permit: [read], roles: [coach], only: this_article, when: [assigned]}"
    beside = "{id: 2/along, permit: [read], roles: [administration], when: [granted_by_responsible]}"
    law = article("9", "{id: statute.9/court, permit: [read], roles: [responsible], when: [court_order]}")
    policy = compiled(tmp_path, article("2", only, beside), floor=law)
    assert allows(policy, ask("read", "report", "granted_by_responsible", role="administration"))
    assert allows(policy, ask("read", "report", "court_order", role="responsible"))


def test_only_for_one_kind_of_principal_leaves_permits_for_the_others(tmp_path: Path) -> None:
    only = "{id: 2/own, permit: [read], roles: [coach], principals: [uwv], only: this_article, when: [assigned]}"
    wider = "{id: 3/wide, permit: [read], roles: [administration], when: [assigned]}"
    policy = compiled(tmp_path, article("2", only), article("3", wider))
    assert not allows(policy, ask("read", "report", "assigned", role="administration", principal_kind="uwv"))
    assert allows(policy, ask("read", "report", "assigned", role="administration", principal_kind="insurer"))
    assert not allows(policy, ask("read", "report", "assigned", role="administration"))


def test_of_two_permits_the_one_that_obliges_least_answers(tmp_path: Path) -> None:
    heavy = "{id: 2/along, permit: [read], roles: [coach], when: [granted_by_responsible], obliges: {view_only: true}}"
    policy = compiled(tmp_path, article("2", heavy, OWN))
    both = decide(policy, ask("read", "report", "assigned", "granted_by_responsible"))
    alone = decide(policy, ask("read", "report", "granted_by_responsible"))
    assert (both.rules, both.obligations.view_only) == (("2/own",), False)
    assert (alone.rules, alone.obligations.view_only) == (("2/along",), True)


def category(*parts: str) -> str:
    return article("4", f"{{id: 4/kind, category: kind, title: Soort, fields: {{is: line}}, {', '.join(parts)}}}")


def test_what_a_category_always_needs_binds_staff_and_not_the_client(tmp_path: Path) -> None:
    client = "{id: 3/client, permit: [read], roles: [client], when: [own_dossier]}"
    needs = category("always_needs: [confidentiality_signed]")
    policy = compiled(tmp_path, article("2", OWN), article("3", client), needs)
    assert not allows(policy, ask("read", "kind", "assigned"))
    assert allows(policy, ask("read", "kind", "assigned", "confidentiality_signed"))
    assert allows(policy, ask("read", "kind", "own_dossier", role="client"))


def test_a_category_only_for_some_principals_does_not_exist_for_others(tmp_path: Path) -> None:
    policy = compiled(tmp_path, article("2", OWN), category("only_for: {principals: [uwv]}"))
    assert allows(policy, ask("read", "kind", "assigned", principal_kind="uwv"))
    assert not allows(policy, ask("read", "kind", "assigned", principal_kind="employer"))
    assert not allows(policy, ask("write", "kind", "assigned"))


def test_a_category_for_a_reason_is_written_for_that_reason_alone(tmp_path: Path) -> None:
    policy = compiled(tmp_path, article("2", OWN), category("only_for: {reason: illness_or_incapacity}"))
    assert not allows(policy, ask("write", "kind", "assigned"))
    assert allows(policy, ask("write", "kind", "assigned", "illness_or_incapacity"))
    assert allows(policy, ask("read", "kind", "assigned"))


def test_a_note_is_for_its_author_until_it_is_shared(tmp_path: Path) -> None:
    policy = compiled(tmp_path, article("2", OWN), category("visibility: author_only"))
    assert allows(policy, ask("write", "kind", "assigned"))
    assert not allows(policy, ask("read", "kind", "assigned"))
    assert allows(policy, ask("read", "kind", "assigned", "author"))
    assert allows(policy, ask("read", "kind", "assigned", "shared"))


def test_a_category_serves_its_own_purposes(tmp_path: Path) -> None:
    purposes = article("5", "{id: 5/a, purpose: aid, title: Hulp}", "{id: 5/b, purpose: bill, title: Rekening}")
    policy = compiled(tmp_path, purposes, article("2", OWN), category("purposes: [bill]"))
    assert allows(policy, ask("write", "kind", "assigned", purpose="bill"))
    assert not allows(policy, ask("write", "kind", "assigned", purpose="aid"))
    assert not allows(policy, ask("write", "kind", "assigned"))
    assert allows(policy, ask("read", "kind", "assigned"))


def test_nothing_but_its_categories_serves_a_purpose(tmp_path: Path) -> None:
    purposes = article("5", "{id: 5/b, purpose: bill, title: Rekening, categories: [contact]}")
    policy = compiled(tmp_path, purposes, article("2", OWN))
    assert allows(policy, ask("write", "contact", "assigned", purpose="bill"))
    assert not allows(policy, ask("write", "report", "assigned", purpose="bill"))


def test_what_is_forbidden_is_refused_by_its_article(tmp_path: Path) -> None:
    policy = compiled(tmp_path, article("2", OWN), article("6", "{id: 6/never, forbid: [religion]}"))
    refusal = decide(policy, ask("write", "religion", "assigned"))
    assert (refusal.allowed, refusal.rules, refusal.missing) == (False, ("6/never",), ())


def test_what_the_catalogue_does_not_name_cannot_be_recorded(tmp_path: Path) -> None:
    assert not allows(compiled(tmp_path, article("2", OWN)), ask("write", "hobbies", "assigned"))


def test_a_list_on_which_a_name_stops_a_disclosure(tmp_path: Path) -> None:
    rule = "{id: 2/out, permit: [disclose], recipients: [partner], when: [contract_running], opt_out: address_list}"
    policy = compiled(tmp_path, article("2", rule))
    assert allows(policy, ask("disclose", "contact", "contract_running", recipient="partner", false="opted_out"))
    assert not allows(policy, ask("disclose", "contact", "contract_running", "opted_out", recipient="partner"))
    assert not allows(policy, ask("disclose", "contact", "contract_running", recipient="partner"))


def test_a_minor_needs_a_parent_when_everything_does(tmp_path: Path) -> None:
    minors = "{id: 7/minors, minors: parental_consent, under: 16, applies_to: everything}"
    policy = compiled(tmp_path, article("2", OWN), article("7", minors, text="Onder de 16 jaar beslist een ouder."))
    assert allows(policy, ask("write", "report", "assigned", false="client_is_minor"))
    assert not allows(policy, ask("write", "report", "assigned", "client_is_minor"))
    assert allows(policy, ask("write", "report", "assigned", "client_is_minor", "parental_consent"))


def test_an_own_role_is_bound_by_what_law_says_of_the_role_it_is_like(tmp_path: Path) -> None:
    law = article(
        "9", "{id: statute.9/no, prohibit: [read], roles: [coach], categories: all, unless: [strong_sign_in]}"
    )
    rule = "{id: 2/buddy, permit: [read], roles: [buddy], when: [assigned]}"
    policy = compiled(tmp_path, article("2", OWN, rule), floor=law, head=HEAD + "roles: {buddy: coach}\n")
    assert not allows(policy, ask("read", "report", "assigned", role="buddy"))
    assert allows(policy, ask("read", "report", "assigned", "strong_sign_in", role="buddy"))
    assert policy.kinds["buddy"] == "staff"


def test_law_prohibits_what_a_regulation_permits_and_both_are_named(tmp_path: Path) -> None:
    law = article("9", "{id: statute.9/health, prohibit: [read], sensitivity: [health], unless: [bound_by_profession]}")
    policy = compiled(tmp_path, article("2", OWN), floor=law)
    refusal = decide(policy, ask("read", "capacity", "assigned"))
    assert (refusal.allowed, refusal.articles, refusal.missing) == (False, ("statute 9",), ("bound_by_profession",))
    assert allows(policy, ask("read", "report", "assigned"))


def test_a_supervisors_policy_only_warns(tmp_path: Path) -> None:
    law = article("9", "{id: statute.9/view, prohibit: [read], binds: policy}")
    assert allows(compiled(tmp_path, article("2", OWN), floor=law), ask("read", "report", "assigned"))


def test_rows_say_the_same_rules_with_positions_of_facts(tmp_path: Path) -> None:
    policy = compiled(tmp_path, article("2", OWN), article("3", "{id: 3/c, condition: all, needs: [strong_sign_in]}"))
    written = [row for row in rows(policy) if (row.role, row.action, row.category) == ("coach", "read", "report")]
    facts = standard_vocabulary().facts
    assert [(row.rule, row.permit) for row in written] == [("2/own", True), ("3/c", False)]
    assert written[0].when == (facts["assigned"].position,)
    assert written[1].unless == (facts["strong_sign_in"].position,)
    assert set(cell_facts(policy, "coach", "read", "report")) == {*written[0].when, *written[1].unless}
    assert {row.role for row in rows(policy)} == {"coach"}


def test_the_hash_changes_with_anything_that_decides(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    same = compiled(tmp_path, article("2", OWN))
    again = compiled(tmp_path / "a", article("2", OWN, text="Andere tekst."))
    other = compiled(tmp_path / "b", article("2", OWN.replace("assigned", "own_dossier")))
    assert same.sha256 == again.sha256 != other.sha256
