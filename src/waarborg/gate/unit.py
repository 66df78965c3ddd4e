"""An open unit of work: what is asked, decided, noted and turned to between the opening of the door and its closing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer, nearer
from waarborg.gate.keeping_out import kept_out
from waarborg.gate.scopes import MARKS, REGISTRY, Outline, Scope
from waarborg.kernel.context import Context, enter
from waarborg.kernel.errors import NotFound, Refused
from waarborg.ledger.entries import DecisionEntry, EventEntry
from waarborg.ledger.services import record
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.decision import decide
from waarborg.policy.question import Question
from waarborg.policy.vocabulary import standard_vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a caller states about an act: purpose, ground, channel, recipient (its kind, and which party), and facts
    with a reason."""

    purpose: str | None = None
    ground: str | None = None
    channel: str | None = "screen"
    recipient: str | None = None
    party: UUID | None = None
    facts: tuple[str, ...] = ()


@dataclass
class Door:
    """An open unit of work. Everything it lets through has been decided, and will be remembered."""

    actor: Actor
    action: str
    claims: Claims
    context: Context
    outline: Outline
    scopes: tuple[Scope, ...]
    actor_true: frozenset[str]
    actor_false: frozenset[str]
    using: str
    decision_id: UUID | None = None
    _decisions: list[Answer] = field(default_factory=list)
    _events: int = 0

    @property
    def noted(self) -> bool:
        """Has anything been written down yet?"""
        return self._events > 0

    @property
    def dossier(self) -> Mapping[str, Any]:
        """The outline of the dossier in focus. Raises `NotFound` when there is none."""
        if self.outline.dossier is None:
            raise NotFound("There is no such dossier here.")
        return self.outline.dossier

    def question(
        self,
        category: str | None,
        scope: Scope | None = None,
        *,
        action: str | None = None,
        author: bool = False,
        marks: int = 0,
        stating: Iterable[str] = (),
    ) -> Question:
        """The question that this door would put to the policy; `stating` what the actor would still state for it."""
        true, false = scope.about(category or "") if scope else (set(), set())
        true |= self.actor_true | ((set(self.claims.facts) | set(stating)) - self.actor_false)
        false |= self.actor_false
        if scope:
            (true if author else false).add("author")
            for fact, bit in MARKS.items():
                (true if marks & bit else false).add(fact)
        vocabulary = standard_vocabulary()
        return Question(
            roles=self.actor.roles,
            action=action or self.action,
            category=category,
            recipient=self.claims.recipient,
            principal_kind=scope.principal_kind if scope else None,
            channel=self.claims.channel,
            purpose=self.context.purpose,
            ground=self.claims.ground,
            known=vocabulary.mask(*(true | false)),
            true=vocabulary.mask(*true),
        )

    def decide(self, category: str | None, scope: Scope | None = None, **about: Any) -> Answer:
        """The policy's answer, without acting on it."""
        question = self.question(category, scope, **about)
        policy = self.actor.in_force.policy
        decision = decide(policy, question)
        if scope is not None and self.outline.given["excluded"]:
            decision = kept_out(policy, question, decision)
        return Answer(question, decision)

    def require(self, category: str | None, scope: Scope | None = None, **about: Any) -> Answer:
        """The policy's yes. Raises `Refused` with the decision when it says no."""
        decision = self.decide(category, scope, **about)
        if not decision.allowed:
            raise Refused(decision)
        self._decisions.append(decision)
        return decision

    def rests_on(self, answer: Answer, fact: str) -> bool:
        """Would this yes be a no if the fact were not known?"""
        policy, question = self.actor.in_force.policy, answer.question
        bit = policy.vocabulary.mask(fact)
        without = question._replace(known=question.known & ~bit, true=question.true & ~bit)
        return not decide(policy, without).allowed

    def sets_aside(self, answer: Answer, fact: str) -> bool:
        """Would a prohibition stand in the way of this yes if the fact were not known?"""
        policy, question = self.actor.in_force.policy, answer.question
        bit = policy.vocabulary.mask(fact)
        without = decide(policy, question._replace(known=question.known & ~bit, true=question.true & ~bit))
        return not without.allowed and any(not rule.permit for name in without.rules for rule in policy.rule(name))

    def require_anywhere(self) -> Answer:
        """A yes to the door's action in at least one category, for acts on the frame (assign, open, grant)."""
        no: Answer | None = None
        for scope in self.scopes or (None,):
            for category in (None, *self.actor.in_force.policy.categories):
                decision = self.decide(category, scope)
                if decision.allowed:
                    self._decisions.append(decision)
                    return decision
                no = nearer(no, decision)
        if no is None:
            raise NotFound("There is nothing to decide on here.")
        raise Refused(no)

    def permitted(self, action: str | None = None) -> dict[tuple[UUID, str], Answer]:
        """Every (scope, category) in which the action is allowed for an ordinary record of somebody else's hand."""
        found: dict[tuple[UUID, str], Answer] = {}
        for scope in self.scopes:
            for category in self.actor.in_force.policy.categories:
                for author in (False, True):
                    decision = self.decide(category, scope, action=action, author=author)
                    if decision.allowed:
                        found.setdefault((scope.id, category), decision)
        if action is None:
            self._decisions.extend(found.values())
        return found

    def noting(self, answers: Iterable[Answer]) -> None:
        """Let the next event rest on these answers too."""
        self._decisions.extend(answers)

    def refuse(self) -> Refused:
        """The refusal to raise when nothing was permitted: the nearest no."""
        no: Answer | None = None
        for scope in self.scopes or (None,):
            for category in self.actor.in_force.policy.categories:
                no = nearer(no, self.decide(category, scope))
        if no is None:
            raise NotFound("There is nothing here.")
        return Refused(no)

    def note(self, kind: Kind, *more: EventEntry, dossier_id: UUID | None = None, **about: Any) -> UUID:
        """Write what happened, with the decision that let it. Returns the decision's id, for the rows resting on it."""
        focus = dossier_id or (UUID(self.dossier["id"]) if self.outline.dossier else None)
        event = EventEntry(kind=kind, dossier_id=focus, from_where=self.actor.from_where, **about)
        self.decision_id = remember(self, self._decisions, [event, *more], allowed=True)
        self._decisions = []
        self._events += 1
        return self.decision_id

    def note_each(self, events: Sequence[EventEntry]) -> UUID:
        """Write what happened in several dossiers by one answer of the rules. Returns the decision's id."""
        self.decision_id = remember(
            self,
            self._decisions,
            [replace(event, from_where=self.actor.from_where) for event in events],
            allowed=True,
        )
        self._decisions = []
        self._events += len(events)
        return self.decision_id

    def turn_to(self, action: str, dossier_id: UUID | None = None, *, claims: Claims | None = None) -> None:
        """Go on with another action, on another dossier or with other claims, in the same unit of work.

        The context is signed anew.
        """
        self.action = action
        changes: dict[str, Any] = {"focus": (dossier_id,) if dossier_id else self.context.focus}
        if claims is not None:
            changes |= self._stated(claims)
        self.context = self.context.doing(action, **changes)
        enter(connections[self.using], self.context)
        if dossier_id:
            self.outline = outline_of(self.context, dossier_id, self.using)
            self.scopes = REGISTRY.scopes(self.outline, self.actor.account_id) if REGISTRY.scopes else ()

    def turn_to_many(
        self, action: str, focus: Sequence[UUID] | None, claims: Claims, *, narrow: Sequence[str] | None = None
    ) -> None:
        """Go on with another action on many dossiers at once, stating something else. No outline of them is read.

        Their facts are the caller's to know, kind by kind; row-level security computes them again from the rows.
        """
        self.action = action
        self.context = self.context.doing(
            action,
            focus=tuple(focus) if focus is not None else None,
            narrow=tuple(narrow) if narrow is not None else None,
            **self._stated(claims),
        )
        enter(connections[self.using], self.context)

    def _stated(self, claims: Claims) -> dict[str, Any]:
        """What the context says of the claims that hold from now on."""
        self.claims = claims
        return stated(self.actor, claims)

    def scope(self, scope_id: UUID | None = None) -> Scope:
        """One scope of the dossier; without an id the dossier itself. Raises `NotFound`."""
        wanted = scope_id or UUID(self.dossier["id"])
        for scope in self.scopes:
            if scope.id == wanted:
                return scope
        raise NotFound("There is no such trajectory in this dossier.")


