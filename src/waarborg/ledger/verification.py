"""Recompute all of it: every leaf from its rows, every root from its leaves, every signature, every head that left.

What is found is said with its place. An empty list of findings means: not one event was changed, left out, put in or
moved since its seal, as far back as the heads go that were kept elsewhere.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db import connections, transaction

from waarborg.ledger import heads
from waarborg.ledger.canonical import moment
from waarborg.ledger.commitment import content_commitment
from waarborg.ledger.heads import Head
from waarborg.ledger.rows import SEALED, UNSEALED, StoredEvent, stored_events
from waarborg.ledger.signing import own_public_key
from waarborg.ledger.tree import Frontier, empty_root
from waarborg.ledger.vocabulary import Kind

ENDED: Final = "ended"
"""The kind of an event that is over the ledger's own term: its place and its hash are left."""
MOST_FINDINGS: Final = 100
"""After this many findings of one organisation the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was sealed: a code, what it means, and where."""

    code: str
    message: str
    place: str


@dataclass(slots=True)
class Report:
    """What was found in the ledger of one organisation."""

    organisation_id: UUID
    size: int = 0
    root: str = ""
    heads: int = 0
    outside_heads: int = 0
    forgotten: int = 0
    ended: int = 0
    said_to_be_ended: int = 0
    unsealed: int = 0
    oldest_unsealed: str | None = None
    more_findings: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def add(self, code: str, message: str, place: str) -> None:
        """Note a finding."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(code, message, place))
        else:
            self.more_findings += 1

    def as_json(self) -> dict[str, Any]:
        """The report as a JSON object."""
        return asdict(self) | {"organisation_id": str(self.organisation_id), "sound": self.is_sound}


def verify(outside: Iterable[Head] = (), *, using: str = "auditor") -> list[Report]:
    """Verify the whole ledger of every organisation, in one snapshot; `outside` are heads kept elsewhere.

    The heads in this machine's own file are held against it as well. Runs as the auditor, and writes nothing.
    """
    kept = list(outside)
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
            cursor.execute(_ORGANISATIONS)
            known = {row[0] for row in cursor.fetchall()}
        organisations = sorted(known | {head.organisation_id for head in kept})
        return [_verified(organisation_id, kept, using) for organisation_id in organisations]


def _verified(organisation_id: UUID, outside: list[Head], using: str) -> Report:
    report = Report(organisation_id)
    inside = _stored_heads(organisation_id, using)
    path = heads.path_of(organisation_id)
    own_file = list(heads.read(path)) if path.exists() else []
    carried = own_file + [head for head in outside if head.organisation_id == organisation_id]
    report.heads, report.outside_heads = len(inside), len(carried)
    roots = _roots(report, {head.size for head in [*inside, *carried]}, using)
    for head, origin in [(head, "database") for head in inside] + [(head, "outside") for head in carried]:
        _check_head(report, head, origin, roots)
    _check_keys(report, inside, {head.public_key for head in carried} | {own_public_key()} - {None})
    if report.size and report.size not in {head.size for head in inside}:
        report.add("head_missing", "the last leaves have no signed head", f"size {report.size}")
    _check_unsealed(report, using)
    if report.ended != report.said_to_be_ended:
        said = f"{report.said_to_be_ended} were counted when their term was over"
        report.add("ended_not_counted", f"{report.ended} events say nothing any more", said)
    return report


def _roots(report: Report, sizes: set[int], using: str) -> dict[int, bytes]:
    """Check every sealed event, and return the recomputed root at each size for which there is a head."""
    frontier, roots = Frontier(), {0: empty_root()}
    for stored in stored_events(SEALED, [report.organisation_id], using=using):
        if stored.index != frontier.size:
            report.add("leaf_missing", f"the next leaf is {stored.index}", f"leaf {frontier.size}")
        frontier.add(_checked_leaf(report, stored, f"leaf {stored.index}, event {stored.event_id}"))
        if frontier.size in sizes:
            roots[frontier.size] = frontier.root()
    report.size, report.root = frontier.size, frontier.root().hex()
    return roots


def _checked_leaf(report: Report, stored: StoredEvent, place: str) -> bytes:
    """The leaf as its rows make it today; a difference is noted. Of what is over its term only the leaf is left."""
    if stored.columns["kind"] == ENDED:
        report.ended += 1
        return stored.leaf
    leaf = stored.recomputed()
    if leaf is None:
        report.add("event_missing", "the event or its decision is not there", place)
        return stored.leaf
    if leaf != stored.leaf:
        report.add("event_changed", "the event or its decision is not what its leaf says", place)
    if stored.columns["kind"] == Kind.LEDGER_ENDED and stored.salt is not None:
        report.said_to_be_ended += int(stored.details["events"])
    if stored.salt is None:
        report.forgotten += 1
    elif content_commitment(stored.salt, stored.details) != stored.commitment:
        report.add("content_changed", "the details are not what was committed to", place)
    return leaf


def _check_head(report: Report, head: Head, origin: str, roots: dict[int, bytes]) -> None:
    place = f"head of size {head.size} ({origin})"
    if not head.is_signed():
        report.add("signature_wrong", "the signature does not belong to this head", place)
    if head.size not in roots:
        report.add("leaves_missing", f"the tree has only {report.size} leaves", place)
    elif roots[head.size] != head.root:
        report.add("root_differs", "the events before it are not those that were sealed", place)


def _check_keys(report: Report, inside: list[Head], known: Collection[bytes | None]) -> None:
    """A head that fits and is signed, but with a key that nobody here knows, is a history somebody made up."""
    for head in inside if known else ():
        if head.public_key not in known:
            report.add("key_unknown", "signed with a key that is not known here", f"head of size {head.size}")


def _check_unsealed(report: Report, using: str) -> None:
    oldest: str | None = None
    for stored in stored_events(UNSEALED, [report.organisation_id], using=using):
        _checked_leaf(report, stored, f"event {stored.event_id}, not sealed yet")
        report.unsealed += 1
        oldest = min(oldest or stored.columns["at"], stored.columns["at"])
    report.oldest_unsealed = oldest


def _stored_heads(organisation_id: UUID, using: str) -> list[Head]:
    with connections[using].cursor() as cursor:
        cursor.execute(_HEADS, [organisation_id])
        return [
            Head(organisation_id, size, bytes(root), moment(at), bytes(public_key), bytes(signature))
            for size, root, at, public_key, signature in cursor.fetchall()
        ]


_ORGANISATIONS: Final = """
select organisation_id from ledger_treehead union select organisation_id from ledger_leaf
union select organisation_id from ledger_event
"""

_HEADS: Final = """
select size, root, at, public_key, signature from ledger_treehead where organisation_id = %s order by size
"""
