"""Every column of every table is classified, and nothing is classified that is not there."""

from __future__ import annotations

import ast

import pytest
from django.apps import apps
from django.db import connections

from tests.house.source import nodes, place, python_files, told
from waarborg.inventory.libraries import WITHOUT_A_MODEL
from waarborg.inventory.registry import holdings, of_clients
from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.personal_data import Ends, Holds, Subject, holding

COLUMNS = """
select n.nspname || '.' || c.relname, a.attname::text, format_type(a.atttypid, null)
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
"""
MODELS = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}


def table_of(label: str) -> str:
    name = MODELS[label]._meta.db_table.replace('"', "")
    return name if "." in name else f"public.{name}"


def classified() -> dict[tuple[str, str], Holds]:
    """Every (table, column) that somebody speaks for."""
    found = {(table_of(one.model), column): kind for one in holdings() for column, kind in one.columns.items()}
    return found | {(table, column): kind for table, kinds in WITHOUT_A_MODEL.items() for column, kind in kinds.items()}


def in_the_database() -> dict[tuple[str, str], str]:
    """Every (table, column) that there is, with its type."""
    with connections["default"].cursor() as cursor:
        cursor.execute(COLUMNS)
        return {(table, column): kind for table, column, kind in cursor.fetchall()}


@pytest.mark.django_db
def test_every_column_of_the_database_is_classified() -> None:
    breaches = [f"{table}.{column}" for table, column in sorted(in_the_database().keys() - classified().keys())]
    assert not breaches, told(breaches, "say in the room's personal_data.py what the column holds")


@pytest.mark.django_db
def test_nothing_is_classified_that_is_not_there() -> None:
    breaches = [f"{table}.{column}" for table, column in sorted(classified().keys() - in_the_database().keys())]
    assert not breaches, told(breaches, "take it out of the room's personal_data.py")


def test_every_table_of_clients_is_found_by_a_path_that_exists() -> None:
    for one in of_clients():
        rows = MODELS[one.model]._default_manager.all()
        for path in filter(None, (one.by_person, one.by_dossier)):
            assert str(rows.filter(**{f"{path}__in": []}).query.model) == str(MODELS[one.model])
        if one.category.startswith("column:"):
            assert one.category.removeprefix("column:") in one.columns


@pytest.mark.django_db
def test_what_is_sealed_or_a_token_is_stored_as_bytes() -> None:
    there = in_the_database()
    breaches = [
        f"{table}.{column} is {there[table, column]}"
        for (table, column), kind in classified().items()
        if kind in {Holds.SEALED, Holds.TOKEN} and there[table, column] != "bytea"
    ]
    assert not breaches, told(breaches, "what is sealed is bytes")


