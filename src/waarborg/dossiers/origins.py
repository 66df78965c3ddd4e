"""Where a record came from, as marks: what is made from other records inherits their origin."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.models import Record
from waarborg.gate.scopes import MARKS, Scope
from waarborg.kernel.errors import InvalidInput

PRINCIPAL_SOURCES = frozenset({"principal", "uwv", "municipality"})
ORIGINS = MARKS["origin_uwv"] | MARKS["origin_principal"]


def marks_of(given: Collection[str], source: str, scope: Scope) -> int:
    """The facts about a new record as bits: those that were given, and where it came from."""
    marks = set(given)
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
