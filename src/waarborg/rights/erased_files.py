"""Files of what was erased at a client's request: taken out of the storage by the program, with their rows."""

from __future__ import annotations

from uuid import UUID

from waarborg.gate.actors import system_at
from waarborg.gate.door import in_context
from waarborg.rights.models import ErasedFile
from waarborg.vault.blobs import remove_blobs


def take_away(organisation_id: UUID, *, using: str = "worker") -> int:
    """Take them away in one organisation; return how many files there were."""
    with in_context(system_at(organisation_id, using=using), using=using):
        rows = list(ErasedFile.objects.using(using).all())
        ErasedFile.objects.using(using).filter(pk__in=[row.pk for row in rows]).delete()
        return remove_blobs(organisation_id, [row.blob_id for row in rows], using=using)
