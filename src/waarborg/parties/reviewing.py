"""What has to be looked at again: agreements, and what was made sure of about a party, each by its own day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.models import Assurance, Contract
from waarborg.parties.selectors import only_staff
from waarborg.parties.services import ACT


@dataclass(frozen=True, slots=True, kw_only=True)
class ToReview:
    """One thing to look at again: of which party, what, and before which day. `fact` is empty for an agreement."""

    id: UUID
    party_id: UUID
    party: str
    number: str
    fact: str
    review_on: date

    @property
    def occasion(self) -> UUID:
        """This thing with this day, as one identifier: a task for it comes once."""
        return uuid5(self.id, self.review_on.isoformat())

    @property
    def late(self) -> bool:
        """Has its day passed?"""
        return self.review_on < clock.today()


def to_review(actor: Actor) -> Sequence[ToReview]:
    """Everything with a day to look again, the nearest first. Two statements. Raises `NotFound` to outsiders."""
    only_staff(actor)
    with in_context(actor):
        return reviews_of(actor.organisation_id)


def reviews_of(organisation_id: UUID, *, until: date | None = None, using: str = "default") -> Sequence[ToReview]:
    """The same in an open unit of work, at most until a day."""
    today = clock.today()
    agreed = Contract.objects.using(using).filter(organisation_id=organisation_id, review_on__isnull=False)
    made_sure = Assurance.objects.using(using).filter(
        organisation_id=organisation_id, review_on__isnull=False, ended_on=None
    )
    found = [
        ToReview(
            id=row.pk, party_id=row.party_id, party=row.party.name, number=row.number, fact="", review_on=row.review_on
        )
        for row in agreed.exclude(ends_on__lt=today).select_related("party")
        if row.review_on
    ]
    found += [
        ToReview(
            id=row.pk, party_id=row.party_id, party=row.party.name, number="", fact=row.fact, review_on=row.review_on
        )
        for row in _newest(made_sure.select_related("party").order_by("from_on", "id"))
        if row.review_on
    ]
    return sorted(
        (one for one in found if until is None or one.review_on <= until), key=lambda one: (one.review_on, one.party)
    )


def _newest(rows: Iterable[Assurance]) -> Sequence[Assurance]:
    """Of each fact about a party the last one recorded: looking again is recording anew."""
    return list({(row.party_id, row.fact): row for row in rows}.values())


def plan_review(actor: Actor, contract_id: UUID, *, review_on: date | None) -> None:
    """Say before which day an agreement is looked at again; None: never.

    Raises `Refused`, `NotFound`, `InvalidInput`.
    """
    if review_on is not None and review_on < clock.today():
        raise InvalidInput(_("Some things are not right yet."), {"review_on": _("Choose a day from today on.")})
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        found = Contract.objects.filter(pk=contract_id, organisation_id=actor.organisation_id)
        row = found.first()
        if row is None:
            raise NotFound("There is no such agreement here.")
        door.note(Kind.REVIEW_PLANNED, details={"contract": str(contract_id), "party": str(row.party_id)})
        found.update(review_on=review_on)
