"""Whoever writes has asked the gate, and whatever is written rests on a decision."""

import ast
from collections.abc import Iterator
from functools import cache

import pytest
from django.apps import apps
from django.db import models

from tests.house.source import SOURCE, Function, functions, place, python_files, told

GROUND_FLOORS = {
    "kernel": "no tables",
    "vault": "keys; the gate itself seals and opens with them",
    "ledger": "the gate itself writes its decisions here; guarding that would be a circle",
    "accounts": "tables only; roles are given through `gate.authorisations`",
    "adoption": "founding an organisation and adopting its regulation: before there is a rule, nothing can be asked",
    "policy": "pure",
}
"""Rooms under the gate, each with the reason why it does not ask."""

WRITES = {"bulk_create", "bulk_update", "create", "delete", "get_or_create", "update", "update_or_create"}

DOORS = {"open_door"}
"""What opens a unit of work."""

BEARERS = {"Door", "Happening"}
"""Types that carry an open door."""

WITHOUT_DOOR = {
    "src/waarborg/complaints/telling.py:confirm_by_mail": "decided and noted when it came in; sending is delivery",
    "src/waarborg/handing_over/making.py:_change": "how far the worker is, of nobody; each dossier has its own event",
    "src/waarborg/mailings/group_rounds.py:_change": "how far the worker is, of nobody; each client has an event",
    "src/waarborg/destruction/certifying.py:attach_proofs": "adds what the sealed ledger proves of what was certified",
    "src/waarborg/destruction/doing.py:_stays": "the refusal is in the ledger already; this leaves it out of the list",
    "src/waarborg/rights/erased_files.py:take_away": "numbers of files of what was erased, and nobody in them",
    "src/waarborg/letters/rounds.py:_change": "how far the worker is, of nobody; each client has an event",
    "src/waarborg/letters/outbox.py:_take": "decided and noted when the letter was given; sending is delivery",
    "src/waarborg/letters/outbox.py:_send": "decided and noted when the letter was given; sending is delivery",
    "src/waarborg/documents/waiting.py:forget": "a file in quarantine goes with its key; its callers hold the door",
    "src/waarborg/disclosures/secret_addresses.py:judge": "counts a wrong code of who holds the address; gives nothing",
    "src/waarborg/work/drafts.py:throw_away_old": "the program throws away what nobody came back for",
    "src/waarborg/dossiers/looks.py:_save": "words sealed in the same unit of work; its callers hold the door",
}
"""Functions above the gate that write without a door in hand, each with the reason."""

