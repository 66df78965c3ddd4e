"""The worker seals: new events get their place in the tree, and a signed root over all of it.

Only events of transactions that no running one can still precede are sealed, so a leaf never has to be put in between.
The right edge of the tree is kept with each head, so sealing costs what is new, however large the archive.
"""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connections, transaction

from waarborg.kernel import clock
from waarborg.ledger import heads
from waarborg.ledger.canonical import moment
from waarborg.ledger.heads import Head
from waarborg.ledger.signing import head_message, signing_key
from waarborg.ledger.tree import Frontier

BATCH: Final = 1000
BEFORE_ALL: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Edge:
    """Where the tree of an organisation ends, and after which transaction and event to look for more."""

    frontier: Frontier
    transaction: str = "0"
    event: UUID = BEFORE_ALL

    @property
    def sealed_before(self) -> str:
        """The place to look on from, as it is kept."""
        return f"{self.transaction} {self.event}"


def seal_all(*, using: str = "worker", batch: int = BATCH) -> int:
    """Seal what is new of every organisation; return how many events that were."""
    with connections[using].cursor() as cursor:
        cursor.execute(_ORGANISATIONS)
        organisations = [row[0] for row in cursor.fetchall()]
    return sum(seal(organisation_id, using=using, batch=batch) for organisation_id in organisations)


def seal(organisation_id: UUID, *, using: str = "worker", batch: int = BATCH) -> int:
    """Seal what is new of one organisation, in batches with a signed head each; return how many events that were.

    A transaction per batch; another sealer of the same organisation makes this one leave it alone.
    """
    sealed = 0
    while True:
        with transaction.atomic(using=using, durable=True), connections[using].cursor() as cursor:
            cursor.execute("select pg_try_advisory_xact_lock(hashtextextended(%s, 9162))", [str(organisation_id)])
            count = _seal_batch(cursor, organisation_id, batch) if cursor.fetchone()[0] else 0
        sealed += count
        if count < batch:
            break
    _carry_out(organisation_id, using)
    return sealed


def _seal_batch(cursor: Any, organisation_id: UUID, batch: int) -> int:
    edge = _edge(cursor, organisation_id)
    cursor.execute(_SETTLED, [organisation_id, edge.transaction, edge.event, batch])
    rows = cursor.fetchall()
    if not rows:
        return 0
    first, frontier = edge.frontier.size, edge.frontier
    frontier.extend(bytes(leaf) for _, leaf, _, _ in rows)
    cursor.execute(_ADD_LEAVES, [organisation_id, first, [event for event, _, _, _ in rows]])
    event, _, last, horizon = rows[-1]
    _add_head(cursor, organisation_id, Edge(frontier, last, event) if len(rows) == batch else Edge(frontier, horizon))
    return len(rows)


def _edge(cursor: Any, organisation_id: UUID) -> Edge:
    """The end of the tree: empty before the first seal, from the beginning after a move to another server.

    Transaction numbers begin anew in another PostgreSQL cluster. When the last seal looked further than this cluster
    has come, all events are searched once for those without a leaf.
    """
    cursor.execute(_EDGE, [organisation_id])
    row = cursor.fetchone()
    if row is None:
        return Edge(Frontier())
    size, packed, sealed_before, is_of_another_server = row
    frontier = Frontier.unpacked(size, bytes(packed))
    if is_of_another_server:
        return Edge(frontier)
    last_transaction, last_event = sealed_before.split()
    return Edge(frontier, last_transaction, UUID(last_event))


def _add_head(cursor: Any, organisation_id: UUID, edge: Edge) -> None:
    at, tree, key = clock.now(), edge.frontier, signing_key()
    signature = key.sign(head_message(organisation_id, tree.size, tree.root(), moment(at)))
    public = key.public_key().public_bytes_raw()
    head = [organisation_id, tree.size, tree.root(), at, public, signature, tree.packed(), edge.sealed_before]
    cursor.execute(_ADD_HEAD, head)


def _carry_out(organisation_id: UUID, using: str) -> None:
    """Write to the file what it does not have yet, also what an interrupted run left out."""
    with connections[using].cursor() as cursor:
        cursor.execute(_HEADS_AFTER, [organisation_id, heads.last_size(organisation_id)])
        rows = cursor.fetchall()
    heads.append(
        organisation_id,
        [
            Head(organisation_id, size, bytes(root), moment(at), bytes(public_key), bytes(signature))
            for size, root, at, public_key, signature in rows
        ],
    )


_ORGANISATIONS: Final = """
with recursive known as (
    (select organisation_id from ledger_event order by organisation_id limit 1)
    union all
    select (select e.organisation_id from ledger_event e where e.organisation_id > known.organisation_id
            order by e.organisation_id limit 1)
    from known where known.organisation_id is not null
)
select organisation_id from known where organisation_id is not null
"""

_EDGE: Final = """
select size, frontier, sealed_before,
       split_part(sealed_before, ' ', 1)::xid8 > pg_snapshot_xmax(pg_current_snapshot())
from ledger_treehead where organisation_id = %s order by size desc limit 1
"""

# A visible row with a number that this cluster has not given out yet came from another one: it is settled too.
_SETTLED: Final = """
select e.id, e.leaf, e.transaction_id::text, pg_snapshot_xmin(pg_current_snapshot())::text
from ledger_event e
where e.organisation_id = %s and (e.transaction_id, e.id) > (%s::text::xid8, %s)
    and (e.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
         or e.transaction_id >= pg_snapshot_xmax(pg_current_snapshot()))
    and not exists (select from ledger_leaf l where l.event_id = e.id)
order by e.transaction_id, e.id limit %s
"""

_ADD_LEAVES: Final = """
insert into ledger_leaf (organisation_id, index, event_id)
select %s, %s + place - 1, event_id from unnest(%s::uuid[]) with ordinality as given (event_id, place)
"""

_ADD_HEAD: Final = """
insert into ledger_treehead (organisation_id, size, root, at, public_key, signature, frontier, sealed_before)
values (%s, %s, %s, %s, %s, %s, %s, %s)
"""

_HEADS_AFTER: Final = """
select size, root, at, public_key, signature from ledger_treehead
where organisation_id = %s and size > %s order by size
"""
