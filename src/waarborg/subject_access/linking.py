"""A package behind a one-time link: fetched once, whole, with the code that was told in another way."""

from __future__ import annotations

import hmac
from uuid import UUID

from django.db import connections
from django.db.models import F
from django.utils.translation import gettext as _

from waarborg.accounts.models import Organisation
from waarborg.disclosures.links import MOST_WRONG, Behind, Fetched, hashed
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.subject_access.choices import Form, PackageState
from waarborg.subject_access.delivering import name_of_file, pieces_of
from waarborg.subject_access.models import Package, PackageLink


def look_package(address: str) -> Behind:
    """Is there a package to fetch? Raises `NotFound`."""
    system, link_id = _find(address)
    with in_context(system):
        link = PackageLink.objects.get(pk=link_id)
        organisation = Organisation.objects.get(pk=link.organisation_id)
        return Behind(organisation=organisation.name, expires_at=link.expires_at)


def fetch_package(address: str, code: str) -> Fetched:
    """All of it in one ZIP, once. Raises `NotFound`, and `InvalidInput` for a code that is not right."""
    system, link_id = _find(address)
    dossier_id = _judge(system, link_id, code)
    with open_door(system, "read", dossier_id=dossier_id) as door:
        link = PackageLink.objects.select_for_update().select_related("package").get(pk=link_id)
        package: Package = link.package
        if link.fetched_at is not None or link.closed_at is not None or package.state != PackageState.GIVEN:
            raise NotFound("There is nothing here.")
        door.note(Kind.PACKAGE_FETCHED, details={"package": str(package.pk)}, responsible_id=package.given_by_id)
        pieces = pieces_of(door, package, Form.ZIP)
        PackageLink.objects.filter(pk=link.pk).update(fetched_at=clock.now())
    return Fetched(name=name_of_file(Form.ZIP), content=b"".join(pieces()))


def _judge(system: Actor, link_id: UUID, code: str) -> UUID:
    """Judge the code in a transaction of its own, so that a wrong one counts; returns the dossier."""
    with in_context(system):
        link = PackageLink.objects.select_for_update().get(pk=link_id)
        right = hmac.compare_digest(bytes(link.code_hash), hashed(f"{link.package_id}:{code.strip()}"))
        if not right:
            closed = clock.now() if link.wrong_codes + 1 >= MOST_WRONG else None
            PackageLink.objects.filter(pk=link.pk).update(wrong_codes=F("wrong_codes") + 1, closed_at=closed)
    if not right:
        raise InvalidInput(_("Some things are not right yet."), {"code": _("This code is not right.")})
    return link.dossier_id


def _find(address: str) -> tuple[Actor, UUID]:
    with connections["default"].cursor() as cursor:
        cursor.execute("select organisation_id, id from gate.package_behind(%s, %s)", [hashed(address), clock.now()])
        found = cursor.fetchone()
    if found is None:
        raise NotFound("There is nothing here.")
    return system_at(found[0]), found[1]
