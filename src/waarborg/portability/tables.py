"""Every table that holds rows of an organisation, in the order in which they can be put back."""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

from django.db import connections

OWNER = "owner"

DERIVED = frozenset({"public.backups_repeat", "public.dossiers_searchtoken", "public.retention_ending"})
"""Made again from the records when an organisation comes in: look-up tokens and dates of ending do not go along.

What a restore must do again belongs to the copies of one installation.
"""

ORGANISATION = "public.accounts_organisation"
ACCOUNT = "public.accounts_account"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, which of its columns go along, and which rows are meant."""

    name: str
    columns: tuple[str, ...]
    condition: str
    """Takes the organisation's identifier once."""


def tables() -> list[Table]:
    """Every table with rows of an organisation, each after those that it refers to.

    Columns that every database counts for itself (a running number, the number of a transaction) stay behind.
    """
    with connections[OWNER].cursor() as cursor:
        cursor.execute(_COLUMNS)
        columns: dict[str, list[str]] = {}
        for table, column in cursor.fetchall():
            columns.setdefault(table, []).append(column)
        cursor.execute(_REFERENCES)
        graph: dict[str, set[str]] = {table: set() for table in columns}
        for child, parent in cursor.fetchall():
            if child in graph and parent in graph and child != parent:
                graph[child].add(parent)
    order = list(TopologicalSorter(graph).static_order())
    people = _accounts(cursor_rows(_PEOPLE))
    return [Table(name, tuple(columns[name]), _condition(name, people)) for name in order if name not in DERIVED]


def cursor_rows(statement: str) -> list[Any]:
    """All rows of a statement without parameters."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _condition(table: str, people: str) -> str:
    if table == ORGANISATION:
        return "id = {organisation}"
    if table == ACCOUNT:
        return f"id in ({people})"
    return "organisation_id = {organisation}"


def _accounts(references: list[Any]) -> str:
    """The accounts that any row of the organisation names."""
    return " union ".join(
        f"select {column} from {table} where organisation_id = {{organisation}}"  # noqa: S608 - names from the catalogue
        for table, column in references
    )


_OF_ORGANISATIONS = """
with kept as (
    select c.oid, format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and (
        exists (select from pg_attribute a
                where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped)
        or c.oid in ('public.accounts_organisation'::regclass, 'public.accounts_account'::regclass)))
"""

_COLUMNS = (
    _OF_ORGANISATIONS
    + """
select kept.name, format('%I', a.attname)
from kept join pg_attribute a on a.attrelid = kept.oid and a.attnum > 0 and not a.attisdropped
where a.attidentity = '' and a.atttypid <> 'xid8'::regtype and not exists (
    select from pg_attrdef d
    where d.adrelid = a.attrelid and d.adnum = a.attnum and pg_get_expr(d.adbin, d.adrelid) like 'nextval(%')
order by kept.name, a.attnum
"""
)

_REFERENCES = (
    _OF_ORGANISATIONS
    + """
select child.name, parent.name from pg_constraint k
join kept child on child.oid = k.conrelid join kept parent on parent.oid = k.confrelid
where k.contype = 'f'
"""
)

_PEOPLE = (
    _OF_ORGANISATIONS
    + """
select child.name, format('%I', a.attname) from pg_constraint k
join kept child on child.oid = k.conrelid
join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
where k.contype = 'f' and k.confrelid = 'public.accounts_account'::regclass
  and exists (select from pg_attribute o where o.attrelid = k.conrelid and o.attname = 'organisation_id')
order by 1, 2
"""
)