WITHOUT_DECISION = {
    "src/waarborg/complaints/bodies.py:keep_body": "a list of organisations, kept by whom the procedure names",
    "src/waarborg/complaints/flagged.py:look_back": "the procedure names who looks back; PostgreSQL asks too",
    "src/waarborg/complaints/going_on.py:ask_status": "a complainant may always ask; PostgreSQL says whose it is",
    "src/waarborg/complaints/measures.py:done": "one's own task, of nobody else",
    "src/waarborg/complaints/watching.py:empty": "its term of keeping is over, by the rule it was closed under",
    "src/waarborg/handing_over/fetching.py:_fetched": "decided when it was given; fetching is delivery",
    "src/waarborg/handing_over/giving.py:record_receipt": "`must_hand_over` asks who may; PostgreSQL asks it too",
    "src/waarborg/handing_over/making.py:begin": "the same; what goes is weighed by the rules, record by record",
    "src/waarborg/handing_over/making.py:_make": "everything is weighed by the rules, record by record",
    "src/waarborg/mailings/group_messages.py:begin": "`_written_to` refuses who may write to none of them",
    "src/waarborg/mailings/group_rounds.py:_send": "that it did not go; sending is decided in `send_one`",
    "src/waarborg/letters/rounds.py:begin_round": "`how_many_to_tell` refuses who may write to no client",
    "src/waarborg/rights/sending_in.py:send_in": "anybody may ask; the rules are asked once it has a dossier",
    "src/waarborg/destruction/approving.py:approve": "the regulation names whose approval counts; PostgreSQL asks too",
    "src/waarborg/destruction/approving.py:decline": "the same",
    "src/waarborg/destruction/certifying.py:certify": "says what is no more, and changes nothing of anybody",
    "src/waarborg/destruction/certifying.py:_nothing_went": "the same: a list of which everything stayed",
    "src/waarborg/destruction/shredding.py:tick_off": "whose approval counts; PostgreSQL asks for the list too",
    "src/waarborg/destruction/proposing.py:put_away_instead": "the rule lets it be chosen; PostgreSQL asks too",
    "src/waarborg/destruction/opening.py:_dossier_of": "finds whose part it is; opening it is decided by `_opened`",
    "src/waarborg/destruction/remainder.py:keep_counts": "numbers of a whole year, of nobody; a rule lets them",
    "src/waarborg/destruction/doing.py:_take": "every kind of data under the key is asked, in `_allowed`",
    "src/waarborg/destruction/proposing.py:propose": "a list of what the rules made due; nothing goes by it alone",
    "src/waarborg/backups/plans.py:keep_plan": "what to do in a calamity, by who answers for it; no client in it",
    "src/waarborg/backups/calamities.py:close_calamity": "of the installation, by who oversees it; no client in it",
    "src/waarborg/backups/calamities.py:note_step": "the same",
    "src/waarborg/backups/calamities.py:register_calamity": "the same",
    "src/waarborg/controls/services.py:done": "what the regulation asks of a role, done by whoever holds it; no client",
    "src/waarborg/disclosures/giving.py:give": "every item is weighed again by the rules, and a no to one stops all",
    "src/waarborg/mailings/fetching.py:fetch_list": "decided and noted when it was given; fetching is delivery",
    "src/waarborg/mailings/surveys.py:count_answer": "a number without anybody, of who may give the list",
    "src/waarborg/mailings/giving.py:give_list": "everybody on it is weighed again by the rules, record by record",
    "src/waarborg/mailings/preparing.py:prepare_list": "everybody is weighed by the rules, record by record",
    "src/waarborg/subject_access/asking.py:again": "`handled` asks who may, or whom an article names",
    "src/waarborg/subject_access/asking.py:agree": "the same",
    "src/waarborg/subject_access/asking.py:ask": "the same",
    "src/waarborg/subject_access/asking.py:on_paper": "the same",
    "src/waarborg/subject_access/asking.py:stop": "the same",
    "src/waarborg/subject_access/ending.py:_end": "what waits until a day goes on that day",
    "src/waarborg/subject_access/linking.py:fetch_package": "decided and noted when it was given; fetching is delivery",
    "src/waarborg/subject_access/making.py:_made": "decided when it was asked for; open for that request alone",
    "src/waarborg/rights/deputies.py:_ask": "asks who gives roles; nothing of anybody's dossier",
    "src/waarborg/rights/watching_unsorted.py:_ask": "asks again who was asked before; it stands in no dossier yet",
    "src/waarborg/subject_access/open_links.py:withdraw_link": "`by_right` asks who may, or whom an article names",
    "src/waarborg/disclosures/links.py:fetch": "decided and noted when it was given; fetching is delivery",
    "src/waarborg/dossiers/looks.py:ask": "asking is open to every colleague; granting is decided",
    "src/waarborg/dossiers/looks.py:stop": "giving up what one was granted needs nobody's yes",
    "src/waarborg/rights/recipients.py:tell": "who handles the request is asked (`by_right`)",
    "src/waarborg/rights/deciding.py:agree": "who handles the request is asked (`handled`)",
    "src/waarborg/gate/declarations.py:sign_declaration": "nothing is permitted before it is signed",
    "src/waarborg/work/agenda.py:make_address": "what the regulation says of links is asked (`require_link`)",
    "src/waarborg/work/agenda.py:withdraw_address": "one's own times, of which the rules know nothing",
    "src/waarborg/work/approvals.py:approve_week": "a working week without clients; the agency says who looks",
    "src/waarborg/work/approvals.py:take_back_approval": "the same",
    "src/waarborg/work/drafts.py:keep": "seen by whoever typed it alone; saving it in the dossier is decided",
    "src/waarborg/work/drafts.py:throw_away": "one's own draft",
    "src/waarborg/retention/holds.py:lift": "who decides on destruction need not read; PostgreSQL asks that role too",
    "src/waarborg/retention/necessity.py:weigh": "the same",
    "src/waarborg/work/services.py:complete": "row-level security shows one's own tasks alone; ticking off is the work",
    "src/waarborg/imports/ending.py:end_over": "what waits until a day goes on that day",
    "src/waarborg/dossiers/saved_lists.py:keep": "one's own filters, with nothing of any client in them",
    "src/waarborg/dossiers/saved_lists.py:take_away": "the same",
    "src/waarborg/dossiers/view_endings.py:_end": "what was granted until a moment ends at that moment",
}
"""Functions that open a door and require nothing of the rules, each with the reason. They leave an event like all."""

