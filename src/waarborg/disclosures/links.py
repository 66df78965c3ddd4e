"""A copy fetched once: an address in a message, a code told in another way, a few days, and then nothing any more.

    make_link(door, row, said)       in the act of giving: queues the message, returns the code to tell
    look(address)                    is there something behind it, from whom, until when
    fetch(address, code)             the copy, once

The database keeps hashes alone. Behind an address that was used, is over, was guessed or never was stands the same
nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.db.models import F
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.accounts.models import Organisation
from waarborg.disclosures.choices import DisclosureState, StopReason
from waarborg.disclosures.models import Disclosure, OneTimeLink
from waarborg.disclosures.prepared import claims_in
from waarborg.disclosures.resting import resting_on, still_declared
from waarborg.disclosures.sealing import COPY, Said
from waarborg.disclosures.ways import ACT
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.outbox import Message, queue_free
from waarborg.vault.services import open_keys

ADDRESS_BYTES = 32
CODE_DIGITS = 8
WORKS_FOR = timedelta(days=7)
MOST_WRONG = 5
"""Wrong codes after which the link is closed: with eight digits nobody guesses it before."""
PURPOSE = b"waarborg one-time link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """That something waits behind an address: from which organisation, until when. Not what, and not about whom."""

    organisation: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The copy, under a name that says nothing of anybody."""

    name: str
    content: bytes


def make_link(door: Door, row: Disclosure, said: Said) -> str:
    """Make the address, put the message in the outbox, return the code that is told in another way."""
    assert door.decision_id is not None  # noqa: S101 - noted by the act that makes the link
    address, code = new_secrets()
    link = OneTimeLink(
        id=new_id(),
        organisation_id=row.organisation_id,
        disclosure_id=row.pk,
        dossier_id=row.dossier_id,
        address_hash=hashed(address),
        code_hash=hashed(f"{row.pk}:{code}"),
        made_at=clock.now(),
        expires_at=clock.now() + WORKS_FOR,
        decision_id=door.decision_id,
    )
    OneTimeLink.objects.using(door.using).bulk_create([link])
    queue_free(door, message_of(door, said.address, row.language, address), door.decision_id)
    return code


def new_secrets() -> tuple[str, str]:
    """A new address, and the code that goes with it."""
    return secrets.token_urlsafe(ADDRESS_BYTES), f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def look(address: str) -> Behind:
    """Is there something to fetch? Raises `NotFound`."""
    system, link_id = _find(address)
    with in_context(system):
        link = OneTimeLink.objects.get(pk=link_id)
        organisation = Organisation.objects.get(pk=link.organisation_id)
        return Behind(organisation=organisation.name, expires_at=link.expires_at)


def fetch(address: str, code: str) -> Fetched:
    """The copy, once. Raises `NotFound`, and `InvalidInput` for a code that is not right."""
    system, link_id = _find(address)
    given = _before(system, link_id, code)
    with open_door(system, given.act, dossier_id=given.dossier_id, claims=claims_in(given)) as door:
        link = OneTimeLink.objects.select_for_update().get(pk=link_id)
        row = Disclosure.objects.get(pk=given.pk)
        if link.fetched_at is not None or link.closed_at is not None or row.state != DisclosureState.GIVEN:
            raise NotFound("There is nothing here.")
        door.noting([resting_on(door, row)])
        if not still_declared(door, row):
            _close(door, link, row)
            stopped = True
        else:
            door.note(
                Kind.DISCLOSURE_FETCHED,
                categories=tuple(dict.fromkeys(row.items.values_list("category", flat=True))),
                details={"disclosure": str(row.pk)},
                responsible_id=row.given_by_id,
            )
            OneTimeLink.objects.filter(pk=link.pk).update(fetched_at=clock.now())
            keys = open_keys(row.organisation_id, {row.data_key_id})
            stopped = row.data_key_id not in keys or row.sealed_copy is None
        if not stopped:
            content = keys[row.data_key_id].open(bytes(row.sealed_copy or b""), row=row.pk, table=COPY)
    if stopped:
        raise NotFound("There is nothing here.")
    return Fetched(name=f"waarborg-{clock.today().isoformat()}.pdf", content=content)


def _before(system: Actor, link_id: UUID, code: str) -> Disclosure:
    """Judge the code in a transaction of its own, so that a wrong one counts; returns what was given, unopened.

    Raises `InvalidInput`, `NotFound`.
    """
    with in_context(system, ACT):
        link = OneTimeLink.objects.select_for_update().get(pk=link_id)
        given = Disclosure.objects.defer("sealed", "sealed_copy").get(pk=link.disclosure_id)
        right = hmac.compare_digest(bytes(link.code_hash), hashed(f"{link.disclosure_id}:{code.strip()}"))
        if not right:
            closed = clock.now() if link.wrong_codes + 1 >= MOST_WRONG else None
            OneTimeLink.objects.filter(pk=link.pk).update(wrong_codes=F("wrong_codes") + 1, closed_at=closed)
    if not right:
        raise InvalidInput(_("Some things are not right yet."), {"code": _("This code is not right.")})
    return given


def _close(door: Door, link: OneTimeLink, row: Disclosure) -> None:
    door.note(Kind.DISCLOSURE_STOPPED, details={"disclosure": str(row.pk), "why": StopReason.CONSENT_WITHDRAWN.value})
    OneTimeLink.objects.filter(pk=link.pk).update(closed_at=clock.now())


def _find(address: str) -> tuple[Actor, UUID]:
    """The organisation's own program, and the link. Raises `NotFound` for anything that does not work now."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select organisation_id, id from gate.link_behind(%s, %s)", [hashed(address), clock.now()])
        found = cursor.fetchone()
    if found is None:
        raise NotFound("There is nothing here.")
    return system_at(found[0]), found[1]


def hashed(text: str) -> bytes:
    """What is kept of an address or a code."""
    return hmac.new(bytes(settings.WAARBORG_CONTEXT_KEY), PURPOSE + text.encode(), hashlib.sha256).digest()


def message_of(door: Door, to: str, language: str, address: str) -> Message:
    """The message with the address: that something waits, and nothing of it."""
    organisation = Organisation.objects.using(door.using).get(pk=door.actor.organisation_id)
    with translation.override(language):
        return Message(
            to=to,
            subject=_("Something from %(organisation)s is ready for you") % {"organisation": organisation.name},
            body=_(
                "Hello,\n\n%(organisation)s has something for you to read. You can fetch it once, within %(days)s days:"
                "\n\n%(url)s\n\nYou need a code, which %(organisation)s tells you in another way.\n"
                "For privacy nothing of it stands in this e-mail.\n\nKind regards,\n%(organisation)s\n"
            )
            % {
                "organisation": organisation.name,
                "days": WORKS_FOR.days,
                "url": settings.ORIGIN + reverse("site:fetch", args=[address]),
            },
        )
