"""A list of dossiers, in words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from waarborg.dossiers.caseloads import Caseload, CaseloadRow
from waarborg.dossiers.choices import Phase
from waarborg.gate.actors import Actor
from waarborg.policy.possible import possible


def caseload_page(actor: Actor, found: Caseload) -> dict[str, Any]:
    """What desk/caseload.html needs."""
    writes = possible(actor.in_force.policy, actor.roles, "write")
    page: dict[str, Any] = {
        "rows": [_row(row, writes=writes) for row in found.rows],
        "article": found.articles[0] if found.articles else "",
        "whole_archive": found.whole_archive,
    }
    if found.whole_archive:
        page["heading"] = _("All dossiers")
    if found.after:
        page["next_url"] = f"{reverse('desk:caseload')}?{urlencode({'na': found.after})}"
    return page


def _row(row: CaseloadRow, *, writes: bool) -> dict[str, Any]:
    return {
        "url": reverse("desk:dossier", args=[row.number]),
        "name": row.name,
        "number": row.number,
        "trajectory": row.type,
        "commissioner": row.principal,
        "phase": Phase(row.phase).label if row.phase in Phase.values else row.phase,
        "started_on": row.started_on,
        "ends_on": row.ends_on,
        "note_url": reverse("desk:note_add", args=[row.number]) if writes and row.closed_on is None else "",
        "mark": {"kind": "rust", "text": _("closed")} if row.closed_on else None,
    }
