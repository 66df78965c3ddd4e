"""What is to be destroyed, what was approved, and the certificates: by number, without a name of any client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.forms.destruction import OpeningForm, reasons
from waarborg.desk.pages.keeping import article_at
from waarborg.desk.words import role_in_words
from waarborg.destruction.choices import State
from waarborg.destruction.opening import PutAwayPart
from waarborg.destruction.remainder import OTHER, SeenCount
from waarborg.destruction.selectors import SeenDestruction, SeenLine, SeenPaper, SeenRest
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


def years_kept(found: Sequence[SeenCount]) -> list[dict[str, Any]]:
    """What was counted of years of which something is gone, the last year first."""
    return [
        {
            "year": year,
            "counts": [
                {"measure": str(one.measure.label), "value": _value(one), "people": one.people}
                for one in found
                if one.year == year
            ],
        }
        for year in dict.fromkeys(one.year for one in found)
    ]


def _value(one: SeenCount) -> str:
    return _("all others together") if one.value == OTHER else one.value.replace("_", " ")


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
        "reasons": reasons() if waits else (),
        "going": [
            _line(actor, one, line, waits=waits)
            for line in one.lines
            if not line.left_out and line.put_away_until is None
        ],
        "closing": [
            _line(actor, one, line, waits=waits) for line in one.lines if not line.left_out and line.put_away_until
        ],
        "rest": [_rest(actor, rest) for rest in one.rest],
        "staying": [_line(actor, one, line, waits=False) for line in one.lines if line.left_out],
        "paper": [_paper(actor, one, part) for part in one.paper],
        "may_approve": waits and not given,
        "approve_url": reverse("desk:destruction_approve", args=[one.id]),
        "decline_url": reverse("desk:destruction_decline", args=[one.id]),
        "certificate": one.certificate,
        "proved": bool(one.proof),
        "pdf_url": reverse("desk:certificate", args=[one.id, "pdf"]) if one.certificate else "",
        "json_url": reverse("desk:certificate", args=[one.id, "json"]) if one.certificate else "",
    }


def _paper(actor: Actor, one: SeenDestruction, part: SeenPaper) -> dict[str, Any]:
    return {
        "number": part.number,
        "place": part.place,
        "dossier": part.dossier_number,
        "going": _kinds(actor, part.going),
        "staying": _kinds(actor, part.staying),
        "held": part.held,
        "shred_url": "" if part.held else reverse("desk:destruction_shred", args=[one.id, part.id]),
    }


def _kinds(actor: Actor, keys: Sequence[str]) -> list[str]:
    catalogue = catalogue_of(actor.in_force)
    return [catalogue.title(key) for key in keys]


def _line(actor: Actor, one: SeenDestruction, line: SeenLine, *, waits: bool) -> dict[str, Any]:
    return {
        "number": line.number,
        "what": _kinds(actor, line.categories),
        "records": line.records,
        "files": line.files,
        "due": line.due,
        "articles": [article_at(actor, StandsIn(**place)) for place in line.articles],
        "left_out": line.left_out,
        "odd": line.odd,
        "ended": line.ended,
        "until": line.put_away_until,
        "by_statute": line.by_statute,
        "handed_over": line.handed_over,
        "put_away_url": reverse("desk:destruction_put_away", args=[one.id, line.dossier_id])
        if waits and line.may_be_put_away
        else "",
        "stay_url": reverse("desk:destruction_leave_out", args=[one.id, line.dossier_id]) if waits else "",
    }


def _rest(actor: Actor, rest: SeenRest) -> dict[str, Any]:
    return {
        "number": rest.number,
        "what": _kinds(actor, rest.categories),
        "due": rest.due,
        "article": actor.in_force.article(rest.article) if rest.article else "",
    }


def part_line(actor: Actor, part: PutAwayPart) -> dict[str, Any]:
    """One part of the closed archive, by number."""
    return {
        "number": part.number,
        "what": _kinds(actor, part.categories),
        "records": part.records,
        "statute": part.statute,
        "since": part.put_away_on,
        "until": part.until_on,
        "article": article_at(actor, StandsIn(**part.rests_on[0])) if part.rests_on else "",
        "url": reverse("desk:put_away", args=[part.id]),
    }


def part_page(
    actor: Actor, part: PutAwayPart, form: OpeningForm, items: Sequence[Mapping[str, Any]] | None
) -> dict[str, Any]:
    """What desk/put_away.html needs."""
    return {
        **part_line(actor, part),
        "back_url": reverse("desk:destructions"),
        "form": form,
        "openings": [{"name": one.name, "duty": one.duty.label, "at": one.at} for one in part.openings],
        "opened": items is not None,
        "items": [_item(actor, part, one) for one in items or ()],
    }


def _item(actor: Actor, part: PutAwayPart, item: Mapping[str, Any]) -> dict[str, Any]:
    entry = catalogue_of(actor.in_force).entries.get(item["category"])
    on = item["said"].get("occurred_on") or item["said"].get("worked_on")
    labels = {name: field.label for name, field in entry.rule.fields.items()} if entry else {}
    what = _kinds(actor, [item["category"]])[0]
    return {
        "what": f"{what}: {labels.get(item['said'].get('field'), _('file'))}" if item["file"] else what,
        "on": date.fromisoformat(on) if on else None,
        "said": [(labels.get(name) or name.replace("_", " "), value) for name, value in item["opened"].items()]
        or [(name.replace("_", " "), value) for name, value in item["said"].items() if value and not item["file"]],
        "file_url": reverse("desk:put_away_file", args=[part.id, item["file"]["id"]]) if item["file"] else "",
    }
