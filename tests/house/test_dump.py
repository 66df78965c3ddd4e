"""A copy of the whole database, as a thief would have it, says nothing about anybody."""

from __future__ import annotations

import base64
import bz2
import lzma
import re
import zlib
from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import sql

from waarborg.demo.people import ClientStory
from waarborg.demo.seeding import seed_agency
from waarborg.kernel import clock
from waarborg.kernel.database.logins import Login

pytestmark = pytest.mark.real_commits

AGENCY = "partner-in-werk"
FEW = 2
LONG_ENOUGH = 12
"""Letters of a text from which it says something of somebody, and cannot stand elsewhere by chance."""

TABLES = """
select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
  and has_table_privilege(c.oid, 'select')
order by 1, 2
"""
BYTES = re.compile(rb"\\\\x([0-9a-f]+)")
"""How binary columns stand in a dump."""

Connect = Callable[[Login], psycopg.Connection[tuple[object, ...]]]


def dump(connection: psycopg.Connection[tuple[object, ...]]) -> bytes:
    """Every table that the backup may read, as text, as `pg_dump` writes it."""
    found = []
    with connection.cursor() as cursor:
        tables = cursor.execute(TABLES).fetchall()
        for schema, table in tables:
            name = sql.Identifier(str(schema), str(table))
            with cursor.copy(sql.SQL("copy (select * from {}) to stdout").format(name)) as copy:
                found.append(f"\n-- {schema}.{table}\n".encode() + b"".join(copy))
    assert len(tables) > 30
    return b"".join(found)


def unpacked(text: bytes) -> Iterator[bytes]:
    """What stands in binary columns: as it is, and as each way of packing would unpack it."""
    for hexadecimal in BYTES.findall(text):
        whole = bytes.fromhex(hexadecimal.decode())
        yield whole
        for packed in (whole, whole[12:]):  # behind a nonce, too
            yield from _unpacked(packed)


def _unpacked(packed: bytes) -> Iterator[bytes]:
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS, zlib.MAX_WBITS | 16):
        try:
            yield zlib.decompressobj(window).decompress(packed)
        except zlib.error:
            continue
    for unpack in (bz2.decompress, lzma.decompress):
        try:
            yield unpack(packed)
        except (OSError, ValueError, EOFError, lzma.LZMAError):
            continue


def said_of(client: ClientStory) -> Iterator[str]:
    """Everything that could tell who a client is, or what became of them."""
    person = client.person
    yield from (person.name, person.bsn, person.street, person.postcode, person.phone, person.email)
    yield from (person.birth_date.isoformat(), f"{person.birth_date:%d-%m-%Y}", f"{person.birth_date:%Y%m%d}")
    for item in [*client.items, *(item for story in client.trajectories for item in story.items)]:
        yield from (value for value in item.values.values() if isinstance(value, str) and " " in value)


def forms(said: str) -> Iterator[bytes]:
    """How a text can stand in a dump: in clear, escaped as JSON, in hex, and in base64 at any place."""
    plain = said.encode()
    yield plain
    yield said.encode("ascii", "backslashreplace")
    yield plain.hex().encode()
    yield plain.hex().upper().encode()
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + plain)
        yield encoded[(0, 2, 3)[before] : -4]  # without what the letters before and after change


@pytest.mark.clause("PIW-6.1c", "WP-2.7d")
def test_a_dump_of_a_filled_database_names_no_client(connect: Connect) -> None:
    seeded = seed_agency(AGENCY, clock.today(), clients=FEW)
    population = seeded.agency.population
    public = {each.name for each in population.staff} | set(population.employers)
    public |= {name for each in population.principals for name in (each.name, each.contact)}
    clients = population.clients[:FEW]
    sayings = {
        said
        for client in clients
        for said in said_of(client)
        if said not in public and (len(said) >= LONG_ENOUGH or said in {client.person.bsn, client.person.postcode})
    }
    text = dump(connect(Login.BACKUP))
    assert all(len(said) >= 6 for said in sayings)
    assert len(sayings) > 20 * FEW
    assert f"{population.staff[0].name}".encode() in text, "the dump holds what it should"
    haystack = text + b"\n".join(unpacked(text))
    found = [said for said in sayings for form in forms(said) if form in haystack]
    assert found == []
