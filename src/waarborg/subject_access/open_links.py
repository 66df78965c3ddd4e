"""One-time links to packages that nobody used yet: which there are, until when, and taking one back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.rights.judging import by_right
from waarborg.subject_access.choices import PackageState
from waarborg.subject_access.models import Package, PackageLink
from waarborg.vault.services import destroy


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPackageLink:
    """A link that works: to what was made for which request, for what kind of recipient, by whom, until when."""

    package_id: UUID
    request_id: UUID
    number: str
    recipient: str
    given_by: str
    made_at: datetime
    expires_at: datetime
    wrong_codes: int


def works(link: PackageLink) -> bool:
    """Can it still be used?"""
    return link.fetched_at is None and link.closed_at is None and link.expires_at > clock.now()


def open_package_links(actor: Actor) -> Sequence[OpenPackageLink]:
    """Every link to a package that still works, of requests that this actor sees, the first to end first."""
    with open_door(actor, "read") as door:
        rows = (
            PackageLink.objects.using(door.using)
            .filter(fetched_at=None, closed_at=None, expires_at__gt=clock.now())
            .select_related("package__given_by", "dossier")
            .order_by("expires_at")
        )
        door.note(Kind.REQUESTS_READ)
        return [
            OpenPackageLink(
                package_id=row.package_id,
                request_id=row.package.answers,
                number=row.dossier.number,
                recipient=row.package.recipient or "client",
                given_by=row.package.given_by.display_name if row.package.given_by else "",
                made_at=row.made_at,
                expires_at=row.expires_at,
                wrong_codes=row.wrong_codes,
            )
            for row in rows
        ]


def withdraw_link(actor: Actor, dossier_id: UUID, package_id: UUID) -> None:
    """Close a link that nobody used, by who handles the request; what was made is destroyed with it.

    Raises `Refused`, `NotFound`, `Conflict`.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        rows = Package.objects.filter(pk=package_id, dossier_id=dossier_id, state=PackageState.GIVEN)
        package = rows.select_related("request", "link").first()
        if package is None:
            raise NotFound("There is no such package here.")
        door.noting(by_right(door, package.request))
        link = getattr(package, "link", None)
        if link is None or not works(link):
            raise Conflict(_("This link does not work any more."))
        door.note(Kind.PACKAGE_ENDED, details={"package": str(package.pk)})
        PackageLink.objects.filter(pk=link.pk).update(closed_at=clock.now())
        destroy(actor.organisation_id, {package.data_key_id})
