"""What a regulation says of links with other systems: none, or those it names, with which fields, started by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from waarborg.policy.model.access import Linkage
from waarborg.policy.model.regulation import Regulation
from waarborg.policy.vocabulary import Vocabulary, standard_vocabulary

STAFF = "staff"
"""Whoever works here starts it; nothing goes by itself."""
SYSTEM = "system"
"""The program starts it: a feed, a token with which another system asks, a file that goes every night."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """One thing that a rule on linking says: the rule itself (no system), or a transfer that it names."""

    rule: str
    article: str
    system: str = ""
    fields: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    """Who may start it; `system` is the program itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link that somebody wants: with which system, with which fields, and whether somebody starts it each time."""

    system: str
    fields: frozenset[str] = frozenset()
    by_hand: bool = False


def link_rows(regulation: Regulation, vocabulary: Vocabulary | None = None) -> Sequence[LinkRow]:
    """Every rule on linking, and each transfer that it names; empty where the regulation is silent."""
    known = vocabulary or standard_vocabulary()
    found = []
    for article in regulation.articles:
        for rule in (one for one in article.rules if isinstance(one, Linkage)):
            found.append(LinkRow(rule=rule.id, article=article.number))
            for named in rule.excepts:
                staff = known.roles_of_kind("staff")
                found.append(
                    LinkRow(
                        rule=rule.id,
                        article=article.number,
                        system=named.system,
                        fields=tuple(named.fields),
                        roles=tuple(sorted(staff)) if named.started_by == STAFF else (named.started_by,),
                    )
                )
    return found


def lets_link(rows: Sequence[LinkRow], link: Link, roles: Iterable[str]) -> bool:
    """May somebody in these roles make or start this link?

    Where a rule speaks of linking only what it names may be, with those fields and no other, started by whom it says. A
    regulation that is silent lets nothing of anybody go by a link either; what carries no data of clients is no link.
    """
    if not rows:
        return not link.fields
    starting = set(roles) - {SYSTEM} if link.by_hand else {SYSTEM}
    return any(
        row.system == link.system and link.fields <= set(row.fields) and starting & set(row.roles)
        for row in rows
        if row.system
    )
