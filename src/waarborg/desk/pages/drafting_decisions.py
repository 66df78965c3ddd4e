"""What is found of law in the draft, in words, each with the form by which it is decided on record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from waarborg.desk.forms.drafting import DecisionForm
from waarborg.drafting.choices import Why
from waarborg.drafting.examining import Examined, examine
from waarborg.drafting.selectors import SeenDraft, text_in_force
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.languages import reader_language
from waarborg.policy.amending import with_decision
from waarborg.policy.contradictions import Contradiction
from waarborg.policy.lint import Finding


def findings_page(actor: Actor, held: SeenDraft | None, posted: Mapping[str, str] | None) -> dict[str, Any]:
    """What desk/studio_findings.html needs; `posted` is the form that was sent, if one was."""
    found = examine(held.source if held else text_in_force(actor))
    rows = [_row(one, at, held, posted) for at, one in enumerate(found.findings)]
    undecided = [_undecided(one, at, held, posted) for at, one in enumerate(found.undecided)]
    forms = [row["form"] for row in (*rows, *undecided) if row["form"] is not None and row["form"].is_bound]
    return {
        "draft": held,
        "mistakes": found.mistakes,
        "waiting": [row for row in rows if row["waits"]],
        "settled": [row for row in rows if not row["waits"]],
        "undecided": undecided,
        "posted": forms[0] if forms else None,
    }


def _row(one: Finding, at: int, held: SeenDraft | None, posted: Mapping[str, str] | None) -> dict[str, Any]:
    answers = ("holds", "not") if one.question else ("accept",)
    return {
        "id": one.check.id,
        "severity": one.check.severity,
        "severity_said": {"error": _("error"), "warning": _("warning"), "advice": _("advice")}[one.check.severity],
        "citation": one.check.citation,
        "article": one.article,
        "rule": one.rule,
        "advice": getattr(one.question, reader_language()) if one.question else one.check.advice(reader_language()),
        "asked": one.question is not None,
        "state": _state(one.state),
        "explained": one.explained,
        "mended_by": one.neutralised_by,
        "waits": one.wants_reasons or one.state == "open",
        "form": _form(f"f|{one.check.id}|{one.rule or ''}|{at}", answers, held, posted)
        if one.wants_reasons or one.state == "open"
        else None,
    }


def _state(state: str) -> str:
    said = {
        "open": _("open"),
        "asked": _("question without an answer"),
        "accepted": _("accepted on record"),
        "neutralised": _("mended by the law"),
    }
    return said[state]


def _undecided(one: Contradiction, at: int, held: SeenDraft | None, posted: Mapping[str, str] | None) -> dict[str, Any]:
    answers = ("earliest_of", "latest_of", "as_explained") if one.kind == "retention" else ("as_explained",)
    return {
        "kind": one.kind,
        "articles": one.articles,
        "rules": one.rules,
        "message": one.message,
        "form": _form(f"r|{at}", answers, held, posted),
    }


def _form(
    what: str, answers: tuple[str, ...], held: SeenDraft | None, posted: Mapping[str, str] | None
) -> DecisionForm | None:
    """One form per finding; only the one that was sent is bound."""
    if held is None or held.proposed_at:
        return None
    prefix = what.replace("|", "-").replace("/", "_")
    sent = posted if posted and posted.get("what") == what else None
    initial = {"base": held.number, "what": what}
    return DecisionForm(sent, initial=initial, answers=answers, auto_id=f"id_{prefix}_%s")


def decided(actor: Actor, source: str, said: Mapping[str, Any]) -> tuple[str, Why]:
    """The text with the decision in it, and what that is."""
    found, parts = examine(source), said["what"].split("|")
    by = {"by": actor.roles[0], "date": clock.today()}
    if parts[0] == "r":
        one = found.undecided[int(parts[1])]
        reading = {"about": list(one.rules), "question": one.message, "decided": said["answer"]}
        return with_decision(source, "readings", reading | {"explained": said["explained"]} | by), Why.DECIDED
    if said["answer"] == "holds":
        entry = {"finding": parts[1], "explained": said["explained"]} | by
        return with_decision(source, "judged", entry), Why.ANSWERED
    entry = {"rule": parts[2] or _whole(found), "finding": parts[1], "explained": said["explained"]}
    if said["answer"] == "accept":
        entry["accepted"] = by
    return with_decision(source, "deviations", entry), Why.ACCEPTED


def _whole(found: Examined) -> str:
    """What a decision about the whole is about: the regulation by its own word."""
    return found.ready.regulation.regulation if found.ready else "-"
