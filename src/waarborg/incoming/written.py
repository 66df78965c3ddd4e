"""What a principal, or a client, writes in the portal: into the quarantine of who works on it.

It is sorted there like e-mail: nothing stands in a dossier before somebody said what it is. It comes in whether or not
e-mail does.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.documents.kinds import NotAllowedKind, kind_of
from waarborg.documents.scanning import Infected
from waarborg.documents.veiled import VeiledFile
from waarborg.dossiers.commissions import own_of
from waarborg.dossiers.own import speaks_for
from waarborg.dossiers.working import working_on
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import Door, open_door
from waarborg.incoming.reading import MOST_PARTS, Found, FoundFile
from waarborg.incoming.receiving import Received, added, days_of, judged, token_of
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.ledger.vocabulary import Kind

HERE = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """What somebody writes: who says so, about what, and the files that come along (name and content)."""

    name: str
    subject: str
    text: str
    files: Sequence[tuple[str, bytes]] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a message is about, and who says so; of a commission also which trajectory."""

    kind: Kind
    dossier_id: UUID
    number: str
    sender: str
    trajectory_id: UUID | None = None


def write(actor: Actor, number: str, new: NewMessage) -> UUID:
    """Take in what a principal writes about one of its own commissions; it waits for who works on it.

    Raises `NotFound` for any other number, and `InvalidInput` for a file that nobody can keep, or when nobody works on
    it just now.
    """
    one = own_of(actor, number)
    about = About(
        Kind.MESSAGE_RECEIVED, one.dossier_id, number, f"{new.name} ({one.principal_name})", one.trajectory_id
    )
    return _take_in(actor, about, new)


def write_as_client(actor: Actor, dossier_id: UUID, number: str, new: NewMessage) -> UUID:
    """Take in what a client writes to who guides them, or who decides for them; it waits for who works on the dossier.

    Raises like `write`.
    """
    speaks_for(actor, dossier_id)
    return _take_in(actor, About(Kind.MESSAGE_WRITTEN, dossier_id, number, new.name), new)


def _take_in(actor: Actor, one: About, new: NewMessage) -> UUID:
    _check(new)
    system = system_at(actor.organisation_id)
    found = Found(
        sender=one.sender,
        subject=f"{one.number}: {new.subject}",
        on=clock.today(),
        text=new.text,
        files=tuple(FoundFile(name, content) for name, content in new.files),
        number="",
    )
    token = token_of(system, found, HERE)
    asked_on, goes_on = days_of(system, using=HERE)
    with ExitStack() as held:
        blob = held.enter_context(VeiledFile())
        try:
            sealed = judged(found, blob)
        except Infected as infected:
            raise _wrong("chosen_files", _("The virus scanner found something in a file.")) from infected
        door = held.enter_context(open_door(system, "write", dossier_id=one.dossier_id))
        received = Received(one.kind, None, _for_whom(door, one), actor.account_id)
        return added(door, received, token, sealed, blob, goes_on=goes_on, asked_on=asked_on)


def _check(new: NewMessage) -> None:
    """Everything that a form may get wrong. Raises `InvalidInput`."""
    if len(new.files) > MOST_PARTS:
        raise _wrong("chosen_files", _("These are too many files for one message."))
    for name, content in new.files:
        try:
            kind_of(io.BytesIO(content), name)
        except NotAllowedKind:
            raise _wrong("chosen_files", _("A file of this kind cannot be kept here.")) from None


def _for_whom(door: Door, one: About) -> UUID:
    """Who works on it today, who came first in front. Raises `InvalidInput` when nobody does."""
    running = [
        UUID(work["account"])
        for work in working_on(door.outline.given["assignments"], clock.today())
        if one.trajectory_id is None or work["trajectory"] == str(one.trajectory_id)
    ]
    if not running:
        raise _wrong("text", _("Nobody works on this commission just now. Call the agency."))
    return running[0]


def _wrong(field: str, said: str) -> InvalidInput:
    return InvalidInput(_("Some things are not right yet."), {field: said})
