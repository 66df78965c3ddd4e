"""The records that stand in a dossier: neither taken to where they belong nor erased."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from waarborg.dossiers.record_models import Record
from waarborg.gate.door import Door


def standing_in(door: Door) -> QuerySet[Record]:
    """Those of the dossier in focus, as far as row-level security shows them for the act that is on."""
    here = Record.objects.using(door.using).filter(dossier_id=UUID(door.dossier["id"]))
    return here.filter(moved_on=None, erased_on=None)
