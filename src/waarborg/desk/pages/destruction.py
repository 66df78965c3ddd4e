"""What is to be destroyed, what was approved, and the certificates: by number, without a name of any client."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.desk.pages.keeping import article_at
from waarborg.desk.words import role_in_words
from waarborg.destruction.choices import State
from waarborg.destruction.selectors import SeenDestruction, SeenLine
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.policy.terms_places import StandsIn


def list_page(found: Sequence[SeenDestruction]) -> dict[str, Any]:
    """What desk/destructions.html needs."""
    return {
        "lists": [
            {
                "number": one.number,
                "state": str(one.state.label),
                "waits": one.state is State.PROPOSED,
                "done": one.state is State.DONE,
                "proposed_at": one.proposed_at,
                "not_before": one.not_before if one.state is State.APPROVED else None,
                "ended_at": one.ended_at,
                "url": reverse("desk:destruction", args=[one.id]),
            }
            for one in found
        ]
    }


def one_page(actor: Actor, one: SeenDestruction) -> dict[str, Any]:
    """What desk/destruction.html needs."""
    given = [approval for approval in one.approvals if approval.account_id == actor.account_id]
    waits = one.state is State.PROPOSED
    return {
        "back_url": reverse("desk:destructions"),
        "number": one.number,
        "state": str(one.state.label),
        "waits": waits,
        "article": actor.in_force.article(one.article) if one.article else "",
        "asked": one.approvals_asked,
        "proposed_at": one.proposed_at,
        "not_before": one.not_before,
        "ended_at": one.ended_at,
        "approvals": [
            {
                "name": approval.name,
                "role": role_in_words(actor.in_force.regulation, approval.role),
                "approved": approval.approved,
                "at": approval.at,
            }
            for approval in one.approvals
        ],
        "going": [_line(actor, one, line, waits=waits) for line in one.lines if not line.left_out],
        "staying": [_line(actor, one, line, waits=False) for line in one.lines if line.left_out],
        "may_approve": waits and not given,
        "approve_url": reverse("desk:destruction_approve", args=[one.id]),
        "decline_url": reverse("desk:destruction_decline", args=[one.id]),
        "certificate": one.certificate,
        "proved": bool(one.proof),
        "pdf_url": reverse("desk:certificate", args=[one.id, "pdf"]) if one.certificate else "",
        "json_url": reverse("desk:certificate", args=[one.id, "json"]) if one.certificate else "",
    }


def _line(actor: Actor, one: SeenDestruction, line: SeenLine, *, waits: bool) -> dict[str, Any]:
    entries = catalogue_of(actor.in_force).entries
    return {
        "number": line.number,
        "what": [entries[key].rule.title if key in entries else key.replace("_", " ") for key in line.categories],
        "records": line.records,
        "files": line.files,
        "due": line.due,
        "articles": [article_at(actor, StandsIn(**place)) for place in line.articles],
        "left_out": line.left_out,
        "ended": line.ended,
        "stay_url": reverse("desk:destruction_leave_out", args=[one.id, line.dossier_id]) if waits else "",
    }
