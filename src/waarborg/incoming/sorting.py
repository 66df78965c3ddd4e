"""What becomes of a message that waits: into a dossier's quarantine, on to a colleague, or thrown away.

take_into(actor, mail_id, dossier_id, chosen)   what was chosen of it waits in its quarantine; the rest is gone
hand_on(actor, mail_id, account_id)             it waits for a colleague from now on
throw_away(actor, mail_id)                      it was not wanted: its key is gone
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import connections
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waarborg.accounts.models import Organisation
from waarborg.documents.choices import Scan
from waarborg.documents.kinds import PDF, TEXT, FileKind
from waarborg.documents.services import permitted_files
from waarborg.documents.waiting import Arriving, Mailed, keep
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.incoming.choices import MailState
from waarborg.incoming.models import IncomingMail
from waarborg.incoming.sealing import Sealed
from waarborg.incoming.selectors import OpenMail, must_file, open_mail
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.languages import reader_language
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.typesetting import UnshownSignError, typeset
from waarborg.vault.services import destroy
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import finish


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What of a message is taken: its text, and which of its files, by their place."""

    message: bool
    parts: frozenset[int]


def take_into(actor: Actor, mail_id: UUID, dossier_id: UUID, chosen: Chosen) -> Sequence[UUID]:
    """Take what was chosen of a message into the quarantine of a dossier, where nobody else sees it; the rest is gone.

    Raises `Refused` where nothing may be added, `NotFound`, and `InvalidInput` when nothing was chosen.
    """
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        yes = permitted_files(door, message=True)
        if not yes:
            raise door.refuse()
        found = open_mail(door, mail_id)
        parts = [part for at, part in enumerate(found.said.parts) if at in chosen.parts]
        if not parts and not chosen.message:
            said = _("Choose what of this message belongs in the dossier, or throw it away.")
            raise InvalidInput(said, {"chosen": said})
        door.noting(list(yes.values())[:1])
        door.note(Kind.MAIL_TAKEN_IN, details={"mail": str(mail_id)})
        about = Mailed(sender=found.said.sender, subject=found.said.subject, on=found.said.on)
        taken = [_message(door, found.said)] if chosen.message else []
        for part in parts:
            arriving = Arriving(name=part.name, kind=part.file_kind, scan=part.scanned, mailed=about)
            taken.append(keep(door, arriving, found.pieces(part)))
        _end(door, found, MailState.TAKEN)
    return taken


def hand_on(actor: Actor, mail_id: UUID, account_id: UUID) -> None:
    """Let a message wait for a colleague, with its task. Raises `Refused`, `NotFound`, and `InvalidInput`."""
    with open_door(actor, "write") as door:
        must_file(door)
        found = open_mail(door, mail_id)
        door.note(Kind.MAIL_HANDED_ON, details={"mail": str(mail_id), "account": str(account_id)})
        with connections[door.using].cursor() as cursor:
            cursor.execute("select gate.hand_mail(%s, %s)", [found.row.pk, account_id])
            (handed,) = cursor.fetchone()
        if not handed:
            said = _("Choose a colleague who works here.")
            raise InvalidInput(said, {"colleague": said})


def throw_away(actor: Actor, mail_id: UUID) -> None:
    """Throw a message away. Raises `Refused` and `NotFound`."""
    with open_door(actor, "write") as door:
        must_file(door)
        found = open_mail(door, mail_id)
        door.note(Kind.MAIL_THROWN_AWAY, details={"mail": str(mail_id)})
        _end(door, found, MailState.THROWN_AWAY)


def _end(door: Door, found: OpenMail, state: MailState) -> None:
    """The message is empty and its key gone; the worker takes away what is left."""
    IncomingMail.objects.using(door.using).filter(pk=found.row.pk).update(
        state=state, sealed=None, ended_at=clock.now(), ended_decision_id=door.decision_id
    )
    destroy(door.actor.organisation_id, [found.row.data_key_id], using=door.using)
    open_tasks = Task.objects.using(door.using).filter(
        subject_id=found.row.pk, kind=TaskKind.SORT_MAIL, done_at__isnull=True
    )
    finish(door, open_tasks)


def _message(door: Door, said: Sealed) -> UUID:
    """The message itself as a file that waits, with its text beside it."""
    kind, content = _written(door, said)
    about = Mailed(sender=said.sender, subject=said.subject, on=said.on, text=said.text)
    name = f"{said.subject or _('E-mail')}.{kind.endings[0]}".replace("/", "-")
    return keep(door, Arriving(name=name, kind=kind, scan=Scan.MADE_HERE, mailed=about), _once(content))


def _written(door: Door, said: Sealed) -> tuple[FileKind, bytes]:
    """The message as a PDF; as plain text where it has letters that no typeface here knows."""
    organisation = Organisation.objects.using(door.using).get(pk=door.actor.organisation_id)
    language = reader_language()
    facts = [
        (_("From"), said.sender),
        (_("Date"), date_format(said.day, "DATE_FORMAT")),
        (_("Subject"), said.subject),
        *((_("Came along"), part.name) for part in said.parts),
    ]
    data = {
        "organisation": organisation.name,
        "title": _("E-mail received"),
        "facts": [[str(label), value] for label, value in facts if value],
        "lines": said.text.split("\n"),
    }
    moment = timezone.make_aware(datetime.combine(said.day, time(12)))
    try:
        return PDF, typeset("message", language, data, at=moment, to_the_letter=True)
    except UnshownSignError:
        lines = [*(f"{label}: {value}" for label, value in facts if value), "", said.text]
        return TEXT, "\n".join(lines).encode()


def _once(content: bytes) -> Iterator[bytes]:
    yield content
