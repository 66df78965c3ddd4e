"""A proof that one event is in the sealed ledger, for a client's or a regulator's hands.

A proof is one JSON object: the event as it was hashed, the path to the root, and the signed head. `check` needs neither
database nor network: `tree.py`, a hash function and the public key (kept from before) are enough.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.db import connections, transaction

from waarborg.kernel.errors import NotFound
from waarborg.ledger.canonical import moment
from waarborg.ledger.heads import Head
from waarborg.ledger.rows import ONE, stored_events
from waarborg.ledger.tree import inclusion_proof, leaf_hash, verify_inclusion


def prove(event_id: UUID, *, using: str = "auditor") -> dict[str, Any]:
    """The inclusion proof of one event under the last tree head. Raises `NotFound` for one not there or unsealed."""
    with transaction.atomic(using=using):
        stored = next(stored_events(ONE, [event_id], using=using), None)
        if stored is None or stored.index is None:
            raise NotFound(f"no sealed event {event_id}")
        organisation_id = UUID(stored.columns["organisation_id"])
        head, leaves = _tree(organisation_id, using)
    data = stored.data()
    return {
        "event": json.loads(data),
        "content": None if stored.salt is None else {"salt": stored.salt.hex(), "details": stored.details},
        "data": data.decode(),
        "leaf": leaf_hash(data).hex(),
        "index": stored.index,
        "path": [node.hex() for node in inclusion_proof(stored.index, leaves)],
        "head": head.as_json(),
    }


def check(proof: Mapping[str, Any], *, trusted_key: bytes | None = None) -> bool:
    """Whether a proof holds: the data under the leaf, the leaf under the root, the root under the signature.

    With a `trusted_key` the head must be signed by exactly that key. Offline. Raises `InvalidInput` or `KeyError` for
    what is no proof.
    """
    head = Head.from_json(proof["head"])
    leaf = hashlib.sha256(b"\x00" + str(proof["data"]).encode()).digest()
    path = [bytes.fromhex(node) for node in proof["path"]]
    return (
        json.loads(proof["data"]) == proof["event"]
        and verify_inclusion(leaf, int(proof["index"]), head.size, path, head.root)
        and head.is_signed()
        and trusted_key in (None, head.public_key)
    )


def _tree(organisation_id: UUID, using: str) -> tuple[Head, list[bytes]]:
    """The last head and the leaves under it."""
    with connections[using].cursor() as cursor:
        cursor.execute(_LAST_HEAD, [organisation_id])
        size, root, at, public_key, signature = cursor.fetchone()
        cursor.execute(_LEAVES, [organisation_id, size])
        leaves = [bytes(row[0]) for row in cursor.fetchall()]
    return Head(organisation_id, size, bytes(root), moment(at), bytes(public_key), bytes(signature)), leaves


_LAST_HEAD: Final = """
select size, root, at, public_key, signature from ledger_treehead
where organisation_id = %s order by size desc limit 1
"""

_LEAVES: Final = """
select e.leaf from ledger_leaf l join ledger_event e on e.id = l.event_id
where l.organisation_id = %s and l.index < %s order by l.index
"""
