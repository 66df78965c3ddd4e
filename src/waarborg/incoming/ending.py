"""What nobody sorted in time goes by the calendar, and so does what is left of messages that have ended."""

from __future__ import annotations

from django.db import connections

from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.incoming.choices import MailState
from waarborg.incoming.models import IncomingMail
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.blobs import remove_blobs
from waarborg.vault.services import destroy
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import finish


def end_over(system: Actor, *, using: str = "worker") -> int:
    """Destroy, as the program itself, what waited too long in one organisation; return how many messages that were."""
    with open_door(system, "write", using=using) as door:
        messages = IncomingMail.objects.using(using)
        over = list(
            messages.filter(state=MailState.WAITING, goes_on__lte=clock.today()).values_list("pk", "data_key_id")
        )
        decision = door.note(Kind.MAIL_GONE, details={"messages": len(over)})
        ids = [pk for pk, _key in over]
        messages.filter(pk__in=ids).update(
            state=MailState.GONE, sealed=None, ended_at=clock.now(), ended_decision_id=decision
        )
        destroy(system.organisation_id, [key for _pk, key in over], using=using)
        finish(
            door, Task.objects.using(using).filter(kind=TaskKind.SORT_MAIL, subject_id__in=ids, done_at__isnull=True)
        )
        ended = list(messages.exclude(state=MailState.WAITING).values_list("pk", "blob_id"))
        messages.filter(pk__in=[pk for pk, _blob in ended]).delete()
        remove_blobs(system.organisation_id, [blob for _pk, blob in ended if blob], using=using)
    return len(over)


def organisations_with_mail_over(*, using: str = "worker") -> list[str]:
    """Where messages waited too long, or something is left of messages that ended."""
    with connections[using].cursor() as cursor:
        cursor.execute("select gate.organisations_with_mail_over(%s)", [clock.today()])
        return [str(row[0]) for row in cursor.fetchall()]
