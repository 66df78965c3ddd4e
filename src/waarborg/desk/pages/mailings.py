"""Lists of addresses, in words: which there are, who would stand on one, what must still be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.facts import missing_in_words
from waarborg.desk.requests import DeskRequest
from waarborg.desk.words import fact_in_words, term, words_of
from waarborg.disclosures import ways
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.kernel.errors import NotFound
from waarborg.mailings.choices import ListState
from waarborg.mailings.register import SeenList, WholeList
from waarborg.mailings.rules import ListRule, list_rule, lists_open
from waarborg.mailings.weighing import AskedList, StaysOff, WeighedList
from waarborg.parties.selectors import of_kind

FIELDS = ("list", "party", "purpose", "ground")
NOT_ON_LISTS = frozenset({"statutory_duty", "court_order", "acute_danger", "vital_interest"})
"""Grounds on which nobody is put on a list with others, and what belongs to them."""
FREQUENCY = "frequency"


def lists_page(actor: Actor, lists: Sequence[SeenList]) -> dict[str, Any]:
    """What desk/lists_out.html needs."""
    return {
        "lists": [_line(actor, one) for one in lists],
        "new_url": reverse("desk:address_list_new") if lists_open(actor) else "",
    }


def _line(actor: Actor, one: SeenList) -> dict[str, Any]:
    return {
        "url": reverse("desk:address_list", args=[one.id]),
        "party": one.party,
        "recipient": term("recipients", one.recipient),
        "purpose": actor.in_force.purposes_said().get(one.purpose, one.purpose),
        "state": one.state.value,
        "state_label": one.state.label,
        "prepared_at": one.prepared_at,
        "prepared_by": one.prepared_by,
        "agreed_by": one.agreed_by,
        "given_at": one.given_at,
        "fetched_at": one.fetched_at,
        "expires_at": one.expires_at,
    }


def list_asked(request: DeskRequest) -> tuple[dict[str, str], dict[str, Sequence[tuple[str, str]]]]:
    """What was chosen of a list, and the choices of every question that can be answered by now. Raises `NotFound`."""
    actor = request.actor
    chosen = {name: request.GET.get(name, "") for name in FIELDS}
    rules = lists_open(actor)
    further: dict[str, Sequence[tuple[str, str]]] = {"list": [(one.key, _title(one)) for one in rules]}
    _only(chosen, "list", further)
    if chosen["list"]:
        recipient = list_rule(actor, chosen["list"]).recipient
        further["party"] = [(str(one.id), one.name) for one in of_kind(actor, recipient)]
        titles = actor.in_force.purposes_said()
        further["purpose"] = [(key, titles.get(key, key)) for key in ways.purposes(actor, recipient)]
        _only(chosen, "purpose", further)
        if chosen["purpose"]:
            grounds = ways.grounds(actor, recipient, chosen["purpose"])
            further["ground"] = [(key, term("grounds", key)) for key in grounds if key not in NOT_ON_LISTS]
            _only(chosen, "ground", further)
    return chosen, further


def _only(chosen: dict[str, str], name: str, further: dict[str, Sequence[tuple[str, str]]]) -> None:
    """Where there is one answer it is chosen; what is no answer is none."""
    keys = [key for key, _label in further[name]]
    if len(keys) == 1:
        chosen[name] = keys[0]
    elif chosen[name] not in keys:
        chosen[name] = ""


def _title(one: ListRule) -> str:
    return f"{term('recipients', one.recipient).capitalize()} ({one.rule.where})"


def asked_list(actor: Actor, chosen: dict[str, str], stated: Iterable[str] | None = None) -> AskedList | None:
    """The list that was asked for, with everything stated unless said; None while a question is open."""
    if not all(chosen[name] for name in FIELDS):
        return None
    try:
        party = UUID(chosen["party"])
    except ValueError:
        raise NotFound("There is no such recipient here.") from None
    rule = list_rule(actor, chosen["list"])
    asked = AskedList(rule=rule, party_id=party, purpose=chosen["purpose"], ground=chosen["ground"])
    facts = set(ways.statements(actor, asked.way)) - NOT_ON_LISTS if stated is None else set(stated)
    return replace(asked, stated=frozenset(facts))


def weighed_list_page(actor: Actor, weighed: WeighedList, chosen: dict[str, str]) -> dict[str, Any]:
    """Who would stand on it, with which fields, and why the others stay off."""
    catalogue, rule = catalogue_of(actor.in_force), weighed.asked.rule
    return {
        "party": weighed.party,
        "article": actor.in_force.article(rule.rule.where),
        "fields": [
            catalogue.entry(category).rule.fields[name].label
            for category, names in rule.fields.items()
            for name in names
        ],
        "people": [one.number for one in weighed.people],
        "off": [_off(actor, one) for one in weighed.off],
        "assured": [fact_in_words(fact) for fact in sorted(weighed.assured)],
        "post_url": f"{reverse('desk:address_list_new')}?{urlencode(chosen)}",
    }


def statements_of_list(weighed: WeighedList) -> list[tuple[str, str]]:
    """What must be stated, in words."""
    return [(fact, fact_in_words(fact).capitalize()) for fact in weighed.statements if fact in weighed.asked.stated]


def _off(actor: Actor, one: StaysOff) -> dict[str, Any]:
    words = words_of(actor.in_force.regulation)
    missing = [
        _("They stood on such a list not long ago.") if fact == FREQUENCY else missing_in_words(fact, words)
        for fact in one.missing
    ]
    return {
        "people": one.people,
        "articles": [actor.in_force.article(where) for where in one.articles],
        "missing": missing or ([] if one.articles else [_("What would go was not written down.")]),
    }


def list_page(actor: Actor, whole: WholeList, code: str) -> dict[str, Any]:
    """What desk/list_out.html needs."""
    seen = whole.seen
    acts = {
        name: reverse("desk:address_list_act", args=[seen.id, name])
        for name in ("akkoord", "vertel", "geven", "stoppen")
    }
    waits = seen.state is ListState.PREPARED
    return {
        "one": _line(actor, seen),
        "back_url": reverse("desk:address_lists"),
        "members": [
            {
                "number": one.number,
                "state": one.state.label,
                "told": one.told,
            }
            for one in whole.members
        ],
        "waits": waits,
        "may_agree": waits and seen.needs_second and not seen.agreed_by and not seen.mine,
        "needs_second": waits and seen.needs_second and not seen.agreed_by,
        "untold": whole.untold if waits and seen.told_before else 0,
        "told_before": seen.told_before,
        "acts": acts,
        "code": code,
    }
