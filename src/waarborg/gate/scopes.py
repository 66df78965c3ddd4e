"""The facts of a situation as Python finds them. PostgreSQL finds them for itself (`gate.scopes`, `gate.actor_facts`);
tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from waarborg.kernel.context import Context

MARKS: Mapping[str, int] = {
    "shared": 1,
    "origin_uwv": 2,
    "origin_principal": 4,
    "restricted": 8,
    "client_approved_this_version": 16,
    "about_third_person": 32,
    "kept_by_statute": 64,
    "origin_by_agreement": 256,
}
"""The facts about one record and their bits in its `marks`; `author` is a column of its own."""
APPROVED = "client_approved_this_version"
"""The mark that is of one version: what was corrected, or taken elsewhere, is approved no more."""


AGREED = "processing_agreement"
"""Of who comes in for an organisation outside, the register of parties says whether there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One trajectory, or the dossier for what belongs to the person, with what is known of it for this actor.

    `part` names the categories of the actor's own part of the assignment (None: all of it); `viewed` those that a
    time-boxed view opens (None: all); `declared` per fact the only categories for which a client declared it. A fact in
    neither set is unknown.
    """

    id: UUID
    dossier_id: UUID
    principal_kind: str | None
    true: frozenset[str]
    false: frozenset[str]
    part: frozenset[str] | None = None
    viewed: frozenset[str] | None = None
    has_view: bool = False
    declared: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def about(self, category: str) -> tuple[set[str], set[str]]:
        """The facts known true and known false for one category of this scope."""
        true, false = set(self.true), set(self.false)
        in_part = "assigned" in true and (self.part is None or category in self.part)
        in_view = self.has_view and (self.viewed is None or category in self.viewed)
        (true if in_part else false).add("part_of_assignment")
        (true if in_view else false).add("granted_by_responsible")
        for fact, categories in self.declared.items():
            (true if category in categories else false).add(fact)
        return true, false


@dataclass(frozen=True, slots=True)
class Outline:
    """What may be known of a dossier before anything is decided; no content, no name."""

    given: Mapping[str, Any]
    context: Context

    @property
    def moment(self) -> datetime:
        """When it is asked."""
        return self.context.moment

    @property
    def dossier(self) -> Mapping[str, Any] | None:
        """Its number and days; None when there is no such dossier here."""
        found = self.given["dossier"]
        return found if found is None else dict(found)


Facts = tuple[frozenset[str], frozenset[str]]
ActorFacts = Callable[[Mapping[str, Any], bool], Facts]
ScopeFacts = Callable[[Outline, "UUID | None"], tuple[Scope, ...]]


@dataclass
class Registry:
    """Where rooms say how their facts are found. Filled when the program starts, never after."""

    actor: ActorFacts | None = None
    scopes: ScopeFacts | None = None


REGISTRY = Registry()


AUDIENCES: Mapping[str, str] = {
    "supplier": "supplier",
    "volunteer": "volunteer",
    "contractor": "contractor",
    **dict.fromkeys(("principal", "third_party_viewer", "auditor"), "outsider"),
    **dict.fromkeys(("client", "representative"), "everybody"),
}
"""As what somebody signs by the role they hold; everybody else as staff, or as hired when that is what it rests on."""


def audience_of(role: str, basis: str) -> str:
    """As what somebody signs who holds this role on this basis."""
    return AUDIENCES.get(role, "contractor" if basis == "hiring" else "staff")


def texts_asked(
    memberships: Iterable[Mapping[str, Any]], texts: Sequence[Mapping[str, Any]]
) -> Sequence[Mapping[str, Any]]:
    """Which of the newest texts somebody with these roles has to have signed.

    For each as whom they come in: the one for them alone, or else the one for everybody.
    """
    asked: dict[str, Mapping[str, Any]] = {}
    for audience in {audience_of(one["role"], one["basis"]) for one in memberships}:
        own = {text["kind"] for text in texts if text["audience"] == audience}
        for text in texts:
            if text["audience"] == audience or (text["audience"] == "everybody" and text["kind"] not in own):
                asked[text["id"]] = text
    return list(asked.values())


def has_signed(kind: str, memberships: Iterable[Mapping[str, Any]], texts: Sequence[Mapping[str, Any]]) -> bool:
    """Has everything of this kind been signed that is asked of somebody with these roles, and still counts?"""
    asked = [text for text in texts_asked(memberships, texts) if text["kind"] == kind]
    return bool(asked) and all(text["signed"] for text in asked)


def actor_facts(given: Mapping[str, Any], strong: bool) -> Facts:  # noqa: FBT001 - a fact, not a switch
    """What is known of the actor, from the outline's memberships and signed texts."""
    memberships, texts = given["memberships"], given["texts"]
    found = {
        "strong_sign_in": strong,
        "confidentiality_signed": has_signed("confidentiality", memberships, texts),
        "instruction_confirmed": has_signed("instruction", memberships, texts),
        "bound_by_profession": any(one["profession"] for one in memberships),
        "health_domain_member": any(one["health"] for one in memberships),
        "responsible_role_held": any(one["role"] == "responsible" for one in memberships),
        "employment_running": bool(memberships),
        "maintenance_window": bool(given["maintenance"]),
    }
    if given["agreed"] is not None:
        found[AGREED] = given["agreed"]
    return (
        frozenset(fact for fact, holds in found.items() if holds),
        frozenset(fact for fact, holds in found.items() if not holds),
    )
