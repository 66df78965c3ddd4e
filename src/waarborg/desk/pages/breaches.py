"""Data breaches, in words: the register, one with its clock, whom it concerns, who is told and what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waarborg.breaches.choices import Nature, Part, ToWhom
from waarborg.breaches.finding import Found, Opener
from waarborg.breaches.party_letters import authority_fields
from waarborg.breaches.seen import Line, SeenAffected, SeenBreach, SeenNotice, hours_left
from waarborg.desk.forms import breaches as forms
from waarborg.desk.forms.records import Choices
from waarborg.desk.words import role_in_words
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.parties.choices import PartyKind
from waarborg.parties.selectors import of_kind


def register_page(found: Sequence[Line], *, handled: bool) -> dict[str, Any]:
    """What desk/breaches.html needs."""
    return {"lines": [_line(one) for one in found], "handled": handled, "new_url": reverse("desk:breach_new")}


def _line(one: Line) -> dict[str, Any]:
    return {
        "url": reverse("desk:breach", args=[one.id]),
        "name": one.name,
        "aware_at": one.aware_at,
        "due_at": one.due_at if one.runs else None,
        "left": _left(one),
        "late": one.runs and (hours_left(one.due_at) or 0) < 0,
        "reported_by": one.reported_by,
        "risk": one.risk.label if one.risk else "",
        "told_authority_at": one.told_authority_at,
        "tells_authority": one.tells_authority,
        "dossiers": one.dossiers,
        "reasons": one.reasons,
        "closed_at": one.closed_at,
    }


def _left(one: Line) -> str:
    hours = hours_left(one.due_at)
    if not one.runs or hours is None:
        return ""
    if hours < 0:
        return ngettext("%(number)s hour too late", "%(number)s hours too late", -hours) % {"number": -hours}
    return ngettext("%(number)s hour left", "%(number)s hours left", hours) % {"number": hours}


def breach_page(actor: Actor, seen: SeenBreach, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What desk/breach.html needs; `sent` are the forms that were sent and are not right yet, by their act."""
    titles = kinds_of(actor)
    page: dict[str, Any] = {
        **_line(seen.line),
        "back_url": reverse("desk:breaches"),
        "reported_at": seen.reported_at,
        "reported": seen.reported,
        "goes_on": seen.goes_on,
        "weighs": role_in_words(actor.in_force.regulation, seen.for_role),
        "article": actor.in_force.article(seen.article) if seen.article else None,
        "handled": seen.handled,
    }
    if not seen.handled:
        return page
    return {
        **page,
        "search_url": reverse("desk:breach_search", args=[seen.line.id]),
        "assessment": seen.assessment,
        "assessed_at": seen.assessed_at,
        "assessed_by": seen.assessed_by,
        "natures": [Nature(one).label for one in seen.nature],
        "part": seen.line.part.label if seen.line.part else "",
        "only_processes": seen.line.part is Part.PROCESSOR,
        "became_public": seen.became_public,
        "unreadable": seen.unreadable,
        "tells_clients": seen.tells_clients,
        "tells_employers": seen.tells_employers,
        "affected": [_affected(one, titles) for one in seen.affected],
        "fields": authority_fields(seen, titles).items() if seen.line.tells_authority else (),
        "notices": [_notice(seen, one) for one in seen.notices],
        "lessons": seen.lessons,
        "letters": _party_letters(seen),
        "waits": [] if seen.line.closed_at else seen.waits,
        "acts": [] if seen.line.closed_at else list(_acts(actor, seen, sent)),
    }


def kinds_of(actor: Actor) -> Mapping[str, str]:
    """The kinds of data in the words of the regulation."""
    return {entry.key: entry.rule.title for entry in catalogue_of(actor.in_force)}


def _affected(one: SeenAffected, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "number": one.number,
        "how": one.found_by.label,
        "kinds": sorted({titles.get(key, key) for key in one.categories}),
        "times": one.times,
        "first_at": one.first_at,
        "last_at": one.last_at,
        "by": [name for name in one.by if name],
        "left_out": one.left_out,
        "untold": one.untold,
        "reason": one.reason,
        "has_letter": one.has_letter,
        "told_at": one.told_at,
    }


def _notice(seen: SeenBreach, one: SeenNotice) -> dict[str, Any]:
    return {
        "to": one.to.label,
        "party": one.party,
        "phase": one.phase.label if one.phase else "",
        "channel": one.channel.label if one.channel else "",
        "letter_url": reverse("desk:breach_letter", args=[seen.line.id, one.letter_id]) if one.letter_id else "",
        "told_at": one.told_at,
        "left": one.left,
        "late": one.late,
        "by": one.by,
        "reference": one.told.reference,
        "why": one.told.why,
        "fields": one.told.fields.items(),
    }


def _party_letters(seen: SeenBreach) -> list[dict[str, Any]]:
    """The letters to principals and employers as they were made."""
    return [
        {
            "name": f"{one.party} ({one.to.label})",
            "url": reverse("desk:breach_letter", args=[seen.line.id, one.id]),
            "made_at": one.made_at,
            "by": one.by,
            "went": one.went,
        }
        for one in seen.letters
    ]


