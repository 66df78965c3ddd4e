"""One-time links that nobody used yet: which there are, until when, and taking one back.

open_links(actor)                              those of dossiers where the actor may read; no contents
withdraw_link(actor, dossier_id, disclosure_id)   nobody fetches it any more
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.disclosures.choices import StopReason
from waarborg.disclosures.models import Disclosure, OneTimeLink
from waarborg.disclosures.prepared import claims_in
from waarborg.disclosures.ways import ACT
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound
from waarborg.ledger.vocabulary import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLink:
    """A link that works: of which giving, to what kind of recipient, by whom, since and until when; no contents.

    `party` is the recipient's name where it stands in the register.
    """

    disclosure_id: UUID
    number: str
    recipient: str
    party: str
    given_by: str
    made_at: datetime
    expires_at: datetime
    wrong_codes: int


def open_links(actor: Actor) -> Sequence[OpenLink]:
    """Every link that can still be used, of dossiers where this actor may read, the first to end first."""
    with open_door(actor, "read") as door:
        rows = (
            OneTimeLink.objects.using(door.using)
            .filter(fetched_at=None, closed_at=None, expires_at__gt=clock.now())
            .select_related("disclosure__party", "disclosure__given_by", "dossier")
            .defer("disclosure__sealed", "disclosure__sealed_copy")
            .order_by("expires_at")
        )
        found = [
            OpenLink(
                disclosure_id=row.disclosure_id,
                number=row.dossier.number,
                recipient=row.disclosure.recipient,
                party=row.disclosure.party.name if row.disclosure.party else "",
                given_by=row.disclosure.given_by.display_name if row.disclosure.given_by else "",
                made_at=row.made_at,
                expires_at=row.expires_at,
                wrong_codes=row.wrong_codes,
            )
            for row in rows
        ]
        door.note(Kind.DISCLOSURES_READ)
        return found


def withdraw_link(actor: Actor, dossier_id: UUID, disclosure_id: UUID) -> None:
    """Close a link that nobody used, as who gave it or may give it. Raises `Refused`, `NotFound`, `Conflict`."""
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        row = Disclosure.objects.defer("sealed", "sealed_copy").filter(pk=disclosure_id, dossier_id=dossier_id).first()
        if row is None:
            raise NotFound("There is no such disclosure here.")
        door.turn_to(row.act, dossier_id, claims=claims_in(row))
        if row.given_by_id != actor.account_id:
            door.require_anywhere()
        working = OneTimeLink.objects.filter(disclosure_id=row.pk, fetched_at=None, closed_at=None)
        if not working.exists():
            raise Conflict(_("This link does not work any more."))
        door.note(Kind.DISCLOSURE_STOPPED, details={"disclosure": str(row.pk), "why": StopReason.BY_HAND.value})
        working.update(closed_at=clock.now())
