"""A copy fetched once: an address in a message, a code told in another way, a few days, and then nothing any more.

make_link(door, row, said)       in the act of giving: queues the message, returns the code to tell
look(address)                    is there something behind it, from whom, until when
fetch(address, code)             the copy, once
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.accounts.models import Organisation
from waarborg.disclosures.choices import DisclosureState, StopReason
from waarborg.disclosures.models import Disclosure, OneTimeLink
from waarborg.disclosures.prepared import claims_in
from waarborg.disclosures.resting import resting_on, still_declared
from waarborg.disclosures.sealing import COPY, Said
from waarborg.disclosures.secret_addresses import Behind, Fetched, hashed, judge, new_secrets, what_waits, whose
from waarborg.disclosures.ways import ACT
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.outbox import Message, queue_free
from waarborg.vault.services import open_keys

WORKS_FOR = timedelta(days=7)
FUNCTION = "link_behind"
"""Of PostgreSQL: finds what stands behind an address and works."""


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


def look(address: str) -> Behind:
    """Is there something to fetch? Raises `NotFound`."""
    system, link_id = whose(FUNCTION, address)
    return what_waits(system, "read", OneTimeLink.objects.all(), link_id)


def fetch(address: str, code: str) -> Fetched:
    """The copy, once. Raises `NotFound`, and `InvalidInput` for a code that is not right."""
    system, link_id = whose(FUNCTION, address)
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
    """What was given, unopened, once the code is right. Raises `InvalidInput`."""
    link = judge(system, ACT, OneTimeLink.objects.all(), link_id, code, of="disclosure_id", closing="closed_at")
    with in_context(system, ACT):
        return Disclosure.objects.defer("sealed", "sealed_copy").get(pk=link.disclosure_id)


def _close(door: Door, link: OneTimeLink, row: Disclosure) -> None:
    door.note(Kind.DISCLOSURE_STOPPED, details={"disclosure": str(row.pk), "why": StopReason.CONSENT_WITHDRAWN.value})
    OneTimeLink.objects.filter(pk=link.pk).update(closed_at=clock.now())


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
