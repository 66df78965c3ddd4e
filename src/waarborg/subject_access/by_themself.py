"""Everything that is held, or what can be taken along, downloaded by the client: no request, no person in between.

    download(actor, dossier_id, PackageKind.ACCESS, acting)   the worker makes it; the page says how far it is
    downloads_of(actor, dossier_id)                           what is being made, waits or could not be made

A client may see their own data at a distance and without asking (GDPR recital 63). Only where a person has something
to decide, since something in it is about somebody else or a second person must agree, does it become a request:
received on the day of the click, with the term of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.choices import GivenBy
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.subject_access import jobs
from waarborg.subject_access.asking import KEPT_FOR, language_for
from waarborg.subject_access.choices import PackageKind, PackageState
from waarborg.subject_access.models import Package
from waarborg.subject_access.rules import copy_by
from waarborg.subject_access.sealing import new_key

ACT = "download"
"""The act of the vocabulary by which clients take a copy of their own data."""
STANDS = (PackageState.MAKING, PackageState.DECIDING, PackageState.READY, PackageState.GIVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One of them as it stands: how many items were put together, and the request that it became, if it did."""

    id: UUID
    kind: PackageKind
    state: PackageState
    done: int
    asked_at: datetime
    request_id: UUID | None


def download(
    actor: Actor, dossier_id: UUID, kind: PackageKind, acting: GivenBy, *, mandate_seen_on: date | None = None
) -> UUID:
    """Have it made, by the client or who decides for them in everything.

    Raises `Refused`, `NotFound` to a mandate of some kinds of data, and `Conflict` when one of today is there already.
    """
    if actor.narrow is not None:
        raise NotFound("A package holds more than a mandate that names kinds of data.")
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        door.require_anywhere()
        today = clock.start_of(clock.today())
        mine = Package.objects.filter(dossier_id=dossier_id, by_themself=True, kind=kind, ended_at__isnull=True)
        if mine.filter(asked_at__gte=today, state__in=STANDS).exists():
            raise Conflict(_("You had this put together today already. You find it below."))
        rules, key = copy_by(actor.in_force, RIGHT_OF[kind]), new_key(door)
        package = Package(
            id=new_id(),
            organisation_id=actor.organisation_id,
            dossier_id=dossier_id,
            by_themself=True,
            asked_as=acting,
            mandate_seen_on=mandate_seen_on,
            kind=kind,
            language=language_for(door),
            left_out=[one for one, _article in rules.left_out],
            asked_by_id=actor.somebody,
            asked_at=clock.now(),
            expires_at=clock.now() + KEPT_FOR,
            data_key_id=key.id,
        )
        package.decision_id = door.note(Kind.PACKAGE_ASKED, details={"package": str(package.pk)})
        Package.objects.bulk_create([package])
    jobs.make.defer(organisation_id=str(package.organisation_id), package_id=str(package.pk))
    return package.pk


RIGHT_OF = {PackageKind.ACCESS: "access", PackageKind.PORTABILITY: "portability"}
"""By which right of the vocabulary each is made."""


def downloads_of(actor: Actor, dossier_id: UUID) -> Sequence[Download]:
    """Those that the actor began and cannot fetch yet, newest first. Raises `Refused`, `NotFound`."""
    if actor.narrow is not None:
        return ()
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.note(Kind.REQUESTS_READ)
        rows = Package.objects.filter(
            dossier_id=dossier_id, by_themself=True, asked_by_id=actor.somebody, ended_at__isnull=True
        ).exclude(state__in=[PackageState.GIVEN, PackageState.STOPPED])
        return [
            Download(
                id=row.pk,
                kind=PackageKind(row.kind),
                state=PackageState(row.state),
                done=row.done,
                asked_at=row.asked_at,
                request_id=row.request_id,
            )
            for row in rows.order_by("-asked_at")
        ]
