"""What was adopted, compiled again from the text that was adopted."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.db import connections, transaction

from waarborg.adoption.models import Version
from waarborg.kernel import clock
from waarborg.kernel.context import Context, enter
from waarborg.kernel.errors import NotFound
from waarborg.policy.compile import compile_regulation
from waarborg.policy.compiled import CompiledPolicy
from waarborg.policy.loader import laws_in_force, load_laws, load_regulation
from waarborg.policy.model.regulation import Law, Regulation

DIFFERENT_TEXTS = 64
"""So many are kept, read and compiled, in each process."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """One adopted version as the program uses it."""

    regulation: Regulation
    laws: tuple[Law, ...]
    policy: CompiledPolicy


def adopted(organisation_id: UUID, version_id: UUID, *, using: str = "default") -> Adopted:
    """A version from the database, typed and compiled. Raises `NotFound` when it is not this organisation's."""
    with transaction.atomic(using=using):
        # Within a unit of work the context is already there, and signed; this one would end with the block.
        if not _has_context(using):
            enter(connections[using], Context(organisation_id=organisation_id, actor_id=None))
        row = Version.objects.using(using).filter(pk=version_id, organisation_id=organisation_id).first()
    if row is None:
        raise NotFound("This version is not one of this organisation.")
    return from_texts(row.source, row.laws, row.in_force_from)


def source_of(organisation_id: UUID, version_id: UUID, *, using: str = "default") -> str:
    """The text of a version as it was adopted. Raises `NotFound` when it is not this organisation's."""
    with transaction.atomic(using=using):
        if not _has_context(using):
            enter(connections[using], Context(organisation_id=organisation_id, actor_id=None))
        rows = Version.objects.using(using).filter(pk=version_id, organisation_id=organisation_id)
        found = rows.values_list("source", flat=True).first()
    if found is None:
        raise NotFound("This version is not one of this organisation.")
    return found


def adopted_days(organisation_id: UUID, *, using: str = "default") -> list[date]:
    """The days from which each version is in force, newest first."""
    with transaction.atomic(using=using):
        if not _has_context(using):
            enter(connections[using], Context(organisation_id=organisation_id, actor_id=None))
        rows = Version.objects.using(using).filter(organisation_id=organisation_id)
        return list(rows.order_by("-in_force_from").values_list("in_force_from", flat=True))


def from_texts(source: str, law_texts: Mapping[str, str], in_force_from: date) -> Adopted:
    """Read, check and compile a regulation and the laws beside it from their texts.

    Raises `RegulationErrors` with file and line. The same texts on the same day are read once: agencies share them.
    """
    return _read(source, tuple(sorted(law_texts.items())), in_force_from, clock.today())


@lru_cache(maxsize=DIFFERENT_TEXTS)
def _read(source: str, law_texts: tuple[tuple[str, str], ...], in_force_from: date, today: date) -> Adopted:
    with tempfile.TemporaryDirectory() as folder:
        law_folder = Path(folder, "law")
        law_folder.mkdir()
        for name, text in law_texts:
            (law_folder / name).write_text(text, encoding="utf-8")
        file = Path(folder, f"{in_force_from.isoformat()}.yaml")
        file.write_text(source, encoding="utf-8")
        laws = load_laws(law_folder)
        regulation = load_regulation(file, laws)
    standing = laws_in_force(laws, max(in_force_from, today))
    return Adopted(regulation, standing, compile_regulation(regulation, standing))


def _has_context(using: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute("select gate.context() is not null")
        return bool(cursor.fetchone()[0])
