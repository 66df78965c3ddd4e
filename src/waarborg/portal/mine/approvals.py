"""Approvals in words for the client: what waits, what it says, by which article."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy

from waarborg.disclosures.approving import Approvals
from waarborg.disclosures.choices import ApprovalState
from waarborg.dossiers import values
from waarborg.dossiers.selectors import SeenRecord
from waarborg.gate.actors import Actor
from waarborg.kernel.errors import NotFound
from waarborg.portal.mine.kinds import fields_of

WORDING = gettext_lazy("I have read this and agree that it goes to others as it is.")
"""The words that the client answers to; they are kept with the answer."""


def approvals_page(actor: Actor, found: Approvals) -> dict[str, Any]:
    """What portal/mine/approvals.html needs: what waits first."""
    lines = [
        {
            "title": values.title_of(record.entry, record.content.fields),
            "kind": record.entry.rule.title,
            "article": actor.in_force.article(found.asked[record.entry.key]),
            "state": said.state.label,
            "waits": said.state is ApprovalState.ASKED and said.version == record.version,
            "given": said.state is ApprovalState.GIVEN and said.version == record.version,
            "on": said.answered_on or said.asked_on,
            "url": reverse("mine:approval", args=[record.id]),
            "end_url": reverse("mine:approval_end", args=[record.id]),
        }
        for record in found.records
        for said in found.said.get(record.id, ())[:1]
    ]
    return {"approvals": sorted(lines, key=lambda line: not line["waits"])}


def put_to_them(found: Approvals, record_id: UUID) -> SeenRecord:
    """An item of which this version was put to the client. Raises `NotFound`."""
    record = next((one for one in found.records if one.id == record_id), None)
    said = found.said.get(record_id, ())
    if record is None or not said or said[0].version != record.version:
        raise NotFound("This was not put to them.")
    return record


def approval_page(actor: Actor, found: Approvals, record: SeenRecord) -> dict[str, Any]:
    """What portal/mine/approval.html needs beside its form."""
    return {
        "title": values.title_of(record.entry, record.content.fields),
        "kind": record.entry.rule.title,
        "article": actor.in_force.article(found.asked[record.entry.key]),
        "fields": fields_of(record),
        "wording": str(WORDING),
    }
