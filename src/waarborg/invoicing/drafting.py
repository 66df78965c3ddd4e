"""What can be charged for a trajectory becomes a draft: hours that were approved, and fixed prices that were earned.

    draft(actor, dossier_id, asked)        make it; what stands in it is charged nowhere else
    throw_away(actor, dossier_id, id)      and give that up again

Whoever makes an invoice need not read hours: of them the sums alone come out.
"""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.models import Trajectory
from waarborg.dossiers.sealing import key_of
from waarborg.dossiers.selectors import name_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.invoicing.billing import read_details
from waarborg.invoicing.charging import Asked, charge
from waarborg.invoicing.governing import claims, names_allowed, required_governing
from waarborg.invoicing.models import BillingDetails, Charged, Invoice
from waarborg.invoicing.paper import TABLE, Business, Paper
from waarborg.invoicing.references import require_bare
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.citing import numbered
from waarborg.practice.billing import Billing
from waarborg.practice.selectors import Practice, practice_of


def draft(actor: Actor, dossier_id: UUID, asked: Asked) -> UUID:
    """Make a draft. Raises `Refused`, `NotFound`, and `InvalidInput` with a message per field."""
    entry, practice = required_governing(actor), practice_of(actor.organisation_id)
    billing = billing_of(practice)
    _check(actor, asked)
    with open_door(actor, "write", dossier_id=dossier_id, claims=claims(actor)) as door:
        scope = door.scope(asked.trajectory_id)
        door.require(entry.key, scope, author=True)
        trajectory = _trajectory(door, asked.trajectory_id)
        require_bare(reference=asked.reference, order=asked.order, name=name_of(door))
        _fate, key = key_of(door, entry, scope)
        made = Invoice(
            id=new_id(),
            organisation_id=actor.organisation_id,
            dossier_id=dossier_id,
            trajectory_id=trajectory.pk,
            party_id=trajectory.principal_id,
            category=entry.key,
            named=asked.named,
            data_key_id=key.id,
            sealed=b"",
            made_at=clock.now(),
            made_by_id=actor.somebody,
        )
        made.decision_id = door.note(Kind.INVOICE_DRAFTED, categories=(entry.key,), details={"invoice": str(made.pk)})
        Invoice.objects.using(door.using).bulk_create([made])
        lines, minutes = charge(door, made, trajectory, asked, practice)
        if not lines:
            raise InvalidInput(_("There is nothing to charge."), {"first": _("There is nothing to charge here.")})
        paper = Paper(
            seller=Business(**billing.seller.model_dump()),
            buyer=_buyer(door, trajectory),
            reference=asked.reference,
            order=asked.order,
            contract=trajectory.contract.number if trajectory.contract else "",
            first=asked.first,
            until=asked.until,
            pay_within_days=billing.pay_within_days,
            lines=lines,
            language=asked.language,
            named=_name(door) if asked.named else "",
            minutes=minutes,
        )
        sealed = key.seal(paper.to_bytes(), row=made.pk, table=TABLE)
        Invoice.objects.using(door.using).filter(pk=made.pk).update(sealed=sealed)
    return made.pk


def throw_away(actor: Actor, dossier_id: UUID, invoice_id: UUID) -> None:
    """Throw a draft away: what stood in it can be charged again. Raises `Refused`, `NotFound` and `Conflict`."""
    with open_door(actor, "write", dossier_id=dossier_id, claims=claims(actor)) as door:
        row = required_in(door, invoice_id)
        if row.number:
            raise Conflict(_("This invoice is final. Make a credit note instead."))
        door.note(Kind.INVOICE_THROWN_AWAY, categories=(row.category,), details={"invoice": str(row.pk)})
        Charged.objects.using(door.using).filter(invoice_id=row.pk).delete()
        Invoice.objects.using(door.using).filter(pk=row.pk).delete()


def required_in(door: Door, invoice_id: UUID) -> Invoice:
    """One invoice of the dossier in focus, which the door's act is allowed for. Raises `Refused` and `NotFound`."""
    row = Invoice.objects.using(door.using).filter(pk=invoice_id, dossier_id=UUID(door.dossier["id"])).first()
    if row is None:
        raise NotFound("There is no such invoice here.")
    door.require(row.category, door.scope(row.trajectory_id), author=True)
    return row


def billing_of(practice: Practice) -> Billing:
    """What the agency charges. Raises `InvalidInput` where nobody wrote that down."""
    if practice.way.billing is None:
        raise InvalidInput(_("Nobody wrote down yet what is charged here. That stands in the way of working."))
    return practice.way.billing


def _check(actor: Actor, asked: Asked) -> None:
    wrong: dict[str, str] = {}
    if asked.until < asked.first:
        wrong["until"] = _("The last day comes before the first one.")
    elif asked.until > clock.today():
        wrong["until"] = _("This day has not been yet.")
    if asked.named and not names_allowed(actor):
        article = required_governing(actor).article
        wrong["named"] = _("Article %(article)s knows no name on an invoice.") % {"article": numbered(article)}
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _trajectory(door: Door, trajectory_id: UUID) -> Trajectory:
    """The commission, of a principal that pays by invoice. Raises `NotFound` and `InvalidInput`."""
    rows = Trajectory.objects.using(door.using).select_related("contract", "principal")
    return rows.get(pk=trajectory_id, dossier_id=UUID(door.dossier["id"]))


def _buyer(door: Door, trajectory: Trajectory) -> Business:
    """Who pays. Raises `InvalidInput` while nobody wrote down where its invoices go."""
    row = BillingDetails.objects.using(door.using).filter(party_id=trajectory.principal_id).first()
    if row is None or not trajectory.principal.name:
        raise InvalidInput(_("Nobody wrote down yet where the invoices of this principal go."))
    return Business(name=trajectory.principal.name, **asdict(read_details(row)))


def _name(door: Door) -> str:
    """The client's name, to who may read it. Raises `Refused`."""
    door.require(catalogue_of(door.actor.in_force).identity.key, door.scope(), action="read")
    return name_of(door)
