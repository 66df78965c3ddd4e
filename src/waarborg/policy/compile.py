"""From a regulation and the law of its day to a compiled policy. Also says which rules of the text became what.

Every permit, prohibition and condition becomes compiled rules; categories, purposes, minors and opt-out lists
become the prohibitions they mean (`derived.py`). A rule of law that is a supervisor's policy only warns and is
left out. `only: this_article` takes wider permits of the regulation's other articles away; the law's stay.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from waarborg.policy import derived
from waarborg.policy.compiled import REGULATION, Closed, CompiledPolicy, CompiledRule, Limits, Words
from waarborg.policy.model.access import Condition, Permit, Prohibition, Scope
from waarborg.policy.model.base import Rule
from waarborg.policy.model.catalogue import CategoryRule, Forbid, PurposeRule
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.vocabulary import Vocabulary, standard_vocabulary
from waarborg.policy.world import World


def compile_regulation(
    regulation: Regulation, laws: Iterable[Law], vocabulary: Vocabulary | None = None
) -> CompiledPolicy:
    """The policy of one version under these laws (those in force on the day that is asked about)."""
    vocabulary = vocabulary or standard_vocabulary()
    rules = [rule for article in regulation.articles for rule in article.rules]
    world = World(
        vocabulary=vocabulary,
        own_roles=dict(regulation.roles),
        catalogue=tuple(rule for rule in rules if isinstance(rule, CategoryRule)),
        purposes=tuple(rule for rule in rules if isinstance(rule, PurposeRule)),
    )
    own = list(_compiled(regulation, REGULATION, world))
    closings = list(_closings(regulation, world))
    own = [_with_closings(rule, closings) for rule in own]
    floor = [compiled for law in laws for compiled in _compiled(law, law.law, world)]
    policy = CompiledPolicy(
        regulation=regulation.regulation,
        in_force_from=regulation.in_force_from,
        sha256="",
        roles=world.roles,
        kinds=world.kinds,
        actions=tuple(vocabulary.dimensions["actions"]),
        categories=tuple(rule.category for rule in world.catalogue),
        forbidden=tuple(dict.fromkeys(word for rule in rules if isinstance(rule, Forbid) for word in rule.forbid)),
        purposes=tuple(rule.purpose for rule in world.purposes),
        rules=(*own, *floor),
        titles=tuple(_titles(regulation, laws)),
        vocabulary=vocabulary,
    )
    return replace(policy, sha256=hashlib.sha256(canonical(policy)).hexdigest())


def canonical(policy: CompiledPolicy) -> bytes:
    """What decides, as canonical JSON: keys sorted, sets sorted, facts by name."""
    words = policy.vocabulary.facts_in
    data = {
        "regulation": policy.regulation,
        "in_force_from": policy.in_force_from.isoformat(),
        "roles": policy.roles,
        "categories": policy.categories,
        "forbidden": policy.forbidden,
        "rules": [{**_plain(rule), "when": words(rule.when), "unless": words(rule.unless)} for rule in policy.rules],
    }
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    """Any part of a rule as JSON can hold it."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _compiled(text: Regulation | Law, source: str, world: World) -> Iterator[CompiledRule]:
    for article in text.articles:
        for rule in article.rules:
            if rule.binds != "policy":
                for compiled in _one(rule, source, world):
                    yield replace(compiled, article=article.number, source=source)


def _one(rule: Rule, source: str, world: World) -> Iterator[CompiledRule]:
    law = source != REGULATION
    if isinstance(rule, Scope):
        if world.categories(rule) != frozenset():
            yield from _scoped(rule, world, law=law)
    else:
        yield from derived.prohibitions(rule, world)


def _scoped(rule: Scope, world: World, *, law: bool) -> Iterator[CompiledRule]:
    part_only = ("part_of_assignment",) if "part_of_assignment" in rule.categories else ()
    mask = world.vocabulary.mask
    base = replace(world.scope(rule, law=law), when=mask(*rule.when, *part_only))
    if isinstance(rule, Permit):
        permit = replace(base, permit=True, actions=world.actions(rule.permit))
        limits = Limits(
            rule.items, tuple(sorted(rule.fields.items())), rule.recent, rule.frequency, rule.opt_out, rule.secrecy
        )
        yield replace(permit, obliges=rule.obliges, limits=limits)
        if rule.opt_out:
            listed = rule.opt_out if rule.opt_out in world.vocabulary.facts else "opted_out"
            yield replace(permit, permit=False, part="opt_out", when=mask(listed))
    elif isinstance(rule, Prohibition):
        yield replace(base, actions=world.actions(rule.prohibit), unless=mask(*rule.unless))
    elif isinstance(rule, Condition):
        for need in rule.needs:
            yield replace(base, part=need, actions=world.actions(rule.condition), unless=mask(need, *rule.unless))


def _closings(regulation: Regulation, world: World) -> Iterator[tuple[str, Closed]]:
    for article in regulation.articles:
        for rule in article.rules:
            if isinstance(rule, Permit) and rule.only:
                scope = world.scope(rule, law=False)
                yield (
                    article.number,
                    Closed(
                        by=rule.id,
                        roles=frozenset(rule.only_roles) or world.roles_not_of_client(),
                        actions=world.actions(rule.permit),
                        categories=scope.categories,
                        principals=scope.principals,
                    ),
                )


def _with_closings(rule: CompiledRule, closings: list[tuple[str, Closed]]) -> CompiledRule:
    closed = tuple(closing for article, closing in closings if article != rule.article)
    return replace(rule, closed=closed) if rule.permit and closed else rule


def _titles(regulation: Regulation, laws: Iterable[Law]) -> Iterator[tuple[str, str]]:
    for article in regulation.articles:
        yield article.number, article.title
    for law in laws:
        for article in law.articles:
            yield f"{law.law} {article.number}", article.title


__all__ = ["Words", "canonical", "compile_regulation"]
