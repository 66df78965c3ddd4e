"""The letter to each client whom a breach concerns, kept in the dossier; whoever works there gives it.

write_letters(system, breach_id)     the worker's: one unit of work for each dossier, nobody twice
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.breaches.models import Affected, Breach
from waarborg.breaches.sealing import ASSESSMENT, Assessment, opened, text_in
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.working import working_on
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict
from waarborg.letters.choices import LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.given import when_given
from waarborg.letters.keeping import heading, keep
from waarborg.letters.language import language_of
from waarborg.letters.models import Letter
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish

WORKER = "worker"


def register() -> None:
    """Let the giving of a letter reach the list of whom a breach concerns."""
    when_given(on_given)


def write_letters(system: Actor, breach_id: UUID, *, using: str = WORKER) -> int:
    """Write every letter that is not there yet; return how many. Nothing where clients need not be told."""
    with in_context(system, using=using):
        row = Breach.objects.using(using).filter(pk=breach_id, tells_clients=True, closed_at__isnull=True).first()
        if row is None:
            return 0
        said = assessment_of(row, using=using)
        waiting = Affected.objects.using(using).filter(
            breach_id=breach_id, left_out=False, untold=False, letter__isnull=True
        )
        found = list(waiting.order_by("pk"))
    for one in found:
        with open_door(system, "read", dossier_id=one.dossier_id, using=using) as door:
            _write(door, row, one, said)
    return len(found)


def assessment_of(row: Breach, *, using: str = "default") -> Assessment:
    """How it was weighed, and the words for others. Raises `Conflict` before that, or once its key is gone."""
    keys = opened(row.organisation_id, [row], using=using)
    if row.sealed_assessment is None or row.data_key_id not in keys:
        raise Conflict("This breach was not weighed yet.")
    return Assessment.from_bytes(text_in(keys[row.data_key_id], row, ASSESSMENT, "sealed_assessment"))


def on_given(door: Door, letter: Letter) -> None:
    """The client was told."""
    if letter.kind != LetterKind.BREACH:
        return
    Affected.objects.using(door.using).filter(letter_id=letter.pk, told_at__isnull=True).update(told_at=clock.now())
    tasks = Task.objects.using(door.using).filter(kind=TaskKind.BREACH_TELL, done_at__isnull=True)
    finish(door, tasks.filter(dossier_id=letter.dossier_id, subject_id=letter.pk))


def _write(door: Door, row: Breach, one: Affected, said: Assessment) -> None:
    language = language_of(door, LetterKind.BREACH)
    with translation.override(language):
        content = {**heading(door), **_words(row, said), "kinds": _kinds(door, one)}
        letter = keep(door, LetterKind.BREACH, language, content)
    Affected.objects.using(door.using).filter(pk=one.pk).update(letter_id=letter.pk)
    working = working_on(door.outline.given["assignments"], clock.today())
    new = NewTask(
        kind=TaskKind.BREACH_TELL,
        for_account_id=UUID(working[0]["account"]) if working else None,
        for_role="" if working else row.for_role,
        due_on=clock.today(),
        subject_id=letter.pk,
        rule=row.rule,
        article=row.article,
    )
    create(door, new)


def _kinds(door: Door, one: Affected) -> list[str]:
    """Which kinds of data, in the language of the letter that is being made."""
    titles = {entry.key: entry.rule.title for entry in catalogue_of(door.actor.in_force)}
    unknown = _("Which data exactly, we are still finding out.")
    return sorted({titles[key] for key in one.categories if key in titles}) or [unknown]


def _words(row: Breach, said: Assessment) -> Mapping[str, Any]:
    return {
        "noticed": day_in_words(clock.day_of(row.aware_at)),
        "happened": said.happened,
        "consequences": said.consequences,
        "measures": said.measures,
        "advice": said.advice,
        "contact": said.contact,
        "how_to_inspect": said.how_to_inspect,
    }
