"""Everybody who got an item is told of what was decided on it, by a letter each; the client may know who they are.

written_in(door, row, items)                             in the act of answering: a letter per giving, with a task
tell(actor, dossier_id, notice_id, Channel.EMAIL)        it went, in which way; by e-mail through the outbox
recipients_in(door, request_id)                          who they are, and when they were told
open_notice(actor, dossier_id, notice_id)                the letter (PDF)
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.accounts.models import Organisation
from waarborg.disclosures.choices import DisclosureState
from waarborg.disclosures.models import DisclosedItem, Disclosure
from waarborg.disclosures.sealing import TABLE as GIVEN
from waarborg.disclosures.sealing import Said
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import Channel
from waarborg.letters.days import day_in_words
from waarborg.letters.keeping import heading
from waarborg.letters.outbox import Message, queue_free
from waarborg.letters.typesetting import typeset
from waarborg.rights.choices import Decided
from waarborg.rights.item_rules import tells_recipients
from waarborg.rights.item_words import title_of
from waarborg.rights.judging import by_right
from waarborg.rights.models import RecipientNotice, Request, RequestItem
from waarborg.rights.planning import plan_telling, unplan_telling
from waarborg.rights.sealing import NOTICE, key_in
from waarborg.vault.services import OpenKey, open_keys

LETTER = f"{NOTICE}:letter"
TEMPLATE = "recipient_notice"
DOES = {"rectification": "corrected", "supplement": "corrected", "statement": "corrected", "erasure": "erased"}
"""What a recipient is asked, by the right; what was restricted, or objected to, is restricted there too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRecipient:
    """One recipient: who they are, what they were given when, and how they were told."""

    id: UUID
    name: str
    address: str
    given_at: datetime | None
    article: str
    told_at: datetime | None
    channel: str

    @property
    def has_email(self) -> bool:
        """Is the address known to which an e-mail can go?"""
        try:
            validate_email(self.address)
        except ValidationError:
            return False
        return True


def written_in(door: Door, row: Request, items: Sequence[RequestItem]) -> list[str]:
    """Write the letters to everybody who got what was decided on; returns their names, each once."""
    article = tells_recipients(door.actor.in_force, row.right)
    done = {one.record_id: one for one in items if one.decided == Decided.DONE and one.record_id}
    if not article or not done:
        return []
    found: dict[UUID, list[RequestItem]] = {}
    for given in DisclosedItem.objects.using(door.using).filter(record_id__in=done, dossier_id=row.dossier_id):
        mine = [one for one in items if one.record_id == given.record_id and one.decided == Decided.DONE]
        meant = [one for one in mine if not one.field or one.field in given.fields]
        found.setdefault(given.disclosure_id, []).extend(meant)
    rows = Disclosure.objects.using(door.using).filter(pk__in=[pk for pk, meant in found.items() if meant])
    givings = list(rows.filter(state=DisclosureState.GIVEN).defer("sealed_copy").order_by("given_at"))
    if not givings:
        return []
    keys = open_keys(row.organisation_id, {one.data_key_id for one in givings}, using=door.using)
    yes = by_right(door, row)
    door.noting(yes)
    decision = door.note(Kind.RECIPIENTS_FOUND, details={"request": str(row.pk), "recipients": len(givings)})
    key, made, names = key_in(door), [], []
    for one in givings:
        said = Said.from_bytes(keys[one.data_key_id].open(bytes(one.sealed), row=one.pk, table=GIVEN))
        made.append(_made(door, row, one, said, found[one.pk], article, key, decision))
        names.append(said.name)
    RecipientNotice.objects.using(door.using).bulk_create(made)
    plan_telling(door, row, article, yes)
    return list(dict.fromkeys(names))


def _made(
    door: Door,
    row: Request,
    given: Disclosure,
    said: Said,
    items: Sequence[RequestItem],
    article: str,
    key: OpenKey,
    decision: UUID,
) -> RecipientNotice:
    at = clock.now()
    notice = RecipientNotice(
        id=new_id(),
        organisation_id=row.organisation_id,
        request_id=row.pk,
        dossier_id=row.dossier_id,
        disclosure_id=given.pk,
        article=article,
        data_key_id=key.id,
        made_at=at,
        decision_id=decision,
    )
    notice.sealed = key.seal(
        json.dumps({"name": said.name, "address": said.address}).encode(), row=notice.pk, table=NOTICE
    )
    language = given.language or "nl"
    with translation.override(language):
        words = {
            **heading(door),
            "recipient": said.name,
            "given": day_in_words(clock.day_of(given.given_at)) if given.given_at else "",
            "does": DOES.get(row.right, "restricted"),
            "items": [f"{title_of(door.actor, one, {})}, {day_in_words(one.occurred_on)}" for one in items],
            "article": article.upper() if " " in article else article,
        }
    notice.sealed_letter = key.seal(typeset(TEMPLATE, language, words, at=at), row=notice.pk, table=LETTER)
    return notice


