"""What has waited long enough goes by the calendar: files that nobody confirmed, parked rows, what could be undone."""

from __future__ import annotations

from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.imports.choices import OPEN, ImportState
from waarborg.imports.models import Import, ImportedDossier, ParkedRow
from waarborg.imports.parking import end_parked
from waarborg.imports.waiting import ACT, end_waiting
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.blobs import remove_blobs


def end_over(system: Actor, *, using: str = "worker") -> int:
    """Let go, as the program itself, what is over in one organisation; return how much that was."""
    with open_door(system, ACT, using=using) as door:
        files = _files(door)
        rows = list(ParkedRow.objects.using(using).filter(goes_on__lte=clock.today()))
        done = list(
            Import.objects.using(using).filter(state=ImportState.DONE, kept_until__lte=clock.now()).values_list("pk")
        )
        door.note(Kind.IMPORT_ENDED, details={"files": len(files), "parked": len(rows), "imports": len(done)})
        for row in files:
            end_waiting(door, row, ImportState.GONE)
        end_parked(door, rows)
        kept = ImportedDossier.objects.using(using).filter(brought_in_by_id__in=[pk for (pk,) in done])
        kept.delete()
        Import.objects.using(using).filter(pk__in=[pk for (pk,) in done]).update(state=ImportState.GONE)
        _remove_files(door)
    return len(files) + len(rows) + len(done)


def _files(door: Door) -> list[Import]:
    """Files that nobody confirmed in time."""
    return list(Import.objects.using(door.using).filter(state__in=OPEN, kept_until__lte=clock.now()))


def _remove_files(door: Door) -> None:
    """Remove what is left of files whose key is destroyed, wherever they came from."""
    left = list(Import.objects.using(door.using).filter(sealed__isnull=True, blob_id__isnull=False))
    blobs = [blob for row in left for blob in (row.blob_id, row.files_blob_id) if blob]
    Import.objects.using(door.using).filter(pk__in=[row.pk for row in left]).update(blob_id=None, files_blob_id=None)
    remove_blobs(door.actor.organisation_id, blobs, using=door.using)
