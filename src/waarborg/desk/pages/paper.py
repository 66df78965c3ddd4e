"""Paper dossiers, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.paper.rules import paper_rules
from waarborg.paper.selectors import Index, PaperOfDossier, SeenPaper


def register_page(actor: Actor, papers: Sequence[SeenPaper]) -> dict[str, Any]:
    """What desk/paper_register.html needs."""
    return {
        "papers": [_paper(actor, one) for one in papers],
        "out": sum(1 for one in papers if one.is_out),
        **_said(actor),
    }


def index_page(actor: Actor, made: Index) -> dict[str, Any]:
    """What desk/paper_index.html needs: the names by the alphabet, with what stands on each cover."""
    return {"papers": [_paper(actor, one) for one in made.papers], "printed_on": made.printed_on, **_said(actor)}


def paper_page(actor: Actor, seen: PaperOfDossier) -> dict[str, Any]:
    """What desk/dossier_paper.html needs beside the shared part."""
    number = seen.frame.number
    papers = []
    for one in seen.papers:
        line = _paper(actor, one)
        line["move_url"] = reverse("desk:paper_move", args=[number, one.id]) if seen.may_file else ""
        if one.is_out:
            line["back_url"] = reverse("desk:paper_back", args=[number, one.id])
        elif one.id in seen.may_take_out:
            line["take_url"] = reverse("desk:paper_take", args=[number, one.id])
        papers.append(line)
    return {"papers": papers, "may_file": seen.may_file, **_said(actor)}


def kinds_to_file(actor: Actor) -> list[tuple[str, str]]:
    """The kinds of data that a paper part can be said to hold."""
    return [(entry.key, entry.rule.title) for entry in catalogue_of(actor.in_force)]


def _said(actor: Actor) -> dict[str, Any]:
    """What the regulation says of paper, with the articles."""
    rules = paper_rules(actor.in_force)
    if rules is None:
        return {"rules": None}
    return {
        "rules": {
            "place_article": actor.in_force.article(rules.place_article),
            "lending_article": actor.in_force.article(rules.lending_article),
            "never_unattended": rules.never_unattended,
            "has_term": rules.back_within is not None,
        }
    }


def _paper(actor: Actor, one: SeenPaper) -> dict[str, Any]:
    entries = catalogue_of(actor.in_force).entries
    return {
        "id": one.id,
        "index": f"{one.index_number:04d}",
        "dossier_url": reverse("desk:dossier_paper", args=[one.dossier_number]),
        "dossier_number": one.dossier_number,
        "name": one.name,
        "place": " ".join(part for part in (one.cabinet, one.shelf) if part),
        "cabinet": one.cabinet,
        "shelf": one.shelf,
        "version": one.version,
        "holds": [entries[category].rule.title for category in one.categories if category in entries],
        "filed_on": one.filed_on,
        "borrower": one.borrower,
        "taken_at": one.taken_at,
        "due_on": one.due_on,
        "late": one.is_late,
    }
