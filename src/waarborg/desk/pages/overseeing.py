"""What left the agency, and what is looked back on, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.forms.overseeing import FileForm, LookBackForm, PeriodForm
from waarborg.desk.words import fact_in_words, term
from waarborg.disclosures.overseeing import Left, Period, Register
from waarborg.disclosures.reviewing import SeenReview
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.kernel import clock


def this_year() -> Period:
    """From the first of January until today."""
    today = clock.today()
    return Period(from_on=date(today.year, 1, 1), until_on=today)


def register_page(actor: Actor, found: Register | None, form: PeriodForm, file_form: FileForm) -> dict[str, Any]:
    """What desk/given_register.html needs; without a register there is a mistake in the form."""
    asked = found.period if found else None
    chosen = (
        {"from_on": asked.from_on.isoformat(), "until_on": asked.until_on.isoformat(), "recipient": asked.recipient}
        if asked
        else {}
    )
    return {
        "form": form,
        "file_form": file_form,
        "file_url": f"{reverse('desk:given_csv')}?{urlencode(chosen)}" if chosen else "",
        "lines": [_line(actor, one) for one in found.left] if found else [],
        "more": bool(found and found.more),
        "reviews_url": reverse("desk:giving_reviews"),
        "end_url": reverse("desk:agency_end"),
    }


def purposes_in(actor: Actor) -> list[tuple[str, str]]:
    """The closed list of purposes, in words."""
    return list(actor.in_force.purposes_said().items())


def _line(actor: Actor, one: Left) -> dict[str, Any]:
    return {
        "at": one.at,
        "on": one.on,
        "what": one.what,
        "name": one.party or term("recipients", one.recipient).capitalize(),
        "recipient": term("recipients", one.recipient) if one.party else "",
        "kinds": _kinds(actor, one.categories),
        "items": one.items,
        "purpose": actor.in_force.purposes_said().get(one.purpose, one.purpose),
        "ground": term("grounds", one.ground) if one.ground else "",
        "channel": term("channels", one.channel) if one.channel else "",
        "articles": [actor.in_force.article(where) for where in one.articles],
        "to_review": one.to_review,
        "outcome": one.outcome.label if one.outcome else "",
    }


def reviews_page(actor: Actor, found: Sequence[SeenReview]) -> dict[str, Any]:
    """What desk/giving_reviews.html needs."""
    every = [_review(actor, one) for one in found]
    return {
        "waiting": [one for one in every if not one["outcome"]],
        "done": [one for one in every if one["outcome"]],
        "register_url": reverse("desk:given_register"),
    }


def review_page(actor: Actor, one: SeenReview, form: LookBackForm) -> dict[str, Any]:
    """What desk/giving_review.html needs."""
    return {
        "one": _review(actor, one),
        "reasons": [
            {"label": fact_in_words(fact) if fact else _("Why"), "text": text} for fact, text in one.reasons.items()
        ],
        "form": form if one.outcome is None and not one.mine else None,
        "mine": one.mine and one.outcome is None,
        "back_url": reverse("desk:giving_reviews"),
    }


def _review(actor: Actor, one: SeenReview) -> dict[str, Any]:
    return {
        "url": reverse("desk:giving_review", args=[one.id]),
        "number": one.number,
        "why": one.why.label,
        "article": actor.in_force.article(one.article),
        "due_on": one.due_on,
        "overdue": one.overdue,
        "given_at": one.given_at,
        "given_by": one.given_by,
        "name": one.name or term("recipients", one.recipient).capitalize(),
        "recipient": term("recipients", one.recipient),
        "purpose": actor.in_force.purposes_said().get(one.purpose, one.purpose),
        "ground": term("grounds", one.ground) if one.ground else "",
        "channel": term("channels", one.channel),
        "kinds": _kinds(actor, one.categories),
        "articles": [actor.in_force.article(where) for where in one.articles],
        "outcome": one.outcome.label if one.outcome else "",
        "right": one.outcome == "right",
        "reviewed_at": one.reviewed_at,
        "reviewed_by": one.reviewed_by,
        "found": one.found,
    }


def _kinds(actor: Actor, keys: Sequence[str]) -> list[str]:
    entries = catalogue_of(actor.in_force).entries
    return [entries[key].rule.title for key in keys if key in entries]
