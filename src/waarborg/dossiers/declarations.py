"""What clients, or who decides for them, declare: consents and opt-outs, how far each reaches, and their withdrawal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.consent_forms import article_not_met
from waarborg.dossiers.facts import DECLARED
from waarborg.dossiers.models import ClientDeclaration
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a declaration goes: to which kinds of recipient or the one party, for which kinds of data and purposes,
    until which day (included). What is None is not limited."""

    recipients: tuple[str, ...] | None = None
    party_id: UUID | None = None
    categories: tuple[str, ...] | None = None
    purposes: tuple[str, ...] | None = None
    until_on: date | None = None


def declare(actor: Actor, dossier_id: UUID, fact: str, *, form: str, from_on: date, reach: Reach | None = None) -> UUID:
    """Record what a client, or who decides for them, declared: a consent, an opt-out.

    Raises `Refused`, and `InvalidInput` for a consent in a weaker form than its article asks.
    """
    if fact not in DECLARED:
        raise InvalidInput(_("Choose what was declared from the list."), {"fact": fact})
    article = article_not_met(actor.in_force, fact, form)
    if article is not None:
        message = _("Article %(article)s asks another form for this.") % {"article": article}
        raise InvalidInput(_("Some things are not right yet."), {"form": message})
    reach = reach or Reach()
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        decision = door.note(Kind.CONSENT_GIVEN, details={"fact": fact})
        made = ClientDeclaration(
            id=new_id(),
            organisation_id=actor.organisation_id,
            dossier_id=dossier_id,
            fact=fact,
            form=form,
            from_on=from_on,
            decision_id=decision,
            recipients=reach.recipients and list(reach.recipients),
            party_id=reach.party_id,
            categories=reach.categories and list(reach.categories),
            purposes=reach.purposes and list(reach.purposes),
            until_on=reach.until_on,
        )
        ClientDeclaration.objects.bulk_create([made])
    return made.pk


def withdraw(actor: Actor, dossier_id: UUID, fact: str, *, on: date) -> None:
    """End a declaration, as easily as it was given (GDPR art. 7(3)). From that day it holds no more."""
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.note(Kind.CONSENT_WITHDRAWN, details={"fact": fact})
        ClientDeclaration.objects.filter(dossier_id=dossier_id, fact=fact, ended_on__isnull=True).update(ended_on=on)
