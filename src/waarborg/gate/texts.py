"""The texts that people declare, by version, and the register of who signed which, when, and what lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from waarborg.accounts.choices import AT_THE_DOOR, Audience, DeclarationKind
from waarborg.accounts.models import Declaration, DeclarationText, Membership
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.gate.policies import InForce
from waarborg.gate.scopes import audience_of, texts_asked
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.citing import numbered
from waarborg.policy.undertakings import says, wordings

ACT = "assign"
"""The act of the vocabulary by which people are given work: with it comes what they sign for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenText:
    """A text: what it is, for whom, which version, since when; whether it is the newest, and whether it counts yet."""

    id: UUID
    kind: DeclarationKind
    audience: Audience
    version: int
    text: str
    in_force_from: date
    newest: bool
    contract_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What somebody signed or still has to: when, under which name, the hash of the wording, until when it counts."""

    text: SeenText
    signed_at: datetime | None = None
    signed_as: str = ""
    wording_sha256: str = ""
    until_on: date | None = None

    @property
    def counts(self) -> bool:
        """Does it count today?"""
        return self.signed_at is not None and (self.until_on is None or clock.today() <= self.until_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Somebody who comes in, in which roles, with what is asked of them today and what they signed beside it."""

    account_id: UUID
    name: str
    roles: Sequence[str]
    asked: Sequence[Signature]
    earlier: Sequence[Signature]

    @property
    def complete(self) -> bool:
        """Is everything signed that is asked before anything opens?"""
        asked = [one for one in self.asked if one.text.contract_id is None]
        return bool(asked) and all(one.counts for one in asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """A new version: what it is, for whom, what it says, from which day."""

    kind: str
    audience: str
    text: str
    in_force_from: date


def wording_for(version: InForce, kind: str, audience: str) -> Sequence[tuple[str, str]]:
    """Article and words that a text of this kind has to hold, for who comes in as this."""
    if kind != DeclarationKind.CONFIDENTIALITY:
        return []
    kinds = version.policy.kinds
    roles = [role for role in version.policy.roles if kinds.get(role) in ("staff", "outsider")]
    meant = [role for role in roles if audience in (Audience.EVERYBODY, audience_of(role, ""))]
    return list(dict.fromkeys(wordings(version.regulation, meant)))


def publish(actor: Actor, new: NewText) -> UUID:
    """Put a new version of a text in force: whoever it is for signs it anew. Raises `Refused`, `InvalidInput`."""
    wrong: dict[str, str] = {}
    if new.kind not in AT_THE_DOOR:
        wrong["kind"] = _("Choose one from the list.")
    if new.audience not in Audience.values:
        wrong["audience"] = _("Choose one from the list.")
    if not new.text.strip():
        wrong["text"] = _("Write down what is declared.")
    if new.in_force_from < clock.today():
        wrong["in_force_from"] = _("A text counts from today on, or from a later day.")
    for article, words in wording_for(actor.in_force, new.kind, new.audience):
        if not wrong and not says(new.text, words):
            wrong["text"] = _("Article %(article)s has these words: “%(words)s”. They have to be in it.") % {
                "article": numbered(article),
                "words": words,
            }
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        return add_text(door, new)


def add_text(door: Door, new: NewText, *, contract_id: UUID | None = None) -> UUID:
    """Write the next version of a text in a unit of work that is open for `assign` and was allowed."""
    same = DeclarationText.objects.using(door.using).filter(
        organisation_id=door.actor.organisation_id, kind=new.kind, audience=new.audience, contract_id=contract_id
    )
    last = same.order_by("-version").values_list("version", flat=True).first() or 0
    made = DeclarationText(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        kind=new.kind,
        audience=new.audience,
        contract_id=contract_id,
        version=last + 1,
        text=new.text.strip(),
        in_force_from=new.in_force_from,
    )
    door.note(Kind.DECLARATION_TEXT_MADE, details={"kind": new.kind, "version": made.version})
    DeclarationText.objects.using(door.using).bulk_create([made])
    return made.pk


def register(actor: Actor) -> tuple[Sequence[SeenText], Sequence[Signer]]:
    """Every text, the newest first, and everybody who comes in today with what they signed and what lacks.

    Raises `Refused` to who may not give work.
    """
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        door.note(Kind.LEDGER_READ, details={"what": "declarations"})
        texts = _texts(DeclarationText.objects.filter(organisation_id=actor.organisation_id))
        held = _held(actor)
        signed = list(Declaration.objects.filter(account_id__in=held).order_by("-signed_at"))
    return texts, [_signer(rows, texts, [one for one in signed if one.account_id == who]) for who, rows in held.items()]


def own(actor: Actor) -> Signer:
    """What the actor signed, and what they may still sign: duties under the agreements that run, too."""
    with open_door(actor, "read") as door:
        door.note(Kind.LEDGER_READ, details={"what": "declarations"})
        texts = _texts(DeclarationText.objects.filter(organisation_id=actor.organisation_id))
        rows = list(
            Membership.objects.filter(_today(), account_id=actor.somebody, organisation_id=actor.organisation_id)
        )
        signed = list(Declaration.objects.filter(account_id=actor.somebody).order_by("-signed_at"))
    return _signer(rows, texts, signed)


def _today() -> Q:
    today = clock.today()
    return Q(from_on__lte=today) & (Q(until_on__isnull=True) | Q(until_on__gte=today))


def _held(actor: Actor) -> Mapping[UUID, list[Membership]]:
    kinds = actor.in_force.policy.kinds
    roles = [role for role, kind in kinds.items() if kind in ("staff", "outsider")]
    rows = Membership.objects.filter(_today(), organisation_id=actor.organisation_id, role__in=roles)
    found: dict[UUID, list[Membership]] = {}
    for row in rows.select_related("account").order_by("account__display_name", "account_id", "role"):
        found.setdefault(row.account_id, []).append(row)
    return found


def _texts(rows: Iterable[DeclarationText]) -> list[SeenText]:
    """With which of them is the newest in force of its kind, for its readers and its agreement."""
    today, newest = clock.today(), dict[Any, UUID]()
    ordered = sorted(rows, key=lambda row: row.version)
    for row in ordered:
        if row.in_force_from <= today:
            newest[row.kind, row.audience, row.contract_id] = row.pk
    return [
        SeenText(
            id=row.pk,
            kind=DeclarationKind(row.kind),
            audience=Audience(row.audience),
            version=row.version,
            text=row.text,
            in_force_from=row.in_force_from,
            newest=newest.get((row.kind, row.audience, row.contract_id)) == row.pk,
            contract_id=row.contract_id,
        )
        for row in reversed(ordered)
    ]


def _signer(held: Sequence[Membership], texts: Sequence[SeenText], signed: Sequence[Declaration]) -> Signer:
    newest = [one for one in texts if one.newest and one.contract_id is None]
    plain = [{"id": one.id, "kind": one.kind.value, "audience": one.audience.value} for one in newest]
    roles = [{"role": one.role, "basis": one.basis} for one in held]
    asked = {one["id"] for one in texts_asked(roles, plain)}
    if any(audience_of(one.role, one.basis) == Audience.CONTRACTOR for one in held):
        asked |= {one.id for one in texts if one.newest and one.contract_id is not None}
    last = {one.text_id: one for one in reversed(signed)}
    by_id = {one.id: one for one in texts}
    return Signer(
        account_id=held[0].account_id,
        name=held[0].account.display_name,
        roles=[one.role for one in held],
        asked=[_signature(one, last.get(one.id)) for one in texts if one.id in asked],
        earlier=[_signature(by_id[key], one) for key, one in last.items() if key in by_id and key not in asked],
    )


def _signature(text: SeenText, row: Declaration | None) -> Signature:
    if row is None:
        return Signature(text=text)
    return Signature(
        text=text,
        signed_at=row.signed_at,
        signed_as=row.signed_as,
        wording_sha256=row.wording_sha256,
        until_on=row.until_on,
    )
