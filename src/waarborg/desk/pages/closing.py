"""Closing in words: what is looked at, what stands in the way, and what will be destroyed when after it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from waarborg.desk.forms.closing import KEEP, NEEDED, CloseForm
from waarborg.desk.pages.retention import retention_lines
from waarborg.desk.words import fact_in_words
from waarborg.dossiers.retention_days import endings_after
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.languages import reader_language
from waarborg.practice.choices import ClosingCheck
from waarborg.work.checklists import Blocker, Checklist, Consent


def closing_page(
    actor: Actor, number: str, found: Checklist, form: CloseForm, *, trajectory_id: UUID | None = None
) -> dict[str, Any]:
    """What desk/closing.html needs."""
    given = next((one for one in found.seen.trajectories if one["id"] == str(trajectory_id)), None)
    kind = found.seen.practice.type_label(given["type"], reader_language()) if given else ""
    return {
        "form": form,
        "number": number,
        "name": found.seen.name,
        "kind": kind,
        "back_url": reverse("desk:trajectories", args=[number]),
        "blockers": [
            {
                "text": one.text,
                "article": actor.in_force.article(one.article) if one.article else "",
                "url": _done_at(number, one),
            }
            for one in found.blockers
        ],
        "open_tasks": found.open_tasks,
        "kept_by_statute": [one for one in found.to_weigh if one.by_statute],
        "weighed_by": sorted({one.article for one in found.to_weigh if one.article and not one.by_statute}),
        "paper_article": found.paper_article,
        "consents": [_consent(one) for one in found.consents if one.answered],
        "unanswered": [_consent(one) for one in found.consents if not one.answered],
        "on": form.day,
        "terms": retention_lines(actor, _after(actor, found, form, trajectory_id)),
    }


def _done_at(number: str, one: Blocker) -> str:
    """Where it can be done."""
    if one.category:
        return reverse("desk:record_add", args=[number, one.category])
    return reverse("desk:dossier_paper", args=[number]) if one.check is ClosingCheck.PAPER else ""


def _consent(one: Consent) -> dict[str, Any]:
    return {"text": fact_in_words(one.fact), "article": one.article, "until_on": one.until_on}


def _after(actor: Actor, found: Checklist, form: CloseForm, trajectory_id: UUID | None) -> Any:
    """The fate of every record once this is closed as the form says now."""
    every = {one["id"] for one in found.seen.trajectories}
    ended = {str(trajectory_id)} if trajectory_id else every
    scope = str(trajectory_id or found.seen.id)
    said = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else {}
    weighed = [
        {"scope": scope, "category": name.removeprefix(NEEDED), "needed": value == KEEP, "on": _iso(clock.today())}
        for name, value in said.items()
        if name.startswith(NEEDED) and value
    ]
    return endings_after(
        actor, found.seen, ended=ended, on=form.day, dossier_closed=trajectory_id is None, weighed=weighed
    )


def choices_for(found: Checklist, trajectory_id: UUID) -> dict[str, Any]:
    """The lists to choose from, as far as the kind of trajectory looks at them."""
    practice, words = found.seen.practice, reader_language()
    given = next(one for one in found.seen.trajectories if one["id"] == str(trajectory_id))
    if not found.checks & {ClosingCheck.OUTCOME, ClosingCheck.REASON}:
        return {}
    return {
        "outcomes": practice.choice_list("outcomes", words, chosen=given["outcome"]),
        "reasons": practice.choice_list("closing_reasons", words, chosen=given["closing_reason"]),
        "initial": {"outcome": given["outcome"], "closing_reason": given["closing_reason"]},
    }


def _iso(day: date) -> str:
    return day.isoformat()
