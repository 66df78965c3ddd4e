"""Who stands on a list is told before it goes, where an article asks that: to whom, what for, and how to say no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.disclosures.choices import DisclosureState
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.sealing import TABLE, Said
from waarborg.disclosures.ways import ACT
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.gate.organisations import agency
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind
from waarborg.letters.given import when_given
from waarborg.letters.keeping import heading, keep
from waarborg.letters.language import language_of
from waarborg.letters.models import Letter
from waarborg.letters.outbox import Message, queue_free
from waarborg.mailings.giving import members_of, ready_list
from waarborg.mailings.models import AddressList, ListMember
from waarborg.mailings.weighing import claims_in_list
from waarborg.policy.citing import numbered
from waarborg.policy.names import Names
from waarborg.vault.services import open_keys


@dataclass(frozen=True, slots=True)
class Told:
    """How many were told by e-mail, and for how many a letter waits to be given."""

    mails: int
    letters: int


def register() -> None:
    """Let the giving of the letter be the telling."""
    when_given(on_given)


def tell_list(actor: Actor, list_id: UUID) -> Told:
    """Tell everybody on it who was not told yet: by e-mail, or by a letter to give. Each is an event.

    Raises `Refused`, `NotFound` and `Conflict`.
    """
    mails = letters = 0
    with open_door(actor, ACT) as door:
        row = ready_list(door, list_id)
        claims = claims_in_list(row)
        rows = members_of(door, row)
        written = set(row.members.filter(letter__isnull=False).values_list("disclosure_id", flat=True))
        for one in (each for each in rows if each.client_told_at is None and each.pk not in written):
            door.turn_to(ACT, one.dossier_id, claims=claims)
            because = door.require_anywhere()
            address = _address(door, one)
            if address:
                decision = door.note(Kind.CLIENT_TOLD, details={"disclosure": str(one.pk), "list": str(row.pk)})
                queue_free(door, _message(door, row, one, address), decision)
                Disclosure.objects.filter(pk=one.pk).update(client_told_at=clock.now())
                mails += 1
            else:
                door.noting([because])
                row.members.filter(disclosure_id=one.pk).update(letter_id=_letter(door, row, one))
                letters += 1
        if not mails + letters:
            door.note(Kind.DISCLOSURES_READ, details={"list": str(row.pk)})
    return Told(mails, letters)


def on_given(door: Door, letter: Letter) -> None:
    """The letter was given: the client was told that they stand on the list."""
    if letter.kind != LetterKind.ADDRESS_LIST:
        return
    members = ListMember.objects.using(door.using).filter(letter_id=letter.pk).values("disclosure_id")
    waits = Disclosure.objects.using(door.using).filter(
        pk__in=members, state=DisclosureState.PREPARED, client_told_at__isnull=True
    )
    for disclosure_id in list(waits.values_list("pk", flat=True)):
        door.note(Kind.CLIENT_TOLD, details={"disclosure": str(disclosure_id)})
        Disclosure.objects.using(door.using).filter(pk=disclosure_id).update(client_told_at=clock.now())


def _letter(door: Door, row: AddressList, one: Disclosure) -> UUID:
    """The letter to somebody without an e-mail address; it waits in their dossier until somebody gives it."""
    language, said = language_of(door, LetterKind.ADDRESS_LIST), _said(door, one)
    entries = catalogue_of(door.actor.in_force, language).entries
    places = [where.partition(".") for where in (said.line if said else {})]
    with translation.override(language):
        content = {
            **heading(door),
            "recipient": said.name if said else "",
            "purpose": Names(door.actor.in_force.regulation, language).purpose(row.purpose),
            "articles": ", ".join(map(numbered, one.articles)),
            "kinds": [
                entries[category].rule.fields[name].label for category, _dot, name in places if category in entries
            ],
        }
    return keep(door, LetterKind.ADDRESS_LIST, language, content).pk


def _said(door: Door, row: Disclosure) -> Said | None:
    keys = open_keys(row.organisation_id, {row.data_key_id}, using=door.using)
    key = keys.get(row.data_key_id)
    return Said.from_bytes(key.open(bytes(row.sealed), row=row.pk, table=TABLE)) if key else None


def _address(door: Door, row: Disclosure) -> str:
    """The e-mail address among what goes of this client; empty where there is none."""
    said, entries = _said(door, row), catalogue_of(door.actor.in_force).entries
    line: Mapping[str, str] = said.line if said else {}
    for where, text in line.items():
        category, _dot, name = where.partition(".")
        if category in entries and entries[category].rule.fields[name].type == "email":
            return text
    return ""


def _message(door: Door, row: AddressList, one: Disclosure, address: str) -> Message:
    said, organisation = _said(door, one), agency(row.organisation_id).name
    with translation.override(row.language):
        purpose = Names(door.actor.in_force.regulation, "nl" if row.language == "nl" else "en").purpose(row.purpose)
        return Message(
            to=address,
            subject=_("About your address at %(organisation)s") % {"organisation": organisation},
            body=_(
                "Hello,\n\n%(organisation)s wants to give how you are reached to %(recipient)s.\n"
                "What for: %(purpose)s (article %(articles)s).\n\n"
                "You do not want this? Tell whoever guides you. You need no reason, it costs nothing, and it holds "
                "at once.\n\nKind regards,\n%(organisation)s\n"
            )
            % {
                "organisation": organisation,
                "recipient": said.name if said else "",
                "purpose": purpose,
                "articles": ", ".join(map(numbered, one.articles)),
            },
        )
