"""Who is to come in, and whether that can be: judged before anything is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from waarborg.accounts.choices import Basis
from waarborg.admission.reaching import ACTING, CLIENT, UNTIL_OF_AGE, born_in, last_day
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.selectors import dossier
from waarborg.gate.actors import Actor
from waarborg.kernel import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class NewComer:
    """Who comes in: as what, by mail or by a letter; of a representative who they are and what their mandate is about.

    A client's own address is the one in the dossier, once it is known to be right. `categories` None: all kinds.
    """

    basis: str
    by_mail: bool
    address: str = ""
    name: str = ""
    seen: str = ""
    seen_on: date | None = None
    until_on: date | None = None
    categories: frozenset[str] | None = None
    only_reads: bool = False


def last_day_of(actor: Actor, dossier_id: UUID, new: NewComer) -> tuple[date | None, dict[str, str]]:
    """The last day: what was agreed; of a parent, the day before the client decides alone."""
    if new.basis not in UNTIL_OF_AGE:
        return new.until_on, {}
    born = born_in(dossier(actor, dossier_id), actor.in_force)
    if born is None:
        return None, {"basis": _("The birth date is not in the dossier. Without it nobody comes in as a parent.")}
    last = last_day(actor.in_force, born)
    if last < clock.today():
        return None, {"basis": _("This client decides alone. A mandate of the client is what a parent needs now.")}
    return min(last, new.until_on or last), {}


def mistakes_in(actor: Actor, new: NewComer, role: str, until: date | None) -> dict[str, str]:
    """What is not right yet, by field."""
    wrong: dict[str, str] = {}
    if new.basis not in ACTING or role not in actor.in_force.policy.roles:
        wrong["basis"] = _("Choose one from the list.")
    if until is not None and until < clock.today():
        wrong["until_on"] = _("Choose a day from today on.")
    return wrong if role == CLIENT else wrong | _wrong_of_mandate(actor, new, until)


def _wrong_of_mandate(actor: Actor, new: NewComer, until: date | None) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not new.name.strip():
        wrong["name"] = _("Who is it?")
    if not new.seen.strip() or new.seen_on is None:
        wrong["seen_on" if new.seen.strip() else "seen"] = _("Without proof nobody decides for a client.")
    if new.seen_on is not None and new.seen_on > clock.today():
        wrong["seen_on"] = _("This day has not been yet.")
    if new.basis == Basis.MANDATE and until is None:
        wrong["until_on"] = _("A mandate has a last day. It can be given again.")
    if new.categories is not None and not new.categories <= set(catalogue_of(actor.in_force).entries):
        wrong["categories"] = _("Choose from the list.")
    if new.by_mail:
        try:
            validate_email(new.address.strip())
        except ValidationError:
            wrong["address"] = _("This is no e-mail address.")
    return wrong