WORDS_IN_CLEAR = {
    "public.documents_document.field": "a word of the catalogue",
    "public.subject_access_covering.field": "a word of the catalogue",
    "public.dossiers_clientdeclaration.fact": "a word of the vocabulary of facts",
    "public.dossiers_clientdeclaration.wording": "the words that everybody is asked, out of the program",
    "public.disclosures_discloseditem.category": "a word of the catalogue",
    "public.disclosures_discloseditem.rule": "the id of a rule",
    "public.disclosures_disclosurereview.rule": "the id of a rule",
    "public.dossiers_record.category": "a word of the catalogue",
    "public.dossiers_record.purpose": "a word of the closed list of purposes",
    "public.dossiers_recordversion.category": "a word of the catalogue",
    "public.dossiers_trajectory.type": "the kind of commission, from the contract",
    "public.dossiers_weighing.category": "a word of the catalogue",
    "public.dossiers_restriction.category": "a word of the catalogue",
    "public.dossiers_showing.rule": "the id of a rule",
    "public.dossiers_shownrecord.category": "a word of the catalogue",
    "public.dossiers_view.rule": "the id of a rule",
    "public.complaints_complaint.rule": "the id of a rule",
    "public.complaints_complaintgiving.rule": "the id of a rule",
    "public.complaints_complaint.terms": "days counted from receipt, and the rules they rest on",
    "public.enquiries_enquiry.rule": "the id of a rule",
    "public.enquiries_enquiry.terms": "days counted from receipt, and the rules they rest on",
    "public.handing_over_leftbehind.category": "a word of the catalogue",
    "public.invoicing_invoice.category": "a word of the catalogue",
    "public.ledger_event.kind": "a word of the closed vocabulary of events",
    "public.ledger_event.purpose": "a word of the closed list of purposes",
    "public.letters_letter.category": "a word of the catalogue",
    "public.destruction_line.rests_on": "the ids of rules, with their articles",
    "public.destruction_putaway.rests_on": "the ids of rules, with their articles",
    "public.destruction_line.retention_class": "the ids of rules",
    "public.destruction_line.triggers": "words of the vocabulary of events, with days",
    "public.retention_ending.category": "a word of the catalogue",
    "public.retention_ending.purpose": "a word of the closed list of purposes",
    "public.retention_ending.rests_on": "the ids of rules, with their articles",
    "public.retention_ending.retention_class": "the ids of rules",
    "public.retention_ending.triggers": "words of the vocabulary of events, with days",
    "public.rights_request.terms": "days counted from receipt, and the rules they rest on",
    "public.rights_requestitem.category": "a word of the catalogue",
    "public.rights_requestitem.field": "a word of the catalogue",
    "public.work_timeentry.category": "a word of the catalogue",
    "vault.data_key.retention_class": "the id of a rule of retention",
}
"""Wide columns that speak of clients in clear, each with the reason why nobody can write about a person in it."""
LONGEST_CODE = 40


def test_no_free_text_about_a_client_stands_in_clear() -> None:
    wide = {
        f"{table_of(one.model)}.{field.column}"
        for one in of_clients()
        for field in MODELS[one.model]._meta.concrete_fields
        if one.columns[str(field.column)] is Holds.CLIENT
        and field.get_internal_type() in {"CharField", "TextField", "JSONField"}
        and not field.choices
        and (field.max_length is None or field.max_length > LONGEST_CODE)
    }
    assert wide == set(WORDS_IN_CLEAR)


@pytest.mark.parametrize(
    ("about", "ends", "columns", "more"),
    [
        (Subject.CLIENT, Ends.FRAME, {Holds.CLIENT: "a"}, {}),
        (Subject.NOBODY, Ends.NEVER, {Holds.CLIENT: "a"}, {}),
        (Subject.CLIENT, Ends.FRAME, {Holds.SEALED: "a"}, {"category": "x", "by_person": "p"}),
        (Subject.CLIENT, Ends.KEY, {Holds.SEALED: "a"}, {"category": "x", "by_person": "p"}),
        (Subject.CLIENT, Ends.DERIVED, {Holds.TOKEN: "a"}, {"category": "x", "by_person": "p"}),
        (Subject.NOBODY, Ends.NEVER, {Holds.NOBODY: "a a"}, {}),
    ],
)
def test_a_holding_that_cannot_be_right_is_refused(
    about: Subject, ends: Ends, columns: dict[Holds, str], more: dict[str, str]
) -> None:
    with pytest.raises(ConfigurationError):
        holding("room.Model", about, ends, columns=columns, **more)


def test_the_arguments_of_a_job_are_identifiers_alone() -> None:
    """A job's arguments stand in clear in the queue: a moment of the calendar, or the number of a row."""
    breaches = [
        f"{place(path)}:{function.lineno} {function.name}({argument.arg})"
        for path in python_files("src")
        if path.name == "jobs.py"
        for function in nodes(path)
        if isinstance(function, ast.FunctionDef) and _is_task(function)
        for argument in (*function.args.args, *function.args.kwonlyargs)
        if argument.arg != "timestamp" and not argument.arg.endswith("_id")
    ]
    assert not breaches, told(breaches, "give a job the number of a row, and let it read the rest")


def _is_task(function: ast.FunctionDef) -> bool:
    return any("app.task" in ast.unparse(one) for one in function.decorator_list)
