"""The regulation sent to the client by e-mail, with the letter that goes with it: what we do, or what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.accounts.models import Organisation
from waarborg.dossiers.addresses import BY_MAIL, require_confirmed
from waarborg.dossiers.handing_out import CLIENT, hand_to_client_in
from waarborg.dossiers.intake_models import HandOut
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.gate.policies import in_force
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import Channel, LetterKind, LetterState
from waarborg.letters.days import day_in_words
from waarborg.letters.given import follow_given
from waarborg.letters.information import content, write_letter
from waarborg.letters.models import Letter
from waarborg.letters.outbox import Message, queue_message
from waarborg.parties.handing_out import Handed, checked
from waarborg.policy.changes import changes_between
from waarborg.policy.model.regulation import Regulation
from waarborg.policy.names import Names
from waarborg.policy.notices import Told
from waarborg.policy.phrases import Language


def send(
    actor: Actor,
    dossier_id: UUID,
    handed: Handed,
    *,
    page: str,
    told: Told | None = None,
    first: Callable[[Door], None] | None = None,
    using: str = "default",
) -> UUID:
    """Send where the regulation can be read (`page`, an address for anybody), and say that a letter about it is ready.

    By the rule about the start, or about changes (`told`) for who has an earlier version. Raises `Refused`, `NotFound`,
    and `InvalidInput` per field, also where nobody asked whether the address is right. `first` is done in the same unit
    of work, before anything else: what it raises, stops this one.
    """
    version = checked(actor, handed, CLIENT, told)
    with open_door(actor, "write", dossier_id=dossier_id, using=using) as door:
        door.require_anywhere()
        if first is not None:
            first(door)
        address = require_confirmed(door, BY_MAIL)
        letter_id = _write(door, page, told)
        letter = Letter.objects.using(door.using).get(pk=letter_id)
        details = {"letter": str(letter_id), "channel": Channel.EMAIL.value}
        decision = door.note(Kind.LETTER_SENT, categories=(letter.category,), details=details)
        queue_message(door, letter, _message(door, letter, address, page), decision)
        Letter.objects.using(door.using).filter(pk=letter_id).update(
            state=LetterState.GIVEN, channel=Channel.EMAIL, given_at=clock.now(), given_by_id=actor.account_id
        )
        follow_given(door, letter)
        return hand_to_client_in(door, handed, version)


def _write(door: Door, page: str, told: Told | None) -> UUID:
    """At the start, what is done with data; for who has an earlier version, what changed since."""
    if told is None:
        return write_letter(door, LetterKind.INFORMATION, lambda language: content(door, language))
    earlier, now = _earlier(door), door.actor.in_force.regulation
    changes = [asdict(one) for one in changes_between(earlier, now)] if earlier else []

    def said(language: Language) -> dict[str, Any]:
        with translation.override(language):
            return {
                "client": Names(now, language).role("client"),
                "article": told.where,
                "regulation": ", ".join(filter(None, (now.title, now.version or ""))),
                "since": day_in_words(now.in_force_from),
                "changes": changes,
                "page": page,
            }

    return write_letter(door, LetterKind.REGULATION_CHANGED, said)


def _earlier(door: Door) -> Regulation | None:
    """The version that this client has; None where nobody knows which."""
    rows = HandOut.objects.using(door.using).filter(dossier_id=UUID(door.dossier["id"]))
    day = rows.aggregate(got=Max("version__in_force_from"))["got"]
    return in_force(door.actor.organisation_id, day, using=door.using).regulation if day else None


def _message(door: Door, letter: Letter, address: str, page: str) -> Message:
    organisation = Organisation.objects.using(door.using).get(pk=letter.organisation_id).name
    with translation.override(letter.language):
        body = _(
            "Hello,\n\nHow %(organisation)s handles your data stands in its privacy regulation:\n%(page)s\n\n"
            "There is a letter about it for you too. For your privacy it is not in this e-mail. "
            "Ask whoever guides you for it.\n\nKind regards,\n%(organisation)s\n"
        )
        subject = _("The privacy regulation of %(organisation)s") % {"organisation": organisation}
        return Message(to=address, subject=subject, body=body % {"organisation": organisation, "page": page})
