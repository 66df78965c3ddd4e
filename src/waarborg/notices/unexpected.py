"""What is kept only where there is a reason for it: the client is told one by one, what it is, from whom, what for."""

from __future__ import annotations

from typing import Any

from waarborg.dossiers.writing import Written, when_written
from waarborg.letters.choices import LetterKind
from waarborg.letters.information import write_letter
from waarborg.letters.looked_along_words import first_article
from waarborg.notices.choices import NoticeKind
from waarborg.notices.opening import carry, open_notice, plan
from waarborg.policy.model.base import Rule
from waarborg.policy.model.rights import RightRule
from waarborg.policy.names import Names
from waarborg.policy.notices import UNEXPECTED, notices
from waarborg.policy.phrases import Language
from waarborg.work.choices import TaskKind


def register() -> None:
    """Let what is written outside the expected kinds bring its notice."""
    when_written(on_written)


def on_written(written: Written) -> None:
    """Open the notice with its letter and its task, where the regulation has the client told one by one."""
    version = written.door.actor.in_force
    told = next(iter(notices(version.regulation, (), UNEXPECTED)), None)
    if not written.entry.rule.needs_note or told is None or "client" not in told.rule.to:
        return
    if written.door.actor.account_id is None:
        return

    def said(language: Language) -> dict[str, Any]:
        names = Names(version.regulation, language)
        return {
            "client": names.role("client"),
            "category": names.category(written.entry.key),
            "purpose": names.purpose(written.purpose),
            "source": written.source,
            "article": told.where,
            "correction": first_article(version.regulation, _is_about_correction) or "",
        }

    title = Names(version.regulation).category(written.entry.key)
    notice = open_notice(written.door, written, NoticeKind.UNEXPECTED, told)
    plan(written.door, notice, TaskKind.TELL_UNEXPECTED, written.record_id, note=title)
    carry(written.door, notice, write_letter(written.door, LetterKind.UNEXPECTED_DATA, said))


def _is_about_correction(rule: Rule) -> bool:
    return isinstance(rule, RightRule) and bool({"rectification", "erasure"} & set(rule.right))