ASKS = ("require", "_require", "permitted")
"""What the names of calls begin with that raise `Refused` unless the rules say yes."""


def above_the_gate() -> Iterator[tuple[str, Function]]:
    for path in python_files("src"):
        if path.relative_to(SOURCE).parts[0] not in GROUND_FLOORS:
            for name, function in functions(path):
                yield f"{place(path)}:{name}", function


@cache
def calls(function: Function) -> tuple[tuple[str, str], ...]:
    """Every call: the last name, and the whole of what is called."""
    called = [ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)]
    return tuple((whole.rpartition(".")[2], whole) for whole in called)


def writes(function: Function) -> bool:
    return any(
        (last in WRITES and ".objects" in whole)
        or (last == "save" and not whole.startswith(("storage", "_storage", "picture", "upright", "document")))
        for last, whole in calls(function)
    )


def opens(function: Function) -> bool:
    return any(last in DOORS for last, _ in calls(function))


def holds(function: Function) -> bool:
    arguments = [*function.args.args, *function.args.kwonlyargs]
    return any(one.annotation and ast.unparse(one.annotation) in BEARERS for one in arguments)


def test_whoever_writes_stands_at_an_open_door() -> None:
    breaches = [
        name
        for name, function in above_the_gate()
        if writes(function) and not opens(function) and not holds(function) and name not in WITHOUT_DOOR
    ]
    assert not breaches, told(breaches, "open a door, take one, or say why not in WITHOUT_DOOR")


def test_whoever_writes_has_the_rules_yes() -> None:
    breaches = [
        name
        for name, function in above_the_gate()
        if writes(function) and opens(function) and name not in WITHOUT_DECISION
        and not any(last.startswith(ASKS) for last, _ in calls(function))
    ]  # fmt: skip
    assert not breaches, told(breaches, "call `door.require`, or say why not in WITHOUT_DECISION")


def test_every_exception_exists() -> None:
    known = dict(above_the_gate())
    gone = [name for name in [*WITHOUT_DOOR, *WITHOUT_DECISION] if name not in known]
    assert not gone, told(gone, "take out what no longer exists")


def test_nothing_is_written_in_save_or_by_a_signal() -> None:
    breaches = [
        f"{place(path)}:{name}"
        for path in python_files("src")
        for name, function in functions(path)
        if (function.name in {"save", "delete", "clean"} and path.stem.endswith("models"))
        or any(ast.unparse(decorator).startswith("receiver(") for decorator in function.decorator_list)
    ]
    assert not breaches, told(breaches, "let the service that knows why do it")


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("waarborg.")]


@pytest.mark.parametrize("model", ours(), ids=lambda model: model.__name__)
def test_nothing_disappears_because_something_else_does(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey):
            assert field.remote_field.on_delete is models.PROTECT, f"{model.__name__}.{field.name}: PROTECT"


@pytest.mark.parametrize("model", ours(), ids=lambda model: model.__name__)
def test_what_is_kept_of_a_dossier_rests_on_a_decision(model: type[models.Model]) -> None:
    names = {field.name for field in model._meta.get_fields()}
    if "dossier" in names and model._meta.app_label not in GROUND_FLOORS:
        derived = model.__name__ in {"SearchToken", "Ending"}  # made from records that rest on one
        assert derived or names & {"decision", "decision_id"}, f"{model.__name__}: no effect without its decision"
