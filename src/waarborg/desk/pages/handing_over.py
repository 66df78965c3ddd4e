"""What goes at the end of an agreement, in words: until when, how far, what stays behind and by which article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.handing_over.choices import HandOverState, PartState
from waarborg.handing_over.selectors import Coming, SeenHandOver, SeenStays, WholeHandOver
from waarborg.kernel import clock

ACTS = ("maken", "vertellen", "geven", "link", "ontvangen")


def list_page(actor: Actor, found: Sequence[SeenHandOver], coming: Sequence[Coming]) -> dict[str, Any]:
    """What desk/hand_overs.html needs."""
    return {
        "hand_overs": [_line(actor, one) for one in found],
        "coming": [
            {
                "party": one.party,
                "agreement": one.agreement,
                "ends_on": one.ends_on,
                "first_on": one.first_on,
                "last_on": one.last_on,
                "article": actor.in_force.article(one.article),
            }
            for one in coming
        ],
    }


def hand_over_page(actor: Actor, whole: WholeHandOver, code: str) -> dict[str, Any]:
    """What desk/hand_over.html needs, but for its forms."""
    seen = whole.seen
    return {
        "one": _line(actor, seen),
        "back_url": reverse("desk:hand_overs"),
        "url": reverse("desk:hand_over", args=[seen.id]),
        "code": code,
        "acts": {name: reverse("desk:hand_over_act", args=[seen.id, name]) for name in ACTS},
        "busy": seen.state is HandOverState.MAKING,
        "may_make": seen.state is HandOverState.DUE,
        "may_try_again": seen.state is HandOverState.READY and seen.failed > 0,
        "may_give": seen.state is HandOverState.READY and not seen.failed,
        "too_early": clock.today() < seen.first_on,
        "untold": whole.untold if seen.state is HandOverState.READY else 0,
        "may_link_again": seen.state is HandOverState.GIVEN and seen.fetched_at is None,
        "may_receive": seen.state is HandOverState.GIVEN,
        "parts": [
            {
                "number": one.number,
                "state": one.state.label,
                "told_at": one.told_at,
                "ready": one.state is PartState.READY,
                "told_url": reverse("desk:hand_over_told", args=[seen.id, one.id])
                if one.has_letter and one.told_at is None and seen.state is HandOverState.READY
                else "",
            }
            for one in whole.parts
        ],
        "stays": [_stays(actor, one) for one in whole.stays],
    }


def _line(actor: Actor, one: SeenHandOver) -> dict[str, Any]:
    return {
        "url": reverse("desk:hand_over", args=[one.id]),
        "party": one.party,
        "kind": one.party_kind.label,
        "agreement": one.agreement,
        "ended_on": one.ended_on,
        "first_on": one.first_on,
        "last_on": one.last_on,
        "rest_by": one.rest_by,
        "article": actor.in_force.article(one.article),
        "state": one.state.value,
        "state_label": one.state.label,
        "late": one.late,
        "total": one.total,
        "made": one.made,
        "failed": one.failed,
        "nothing": one.nothing,
        "given_at": one.given_at,
        "given_by": one.given_by,
        "expires_at": one.expires_at,
        "fetched_at": one.fetched_at,
        "manifest": one.manifest,
        "received_on": one.received_on,
        "shown_by": one.shown_by,
        "recorded_by": one.recorded_by,
    }


def _stays(actor: Actor, one: SeenStays) -> dict[str, Any]:
    entries = catalogue_of(actor.in_force).entries
    return {
        "what": entries[one.category].rule.title if one.category in entries else one.category,
        "why": one.why.label,
        "items": one.items,
        "dossiers": one.dossiers,
        "articles": [actor.in_force.article(where) for where in one.articles],
    }
