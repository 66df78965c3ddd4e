"""What happened in a dossier, in words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from waarborg.desk.pages.dossier import records_url
from waarborg.dossiers import values
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.timeline import AROUND, Line, Timeline
from waarborg.gate.actors import Actor
from waarborg.ledger.sentences import sentence


def timeline_page(actor: Actor, seen: Timeline, only: str) -> dict[str, Any]:
    """What desk/timeline.html needs beside the shared part."""
    address = reverse("desk:timeline", args=[seen.frame.number])
    days: list[dict[str, Any]] = []
    for line in seen.lines:
        if not days or days[-1]["day"] != line.day:
            days.append({"day": line.day, "lines": []})
        days[-1]["lines"].append(_line(actor, seen, line))
    page: dict[str, Any] = {"days": days, "kinds": _kinds(actor, seen, only), "address": address}
    if seen.after:
        page["older_url"] = f"{address}?{urlencode({'soort': only, 'na': seen.after})}"
    return page


def _kinds(actor: Actor, seen: Timeline, only: str) -> list[dict[str, Any]]:
    """What the timeline can be narrowed to."""
    readable = [entry for entry in catalogue_of(actor.in_force) if entry.key in seen.frame.readable]
    found = [("", _("everything")), (AROUND, _("what was done around it"))]
    found += [(entry.key, entry.rule.title) for entry in readable]
    return [{"key": key, "label": label, "current": key == only} for key, label in found]


def _line(actor: Actor, seen: Timeline, line: Line) -> dict[str, Any]:
    if line.record is not None:
        entry = line.record.entry
        return {
            "label": entry.rule.title,
            "title": values.title_of(entry, line.record.content.fields),
            "url": records_url(seen.frame.number, entry.key),
            "who": line.record.author_name or _("Waarborg itself"),
        }
    assert line.kind is not None  # noqa: S101 - a line is a record or an act
    entries = catalogue_of(actor.in_force).entries
    titles = [entries[category].rule.title for category in line.categories if category in entries]
    said = sentence(line.kind, actor=line.who, dossier=_("this dossier"), categories=", ".join(titles))
    return {"label": "", "title": said, "url": "", "who": ""}
