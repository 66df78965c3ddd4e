"""What the worker does for imports. A job's arguments are identifiers alone; it acts as whoever asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from django.db import connections
from django.utils import translation
from procrastinate.contrib.django import app

from waarborg.accounts.models import Account
from waarborg.gate.actors import Actor, actor_at, system_at
from waarborg.gate.door import in_context
from waarborg.imports import bringing_in, trying, undoing
from waarborg.imports.choices import ImportState
from waarborg.imports.ending import end_over
from waarborg.imports.models import Import
from waarborg.imports.waiting import report_progress
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations

WORKER, BESIDE = "worker", "default"
"""The connection of the work, and one beside it on which a page can see how far it is."""


@app.task(lock="imports")
def try_out(organisation_id: str, account_id: str, import_id: str) -> None:
    """Do the dry run of a file."""
    with _at_work(organisation_id, account_id, import_id, ImportState.RECEIVED) as actor:
        trying.try_out(actor, UUID(import_id), using=WORKER)


@app.task(lock="imports")
def bring_in(organisation_id: str, account_id: str, import_id: str) -> None:
    """Bring a confirmed file in."""
    with _at_work(organisation_id, account_id, import_id, ImportState.TRIED) as actor:
        bringing_in.bring_in(
            actor,
            UUID(import_id),
            tell=lambda done: report_progress(actor, UUID(import_id), done, using=BESIDE),
            using=WORKER,
        )


@app.task(lock="imports")
def undo(organisation_id: str, account_id: str, import_id: str) -> None:
    """Undo an import."""
    with _at_work(organisation_id, account_id, import_id, ImportState.DONE) as actor:
        undoing.undo(actor, UUID(import_id), using=WORKER)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="imports.end_over")
def end_waiting(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation in which something has waited long enough; return how many."""
    found = organisations("organisations_with_imports_over", clock.now(), clock.today())
    return hand_out(end_waiting_of, "imports.end_over", found)


@app.task
def end_waiting_of(organisation_id: str) -> int:
    """Let go what has waited long enough in one organisation; return how much that was."""
    return end_over(system_at(UUID(organisation_id), using=WORKER), using=WORKER)


@contextmanager
def _at_work(organisation_id: str, account_id: str, import_id: str, back_to: ImportState) -> Iterator[Actor]:
    """Act as whoever asked, as they had signed in, in their language. What goes wrong can be tried again."""
    actor = actor_at(UUID(account_id), UUID(organisation_id), strong=False, using=WORKER)
    with in_context(actor, using=WORKER):
        asked = Import.objects.using(WORKER).get(pk=import_id)
        language = Account.objects.using(WORKER).get(pk=account_id).language
    whole = False
    try:
        with translation.override(language or None):
            yield replace(actor, strong=asked.strong)
        whole = True
    finally:
        if not whole:
            _give_back(actor, asked.pk, back_to)


def _give_back(actor: Actor, import_id: UUID, state: ImportState) -> None:
    with in_context(actor, using=WORKER), connections[WORKER].cursor() as cursor:
        cursor.execute("update imports_import set state = %s, failed = true where id = %s", [state, import_id])
