"""What is decided on one item of a request, by whom the article names: done, or refused with reasons.

refuse(actor, dossier_id, request_id, item_id, because, reasons)     with the article by which it may be refused
agree(actor, dossier_id, request_id, item_id)                        a colleague agrees, where that is asked
correct(actor, dossier_id, request_id, item_id, Correction(...))     a better version, with its history
add_words(actor, dossier_id, request_id, item_id, words)             the client's words stand with it
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import NECESSITY
from waarborg.dossiers.choices import GivenBy, SaidAs
from waarborg.dossiers.records import Correction, correct_in
from waarborg.dossiers.statements import NewStatement, add_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.rights.choices import NEEDS_SECOND, Decided
from waarborg.rights.going_on import handled, require_words
from waarborg.rights.item_rules import article_of, refusals_of, require_judge
from waarborg.rights.items import item_in
from waarborg.rights.judging import by_right
from waarborg.rights.models import Request, RequestItem
from waarborg.rights.sealing import ITEM, SaidOfItem
from waarborg.vault.services import open_keys


def refuse(actor: Actor, dossier_id: UUID, request_id: UUID, item_id: UUID, because: str, reasons: str) -> None:
    """Refuse an item: for a reason that an article knows, and why in plain words.

    Raises `Refused`, `NotFound`, `Conflict` to whom the article does not name, and `InvalidInput`.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row, item = require_judged(door, request_id, item_id)
        articles = refusals_of(actor.in_force, row.right)
        if because not in articles:
            raise InvalidInput(_("Some things are not right yet."), {"because": _("Choose one from the list.")})
        require_words(reasons, "reasons")
        settle(door, row, item, Decided.REFUSED, because=because, article=articles[because], reasons=reasons)


def agree(actor: Actor, dossier_id: UUID, request_id: UUID, item_id: UUID) -> None:
    """Agree, as a colleague, with a refusal that asks for that. Raises `Refused`, `NotFound`, `Conflict`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row, _counted = handled(door, request_id)
        item = RequestItem.objects.using(door.using).filter(pk=item_id, request_id=row.pk).first()
        if item is None:
            raise NotFound("There is no such item here.")
        if item.because not in NEEDS_SECOND or item.agreed_by_id is not None:
            raise Conflict(_("Nobody has to agree with this."))
        if item.decided_by_id == actor.account_id:
            raise Conflict(_("You decided this yourself; a colleague must agree."))
        door.note(Kind.REQUEST_ITEM_DECIDED, categories=_kinds(item), details=_details(row, item))
        RequestItem.objects.using(door.using).filter(pk=item.pk).update(agreed_by_id=actor.somebody)


def correct(actor: Actor, dossier_id: UUID, request_id: UUID, item_id: UUID, correction: Correction) -> int:
    """Carry a correction out; returns the new version. What it said before stays in its history.

    Raises `Refused` where a rule lets nobody correct it, `NotFound`, `Conflict`, and `InvalidInput` per field.
    """
    claims = Claims(purpose=correction.purpose, facts=(NECESSITY,))
    with open_door(actor, "correct", dossier_id=dossier_id, claims=claims) as door:
        item = RequestItem.objects.using(door.using).filter(pk=item_id, request_id=request_id).first()
        if item is None or item.record_id is None:
            raise NotFound("There is no such item here.")
        version = correct_in(door, item.record_id, correction)
        door.turn_to("read", dossier_id)
        row, item = require_judged(door, request_id, item_id)
        item.version = version
        settle(door, row, item, Decided.DONE, reasons=correction.reason)
        return version


def add_words(actor: Actor, dossier_id: UUID, request_id: UUID, item_id: UUID, words: str = "") -> UUID:
    """Add what the client wants added, in their words; returns the statement.

    Raises `Refused`, `NotFound`, `Conflict`, and `InvalidInput`.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row, item = require_judged(door, request_id, item_id)
        if item.record_id is None:
            raise Conflict(_("Nothing can be added to a letter: write a new one."))
        new = NewStatement(
            words=words.strip() or said_of_item(door, item).wanted,
            record_id=item.record_id,
            said_as=SaidAs.STATEMENT if row.right == "statement" else SaidAs.SUPPLEMENT,
            given_by=GivenBy(row.asked_by),
            said_on=row.received_on,
        )
        made = add_in(door, new)
        item.statement_id = made
        settle(door, row, item, Decided.DONE)
        return made


def require_judged(door: Door, request_id: UUID, item_id: UUID) -> tuple[Request, RequestItem]:
    """A request and an item of it, before whom its article names. Raises `Refused`, `NotFound`, `Conflict`."""
    row, _counted = handled(door, request_id)
    require_judge(door.actor, row)
    return row, item_in(door, row, item_id)


def settle(
    door: Door,
    row: Request,
    item: RequestItem,
    decided: Decided,
    *,
    because: str = "",
    article: str = "",
    reasons: str = "",
) -> None:
    """Write down what was decided, with the event; without an article of its own it is that of the right."""
    keys = open_keys(row.organisation_id, {item.data_key_id}, using=door.using)
    said = replace(said_of_item(door, item), reasons=reasons.strip())
    door.noting(by_right(door, row))
    decision = door.note(Kind.REQUEST_ITEM_DECIDED, categories=_kinds(item), details=_details(row, item, decided))
    RequestItem.objects.using(door.using).filter(pk=item.pk, decided="").update(
        decided=decided,
        because=because,
        article=article or article_of(door.actor.in_force, row.right),
        decided_by_id=door.actor.somebody,
        decided_at=clock.now(),
        version=item.version,
        statement_id=item.statement_id,
        sealed=keys[item.data_key_id].seal(said.to_bytes(), row=item.pk, table=ITEM),
        decision_id=decision,
    )


def said_of_item(door: Door, item: RequestItem) -> SaidOfItem:
    """What is sealed of an item. Raises `NotFound` when its key is gone."""
    keys = open_keys(item.organisation_id, {item.data_key_id}, using=door.using)
    if item.data_key_id not in keys:
        raise NotFound("This has been destroyed.")
    return SaidOfItem.from_bytes(keys[item.data_key_id].open(bytes(item.sealed), row=item.pk, table=ITEM))


def _kinds(item: RequestItem) -> tuple[str, ...]:
    return (item.category,) if item.category else ()


def _details(row: Request, item: RequestItem, decided: Decided | None = None) -> dict[str, str]:
    said = {"request": str(row.pk), "item": str(item.pk)}
    return {**said, "decided": decided.value} if decided else said
