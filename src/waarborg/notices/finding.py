"""Data that came from somebody else, found by the source of a record: the client hears of it in time (GDPR art. 14)."""

from __future__ import annotations

from uuid import UUID

from django.db import connections

from waarborg.dossiers.addresses import OF_THEMSELF
from waarborg.dossiers.writing import Written, when_written
from waarborg.gate.policies import InForce
from waarborg.notices.choices import NoticeKind
from waarborg.notices.models import ClientNotice
from waarborg.notices.opening import open_notice, plan
from waarborg.policy.notices import FROM_OTHERS, Told, notices
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

CONTACT_NOTE = "contact_note"
"""What the kind of data serves as that says that somebody spoke with the client."""
OURSELVES = "staff"
"""What a colleague saw or heard is collected from the client: nobody else gave it."""


def register() -> None:
    """Let every record that somebody else gave bring its notice."""
    when_written(on_written)
    when_written(on_contact)


def on_contact(written: Written) -> None:
    """Somebody spoke with the client: what came from others before that is told today at the latest."""
    if written.entry.rule.serves_as != CONTACT_NOTE:
        return
    with connections[written.door.using].cursor() as cursor:
        cursor.execute("select gate.told_sooner(%s, 'contact', null, null)", [UUID(written.door.dossier["id"])])


def rule_of(version: InForce) -> Told | None:
    """The rule by which clients hear of data from others: the regulation's own, or the law's."""
    return next(
        (told for told in notices(version.regulation, version.laws, [FROM_OTHERS]) if "client" in told.rule.to), None
    )


def on_written(written: Written) -> None:
    """Open a notice of a kind of data from a source that this client was not told of yet, nor need be."""
    if written.source == OURSELVES or written.source in OF_THEMSELF or written.entry.rule.needs_note:
        return
    door = written.door
    told = rule_of(door.actor.in_force)
    if told is None or door.actor.account_id is None:
        return
    dossier_id = UUID(door.dossier["id"])
    known = ClientNotice.objects.using(door.using).filter(
        dossier_id=dossier_id, kind=NoticeKind.FROM_OTHERS, category=written.entry.key, source=written.source
    )
    if known.exists():
        return
    notice = open_notice(door, written, NoticeKind.FROM_OTHERS, told)
    planned = Task.objects.using(door.using).filter(
        subject_id=dossier_id, kind=TaskKind.TELL_SOURCES, done_at__isnull=True
    )
    if not planned.exists():
        plan(door, notice, TaskKind.TELL_SOURCES, dossier_id)
