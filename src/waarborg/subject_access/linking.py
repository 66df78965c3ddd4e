"""A package behind a one-time link: fetched once, whole, with the code that was told in another way."""

from __future__ import annotations

from waarborg.disclosures.secret_addresses import Behind, Fetched, judge, what_waits, whose
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.subject_access.choices import Form, PackageState
from waarborg.subject_access.delivering import name_of_file, pieces_of
from waarborg.subject_access.models import Package, PackageLink

FUNCTION = "package_behind"
"""Of PostgreSQL: finds what stands behind an address and works."""


def look_package(address: str) -> Behind:
    """Is there a package to fetch? Raises `NotFound`."""
    system, link_id = whose(FUNCTION, address)
    return what_waits(system, "read", PackageLink.objects.all(), link_id)


def fetch_package(address: str, code: str) -> Fetched:
    """All of it in one ZIP, once. Raises `NotFound`, and `InvalidInput` for a code that is not right."""
    system, link_id = whose(FUNCTION, address)
    asked = judge(system, "read", PackageLink.objects.all(), link_id, code, of="package_id", closing="closed_at")
    with open_door(system, "read", dossier_id=asked.dossier_id) as door:
        link = PackageLink.objects.select_for_update().select_related("package").get(pk=link_id)
        package: Package = link.package
        if link.fetched_at is not None or link.closed_at is not None or package.state != PackageState.GIVEN:
            raise NotFound("There is nothing here.")
        door.note(Kind.PACKAGE_FETCHED, details={"package": str(package.pk)}, responsible_id=package.given_by_id)
        pieces = pieces_of(door, package, Form.ZIP)
        PackageLink.objects.filter(pk=link.pk).update(fetched_at=clock.now())
    return Fetched(name=name_of_file(Form.ZIP), content=b"".join(pieces()))
