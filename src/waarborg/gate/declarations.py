"""What people declare before anything opens: which texts are asked of whom, and signing them on this screen."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from waarborg.accounts.choices import AT_THE_DOOR, DeclarationKind
from waarborg.accounts.models import Declaration, DeclarationText
from waarborg.gate.actors import Actor, is_client
from waarborg.gate.door import Door, in_context, open_door
from waarborg.gate.policies import InForce
from waarborg.gate.prospects import known_of
from waarborg.gate.scopes import texts_asked
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.model.base import Period
from waarborg.policy.model.procedures import Confidentiality, Duty

CONFIRMING = "confirm_instruction"
"""The duty of a regulation to confirm the handling instruction again and again."""


def declaration_due(actor: Actor, kind: DeclarationKind = DeclarationKind.CONFIDENTIALITY) -> DeclarationText | None:
    """The first text of a kind that this actor has still to sign; None when everything asked is signed and counts."""
    due = _due(actor, [kind])
    return due[0] if due else None


def declarations_due(actor: Actor) -> Sequence[DeclarationText]:
    """Every text this actor has still to sign, secrecy first; empty when all that is asked is signed and counts.

    Who sees only their own dossier promises nobody secrecy about it.
    """
    if is_client(actor):
        return []
    return _due(actor, AT_THE_DOOR)


def _due(actor: Actor, kinds: Sequence[DeclarationKind]) -> list[DeclarationText]:
    given = known_of(actor)
    asked = texts_asked(given["memberships"], given["texts"])
    wanted = [text["id"] for text in asked if not text["signed"] and text["kind"] in kinds]
    if not wanted:
        return []
    with in_context(actor):
        rows = list(DeclarationText.objects.filter(pk__in=wanted))
    return sorted(rows, key=lambda row: (kinds.index(DeclarationKind(row.kind)), row.audience))


def sign_declaration(actor: Actor, *, text_id: UUID, signed_as: str) -> Declaration:
    """Sign the newest text of a declaration. Raises `InvalidInput` for an empty name or an outdated text."""
    name = " ".join(signed_as.split())
    if not name:
        raise InvalidInput("Sign with your name.", {"signed_as": "Type your first name and last name."})
    with open_door(actor, "read") as door:
        text = DeclarationText.objects.filter(pk=text_id, organisation_id=actor.organisation_id).first()
        if text is None or not _is_newest(door, text):
            raise InvalidInput("There is a newer text. Read that one first.", {"": "Read the newest text."})
        decision = door.note(Kind.DECLARATION_SIGNED, details={"kind": text.kind, "version": text.version})
        declaration = Declaration(
            id=new_id(),
            organisation_id=actor.organisation_id,
            account_id=actor.somebody,
            text=text,
            kind=text.kind,
            signed_as=name,
            signed_at=clock.now(),
            wording_sha256=hashlib.sha256(text.text.encode()).hexdigest(),
            until_on=counts_until(actor.in_force, text.kind, actor.roles),
            decision_id=decision,
        )
        declaration.save(force_insert=True)
    return declaration


def _is_newest(door: Door, text: DeclarationText) -> bool:
    """Is it the newest of its kind, for who signs it or under its agreement?"""
    if text.contract_id is None:
        given = door.outline.given
        return str(text.pk) in {one["id"] for one in texts_asked(given["memberships"], given["texts"])}
    of_agreement = DeclarationText.objects.filter(contract_id=text.contract_id, in_force_from__lte=clock.today())
    return of_agreement.order_by("-version").first() == text


def counts_until(version: InForce, kind: str, roles: Sequence[str]) -> date | None:
    """The last day on which what is signed today counts; None where the regulation asks it but once."""
    period = _again_after(version, kind, roles)
    if period is None:
        return None
    return shipped_calendar().add(period, clock.today())


def _again_after(version: InForce, kind: str, roles: Sequence[str]) -> Period | None:
    for article in version.regulation.articles:
        for rule in article.rules:
            if kind == DeclarationKind.INSTRUCTION and isinstance(rule, Duty) and rule.duty == CONFIRMING:
                return rule.every
            if (
                kind == DeclarationKind.CONFIDENTIALITY
                and isinstance(rule, Confidentiality)
                and rule.renewed is not None
                and set(rule.confidentiality) & set(roles)
            ):
                return rule.renewed
    return None
