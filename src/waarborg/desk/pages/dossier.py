"""What every page of one dossier shares, and its overview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.facts import because
from waarborg.desk.pages.consents import consents_in_short
from waarborg.desk.pages.phases import phases_shown
from waarborg.desk.pages.refusal import articles_of
from waarborg.desk.pages.restricted import restricted_lines
from waarborg.desk.pages.retention import retention_lines
from waarborg.desk.pages.said import said_lines
from waarborg.desk.pages.tabs import tabs_of
from waarborg.desk.words import fact_in_words, roles_in_words, words_of
from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.dossiers.facts import OpenView
from waarborg.dossiers.frames import SeenFrame
from waarborg.dossiers.handing_out import BEFORE
from waarborg.dossiers.prints import printable
from waarborg.dossiers.retention_days import endings
from waarborg.dossiers.selectors import SeenDossier
from waarborg.dossiers.working import working_on
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.kernel import clock
from waarborg.kernel.languages import reader_language
from waarborg.policy.citing import Cited
from waarborg.policy.model.catalogue import PurposeRule
from waarborg.policy.possible import is_possible
from waarborg.work.time_entries import governing

Seen = SeenDossier | SeenFrame
MOST_CLOSED = 6
FEW = 3
SECONDS_A_MINUTE = 60


def dossier_page(actor: Actor, seen: Seen, current: str) -> dict[str, Any]:
    """What desk/dossier_base.html needs; `current` is the name of the address whose tab is open."""
    return {
        "dossier": identity(seen),
        **tabs_of(actor, seen, current),
        "why": _why(actor, seen) if seen.answers else None,
        "time_box": time_box(actor, seen.number, seen.view) if _looks_along(seen) else None,
    }


def identity(seen: Seen) -> dict[str, Any]:
    """Which dossier this is."""
    shown = [one for one in seen.trajectories if one["ended_on"] is None] or list(seen.trajectories[-1:])
    each = [
        _("%(type)s for %(principal)s")
        % {
            "type": seen.practice.type_label(one["type"], reader_language()),
            "principal": one["principal_name"] or _("the person themself"),
        }
        for one in shown
    ]
    return {
        "url": reverse("desk:dossier", args=[seen.number]),
        "number": seen.number,
        "name": seen.name,
        "summary": " · ".join(each),
        "closed_on": seen.closed_on,
    }


def overview(actor: Actor, seen: SeenDossier) -> dict[str, Any]:
    """What desk/dossier.html needs beside the shared part."""
    lines = retention_lines(actor, endings(actor, seen))
    return {
        **_categories(actor, seen, lines),
        "retention": _soonest(lines),
        "retention_url": reverse("desk:retention", args=[seen.number]),
        "access": _assigned(seen),
        "access_url": reverse("desk:who_has_access", args=[seen.number]),
        "looked_url": reverse("desk:who_looked", args=[seen.number]),
        "phases": phases_shown(actor, seen),
        "actions": _actions(actor, seen),
        "consents": consents_in_short(actor, seen),
        "consents_url": reverse("desk:consents", args=[seen.number]) if seen.writable else "",
        "said": said_lines([said for one in seen.records for said in one.said if said.of_dossier]),
        "restricted": restricted_lines(actor, seen.restricted),
        "statement_url": reverse("desk:statement_new", args=[seen.number]) if seen.name else "",
    }


def _actions(actor: Actor, seen: SeenDossier) -> list[dict[str, str]]:
    """What people come to a dossier for: nothing while somebody only looks along."""
    if _looks_along(seen):
        return []
    catalogue, actions = catalogue_of(actor.in_force), []
    if seen.writable and any(one["phase"] in BEFORE and not one["ended_on"] for one in seen.trajectories):
        actions.append({"label": _("Intake"), "url": reverse("desk:intake", args=[seen.number]), "icon": "check"})
    note, time = catalogue.serving_as("contact_note"), governing(catalogue)
    if note and note.key in seen.writable:
        url = reverse("desk:note_add", args=[seen.number])
        actions.append({"label": _("New contact note"), "url": url, "icon": "pen", "key": "n v"})
    if time and time.key in _writable_with_purpose(actor, seen, time):
        url = reverse("desk:time_add", args=[seen.number])
        actions.append({"label": _("Enter time"), "url": url, "icon": "hours", "key": "n u"})
    if any(entry.rule.serves_as and entry.key in seen.writable for entry in catalogue):
        url = reverse("desk:pieces", args=[seen.number])
        actions.append({"label": _("Make a document"), "url": url, "icon": "document"})
    reminder = reverse("desk:remind", args=[seen.number])
    actions.append({"label": _("Put on my list"), "url": reminder, "icon": "plus"})
    if printable(actor):
        actions.append({"label": _("Print"), "url": reverse("desk:print", args=[seen.number]), "icon": "print"})
    return actions


def _writable_with_purpose(actor: Actor, seen: SeenDossier, time: Entry) -> frozenset[str]:
    """What may be written, where hours serve a purpose of their own: then whoever writes anything here may try."""
    main = actor.in_force.main_purpose
    return seen.writable if time.serves(main) == main else frozenset({time.key} if seen.writable else ())


def time_box(actor: Actor, number: str, view: OpenView | None) -> dict[str, Any] | None:
    """The bar over a time-boxed view."""
    if view is None:
        return None
    left = view.ends_at - clock.now()
    article = view.rule.partition("/")[0]
    return {
        "minutes_left": max(int(left.total_seconds() // SECONDS_A_MINUTE), 0),
        "ends_at": view.ends_at,
        "article": actor.in_force.article(article),
        "end_url": reverse("desk:view_stop", args=[view.id]),
        "dossier_number": number,
    }


def _looks_along(seen: Seen) -> bool:
    return seen.view is not None and any(answer.obligations.view_only for answer in seen.answers.values())


def _why(actor: Actor, seen: Seen) -> dict[str, Any]:
    words, regulation = words_of(actor.in_force.regulation), actor.in_force.regulation
    answers = list({answer.rules: answer for answer in seen.answers.values()}.values())
    facts = [fact for answer in answers for fact in _asked(actor, answer)]
    reason = because(dict.fromkeys(facts), words)
    sentence = _("You may see this dossier: %(reason)s.") if reason else _("You may see this dossier.")
    return {
        "sentence": sentence % {"reason": reason} if reason else sentence,
        "role": roles_in_words(regulation, dict.fromkeys(a.decision.role for a in answers if a.decision.role)),
        "articles": _grounds(actor, answers),
        **_purpose(actor),
        "closed": _closed(actor, seen),
        "logged_at": seen.looked_at,
        "client_sees": True,
    }


def _asked(actor: Actor, answer: Answer) -> tuple[str, ...]:
    """The facts that the permit which answered asks for."""
    compiled = [rule for name in answer.rules for rule in actor.in_force.policy.rule(name)]
    return tuple(fact for rule in compiled for fact in actor.in_force.policy.vocabulary.facts_in(rule.when))


def _grounds(actor: Actor, answers: Sequence[Answer]) -> list[dict[str, Any]]:
    found: dict[str, Cited] = {}
    needed: dict[str, list[str]] = {}
    for answer in answers:
        for where in answer.articles:
            found.setdefault(where, actor.in_force.article(where))
            needed.setdefault(where, []).extend(_asked(actor, answer))
    return [
        {
            "number": one.number,
            "law": one.law,
            "title": one.title,
            "sentence": ", ".join(fact_in_words(fact) for fact in dict.fromkeys(needed[where])),
        }
        for where, one in found.items()
    ]


def _purpose(actor: Actor) -> dict[str, str]:
    """The purpose that ordinary work serves, with its article."""
    for article in actor.in_force.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, PurposeRule) and rule.purpose == actor.in_force.main_purpose:
                return {"purpose": actor.in_force.said(rule.title), "purpose_article": article.number}
    return {"purpose": "", "purpose_article": ""}


def _closed(actor: Actor, seen: Seen) -> list[dict[str, Any]]:
    entries = catalogue_of(actor.in_force).entries
    found = []
    for category, answer in list(seen.closed.items())[:MOST_CLOSED]:
        articles = articles_of(actor, answer)
        found.append({"text": entries[category].rule.title, "article": articles[0] if articles else ""})
    return found


def _categories(actor: Actor, seen: SeenDossier, lines: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Kinds of data with something in them, and those that stay shut; apart from them the kinds that are empty."""
    kept = {line["category"]: line for line in reversed(lines)}
    shown: list[dict[str, Any]] = []
    empty: list[dict[str, str]] = []
    for entry in catalogue_of(actor.in_force):
        row: dict[str, Any] = {"label": entry.rule.title, "key": entry.key}
        row["url"] = records_url(seen.number, entry.key)
        if entry.key not in seen.readable:
            articles = articles_of(actor, seen.closed[entry.key])
            closed = {"url": "", "closed": _("closed for you"), "closed_article": articles[0] if articles else ""}
            shown.append(row | closed)
        elif entry.rule.serves_as == "hours":
            shown.append(row | {"url": reverse("desk:dossier_hours", args=[seen.number]), "count": ""})
        elif not seen.of(entry.key):
            empty.append(row)
        else:
            row |= {"count": len(seen.of(entry.key)), "latest_on": _latest(seen, entry.key)}
            line = kept.get(entry.key)
            if line:
                row |= {"retention": line["term"] or line["explanation"], "retention_article": line["article"]}
            shown.append(row)
    return {"categories": shown, "empty_categories": empty}


