"""An agency that charges: what it writes down of itself, of its principals, and an invoice made by whoever may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from tests.apps.clauses.house import House
from waarborg.dossiers.models import Trajectory
from waarborg.gate.actors import Actor
from waarborg.invoicing.billing import Details, set_details
from waarborg.invoicing.charging import Asked
from waarborg.invoicing.drafting import draft
from waarborg.invoicing.finishing import finish
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, Refused
from waarborg.practice.document import with_billing, with_daily, with_type
from waarborg.practice.selectors import in_hand, proposal
from waarborg.practice.services import approve, propose
from waarborg.work.time_entries import NewTime, add_time

Made = TypeVar("Made")
KIND = "werkfit"
"""The kind of trajectory that the dossiers of a house have."""
HOURLY = Decimal("92.50")
BILLING = {
    "seller": {
        "name": "Proefbureau B.V.",
        "street": "Proefkade 1",
        "postcode": "1234 AB",
        "place": "Proefdam",
        "company_number": "12345678",
        "vat_number": "NL123456789B01",
        "iban": "NL91ABNA0417164300",
        "email": "facturen@bureau.invalid",
    },
    "prefix": "F",
    "pay_within_days": 30,
    "vat": (
        {"key": "standard", "nl": "Met btw", "category": "S", "percent": "21"},
        {"key": "exempt", "nl": "Vrij", "category": "E", "because": "Vrijgesteld van btw"},
    ),
    "hourly": ({"of": KIND, "hourly": str(HOURLY), "vat": "standard"},),
    "fixed": ({"key": "intake", "nl": "Intake afgerond", "of": KIND, "amount": "450.00", "vat": "exempt"},),
}
DETAILS = Details(
    street="Betaalplein 2",
    postcode="2345 BC",
    place="Proefdam",
    company_number="87654321",
    email="facturen@uwv.invalid",
)
MINUTES = 80


def charging(house: House) -> None:
    """The agency charges, once per house: in its way of working stands how, and of each principal where it goes."""
    if house.__dict__.get("_charges"):
        return
    house.__dict__["_charges"] = True
    proposes = by_whoever(house, lambda actor: (_propose(actor), actor)[1])
    if proposal(proposes):
        by_whoever(house, lambda actor: approve(actor, proposal(actor).id))  # type: ignore[union-attr]
    gives_work = house.first("assign")
    for opened in house.dossiers.values():
        set_details(gives_work, party_of(opened.trajectory_id), DETAILS)


def _propose(actor: Actor) -> UUID:
    way, base = in_hand(actor)
    way = with_billing(way, BILLING)
    kind = way.trajectory_types[0].model_dump(by_alias=True) | {"key": KIND, "nl": "Werkfit"}
    return propose(actor, with_daily(with_type(way, kind), {"time_approved_by": None}), base=base)


def party_of(trajectory_id: UUID) -> UUID:
    from waarborg.adoption.services import OWNER

    return Trajectory.objects.using(OWNER).get(pk=trajectory_id).principal_id


def by_whoever(house: House, act: Callable[[Actor], Made]) -> Made:
    """Done by the first who may. Raises the last refusal."""
    refused: Exception = LookupError("nobody is here")
    for who in house.agency.accounts:
        try:
            return act(house.actor(who))
        except (Refused, Conflict, InvalidInput) as error:
            refused = error
    raise refused


def worked(house: House, kind: str = "uwv", minutes: int = MINUTES) -> None:
    """Somebody worked today, declarable in whole."""
    new = NewTime(activity="talk", minutes=minutes)
    by_whoever(house, lambda actor: add_time(actor, house.dossiers[kind].dossier_id, new))


def asked(house: House, kind: str = "uwv", **different: object) -> Asked:
    """All of the last days, under the references of the example."""
    today = clock.today()
    given: dict[str, object] = {
        "trajectory_id": house.dossiers[kind].trajectory_id,
        "first": today - timedelta(days=6),
        "until": today,
        "reference": "TR-2026-14",
        "order": "4500012345",
    }
    return Asked(**{**given, **different})  # type: ignore[arg-type]


def drafted(house: House, kind: str = "uwv", **different: object) -> tuple[Actor, UUID]:
    """A draft with new work in it, by whoever may make one."""
    charging(house)
    worked(house, kind)
    where = house.dossiers[kind].dossier_id
    return by_whoever(house, lambda actor: (actor, draft(actor, where, asked(house, kind, **different))))


def final(house: House, kind: str = "uwv", **different: object) -> tuple[Actor, UUID, str]:
    """The same, final."""
    actor, invoice_id = drafted(house, kind, **different)
    return actor, invoice_id, finish(actor, house.dossiers[kind].dossier_id, invoice_id)
