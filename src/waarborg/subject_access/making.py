"""A package made by the program: gathered, written, sealed and stored; again after somebody decided what is covered.

One unit of work: either all of it is there, or nothing. How far it is stands beside it, for a page that asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import connections
from django.utils import translation

from waarborg.documents.veiled import VeiledFile
from waarborg.dossiers.ways import practice_in
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.subject_access.at_once import put_ready
from waarborg.subject_access.choices import Cover, Form, PackageKind, PackageState
from waarborg.subject_access.composing import Composed, compose
from waarborg.subject_access.covering import Decided
from waarborg.subject_access.models import Covering, Package, PackageFile, PackageItem
from waarborg.subject_access.sealing import COVERING
from waarborg.subject_access.writing import everything, overview
from waarborg.vault.blobs import remove_blobs, store_blob
from waarborg.vault.services import OpenKey, open_keys

ACT = "export"
EACH = 25
"""After so many items a page is told how far it is."""
CHUNK = 1 << 16


def make(organisation_id: UUID, package_id: UUID, *, using: str = "worker", beside: str = "default") -> PackageState:
    """Make a package that was asked for; returns how it stands. What was stopped meanwhile is left as it is."""
    system = system_at(organisation_id, using=using)
    with in_context(system, using=using):
        asked = Package.objects.using(using).filter(pk=package_id).first()
    if asked is None or asked.state != PackageState.MAKING:
        return PackageState(asked.state) if asked else PackageState.STOPPED
    made = False
    try:
        state = _made(system, asked, using, beside)
        made = True
    finally:
        if not made:
            _say(system, package_id, using, state=PackageState.FAILED)
    return state


def _made(system: Actor, asked: Package, using: str, beside: str) -> PackageState:
    with open_door(system, ACT, dossier_id=asked.dossier_id, using=using) as door:
        package = Package.objects.using(using).select_related("request").get(pk=asked.pk)
        key = open_keys(package.organisation_id, {package.data_key_id}, using=using)[package.data_key_id]

        def tell(done: int) -> None:
            if done % EACH == 0:
                _say(system, package.pk, beside, done=done)

        door.note(Kind.PACKAGE_MADE, details={"package": str(package.pk)}, responsible_id=package.asked_by_id)
        with translation.override(package.language):
            composed = compose(door, package, decisions_in(door, package, key), tell)
            undecided = _put_forward(door, package, composed)
            _remember(door, package, composed)
            _write(door, package, key, composed)
        state = PackageState.DECIDING if undecided else PackageState.READY
        count = len(composed.gathering.found)
        Package.objects.using(using).filter(pk=package.pk).update(
            state=state, done=count, total=count, made_at=clock.now()
        )
        return put_ready(door, package, state) if package.by_themself and package.request_id is None else state


def decisions_in(door: Door, package: Package, key: OpenKey) -> dict[tuple[str, str], Decided]:
    """What was put forward so far, and decided of it. One statement."""
    found = {}
    for row in Covering.objects.using(door.using).filter(package_id=package.pk):
        words = key.open(bytes(row.sealed), row=row.pk, table=COVERING).decode().split("\n") if row.sealed else []
        found[row.row, row.field] = Decided(Cover(row.decided) if row.decided else None, tuple(words))
    return found


def _put_forward(door: Door, package: Package, composed: Composed) -> bool:
    """Put forward what may be about somebody else and nobody was asked about yet; is anything undecided?

    In what is taken along nobody is asked: there it stays covered (AVG 20.4).
    """
    if package.kind == PackageKind.PORTABILITY:
        return False
    rows = Covering.objects.using(door.using).filter(package_id=package.pk)
    known = {(row.row, row.field): row.decided for row in rows}
    new = [one for at, one in composed.gathering.proposed.items() if at not in known]
    Covering.objects.using(door.using).bulk_create(
        Covering(
            id=new_id(),
            organisation_id=package.organisation_id,
            package_id=package.pk,
            dossier_id=package.dossier_id,
            record_id=one.record_id,
            row=one.row,
            category=one.category,
            field=one.field,
            why=one.why,
            data_key_id=package.data_key_id,
            decision_id=_decision(door),
        )
        for one in new
    )
    return bool(new) or "" in known.values()


def _remember(door: Door, package: Package, composed: Composed) -> None:
    """Which rows are in it, in place of those that were."""
    PackageItem.objects.using(door.using).filter(package_id=package.pk).delete()
    PackageItem.objects.using(door.using).bulk_create(
        PackageItem(
            id=new_id(),
            organisation_id=package.organisation_id,
            package_id=package.pk,
            dossier_id=package.dossier_id,
            model=one.item.table,
            row=one.item.id,
            record_id=one.record_id,
            category=one.item.kind,
            decision_id=_decision(door),
        )
        for one in composed.gathering.found
    )


def _write(door: Door, package: Package, key: OpenKey, composed: Composed) -> None:
    """The files, in place of those that were."""
    old = PackageFile.objects.using(door.using).filter(package_id=package.pk)
    blobs = list(old.values_list("blob_id", flat=True))
    old.delete()
    remove_blobs(package.organisation_id, blobs, using=door.using)
    house = practice_in(door).way.house
    pdf = overview(composed.contents, door.actor.in_force, clock.now(), house=house)
    whole = everything(composed.contents, pdf, composed.gathering.files)
    for form, pieces, size in ((Form.PDF, iter([pdf]), len(pdf)), (Form.ZIP, _pieces(whole), whole.size)):
        stored = store_blob(key, pieces, using=door.using)
        PackageFile.objects.using(door.using).bulk_create(
            [
                PackageFile(
                    id=new_id(),
                    organisation_id=package.organisation_id,
                    package_id=package.pk,
                    dossier_id=package.dossier_id,
                    form=form,
                    blob_id=stored.id,
                    data_key_id=key.id,
                    size=size,
                    decision_id=_decision(door),
                )
            ]
        )


def _decision(door: Door) -> UUID:
    assert door.decision_id is not None  # noqa: S101 - noted when it was begun
    return door.decision_id


def _pieces(whole: VeiledFile) -> Iterator[bytes]:
    with whole:
        while piece := whole.read(CHUNK):
            yield piece


def _say(system: Actor, package_id: UUID, using: str, *, done: int | None = None, state: str | None = None) -> None:
    """Say how far it is, in a transaction of its own."""
    what, value = ("done", done) if state is None else ("state", state)
    with in_context(system, ACT, using=using), connections[using].cursor() as cursor:
        cursor.execute(f"update subject_access_package set {what} = %s where id = %s", [value, package_id])  # noqa: S608