def stated(actor: Actor, claims: Claims) -> dict[str, Any]:
    """The claims of an act as its context carries them."""
    return {
        "purpose": claims.purpose or actor.in_force.main_purpose,
        "ground": claims.ground,
        "channel": claims.channel,
        "recipient": claims.recipient,
        "party": claims.party,
        "claims": claims.facts,
    }


def outline_of(context: Context, dossier_id: UUID | None, using: str) -> Outline:
    """What may be known of a dossier before anything is decided. One statement."""
    with closing(connections[using].cursor()) as cursor:
        cursor.execute("select gate.outline(%s)", [dossier_id])
        (given,) = cursor.fetchone()
    return Outline(json.loads(given) if isinstance(given, str) else given, context)


def remember(door: Door, decisions: Sequence[Answer], events: Sequence[EventEntry], *, allowed: bool) -> UUID:
    """Write a decision with its events in the ledger. One statement; returns the decision's id."""
    known = true = 0
    if decisions:
        known, true = decisions[0].question.known, decisions[0].question.true
    return record(
        DecisionEntry(
            organisation_id=door.actor.organisation_id,
            actor_id=door.actor.account_id,
            roles=door.actor.roles,
            action=door.action,
            allowed=allowed,
            regulation=door.actor.in_force.name,
            regulation_hash=door.actor.in_force.policy.sha256,
            rules=tuple(dict.fromkeys(rule for one in decisions for rule in one.rules)),
            articles=tuple(dict.fromkeys(article for one in decisions for article in one.articles)),
            purpose=door.context.purpose or "",
            ground=door.claims.ground or "",
            facts_known=known,
            facts_true=true,
            claims={
                "channel": door.claims.channel or "",
                "recipient": door.claims.recipient or "",
                "facts": list(door.claims.facts),
            },
            at=door.context.moment,
        ),
        events,
        using=door.using,
    )
