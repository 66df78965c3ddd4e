"""What was made for a client is destroyed when its time is over or it was stopped: its key, and then its files."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.subject_access.choices import PackageState
from waarborg.subject_access.models import Package, PackageFile
from waarborg.vault.blobs import remove_blobs
from waarborg.vault.services import destroy


def end_over(system: Actor, *, using: str = "worker") -> int:
    """Destroy every package of the organisation whose time is over; return how many. Each is a unit of work."""
    over = Q(expires_at__lte=clock.now()) | Q(state=PackageState.STOPPED)
    with in_context(system, using=using):
        rows = Package.objects.using(using).filter(over, ended_at__isnull=True)
        waiting = list(rows.values_list("pk", "dossier_id"))
    for package_id, dossier_id in waiting:
        _end(system, dossier_id, package_id, using)
    return len(waiting)


def _end(system: Actor, dossier_id: UUID, package_id: UUID, using: str) -> None:
    with open_door(system, "export", dossier_id=dossier_id, using=using) as door:
        package = Package.objects.using(using).get(pk=package_id)
        door.note(Kind.PACKAGE_ENDED, details={"package": str(package_id)}, responsible_id=package.asked_by_id)
        stays = package.state in {PackageState.GIVEN, PackageState.STOPPED}
        Package.objects.using(using).filter(pk=package_id).update(
            state=package.state if stays else PackageState.OVER, ended_at=clock.now()
        )
        shred(door, package)


def shred(door: Door, package: Package) -> None:
    """Destroy the key of a package, and take its files away, in an open unit of work of the program."""
    files = PackageFile.objects.using(door.using).filter(package_id=package.pk)
    blobs = list(files.values_list("blob_id", flat=True))
    files.delete()
    destroy(package.organisation_id, {package.data_key_id}, using=door.using)
    remove_blobs(package.organisation_id, blobs, using=door.using)
