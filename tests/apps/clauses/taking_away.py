"""Rows taken out of the database with whatever refers to them, past every wall: to make room for a test beside others.

Which tables refer to which is asked of PostgreSQL, so that a table of tomorrow is not forgotten.
"""

from __future__ import annotations

from psycopg import Connection, sql

REFERRING = """
    select distinct child.relname, part.attname
    from pg_constraint tie
    join pg_class child on child.oid = tie.conrelid
    cross join lateral unnest(tie.conkey, tie.confkey) as pair(own, foreign_)
    join pg_attribute part on part.attrelid = tie.conrelid and part.attnum = pair.own
    join pg_attribute whole on whole.attrelid = tie.confrelid and whole.attnum = pair.foreign_
    where tie.contype = 'f' and tie.confrelid = %s::regclass and whole.attname = 'id'
"""


def take_away(god: Connection, table: str, ids: list[str]) -> None:
    """Delete rows by their ids, and first, all the way down, the rows that refer to them."""
    if not ids:
        return
    for child, column in god.execute(REFERRING, [table]).fetchall():
        chosen = sql.SQL("select id::text from {} where {}::text = any(%s)").format(
            sql.Identifier(child), sql.Identifier(column)
        )
        take_away(god, child, [one for (one,) in god.execute(chosen, [ids]).fetchall()])
    god.execute(sql.SQL("delete from {} where id::text = any(%s)").format(sql.Identifier(table)), [ids])
