"""Nothing is closed while a part of its paper dossier is out of the cabinet."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.gate.door import Door
from waarborg.paper.rules import paper_rules
from waarborg.paper.selectors import papers_of
from waarborg.practice.choices import ClosingCheck
from waarborg.work.checklists import Blocker, watch


def register() -> None:
    """Let whoever closes something hear of paper that is out."""
    watch(papers_out, ClosingCheck.PAPER)


def papers_out(door: Door, dossier_id: UUID) -> Iterable[Blocker]:
    """The parts of a dossier that somebody took out, with the article that says when they are back."""
    rules = paper_rules(door.actor.in_force)
    for one in papers_of(door, dossier_id):
        if one.is_out:
            words = {"number": one.index_number, "name": one.borrower}
            said = _("Part %(number)s of the paper dossier is out of the cabinet, taken by %(name)s.") % words
            yield Blocker(said, ClosingCheck.PAPER, rules.lending_article if rules else "")
