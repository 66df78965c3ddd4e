"""What each act on a complaint does, by the word in its address, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.complaints import assigning, deciding, giving, going_on, uncovering
from waarborg.complaints.choices import Instance, Outcome, StepKind
from waarborg.complaints.deciding import Decided, Left, NewMeasure
from waarborg.gate.actors import Actor
from waarborg.kernel.errors import InvalidInput

Given = Mapping[str, Any]
READY, GIVEN_BACK, COPIED = "letter", "given back", "copied"


def do(actor: Actor, complaint_id: UUID, act: str, said: Given) -> str:
    """Do it, and return what is said afterwards. Raises what the service does."""
    made = ACTS[act](actor, complaint_id, said)
    if made == READY:
        return _("The letter is ready. It counts once you gave it.")
    if made == GIVEN_BACK:
        return _("Written down. Somebody else has to handle this complaint now: it waits for them.")
    if made == COPIED:
        return _("The copy is ready. It counts as given once you write down that it went.")
    return _("Written down.")


def where(actor: Actor, complaint_id: UUID, act: str, said: Given) -> tuple[Any, ...]:
    """Which page comes next: the register, where somebody else may handle it from now on."""
    gave_away = (act == "behandelaar" and said["handler"] != str(actor.somebody)) or (
        act == "over-wie" and said["account"]
    )
    return ("desk:complaints",) if gave_away else ("desk:complaint", complaint_id)


def _assign(actor: Actor, complaint_id: UUID, said: Given) -> None:
    assigning.assign(actor, complaint_id, UUID(said["handler"]))


def _match(actor: Actor, complaint_id: UUID, said: Given) -> None:
    assigning.match(actor, complaint_id, said["number"])


def _no_dossier(actor: Actor, complaint_id: UUID, said: Given) -> None:
    assigning.without_dossier(actor, complaint_id, said["words"])


def _accused(actor: Actor, complaint_id: UUID, said: Given) -> str:
    account = UUID(said["account"]) if said["account"] else None
    return "" if assigning.name_accused(actor, complaint_id, account, said["words"]) else GIVEN_BACK


def _look(actor: Actor, complaint_id: UUID, said: Given) -> None:
    uncovering.look(actor, complaint_id, said["words"])


def _prepare(actor: Actor, complaint_id: UUID, said: Given) -> str:
    steps = frozenset(StepKind(one) for one in said["steps"])
    named = {name: said[name] for name in ("recipient", "name", "reason", "with_words")}
    giving.prepare(actor, complaint_id, giving.NewGiving(**named, steps=steps))
    return COPIED


def _invite(actor: Actor, complaint_id: UUID, said: Given) -> str:
    going_on.invite(actor, complaint_id, said["place"], said["present"], accused=bool(said.get("accused")))
    return READY


def _written(actor: Actor, complaint_id: UUID, said: Given) -> None:
    going_on.put_in_writing(actor, complaint_id, said["on"])


def _complete(actor: Actor, complaint_id: UUID, said: Given) -> None:
    given = {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}
    going_on.complete(actor, complaint_id, given)


def _missing(actor: Actor, complaint_id: UUID, said: Given) -> str:
    going_on.ask_missing(actor, complaint_id, said["words"], said["until"])
    return READY


def _meeting(actor: Actor, complaint_id: UUID, said: Given) -> None:
    going_on.plan_meeting(actor, complaint_id, said["meeting_on"], said["words"])


def _confirm(actor: Actor, complaint_id: UUID, said: Given) -> str:
    going_on.confirm(actor, complaint_id, said["place"])
    return READY


def _heard(actor: Actor, complaint_id: UUID, said: Given) -> None:
    going_on.heard(actor, complaint_id, said["words"], said["on"])


def _absent(actor: Actor, complaint_id: UUID, said: Given) -> None:
    going_on.did_not_cooperate(actor, complaint_id, said["words"])


def _note(actor: Actor, complaint_id: UUID, said: Given) -> None:
    going_on.write_down(actor, complaint_id, StepKind(said["kind"]), said["words"], said["on"])


def _status(actor: Actor, complaint_id: UUID, said: Given) -> None:  # noqa: ARG001 - there is nothing to say with it
    going_on.ask_status(actor, complaint_id)


def _tell(actor: Actor, complaint_id: UUID, said: Given) -> str:
    going_on.tell_status(actor, complaint_id, said["words"])
    return READY


def _longer(actor: Actor, complaint_id: UUID, said: Given) -> str:
    going_on.more_time(actor, complaint_id, said["words"])
    return READY


def _request(actor: Actor, complaint_id: UUID, said: Given) -> None:
    going_on.request_found(actor, complaint_id, said["right"], said["words"])


def _leave(actor: Actor, complaint_id: UUID, said: Given) -> str:
    left = Left(because=said["because"], reasons=said["reasons"], third_party=said["third_party"])
    deciding.refuse(actor, complaint_id, left)
    return READY


def _decide(actor: Actor, complaint_id: UUID, said: Given) -> str:
    measures = [_measured(said)] if said["what"].strip() else []
    decided = Decided(outcome=Outcome(said["outcome"]), reasons=said["reasons"], measures=measures)
    deciding.decide(actor, complaint_id, decided)
    return READY


def _measured(said: Given) -> NewMeasure:
    wrong = {name: _("Fill this in as well.") for name in ("for_account", "due_on") if not said[name]}
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    return NewMeasure(what=said["what"], for_account_id=UUID(said["for_account"]), due_on=said["due_on"])


def _measure(actor: Actor, complaint_id: UUID, said: Given) -> None:
    deciding.take_measure(actor, complaint_id, _measured(said))


def _withdraw(actor: Actor, complaint_id: UUID, said: Given) -> None:  # noqa: ARG001 - there is nothing to say with it
    deciding.withdraw(actor, complaint_id)


def _solved(actor: Actor, complaint_id: UUID, said: Given) -> None:
    deciding.solved(actor, complaint_id, said["words"])


def _further(actor: Actor, complaint_id: UUID, said: Given) -> None:
    instance, costs = Instance(said["instance"]), said["costs_agreed_on"]
    deciding.go_further(actor, complaint_id, instance, said["words"], costs_agreed_on=costs)


def _done(actor: Actor, complaint_id: UUID, said: Given) -> None:
    deciding.further_done(actor, complaint_id, said["words"])


ACTS: Mapping[str, Callable[[Actor, UUID, Given], str | None]] = {
    "aanvullen": _complete,
    "behandelaar": _assign,
    "besluit": _decide,
    "bevestigen": _confirm,
    "dossier": _match,
    "gehoord": _heard,
    "geven": _prepare,
    "gesprek": _meeting,
    "ingetrokken": _withdraw,
    "klaar": _done,
    "langer": _longer,
    "maatregel": _measure,
    "niet-behandelen": _leave,
    "niet-meegewerkt": _absent,
    "notitie": _note,
    "ontbreekt": _missing,
    "opgelost": _solved,
    "over-wie": _accused,
    "schriftelijk": _written,
    "stand": _status,
    "stand-brief": _tell,
    "uitnodigen": _invite,
    "verder": _further,
    "verzoek": _request,
    "wie": _look,
    "zonder-dossier": _no_dossier,
}
"""By the word in the address."""
