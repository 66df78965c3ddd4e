"""Which kind of data of the catalogue governs invoices, what they serve, and the references of a commission."""

from __future__ import annotations

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import Catalogue, Entry, catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims
from waarborg.kernel.errors import InvalidInput
from waarborg.policy.citing import numbered
from waarborg.policy.model.catalogue import FieldUse
from waarborg.policy.possible import is_possible
from waarborg.work.time_entries import HOURS

GOVERN = ("invoice", *HOURS)
"""What a kind of data serves as under which invoices stand, the first there is: hours prove an invoice."""
PURPOSE = "invoicing"
"""The word of the vocabulary for what it serves, where the regulation has it among its purposes."""


def governing(catalogue: Catalogue) -> Entry | None:
    """The kind of data whose rules govern invoices; None where the regulation knows nothing they could stand with."""
    return next((entry for use in GOVERN if (entry := catalogue.serving_as(use))), None)


def required_governing(actor: Actor) -> Entry:
    """The same. Raises `InvalidInput`, naming the catalogue's article, where there is none."""
    catalogue = catalogue_of(actor.in_force)
    found = governing(catalogue)
    if found is None:
        article = catalogue.closing_article
        raise InvalidInput(
            _("Article %(article)s names nothing that an invoice rests on.") % {"article": numbered(article)}
        )
    return found


def purpose_of(actor: Actor, entry: Entry) -> str | None:
    """What invoices serve under this regulation: their own purpose where it has one, else what the data do."""
    own = entry.rule.purposes or actor.in_force.policy.purposes
    return PURPOSE if PURPOSE in own else entry.serves(actor.in_force.main_purpose)


def claims(actor: Actor) -> Claims:
    """What is stated by working on an invoice: its purpose. Raises `InvalidInput`."""
    return Claims(purpose=purpose_of(actor, required_governing(actor)))


def field_for(entry: Entry, use: FieldUse) -> str | None:
    """The field of a kind of data that serves as something; None where it has none."""
    return next((name for name, field in entry.rule.fields.items() if field.serves_as == use), None)


def names_allowed(actor: Actor) -> bool:
    """Does the regulation know the client's name on an invoice at all?"""
    return field_for(required_governing(actor), "named") is not None


def may_invoice(actor: Actor) -> bool:
    """Does a rule let this actor ever make an invoice?"""
    return _may(actor, "write")


def may_see_invoices(actor: Actor) -> bool:
    """Does a rule let this actor ever see one, and make one?"""
    return may_invoice(actor) and _may(actor, "read")


def _may(actor: Actor, act: str) -> bool:
    entry = governing(catalogue_of(actor.in_force))
    policy = actor.in_force.policy
    return entry is not None and any(is_possible(policy.cell(role, act, entry.key)) for role in actor.roles)
