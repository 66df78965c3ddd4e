"""By what is decided on a request: the rules of its right, who answers it, and why something may be refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from waarborg.dossiers.statements import THEMSELVES
from waarborg.gate.actors import Actor
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict
from waarborg.kernel.languages import reader_language
from waarborg.policy.model.retention import HoldRule
from waarborg.policy.model.rights import RightRule
from waarborg.policy.names import Names
from waarborg.policy.terms_places import Placed, StandsIn, placed, placed_in_laws
from waarborg.rights.choices import NEEDS_SECOND, NOT_SO, Decided, Outcome
from waarborg.rights.models import Request, RequestItem

ERASES = frozenset({"erasure", "objection"})
"""The rights after which something may be erased."""


def require_judge(actor: Actor, row: Request) -> None:
    """Raises `Conflict` to whom the article does not name as who answers."""
    if THEMSELVES & set(actor.roles):
        raise Conflict(_("Nobody decides on what they ask themselves."))
    if row.judged_by and row.judged_by not in actor.roles:
        names = Names(actor.in_force.regulation, reader_language())
        raise Conflict(_("This is for %(role)s to answer.") % {"role": names.role(row.judged_by)})


def rules_of(in_force: InForce, right: str) -> list[Placed[RightRule]]:
    """The rules about a right: the regulation's, and after them the law's."""
    every = [*placed(in_force.regulation, RightRule), *placed_in_laws(in_force.laws, RightRule, clock.today())]
    return [one for one in every if right in one.rule.right]


def grounds_of(in_force: InForce, right: str) -> list[str]:
    """Why a client may ask it, each once; empty is for any reason."""
    return list(dict.fromkeys(word for one in rules_of(in_force, right) for word in one.rule.grounds))


def refusals_of(in_force: InForce, right: str) -> dict[str, str]:
    """Why it may be refused, with the article that says so; the last is that what the client says is not the case."""
    rules = rules_of(in_force, right)
    found: dict[str, str] = {}
    for one in rules:
        for word in one.rule.refuse_when:
            found.setdefault(word, article_in(one.at))
    holds = _holds(in_force) if right in ERASES else {}
    return {**holds, **found, **({NOT_SO: article_in(rules[0].at)} if rules else {})}


def _holds(in_force: InForce) -> dict[str, str]:
    """What keeps data while it is pending, with the article that says so."""
    rules = [*placed(in_force.regulation, HoldRule), *placed_in_laws(in_force.laws, HoldRule, clock.today())]
    found: dict[str, str] = {}
    for one in rules:
        for word in one.rule.hold:
            found.setdefault(word, article_in(one.at))
    return {word: article for word, article in found.items() if word != "statutory_term"}


def holding_article(in_force: InForce, word: str) -> str:
    """The article by which something that is pending keeps data; empty where none names it."""
    return _holds(in_force).get(word, "")


def article_of(in_force: InForce, right: str) -> str:
    """Where a right stands: in the regulation, or else in the law."""
    return next((article_in(one.at) for one in rules_of(in_force, right)), "")


def tells_recipients(in_force: InForce, right: str) -> str:
    """The article by which everybody who got it is told; empty where none says so."""
    return next((article_in(one.at) for one in rules_of(in_force, right) if one.rule.tell_recipients), "")


def article_in(at: StandsIn) -> str:
    """A place as it is written down: of a law with its name."""
    return f"{at.source} {at.article}" if at.is_law else at.article


def is_settled(item: RequestItem) -> bool:
    """Was it decided, and where a colleague must agree did they?"""
    return bool(item.decided) and (item.because not in NEEDS_SECOND or item.agreed_by_id is not None)


def outcome_of(items: Iterable[RequestItem]) -> Outcome | None:
    """What is said of the request: it follows from its items. None while one is open, or when there are none."""
    found: Sequence[RequestItem] = list(items)
    if not found or not all(is_settled(one) for one in found):
        return None
    done = sum(one.decided == Decided.DONE for one in found)
    return Outcome.GRANTED if done == len(found) else Outcome.PARTLY if done else Outcome.REFUSED
