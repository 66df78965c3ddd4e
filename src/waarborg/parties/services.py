"""What is done with the outside world: a principal is recorded, and the agreement under which it sends people.

Regulations speak of people, not of the agency's customers; so whoever may assign work may record whom it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.accounts.choices import Audience, DeclarationKind
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.gate.texts import NewText, add_text
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.choices import ActsAs, Assured, PartyKind
from waarborg.parties.models import Assurance, Contract, Party

ACT = "assign"
"""The act of the regulation's vocabulary that recording a principal is judged by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContract:
    """An agreement: its number, its days (the last included; None: until further notice), who is controller."""

    number: str
    starts_on: date
    ends_on: date | None = None
    acts_as: str = "controller"
    passes_on: str = ""
    """The duties that pass on to whoever is hired, as they sign them; empty: none do."""


def register_party(actor: Actor, *, kind: str, name: str) -> UUID:
    """Record an organisation outside. Raises `Refused`, and `InvalidInput` for an unknown kind or an empty name."""
    wrong: dict[str, str] = {}
    if kind not in PartyKind.values:
        wrong["kind"] = _("Choose one from the list.")
    plain = " ".join(name.split())
    if bool(plain) == (kind == PartyKind.CLIENT):  # somebody who pays for themself has a dossier, and no name here
        wrong["name"] = _("Fill in the name of the organisation; a person has none here.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        made = Party(id=new_id(), organisation_id=actor.organisation_id, kind=kind, name=plain)
        door.note(Kind.PARTY_REGISTERED, details={"party": str(made.pk), "kind": kind})
        made.save(force_insert=True)
    return made.pk


def come_by_oneself(door: Door) -> Party:
    """The principal of somebody who comes without being sent, in the act of opening their dossier: without a name."""
    made = Party(id=new_id(), organisation_id=door.actor.organisation_id, kind=PartyKind.CLIENT, name="")
    door.note(Kind.PARTY_REGISTERED, details={"party": str(made.pk), "kind": made.kind})
    Party.objects.bulk_create([made])
    return made


def agree(actor: Actor, party_id: UUID, new: NewContract) -> UUID:
    """Record an agreement with a principal. Raises `Refused`, `NotFound`, and `InvalidInput` for days that cross."""
    wrong: dict[str, str] = {}
    if not new.number.strip():
        wrong["number"] = _("Fill in the number of the agreement.")
    if new.acts_as not in ActsAs.values:
        wrong["acts_as"] = _("Choose one from the list.")
    if new.ends_on is not None and new.ends_on < new.starts_on:
        wrong["ends_on"] = _("The last day comes before the first one.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        if not Party.objects.filter(pk=party_id, organisation_id=actor.organisation_id).exists():
            raise NotFound("There is no such party here.")
        made = Contract(
            id=new_id(),
            organisation_id=actor.organisation_id,
            party_id=party_id,
            number=new.number.strip(),
            starts_on=new.starts_on,
            ends_on=new.ends_on,
            acts_as=new.acts_as,
        )
        door.note(Kind.CONTRACT_AGREED, details={"contract": str(made.pk), "party": str(party_id)})
        made.save(force_insert=True)
        if new.passes_on.strip():
            _pass_on(door, made.pk, new.passes_on)
    return made.pk


def pass_on(actor: Actor, contract_id: UUID, duties: str) -> UUID:
    """Write a new version of the duties that an agreement passes on. Raises `Refused`, `NotFound`, `InvalidInput`."""
    if not duties.strip():
        raise InvalidInput(_("Some things are not right yet."), {"passes_on": _("Write down what is declared.")})
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        if not Contract.objects.filter(pk=contract_id, organisation_id=actor.organisation_id).exists():
            raise NotFound("There is no such agreement here.")
        return _pass_on(door, contract_id, duties)


def _pass_on(door: Door, contract_id: UUID, duties: str) -> UUID:
    new = NewText(
        kind=DeclarationKind.PASSED_ON, audience=Audience.CONTRACTOR, text=duties, in_force_from=clock.today()
    )
    return add_text(door, new, contract_id=contract_id)


def end_agreement(actor: Actor, contract_id: UUID, *, ends_on: date) -> None:
    """Write the last day of an agreement: terms that run from its end count from then.

    Raises `Refused`, `NotFound`, and `InvalidInput` for a day before its first.
    """
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        agreed = Contract.objects.filter(pk=contract_id, organisation_id=actor.organisation_id).first()
        if agreed is None:
            raise NotFound("There is no such agreement here.")
        if ends_on < agreed.starts_on:
            raise InvalidInput(
                _("Some things are not right yet."), {"ends_on": _("The last day comes before the first one.")}
            )
        door.note(Kind.CONTRACT_ENDED, details={"contract": str(agreed.pk), "party": str(agreed.party_id)})
        Contract.objects.filter(pk=agreed.pk).update(ends_on=ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAssurance:
    """What was made sure of: the fact, since when, until which day without looking again, and what shows it."""

    fact: str
    from_on: date
    shown_by: str
    review_on: date | None = None


def assure(actor: Actor, party_id: UUID, new: NewAssurance) -> UUID:
    """Record that something about a party was made sure of. Raises `Refused`, `NotFound`, `InvalidInput`."""
    wrong: dict[str, str] = {}
    if new.fact not in Assured.values:
        wrong["fact"] = _("Choose one from the list.")
    if not new.shown_by.strip():
        wrong["shown_by"] = _("Write down what shows it, such as the day and number of the agreement.")
    if new.review_on is not None and new.review_on < new.from_on:
        wrong["review_on"] = _("The last day comes before the first one.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        if not Party.objects.filter(pk=party_id, organisation_id=actor.organisation_id).exists():
            raise NotFound("There is no such party here.")
        details = {"party": str(party_id), "fact": new.fact}
        made = Assurance(
            id=new_id(),
            organisation_id=actor.organisation_id,
            party_id=party_id,
            fact=new.fact,
            from_on=new.from_on,
            review_on=new.review_on,
            shown_by=new.shown_by.strip(),
            decision_id=door.note(Kind.ASSURANCE_MADE, details=details),
        )
        Assurance.objects.bulk_create([made])
    return made.pk


def end_assurance(actor: Actor, assurance_id: UUID, *, ended_on: date) -> None:
    """Write that it is so no more, from that day on. Raises `Refused` and `NotFound`."""
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        made = Assurance.objects.filter(pk=assurance_id, organisation_id=actor.organisation_id, ended_on=None).first()
        if made is None:
            raise NotFound("There is nothing of the kind here.")
        door.note(Kind.ASSURANCE_ENDED, details={"party": str(made.party_id), "fact": made.fact})
        Assurance.objects.filter(pk=made.pk).update(ended_on=ended_on)