def _latest(seen: SeenDossier, category: str) -> date | None:
    return max((record.occurred_on for record in seen.of(category)), default=None)


def records_url(number: str, category: str) -> str:
    """Where the records of one category stand."""
    return reverse("desk:records", args=[number, category])


def readers_of(actor: Actor, category: str) -> str:
    """The roles of the agency that may ever read this."""
    policy = actor.in_force.policy
    able = [
        role
        for role in policy.roles
        if policy.kinds.get(role) == "staff" and is_possible(policy.cell(role, "read", category))
    ]
    return roles_in_words(actor.in_force.regulation, able)


def _soonest(lines: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """One line per fate, the nearest day first."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for line in lines:
        key = (line["on"], line["explanation"], str(line["article"]), line["action"])
        if key in found:
            found[key]["titles"].append(line["what"])
        else:
            found[key] = {**line, "titles": [line["what"]]}
    each = sorted(found.values(), key=lambda line: (line["on"] is None, line["on"] or date.max))
    return [{**line, "what": _together(list(dict.fromkeys(line["titles"])))} for line in each]


def _together(titles: Sequence[str]) -> str:
    """A few kinds by name, many by their number."""
    return ", ".join(titles) if len(titles) <= FEW else _("%(number)s kinds of data") % {"number": len(titles)}


def _assigned(seen: SeenDossier) -> list[dict[str, Any]]:
    """Who works on it today, from what was looked up already."""
    running = working_on(seen.assignments, clock.today())
    names = dict.fromkeys((one["name"], one["part"] is not None) for one in running)
    return [
        {"name": name, "role": fact_in_words("assigned"), "what": _("a part of it") if in_part else ""}
        for name, in_part in names
    ]
