"""What a regulation offers beside an answer: to come and look by appointment, to have data go straight to another, to
object to the responsible."""

from __future__ import annotations

from dataclasses import dataclass

from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.policy.model.rights import Remedy, RightRule
from waarborg.policy.objecting import TO_RESPONSIBLE, open_for
from waarborg.policy.terms_places import placed, placed_in_laws


@dataclass(frozen=True, slots=True)
class Offer:
    """One of them, with its article. `aside` is the law that sets the limit of the text aside: it is offered anyhow."""

    what: str
    article: str
    aside: str = ""
    to: tuple[str, ...] = ()


def offers_of(in_force: InForce, right: str) -> list[Offer]:
    """What is offered with a request for this right, in the order of the text; each thing once."""
    found: dict[str, Offer] = {}
    for one in (*placed(in_force.regulation, RightRule), *placed_in_laws(in_force.laws, RightRule, clock.today())):
        if right not in one.rule.right:
            continue
        article = f"{one.at.source} {one.at.article}" if one.at.is_law else one.at.article
        window = one.rule.window
        if window is not None and window.by_appointment:
            found.setdefault("appointment", Offer("appointment", article, window.neutralised_by or ""))
        if one.rule.transfer_to:
            found.setdefault("transfer", Offer("transfer", article, to=one.rule.transfer_to))
    for remedy in placed(in_force.regulation, Remedy):
        if remedy.rule.remedy == TO_RESPONSIBLE and open_for(remedy.rule, right):
            found.setdefault("objection", Offer("objection", remedy.at.article))
    return list(found.values())
