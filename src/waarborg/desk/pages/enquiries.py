"""What principals ask, in words: of a dossier, one with its term and what may answer it, and all that is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.forms.enquiries import AnsweredForm, RefusalForm, WithdrawnForm
from waarborg.desk.forms.records import Choices
from waarborg.desk.words import articles_in_words, fact_in_words, term
from waarborg.disclosures import ways
from waarborg.disclosures.weighing import PRINCIPAL
from waarborg.enquiries.choices import Asks
from waarborg.enquiries.selectors import Enquiries, OpenEnquiry, SeenEnquiry
from waarborg.gate.actors import Actor
from waarborg.kernel.languages import reader_language
from waarborg.policy.names import Names


def list_page(found: Enquiries) -> dict[str, Any]:
    """What desk/enquiries.html needs."""
    lines = [_line(one) for one in found.found]
    return {
        "number": found.number,
        "back_url": reverse("desk:disclosures", args=[found.number]),
        "new_url": reverse("desk:enquiry_new", args=[found.number]) if found.askable else "",
        "open": [line for line in lines if not line["ended_on"]],
        "ended": [line for line in lines if line["ended_on"]],
    }


def trajectories_of(found: Enquiries) -> Choices:
    """The trajectories whose principal may ask something, by who that is."""
    return [(str(one.id), one.principal) for one in found.askable]


def open_page(found: Sequence[OpenEnquiry]) -> dict[str, Any]:
    """What desk/enquiries_open.html needs: no contents, the nearest day first."""
    return {
        "lines": [
            {
                "url": reverse("desk:enquiry", args=[one.number, one.id]),
                "title": str(one.asks.label).capitalize(),
                "number": one.number,
                "who": str(one.kind.label),
                "received_on": one.received_on,
                "due_on": one.due_on,
                "late": one.late,
            }
            for one in found
        ]
    }


def _line(one: SeenEnquiry) -> dict[str, Any]:
    return {
        "url": reverse("desk:enquiry", args=[one.number, one.id]),
        "title": str(one.asks.label).capitalize(),
        "who": one.party,
        "received_on": one.received_on,
        "due_on": one.due_on,
        "late": one.late,
        "ended_on": one.ended_on,
        "outcome": one.outcome.label if one.outcome else "",
    }


def enquiry_page(actor: Actor, one: SeenEnquiry, forms: Mapping[str, Any]) -> dict[str, Any]:
    """What desk/enquiry.html needs; `forms` are those that were sent and are not right yet, by their act."""
    names = Names(actor.in_force.regulation, reader_language())
    number = one.number
    return {
        **_line(one),
        "number": number,
        "back_url": reverse("desk:enquiries", args=[number]),
        "said": one.said,
        "kind": one.kind.label,
        "came_by": one.came_by.label,
        "recorded_by": one.recorded_by,
        "article": actor.in_force.article(one.article) if one.article else None,
        "answers": names.role(one.for_role) if one.for_role else "",
        "missing": [fact_in_words(fact) for fact in sorted(one.missing)],
        "party_url": reverse("desk:principal", args=[one.party_id]),
        "give_url": "" if one.ended_on else _give_url(actor, one),
        "disclosure_url": reverse("desk:disclosure", args=[number, one.disclosure_id]) if one.disclosure_id else "",
        "letter_url": reverse("desk:letter", args=[number, one.letter_id]) if one.letter_id else "",
        "letters_url": reverse("desk:letters", args=[number]),
        "reports": one.asks is Asks.COOPERATION,
        "told": one.told,
        "acts": list(_acts(actor, one, forms)),
    }


def _give_url(actor: Actor, one: SeenEnquiry) -> str:
    """Where it is chosen what goes to them: as their own kind where a rule speaks of that, else as the principal."""
    open_to = ways.recipients(actor)
    recipient = one.kind.value if one.kind.value in open_to and one.asks is not Asks.TRANSFER else PRINCIPAL
    if recipient not in open_to:
        return ""
    chosen = {"recipient": recipient, "party": str(one.party_id), "trajectory": str(one.trajectory_id)}
    return f"{reverse('desk:disclosure_new', args=[one.number])}?{urlencode(chosen)}"


def _acts(actor: Actor, one: SeenEnquiry, forms: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What can be done now, each with its form; the form that was just sent stands open."""
    if one.ended_on is not None:
        return
    if one.gave:
        gave = [(str(each.id), f"{each.on:%d-%m-%Y}, {term('channels', each.channel)}") for each in one.gave]
        yield _act(one, forms, "beantwoord", _("Answered with this"), AnsweredForm(gave=gave))
    if one.asks is Asks.COOPERATION:
        yield _act(one, forms, "ingetrokken", _("It is not reported"), WithdrawnForm())
        return
    yield _act(one, forms, "weigeren", _("Refuse by letter"), RefusalForm(articles=articles_in_words(actor.in_force)))
    yield _act(one, forms, "ingetrokken", _("They ask it no more"), WithdrawnForm())


def _act(one: SeenEnquiry, forms: Mapping[str, Any], act: str, title: str, form: Any) -> dict[str, Any]:
    shown = forms.get(act, form)
    shown.auto_id = f"id_{act}_%s"
    return {
        "act": act,
        "title": title,
        "url": reverse("desk:enquiry_act", args=[one.number, one.id, act]),
        "form": shown,
        "open": act in forms,
    }
