"""Giving data to somebody else, in words: what went, what may go, what waits and for what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.facts import missing_in_words
from waarborg.desk.forms.disclosures import RefuseForm
from waarborg.desk.pages.refusal import articles_of
from waarborg.desk.requests import DeskRequest
from waarborg.desk.words import fact_in_words, term, words_of
from waarborg.disclosures import ways
from waarborg.disclosures.approving import asked_of
from waarborg.disclosures.choices import BY_LINK, OF_THE_CLIENT, SPOKEN, DisclosureState
from waarborg.disclosures.hiding import HIDDEN, smallest_group
from waarborg.disclosures.register import SeenDisclosure, Shared
from waarborg.disclosures.ways import GROUNDED, SECOND_PERSON, Way
from waarborg.disclosures.weighing import PRINCIPAL, Asked, Weighed, WeighedItem
from waarborg.dossiers import values
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.scopes import APPROVED
from waarborg.kernel.errors import NotFound
from waarborg.parties.selectors import of_kind
from waarborg.policy.citing import numbered
from waarborg.policy.vocabulary import standard_vocabulary

FIELDS = ("recipient", "act", "party", "trajectory", "purpose", "ground", "channel")
MOST_REASONS = 3


def shared_page(actor: Actor, shared: Shared) -> dict[str, Any]:
    """What desk/disclosures.html needs."""
    number, every = shared.number, [_line(actor, shared.number, one) for one in shared.given]
    return {
        "number": number,
        "back_url": reverse("desk:dossier", args=[number]),
        "waiting": [one for one in every if one["state"] is DisclosureState.PREPARED],
        "given": [one for one in every if one["state"] is DisclosureState.GIVEN],
        "rest": [one for one in every if one["state"] in (DisclosureState.REFUSED, DisclosureState.STOPPED)],
        "give_url": reverse("desk:disclosure_new", args=[number]) if shared.may_give else "",
        "refuse_form": RefuseForm(recipients=every_recipient()),
        "refuse_url": reverse("desk:disclosure_refuse", args=[number]),
        "approvals_url": reverse("desk:approvals", args=[number]) if asked_of(actor.in_force) else "",
        "enquiries_url": reverse("desk:enquiries", args=[number]),
        "links_url": reverse("desk:open_links"),
    }


def _line(actor: Actor, number: str, one: SeenDisclosure) -> dict[str, Any]:
    entries = catalogue_of(actor.in_force).entries
    return {
        "id": one.id,
        "url": reverse("desk:disclosure", args=[number, one.id]),
        "name": one.name or term("recipients", one.recipient).capitalize(),
        "recipient": term("recipients", one.recipient),
        "kinds": [entries[key].rule.title for key in one.categories if key in entries],
        "purpose": actor.in_force.purposes_said().get(one.purpose, one.purpose),
        "ground": term("grounds", one.ground) if one.ground else "",
        "channel": term("channels", one.channel),
        "articles": [actor.in_force.article(where) for where in one.articles],
        "state": one.state,
        "state_label": one.state.label,
        "why": one.why.label if one.why else "",
        "prepared_at": one.prepared_at,
        "prepared_by": one.prepared_by,
        "given_at": one.given_at,
        "given_by": one.given_by,
        "fetched_at": one.fetched_at,
        "by_link": one.channel == BY_LINK and one.linked,
        "fetch_until": one.fetch_until,
    }


def disclosure_page(actor: Actor, number: str, one: SeenDisclosure, code: str = "") -> dict[str, Any]:
    """What desk/disclosure.html needs; `code` is shown this once."""
    waits = one.state is DisclosureState.PREPARED
    needs_second = waits and SECOND_PERSON in one.claims and not one.agreed_by
    return {
        "number": number,
        "back_url": reverse("desk:disclosures", args=[number]),
        "one": _line(actor, number, one),
        "items": _items(actor, one),
        "reasons": [
            {"label": fact_in_words(fact) if fact else _("Why"), "text": why} for fact, why in one.reasons.items()
        ],
        "told": one.told,
        "address": one.address,
        "agreed_by": one.agreed_by,
        "client_told_at": one.client_told_at,
        "copy_url": reverse("desk:disclosure_copy", args=[number, one.id]) if one.has_copy else "",
        "waits": waits,
        "link_works": one.channel == BY_LINK and one.link_works,
        "needs_second": needs_second,
        "may_agree": needs_second and not one.mine,
        "acts": {
            name: reverse("desk:disclosure_act", args=[number, one.id, name])
            for name in ("akkoord", "verteld", "geven", "stoppen", "intrekken")
        },
        "code": code,
    }


def _items(actor: Actor, one: SeenDisclosure) -> list[dict[str, Any]]:
    entries = catalogue_of(actor.in_force).entries
    found: dict[str, dict[str, Any]] = {}
    for item in one.items:
        entry = entries[item.category]
        line = found.setdefault(
            item.category,
            {"label": entry.rule.title, "number": 0, "fields": {}, "article": actor.in_force.article(item.article)},
        )
        line["number"] += 1
        line["fields"] |= {name: entry.rule.fields[name].label for name in item.fields if name in entry.rule.fields}
    return [{**line, "fields": list(line["fields"].values())} for line in found.values()]


def way_in(request: DeskRequest, actor: Actor) -> tuple[dict[str, str], dict[str, Sequence[tuple[str, str]]]]:
    """What was chosen of the way out, and the choices of each further question that can be answered by now."""
    chosen = {name: request.GET.get(name, "") for name in FIELDS}
    further: dict[str, Sequence[tuple[str, str]]] = {}
    if chosen["recipient"] not in ways.recipients(actor):
        return {**dict.fromkeys(FIELDS, ""), "recipient": ""}, further
    recipient = chosen["recipient"]
    further["act"] = labelled("actions", ways.acts(actor, recipient))
    _only(chosen, "act", further)
    if not chosen["act"]:
        return {**dict.fromkeys(FIELDS, ""), "recipient": recipient}, further
    act = chosen["act"]
    if len(further["act"]) == 1:
        del further["act"]
    if recipient not in (PRINCIPAL, *OF_THE_CLIENT):
        parties = [(str(one.id), one.name) for one in of_kind(actor, recipient)]
        if parties:
            further["party"] = [("", _("Somebody who does not stand in the register")), *parties]
    titles = actor.in_force.purposes_said()
    further["purpose"] = [(key, titles.get(key, key)) for key in ways.purposes(actor, recipient, act)]
    _only(chosen, "purpose", further)
    if chosen["purpose"]:
        further["ground"] = labelled("grounds", ways.grounds(actor, recipient, chosen["purpose"], act))
        _only(chosen, "ground", further)
    if chosen["ground"]:
        way = Way(act=act, recipient=recipient, purpose=chosen["purpose"], ground=chosen["ground"])
        further["channel"] = labelled("channels", ways.channels(actor, way))
        _only(chosen, "channel", further)
    return chosen, further


def with_principals(
    further: dict[str, Sequence[tuple[str, str]]], weighed: Weighed
) -> dict[str, Sequence[tuple[str, str]]]:
    """The questions, with one more where a client has trajectories of several principals."""
    names = {one["principal"]: one["principal_name"] for one in weighed.trajectories if one["principal_name"]}
    if weighed.asked.way.recipient != PRINCIPAL or len(names) < 2:  # noqa: PLR2004 - one is no choice
        return further
    return {"party": [("", _("Of the latest trajectory")), *names.items()], **further}


def _only(chosen: dict[str, str], name: str, further: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """A question with one answer is answered; an answer that is no choice is none."""
    keys = [key for key, _label in further[name]]
    if len(keys) == 1:
        chosen[name] = keys[0]
    elif chosen[name] not in keys:
        chosen[name] = ""


def every_recipient() -> list[tuple[str, str]]:
    """Every kind of recipient there is, in words."""
    return labelled("recipients", standard_vocabulary().dimensions["recipients"])


def asked_by(chosen: Mapping[str, str], stated: Iterable[str]) -> Asked | None:
    """What is asked, once every question is answered. Raises `NotFound` for a party that is none."""
    if not (chosen["recipient"] and chosen["purpose"] and chosen["ground"] and chosen["channel"]):
        return None
    way = Way(
        act=chosen.get("act") or ways.ACT,
        recipient=chosen["recipient"],
        purpose=chosen["purpose"],
        ground=chosen["ground"],
        channel=chosen["channel"],
    )
    return Asked(
        way=way, party_id=_id(chosen["party"]), trajectory_id=_id(chosen["trajectory"]), stated=frozenset(stated)
    )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound("There is no such recipient.") from None


def statements_of(actor: Actor, weighed: Weighed) -> list[tuple[str, str, str]]:
    """What must be so for something to go: the fact, its label, and the articles that ask it."""
    found = []
    for fact in weighed.statements:
        asked = dict.fromkeys(
            numbered(rule.rule.where)
            for item in weighed.items
            for role in actor.roles
            for rule in actor.in_force.policy.cell(role, weighed.asked.way.act, item.record.entry.key).permits
            if rule.when & actor.in_force.policy.vocabulary.mask(fact) and weighed.asked.way.fits(rule)
        )
        help_text = _("Why is that so? Asked by article %(article)s.") % {"article": ", ".join(asked)} if asked else ""
        found.append((fact, fact_in_words(fact).capitalize(), help_text))
    return found


def weighed_page(
    actor: Actor, weighed: Weighed, ticked: frozenset[UUID], with_file: frozenset[UUID] = frozenset()
) -> dict[str, Any]:
    """What desk/disclosure_new.html shows once the way is chosen; `ticked` goes, of `with_file` the file too."""
    words = words_of(actor.in_force.regulation)
    kinds: dict[str, dict[str, Any]] = {}
    for item in weighed.items:
        if item.goes or item.too_old_for or (item.told_first and item.answer.allowed):
            entry = item.record.entry
            kind = kinds.setdefault(
                entry.key,
                {"label": entry.rule.title, "article": actor.in_force.article(item.answer.articles[0]), "items": []},
            )
            kind["items"].append(_item(item, ticked) | _files(weighed, item, with_file))
    return {
        "kinds": list(kinds.values()),
        "closed": [_closed(actor, category, answer, words) for category, answer in weighed.closed.items()],
        "approvals_url": _approvals_url(weighed),
        "hidden": HIDDEN in weighed.asked.stated,
        "smallest_group": smallest_group(actor.in_force),
        "party": weighed.party,
        "assured": [fact_in_words(fact) for fact in sorted(weighed.assured)],
    }


def _item(item: WeighedItem, ticked: frozenset[UUID]) -> dict[str, Any]:
    rules, fields = item.record.entry.rule.fields, item.record.content.fields
    return {
        "id": str(item.record.id),
        "ticked": item.record.id in ticked,
        "title": values.title_of(item.record.entry, item.record.content.fields),
        "on": item.record.occurred_on,
        "fields": [
            {"label": rules[name].label, "value": values.shown(rules[name], fields[name])} for name in item.fields
        ],
        "too_old": bool(item.too_old_for),
        "needs_second": item.needs_second,
        "tells": item.answer.obligations.tell_client or "",
        "told_first": item.told_first,
    }


def _files(weighed: Weighed, item: WeighedItem, with_file: frozenset[UUID]) -> dict[str, Any]:
    """The files of an item: those that can go along, and those that have no pages; on the telephone none does."""
    if weighed.asked.way.channel == SPOKEN:
        return {}
    return {
        "files": [f"{one.label} (.{one.ending})" for one in item.files if one.goes],
        "stay": [f"{one.label} (.{one.ending})" for one in item.files if not one.goes],
        "with_file": item.record.id in with_file,
    }


def _approvals_url(weighed: Weighed) -> str:
    """Where the client's approval is written down, when something stays here for want of it."""
    wanting = any(APPROVED in item.answer.missing for item in weighed.items if not item.goes)
    return reverse("desk:approvals", args=[weighed.number]) if wanting else ""


def _closed(actor: Actor, category: str, answer: Answer, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "label": catalogue_of(actor.in_force).entries[category].rule.title,
        "articles": articles_of(actor, answer)[:1],
        "missing": [missing_in_words(fact, words) for fact in answer.missing if fact not in GROUNDED][:MOST_REASONS],
    }


def address_of(number: str, chosen: Mapping[str, str]) -> str:
    """The address of the page with this way chosen."""
    return f"{reverse('desk:disclosure_new', args=[number])}?{urlencode({k: v for k, v in chosen.items() if v})}"


def labelled(dimension: str, keys: Iterable[str]) -> list[tuple[str, str]]:
    """Words of the vocabulary to choose from, as people read them."""
    return [(key, _upper(term(dimension, key))) for key in keys]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
