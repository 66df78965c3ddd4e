"""A colleague who was kept out of a dossier by name: whatever a rule lets them do, nothing of it is there for them.

The rows are kept from them by `kernel.keep_out` (dossiers/security.sql); here stands the no, with its article.
"""

from __future__ import annotations

from collections.abc import Iterator

from waarborg.policy.compiled import CompiledPolicy, Test
from waarborg.policy.possible import nearest_permits
from waarborg.policy.question import Decision, Question

ABSENT = "not excluded_by_name"
"""What would have to be so for a yes."""
DECIDES = "assign"
"""The act of whoever decides who works on a dossier, and so who does not."""


def kept_out(policy: CompiledPolicy, question: Question, answer: Decision) -> Decision:
    """The no for somebody who is kept out: the regulation's own when it says so, or else that of who decides it."""
    if not answer.allowed and ABSENT in answer.missing:
        return answer
    decides = next(_deciding(policy, question), None)
    return Decision(
        allowed=False,
        rules=(decides.rule.id,) if decides else answer.rules,
        articles=(decides.rule.where,) if decides else answer.articles,
        missing=(ABSENT,),
        role=answer.role or (question.roles[0] if question.roles else None),
    )


def _deciding(policy: CompiledPolicy, question: Question) -> Iterator[Test]:
    for category in (question.category, None, *policy.categories):
        yield from nearest_permits(policy, None, DECIDES, category)
