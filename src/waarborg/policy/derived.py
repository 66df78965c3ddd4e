"""What a catalogue, a purpose or an age means for access: the prohibitions that follow from rules of other kinds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from waarborg.policy.compiled import CompiledRule, Words
from waarborg.policy.model.access import Linkage, Minors
from waarborg.policy.model.base import Rule
from waarborg.policy.model.catalogue import CategoryRule, Forbid, PurposeRule
from waarborg.policy.world import World

RECORDING = frozenset({"write", "correct"})
CONTENT = RECORDING | {
    "read", "export", "print", "download", "disclose", "reveal", "add_statement", "lend", "hand_over", "link",
}  # fmt: skip
"""Actions that show or change what stands in a record. Counting or destroying shows nothing."""
USE = RECORDING | {"disclose", "export", "hand_over", "link"}
"""Actions for which a purpose is named; daily reading serves the purposes of the dossier."""


def prohibitions(rule: Rule, world: World) -> Iterator[CompiledRule]:
    """The prohibitions that a rule means; none for most kinds."""
    if isinstance(rule, CategoryRule):
        yield from _of_category(rule, world)
    elif isinstance(rule, PurposeRule):
        yield from _of_purpose(rule, world)
    elif isinstance(rule, Forbid):
        yield _prohibition(rule, "forbidden", CONTENT, frozenset(rule.forbid))
    elif isinstance(rule, Minors) and "everything" in rule.applies_to:
        vocabulary = world.vocabulary
        minor = _prohibition(rule, "minors", RECORDING | {"open_dossier"}, None)
        yield replace(minor, when=vocabulary.mask("client_is_minor"), unless=vocabulary.mask("parental_consent"))
    elif isinstance(rule, Linkage) and rule.linkage == "none" and not rule.excepts:
        yield _prohibition(rule, "linkage", frozenset({"link"}), None)


def _of_category(rule: CategoryRule, world: World) -> Iterator[CompiledRule]:
    here = frozenset({rule.category})
    mask = world.vocabulary.mask
    for need in rule.always_needs:
        # A client reads what is theirs without signing secrecy, and the system has no hands to sign with.
        needs = _prohibition(rule, f"needs_{need}", CONTENT, here)
        yield replace(needs, roles=world.roles_of_kind("staff", "outsider"), unless=mask(need))
    if rule.only_for.principals:
        others = frozenset(world.vocabulary.dimensions["principals"]) - frozenset(rule.only_for.principals)
        recording = _prohibition(rule, "only_for_principals", RECORDING, here)
        yield replace(recording, principals=others)
        using = _prohibition(rule, "only_for_principals", CONTENT - RECORDING, here)
        yield replace(using, principals=others, roles=world.roles_not_of_client())
    reason = (rule.only_for.reason,) if rule.only_for.reason else ()
    for fact in (*rule.only_for.facts, *reason):
        yield replace(_prohibition(rule, f"only_for_{fact}", RECORDING, here), unless=mask(fact))
    if rule.visibility == "author_only":
        # Whoever writes a new note is its author. Once shared, it is no longer a note to oneself.
        note = _prohibition(rule, "author_only", CONTENT - {"write"}, here)
        yield replace(note, unless=mask("author", "shared"))
    if rule.purposes:
        others = frozenset(purpose.purpose for purpose in world.purposes) - frozenset(rule.purposes)
        yield replace(_prohibition(rule, "purposes", USE, here), purposes=others)


def _of_purpose(rule: PurposeRule, world: World) -> Iterator[CompiledRule]:
    serves = frozenset({rule.purpose})
    if rule.categories and "all" not in rule.categories:
        others = frozenset(kind.category for kind in world.catalogue) - frozenset(rule.categories)
        if others:
            yield replace(_prohibition(rule, "categories", USE, others), purposes=serves)
    if rule.principals and "all" not in rule.principals:
        others = frozenset(world.vocabulary.dimensions["principals"]) - frozenset(rule.principals)
        yield replace(_prohibition(rule, "principals", USE, None), purposes=serves, principals=others)


def _prohibition(rule: Rule, part: str, actions: Words, categories: Words) -> CompiledRule:
    return CompiledRule(
        id=rule.id, part=part, article="", source="", permit=False, actions=actions, categories=categories
    )
