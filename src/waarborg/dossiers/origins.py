"""Where a record came from, as marks: what is made from other records inherits their origin."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import AGREED, Entry
from waarborg.dossiers.models import Record
from waarborg.gate.scopes import MARKS, Scope
from waarborg.kernel.errors import InvalidInput
from waarborg.policy.citing import numbered

BY_AGREEMENT = "origin_by_agreement"
"""The mark of what somebody else gives with the client's agreement."""
PRINCIPAL_SOURCES = frozenset({"principal", "uwv", "municipality"})
ORIGINS = MARKS["origin_uwv"] | MARKS["origin_principal"]


def marks_of(given: Collection[str], source: str, scope: Scope, entry: Entry) -> int:
    """The facts about a new record as bits: those that were given, and where it came from."""
    marks = set(given)
    if source in entry.agreed:
        marks.add(BY_AGREEMENT)
    if source == "uwv" or (source == "principal" and scope.principal_kind == "uwv"):
        marks.add("origin_uwv")
    if source in PRINCIPAL_SOURCES:
        marks.add("origin_principal")
    return sum(MARKS[mark] for mark in marks)


def inherited(dossier_id: UUID, records: Collection[UUID]) -> int:
    """The origins of the records that something is made from, in a unit of work that may read them.

    Raises `InvalidInput` when one of them is not there to read: then nobody knows what is inherited.
    """
    if not records:
        return 0
    found = list(Record.objects.filter(dossier_id=dossier_id, pk__in=records).values_list("marks", flat=True))
    if len(found) != len(set(records)):
        raise InvalidInput(_("This is made from something that is not there any more, or not for you."))
    marks = 0
    for one in found:
        marks |= one & ORIGINS
    return marks


def check_agreed(entry: Entry, source: str, scope: Scope) -> None:
    """Raises `InvalidInput` when the client has to agree that this source gives anything, and did not."""
    article = entry.agreed.get(source)
    if article and AGREED not in scope.about(entry.key)[0]:
        said = _("Article %(article)s: others give this once the client agreed. Ask for that consent first.")
        raise InvalidInput(_("Some things are not right yet."), {"source": said % {"article": numbered(article)}})