def parties_of(actor: Actor, seen: SeenBreach) -> Choices:
    """Whom a person tells: principals of whom it concerns, and employers where the regulation says so."""
    found = {}
    for one in seen.holders:
        if one.kind != PartyKind.CLIENT:
            to = ToWhom.CONTROLLER if one.acts_as == "processor" else ToWhom.PRINCIPAL
            found[f"{to.value}|{one.party_id}"] = f"{one.name} ({to.label})"
    if seen.tells_employers:
        for party in of_kind(actor, PartyKind.EMPLOYER):
            found.setdefault(f"{ToWhom.EMPLOYER.value}|{party.id}", f"{party.name} ({ToWhom.EMPLOYER.label})")
    return list(found.items())


def not_told_of(seen: SeenBreach) -> Choices:
    """Of whom it can be said that they are not told."""
    employers = [("employer", _("employers"))] if seen.tells_employers else []
    free = [one for one in seen.holders if one.acts_as != "processor" and one.kind != PartyKind.CLIENT]
    return [*employers, *((f"principal|{one.party_id}", one.name) for one in free)]


def _acts(actor: Actor, seen: SeenBreach, sent: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What can be done now, each with its form; the form that was just sent stands open."""
    again = _("Weigh it again") if seen.assessment else _("Weigh it")
    yield _act(seen, sent, "beoordelen", again, forms.AssessForm(initial=_weighed(seen)))
    yield _act(seen, sent, "erbij", _("Add a dossier by its number"), forms.AddForm())
    listed = listed_in(seen)
    if listed:
        yield _act(seen, sent, "niet-betrokken", _("Leave a dossier out"), forms.LeaveForm(affected=listed))
    if seen.assessment is None:
        return
    if seen.tells_clients and listed:
        yield _act(seen, sent, "brieven", _("Write the letters to clients"), forms.PlainForm())
        yield _act(seen, sent, "niet-inlichten", _("Do not tell a client"), forms.LeaveForm(affected=listed))
    if seen.line.part is not Part.PROCESSOR:
        yield _act(seen, sent, "melden", _("The authority was told"), forms.AuthorityForm())
    parties = parties_of(actor, seen)
    if parties:
        made = _("Make the letter to a principal or an employer")
        yield _act(seen, sent, "brief", made, forms.LetterForm(parties=parties))
        told = _("A principal or an employer was told")
        yield _act(seen, sent, "bericht", told, forms.PartyForm(parties=parties))
    silent = not_told_of(seen)
    if silent:
        yield _act(
            seen, sent, "geen-bericht", _("Write down why somebody is not told"), forms.NotToldForm(parties=silent)
        )
    yield _act(seen, sent, "les", _("Write down what is learnt"), forms.LessonForm())
    if not seen.waits:
        yield _act(seen, sent, "sluiten", _("Close this breach"), forms.PlainForm())


def listed_in(seen: SeenBreach) -> Choices:
    """The dossiers on the list, by number."""
    return [(str(one.id), one.number) for one in seen.affected if not one.left_out]


def _weighed(seen: SeenBreach) -> dict[str, Any]:
    """What the form begins with: how it was weighed last."""
    if seen.assessment is None:
        return {}
    words = ("reasons", "happened", "consequences", "measures", "advice", "contact", "how_to_inspect")
    found: dict[str, Any] = {name: getattr(seen.assessment, name) for name in words}
    for name, moment in (("from", seen.happened_from), ("until", seen.happened_until)):
        if moment:
            found |= {f"{name}_on": localtime(moment).date(), f"{name}_at": localtime(moment).time()}
    risk = seen.line.risk.value if seen.line.risk else ""
    plain = {"risk": risk, "nature": list(seen.nature)}
    return found | plain | {"became_public": seen.became_public, "unreadable": seen.unreadable}


def _act(seen: SeenBreach, sent: Mapping[str, Any], act: str, title: str, form: Any) -> dict[str, Any]:
    shown = sent.get(act, form)
    shown.auto_id = f"id_{act}_%s"
    return {
        "act": act,
        "title": title,
        "url": reverse("desk:breach_act", args=[seen.line.id, act]),
        "form": shown,
        "open": act in sent,
    }


def openers_of(found: Sequence[Opener]) -> Choices:
    """Who opened something, and from where, as choices."""
    return [(f"{one.account_id}|{one.from_where}", _opener(one)) for one in found]


def _opener(one: Opener) -> str:
    place = one.from_where or _("an unknown place")
    return _("%(name)s, from %(place)s (%(times)s times)") % {"name": one.name, "place": place, "times": one.times}


def first_search(seen: SeenBreach) -> dict[str, Any]:
    """The days with which looking begins: when it happened, or the day before it was noticed."""
    noticed = localtime(seen.line.aware_at).date()
    began = localtime(seen.happened_from).date() if seen.happened_from else noticed - timedelta(days=1)
    return {"since_on": began, "until_on": noticed}


def search_page(actor: Actor, seen: SeenBreach, found: Sequence[Found] | None) -> dict[str, Any]:
    """What desk/breach_search.html needs beside the form."""
    titles, standing = kinds_of(actor), {one.dossier_id for one in seen.affected}
    return {
        "name": seen.line.name,
        "back_url": reverse("desk:breach", args=[seen.line.id]),
        "searched": found is not None,
        "found": [
            {
                "number": one.number,
                "kinds": sorted({titles.get(key, key) for key in one.categories}),
                "times": one.times,
                "first_at": one.first_at,
                "last_at": one.last_at,
                "standing": one.dossier_id in standing,
            }
            for one in found or ()
        ],
    }