def tell(actor: Actor, dossier_id: UUID, notice_id: UUID, channel: Channel) -> None:
    """Write down that it went; an e-mail goes by the outbox.

    Raises `Refused`, `NotFound`, `Conflict` when that was done, and `InvalidInput` without an address.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        notice = _notice(door, notice_id)
        yes = by_right(door, notice.request)
        if notice.told_at is not None:
            raise Conflict(_("This recipient was told already."))
        seen = _opened(door, [notice])[0]
        door.noting(yes)
        decision = door.note(
            Kind.RECIPIENT_TOLD,
            details={"request": str(notice.request_id), "notice": str(notice.pk), "channel": channel.value},
        )
        with translation.override(notice.disclosure.language or "nl"):
            mail_id = _queued(door, seen, decision) if channel is Channel.EMAIL else None
        RecipientNotice.objects.using(door.using).filter(pk=notice.pk).update(
            told_at=clock.now(), told_by_id=actor.somebody, channel=channel, mail_id=mail_id
        )
        waiting = RecipientNotice.objects.using(door.using).filter(request_id=notice.request_id, told_at=None)
        if not waiting.exists():
            unplan_telling(door, notice.request_id, yes)


def recipients_in(door: Door, request_id: UUID) -> Sequence[ToldRecipient]:
    """Who was told or must be, and when, in a unit of work in which that was noted."""
    rows = RecipientNotice.objects.using(door.using).filter(request_id=request_id).select_related("disclosure")
    found = list(rows.defer("sealed_letter", "disclosure__sealed", "disclosure__sealed_copy").order_by("made_at", "id"))
    return _opened(door, found)


def open_notice(actor: Actor, dossier_id: UUID, notice_id: UUID) -> bytes:
    """The letter to a recipient, as a PDF. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        notice = _notice(door, notice_id)
        door.noting(by_right(door, notice.request))
        door.note(Kind.REQUESTS_READ, details={"notice": str(notice.pk)})
        keys = open_keys(actor.organisation_id, {notice.data_key_id}, using=door.using)
        if notice.data_key_id not in keys:
            raise NotFound("This letter has been destroyed.")
        return keys[notice.data_key_id].open(bytes(notice.sealed_letter), row=notice.pk, table=LETTER)


def _notice(door: Door, notice_id: UUID) -> RecipientNotice:
    rows = RecipientNotice.objects.using(door.using).filter(pk=notice_id, dossier_id=UUID(door.dossier["id"]))
    found = rows.select_related("disclosure", "request").first()
    if found is None:
        by_right(door, None)
        raise NotFound("There is no such recipient here.")
    return found


def _opened(door: Door, rows: Sequence[RecipientNotice]) -> list[ToldRecipient]:
    keys = open_keys(door.actor.organisation_id, {one.data_key_id for one in rows}, using=door.using)
    found = []
    for one in rows:
        if one.data_key_id not in keys:
            continue
        said = json.loads(keys[one.data_key_id].open(bytes(one.sealed), row=one.pk, table=NOTICE))
        found.append(
            ToldRecipient(
                id=one.pk,
                name=said["name"],
                address=said["address"],
                given_at=one.disclosure.given_at,
                article=one.article,
                told_at=one.told_at,
                channel=one.channel,
            )
        )
    return found


def _queued(door: Door, seen: ToldRecipient, decision: UUID) -> UUID:
    """The e-mail says that there is a letter about what was given, and nothing of what that was."""
    if not seen.has_email:
        raise InvalidInput(_("There is no e-mail address of this recipient."), {"channel": _("Choose another way.")})
    organisation = Organisation.objects.using(door.using).get(pk=door.actor.organisation_id)
    about = {
        "organisation": organisation.name,
        "number": door.dossier["number"],
        "day": day_in_words(clock.day_of(seen.given_at)) if seen.given_at else "",
    }
    message = Message(
        to=seen.address,
        subject=_("About what you got from %(organisation)s") % about,
        body=_(
            "Hello,\n\nOn %(day)s we gave you data (our number %(number)s). Something of it was corrected, erased or "
            "restricted. The letter says what, and what we ask of you. It is not in this e-mail. "
            "Ask us for it with this number.\n\nKind regards,\n%(organisation)s\n"
        )
        % about,
    )
    return queue_free(door, message, decision)
