"""How long everything of a dossier is kept, by which article, what would change that, and what holds it now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.desk.forms.keeping import NEEDED, HoldForm, NecessityForm
from waarborg.desk.pages.dossier import dossier_page
from waarborg.desk.pages.retention import ACTIONS, rule_at, start_in_words, term_of
from waarborg.destruction.closed_parts import ClosedPart
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.policy.retention_fates import Change, Status
from waarborg.policy.terms_places import StandsIn
from waarborg.retention.dates import Dates, Kept
from waarborg.retention.holds import SeenHold, may_lift, placeable
from waarborg.retention.necessity import Weighed
from waarborg.rights.choices import TITLES

HOLDS: Mapping[str, Promise] = {
    "access_request": gettext_lazy("the client asked something and has no answer yet"),
    "breach": gettext_lazy("a data breach is looked into"),
    "hand_over": gettext_lazy("it goes to a principal whose agreement ended, and nobody there has it yet"),
    "inspection": gettext_lazy("a supervisor looks into it"),
    "legal_claim": gettext_lazy("there is a legal claim"),
    "likely_claim": gettext_lazy("a legal claim is likely"),
    "pending_complaint": gettext_lazy("a complaint is being handled"),
    "pending_procedure": gettext_lazy("a procedure runs"),
    "statutory_term": gettext_lazy("a law keeps it"),
}
"""What stops destruction, in words."""


def keeping_page(
    actor: Actor, kept: Kept, closed: Sequence[ClosedPart], form: HoldForm | None = None
) -> dict[str, Any]:
    """What desk/retention.html needs."""
    number = kept.frame.number
    return dossier_page(actor, kept.frame, "desk:retention") | {
        "terms": term_lines(actor, kept.dates),
        "closed": [_closed(actor, one) for one in closed],
        "holds": [_hold(actor, number, one) for one in kept.holds],
        "form": form or HoldForm(holds=hold_choices(actor)),
        "form_open": form is not None,
        "place_url": reverse("desk:hold_place", args=[number]),
    }


def _closed(actor: Actor, part: ClosedPart) -> dict[str, Any]:
    catalogue = catalogue_of(actor.in_force)
    return {
        "what": [catalogue.title(key) for key in part.categories],
        "records": part.records,
        "statute": part.statute,
        "since": part.since_on,
        "until": part.until_on,
        "article": article_at(actor, part.rests_on),
    }


def hold_choices(actor: Actor) -> list[tuple[str, str]]:
    """What somebody may place by hand."""
    return [(one.hold, hold_in_words(one.hold)) for one in placeable(actor)]


def hold_in_words(hold: str) -> str:
    """What stops destruction."""
    return str(HOLDS.get(hold, hold.replace("_", " ")))


def term_lines(actor: Actor, dates: Sequence[Dates]) -> list[dict[str, Any]]:
    """One line per kind of data and end."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in dates:
        key = (one.category, one.status, one.due, one.earliest, tuple(one.rests_on))
        found.setdefault(key, _line(actor, one))
    return list(found.values())


def _line(actor: Actor, one: Dates) -> dict[str, Any]:
    place = one.rests_on[0] if one.rests_on else None
    rule = rule_at(actor, place)
    starts = list(one.triggers) or (list(rule.starts) if rule else list(one.waits_for))
    return {
        "what": catalogue_of(actor.in_force).title(one.category),
        "starts": _(" or ").join(start_in_words(start) for start in starts),
        "starts_on": next(iter(one.triggers.values()), None),
        "term": term_of(rule),
        "article": article_at(actor, place),
        "earliest": one.earliest if one.earliest != one.due else None,
        "on": one.due,
        "action": ACTIONS.get(one.action, "destroy"),
        "open": _("somebody has to decide") if one.status in {Status.UNDECIDED, Status.JUDGED} else "",
        "shielded": one.shielded,
        "weigh_on": one.weigh_on,
        "changes": list(dict.fromkeys(_changes(one.changes_if))),
    }


def _changes(changes: Iterable[Change]) -> Iterable[str]:
    for change in changes:
        event = start_in_words(change.name)
        match change.effect:
            case "starts":
                yield _("the term starts once %(event)s") % {"event": event}
            case "allows":
                yield _("nothing goes before %(event)s") % {"event": event}
            case "brings_forward":
                yield _("earlier, once %(event)s") % {"event": event}
            case "sets_aside":
                yield _("another term counts once %(event)s") % {"event": event}
            case "shortens":
                yield _("earlier, when somebody finds that it is no longer needed")
            case "lengthens":
                yield _("later, when the client wishes that")


def article_at(actor: Actor, place: StandsIn | None) -> Any:
    """The article of a place, to show; empty for none."""
    if place is None:
        return ""
    return actor.in_force.article(f"{place.source} {place.article}" if place.is_law else place.article)


def _hold(actor: Actor, number: str, hold: SeenHold) -> dict[str, Any]:
    asked = TITLES.get(hold.right)
    text = _("the client asked to %(what)s, and has no answer yet") % {"what": asked} if asked else ""
    return {
        "text": (text or hold_in_words(hold.hold)).capitalize(),
        "article": actor.in_force.article(hold.article) if hold.article else "",
        "since": hold.since,
        "review_on": hold.review_on,
        "by": hold.placed_by,
        "words": hold.words,
        "lift_url": reverse("desk:hold_lift", args=[number, hold.id]) if hold.id and may_lift(actor) else "",
    }


def necessity_page(actor: Actor, found: Weighed, form: NecessityForm) -> dict[str, Any]:
    """What desk/necessity.html needs."""
    return {
        "number": found.number,
        "back_url": reverse("desk:tasks"),
        "rests_on": actor.in_force.article("avg 5"),
        "form": form,
        "kinds": [
            {"field": form[NEEDED + one.category], "due": one.due, "article": article_at(actor, one.at)}
            for one in found.kinds
        ],
    }
