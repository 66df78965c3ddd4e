"""What asks a client's approval before it goes, in words: the list, and one item that is put to the client."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.forms.approvals import ApproveForm
from waarborg.desk.pages.records import fields_of
from waarborg.disclosures.approving import Approvals, SeenApproval
from waarborg.disclosures.choices import ApprovalState
from waarborg.dossiers import values
from waarborg.dossiers.selectors import SeenRecord
from waarborg.gate.actors import Actor
from waarborg.kernel.errors import NotFound


def approvals_page(actor: Actor, found: Approvals) -> dict[str, Any]:
    """What desk/approvals.html needs beside the shared part."""
    return {"items": [_line(actor, found, record) for record in found.records]}


def approval_page(actor: Actor, found: Approvals, record_id: UUID, form: ApproveForm) -> dict[str, Any]:
    """What desk/approval.html needs beside the shared part."""
    record = record_in(found, record_id)
    number, writable = found.seen.number, record.entry.key in found.seen.writable
    page = _line(actor, found, record)
    return {
        "item": page,
        "fields": fields_of(record.entry, record.content.fields, record.covered),
        "history": [_said(one, record) for one in found.said.get(record.id, ())],
        "form": form if writable and not page["approved"] else None,
        "ask_url": reverse("desk:approval_ask", args=[number, record.id]) if writable and not page["state"] else "",
        "end_url": reverse("desk:approval_end", args=[number, record.id]) if writable and page["approved"] else "",
    }


def record_in(found: Approvals, record_id: UUID) -> SeenRecord:
    """One of the items that ask it. Raises `NotFound`."""
    for record in found.records:
        if record.id == record_id:
            return record
    raise NotFound("There is no such item here.")


def scans_of(found: Approvals) -> list[tuple[str, str]]:
    """The items with a file in it, to choose the scan from."""
    return [(str(one.id), _titled(one)) for one in found.scans]


def _line(actor: Actor, found: Approvals, record: SeenRecord) -> dict[str, Any]:
    now = [one for one in found.said.get(record.id, ()) if one.version == record.version]
    state = now[0].state if now and now[0].state is not ApprovalState.ENDED else None
    return {
        "url": reverse("desk:approval", args=[found.seen.number, record.id]),
        "title": _titled(record),
        "kind": record.entry.rule.title,
        "on": record.occurred_on,
        "version": record.version,
        "article": actor.in_force.article(found.asked[record.entry.key]),
        "state": state,
        "state_label": state.label if state else _("not asked yet"),
        "approved": state is ApprovalState.GIVEN,
        "was_approved": not state and any(one.state is ApprovalState.GIVEN for one in found.said.get(record.id, ())),
    }


def _said(one: SeenApproval, record: SeenRecord) -> dict[str, Any]:
    return {
        "version": one.version,
        "of_now": one.version == record.version,
        "state_label": one.state.label,
        "who": one.who.label if one.who else "",
        "form": one.form.label if one.form else "",
        "on": one.answered_on or one.asked_on,
        "asked_by": one.asked_by,
        "wording": one.wording,
        "kept_at": one.kept_at,
    }


def _titled(record: SeenRecord) -> str:
    return values.title_of(record.entry, record.content.fields) or record.entry.rule.title
