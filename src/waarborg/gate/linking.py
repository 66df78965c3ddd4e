"""The one place where a link with another system is decided: a token, a feed, a file that goes by itself, a transfer.

    require_link(door, link)        a yes, or `Refused` with the article; the event of the act rests on it
    may_link(actor, link)           the answer alone, for a page that offers it

PostgreSQL decides the same from rows of its own (`gate.may_link`), where the row of a link is written.
"""

from __future__ import annotations

from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door
from waarborg.kernel.errors import Refused
from waarborg.policy.linking import Link, lets_link, link_rows
from waarborg.policy.question import Decision, Question

ACT = "link"
CALENDAR = Link(system="calendar")
"""One's own times, as a calendar program reads them: no field of anybody's data. Still a feed that goes by itself."""


def require_link(door: Door, link: Link) -> Answer:
    """The regulation's yes to this link. Raises `Refused`."""
    answer = _answer(door.question(None, action=ACT), door.actor, link)
    if not answer.allowed:
        raise Refused(answer)
    door.noting([answer])
    return answer


def may_link(actor: Actor, link: Link) -> Answer:
    """May this be linked?"""
    return _answer(Question(roles=actor.roles, action=ACT, category=None), actor, link)


def _answer(question: Question, actor: Actor, link: Link) -> Answer:
    rows = link_rows(actor.in_force.regulation)
    return Answer(
        question,
        Decision(
            allowed=lets_link(rows, link, actor.roles),
            rules=tuple(dict.fromkeys(row.rule for row in rows)),
            articles=tuple(dict.fromkeys(row.article for row in rows)),
        ),
    )
