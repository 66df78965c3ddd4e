"""The words that exist for one regulation, and how a rule's scope is written out in them."""

from __future__ import annotations

from dataclasses import dataclass

from waarborg.policy.compiled import CompiledRule, Words
from waarborg.policy.model.access import Scope
from waarborg.policy.model.catalogue import CategoryRule, PurposeRule
from waarborg.policy.vocabulary import RoleKind, Vocabulary


@dataclass(frozen=True)
class World:
    """Vocabulary, catalogue, purposes and the agency's own roles, each like a role of the vocabulary."""

    vocabulary: Vocabulary
    own_roles: dict[str, str]
    catalogue: tuple[CategoryRule, ...]
    purposes: tuple[PurposeRule, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the vocabulary, then the agency's own."""
        return (*self.vocabulary.dimensions["roles"], *self.own_roles)

    @property
    def kinds(self) -> dict[str, str]:
        """The kind of every role; an own role is of the kind of the role it is like."""
        roles = self.vocabulary.dimensions["roles"]
        return {role: str(roles[self.own_roles.get(role, role)].kind) for role in self.roles}

    def roles_of_kind(self, *kinds: RoleKind) -> frozenset[str]:
        """Roles of these kinds."""
        return frozenset(role for role, kind in self.kinds.items() if kind in kinds)

    def roles_not_of_client(self) -> frozenset[str]:
        """Every role but the client's own side."""
        return self.roles_of_kind("staff", "outsider", "system")

    def actions(self, named: tuple[str, ...]) -> Words:
        """The actions of a rule; None for all."""
        return None if "all" in named else frozenset(named)

    def categories(self, rule: Scope) -> Words:
        """The categories a rule names; empty when it names sensitivities that the catalogue does not have."""
        everything = bool({"all", "part_of_assignment"} & set(rule.categories))
        if everything and not rule.sensitivity and not rule.excepts:
            return None
        found = {
            kind.category
            for kind in self.catalogue
            if (everything or kind.category in rule.categories)
            and (not rule.sensitivity or kind.sensitivity in rule.sensitivity)
        }
        return frozenset(found - set(rule.excepts))

    def scope(self, rule: Scope, *, law: bool) -> CompiledRule:
        """The dimensions of a rule. A law that names a role also means the agency's own roles like it."""
        words = self.vocabulary.dimensions
        purposes = tuple(purpose.purpose for purpose in self.purposes)
        return CompiledRule(
            id=rule.id,
            part="",
            article="",
            source="",
            permit=False,
            roles=_named(self._roles(rule.roles, law=law), self._roles(rule.roles_except, law=law), self.roles),
            categories=self.categories(rule),
            recipients=_named(rule.recipients, rule.recipients_except, tuple(words["recipients"])),
            principals=_named(rule.principals, rule.principals_except, tuple(words["principals"])),
            channels=_named(rule.by, rule.by_except, tuple(words["channels"])),
            purposes=_named(rule.purposes, rule.purposes_except, purposes),
            grounds=_named(rule.grounds, (), tuple(words["grounds"])),
        )

    def _roles(self, named: tuple[str, ...], *, law: bool) -> tuple[str, ...]:
        alike = [own for own, like in self.own_roles.items() if law and like in named]
        return (*named, *alike)


def _named(named: tuple[str, ...], left_out: tuple[str, ...], every: tuple[str, ...]) -> Words:
    some = frozenset(named) if named and "all" not in named else None
    return some if not left_out else (frozenset(every) if some is None else some) - frozenset(left_out)
