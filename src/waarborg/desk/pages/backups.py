"""Copies, rehearsals and the plan, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waarborg.backups.choices import Lost, Repeated, RunKind
from waarborg.backups.duties import Asked
from waarborg.backups.plans import Plan, may_write
from waarborg.backups.selectors import Overview
from waarborg.backups.standing import SeenRun
from waarborg.desk.words import role_in_words
from waarborg.gate.actors import Actor
from waarborg.ledger.sentences import sentence
from waarborg.rights.choices import TITLES

SIZES = ("B", "kB", "MB", "GB", "TB")
THOUSAND = 1000


def backups_page(actor: Actor, found: Overview) -> dict[str, Any]:
    """What desk/backups.html needs."""
    return {
        "by_itself": found.by_itself,
        "last": found.last,
        "late": found.late,
        "rehearsed": found.rehearsed,
        "rehearse_by": found.rehearse_by,
        "copies": _rule(actor, found.copies),
        "rehearsals": _rule(actor, found.rehearsals),
        "key_copy_days": found.key_copy_days,
        "runs": [run_in_words(actor, one) for one in found.runs],
        "acts": [{"at": one.at, "what": sentence(one.kind, actor=one.who)} for one in found.acts],
        "plan": {"number": found.plan.number, "at": found.plan.made_at} if found.plan else None,
        "plan_url": reverse("desk:calamity_plan"),
        "rehearse_url": reverse("desk:rehearse"),
        "calamities_url": reverse("desk:calamities"),
    }


def plan_page(actor: Actor, versions: Sequence[Plan]) -> dict[str, Any]:
    """What desk/calamity_plan.html needs."""
    return {
        "plan": versions[0] if versions else None,
        "earlier": versions[1:],
        "write_url": reverse("desk:calamity_plan_write") if may_write(actor) else "",
        "back_url": reverse("desk:backups"),
    }


def write_page() -> dict[str, Any]:
    """What desk/calamity_plan_write.html needs beside the form."""
    return {"back_url": reverse("desk:calamity_plan")}


def _rule(actor: Actor, asked: Asked | None) -> dict[str, Any] | None:
    if asked is None:
        return None
    regulation = actor.in_force.regulation
    return {"article": actor.in_force.article(asked.article), "role": role_in_words(regulation, asked.role)}


def run_in_words(actor: Actor, one: SeenRun) -> dict[str, Any]:
    """One copy, rehearsal or restore: when, whether it worked, what was counted, what of this agency is lost."""
    return {
        "at": one.began_at,
        "what": one.kind.label,
        "good": one.succeeded,
        "counted": [*_counted(one.report), *_lost(actor, one)] if one.succeeded else [str(one.report.get("error", ""))],
    }


def _lost(actor: Actor, one: SeenRun) -> list[str]:
    """What this agency took in after the copy was made, and has to ask for again; of a rehearsal only how much."""
    came = one.report.get("lost", {}).get(str(actor.organisation_id), [])
    if came and one.kind is RunKind.REHEARSAL:
        said = ngettext(
            "%(number)s request, complaint or breach came after the copy, and would be lost with the rest",
            "%(number)s requests, complaints or breaches came after the copy, and would be lost with the rest",
            len(came),
        )
        return [said % {"number": len(came)}]
    lines = [_came_after(each) for each in came if not each["ended"]]
    if ended := len(came) - len(lines):
        said = ngettext(
            "came after the copy: %(number)s request, complaint or breach that was closed already",
            "came after the copy: %(number)s requests, complaints or breaches that were closed already",
            ended,
        )
        lines.append(said % {"number": ended})
    return lines


def _came_after(one: Mapping[str, Any]) -> str:
    """One thing that came after the copy: what, its number, and on which day."""
    what = str(Lost(one["what"]).label)
    if one["right"] in TITLES:
        what = _("a request to %(what)s") % {"what": TITLES[one["right"]]}
    named = f"{what} ({one['number']})" if one["number"] else what
    day = date_format(date.fromisoformat(one["on"]), "DATE_FORMAT")
    return _("came after the copy: %(what)s, on %(day)s; ask for it again") % {"what": named, "day": day}


def _counted(report: dict[str, Any]) -> list[str]:
    """What was counted, in sentences."""
    rows, files = report.get("rows", 0), report.get("files", 0)
    lines = [
        ngettext("%(number)s row", "%(number)s rows", rows) % {"number": rows},
        ngettext("%(number)s file", "%(number)s files", files) % {"number": files},
    ]
    if report.get("read_back"):
        lines.append(_("%(size)s, read back and counted") % {"size": _size(report.get("bytes", 0))})
    for what, number in report.get("done_again", {}).items():
        label = Repeated(what).label if what in Repeated.values else what
        lines.append(_("done again: %(number)s × %(what)s") % {"number": number, "what": label})
    if "left" in report:
        lines.append(_("nothing is left of what was destroyed; the ledger is sound"))
    if report.get("files_missing"):
        lines.append(_("%(number)s files are missing") % {"number": report["files_missing"]})
    if ended := report.get("key_copies_ended"):
        lines.append(_("%(number)s old copies of keys are gone") % {"number": len(ended)})
    return lines


def _size(amount: float) -> str:
    for unit in SIZES:
        if amount < THOUSAND or unit == SIZES[-1]:
            return f"{amount:.0f} {unit}"
        amount /= THOUSAND
    return ""
