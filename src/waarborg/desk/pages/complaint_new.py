"""What there is to choose from when a complaint is taken in."""

from __future__ import annotations

from waarborg.complaints.rules import may_complain, may_open_any, principals_complain
from waarborg.complaints.selectors import register
from waarborg.desk.forms.complaint_new import complainants
from waarborg.desk.forms.records import Choices
from waarborg.desk.pages.complaints import colleagues_and_self
from waarborg.gate.actors import Actor
from waarborg.parties.selectors import principals


def taking_in(actor: Actor) -> dict[str, Choices]:
    """By the names of the form: principals only where they may complain, and earlier
    complaints only for who handles them."""
    theirs = principals(actor) if principals_complain(actor.in_force) else ()
    before = register(actor).lines if may_open_any(actor) else ()
    return {
        "colleagues": colleagues_and_self(actor),
        "complainants": complainants(may_complain(actor.in_force)),
        "parties": [(str(one.id), one.name or str(one.kind.label)) for one in theirs],
        "earlier": [(str(one.id), one.number) for one in before],
    }
