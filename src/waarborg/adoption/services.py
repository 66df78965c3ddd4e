"""Adopt a version of a regulation: its text and hash are kept, its compiled rules become rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from uuid import UUID

from django.db import connections, transaction

from waarborg.adoption.models import Version
from waarborg.adoption.selectors import from_texts
from waarborg.adoption.storing import store
from waarborg.kernel import clock
from waarborg.kernel.context import Context, enter
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.entries import DecisionEntry, EventEntry
from waarborg.ledger.services import record
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.vocabulary import regulations_folder

OWNER = "owner"
"""Adopting is done with the owner's login, or by the worker of a text that two people agreed on (`drafting`): the
application itself can change no rule."""


def law_texts(folder: Path | None = None) -> dict[str, str]:
    """The texts of the floor as shipped, by file name."""
    place = folder or regulations_folder() / "law"
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(place.glob("*.yaml"))}


def adopt(
    organisation_id: UUID,
    source: str,
    *,
    in_force_from: date,
    laws: Mapping[str, str] | None = None,
    by: UUID | None = None,
    version_id: UUID | None = None,
    using: str = OWNER,
) -> Version:
    """Adopt one version for an organisation. Everything, its event included, or nothing.

    Raises `RegulationErrors` when the text does not compile and `InvalidInput` when a version of that day exists.
    """
    texts = dict(laws) if laws is not None else law_texts()
    ready = from_texts(source, texts, in_force_from)
    with transaction.atomic(using=using):
        enter(connections[using], Context(organisation_id=organisation_id, actor_id=by, action="adopt"))
        if Version.objects.using(using).filter(organisation_id=organisation_id, in_force_from=in_force_from).exists():
            raise InvalidInput("A version that comes into force on this day has been adopted already.")
        version = Version(
            id=version_id or new_id(),
            organisation_id=organisation_id,
            regulation=ready.regulation.regulation,
            in_force_from=in_force_from,
            sha256=ready.policy.sha256,
            source=source,
            laws=texts,
            adopted_at=clock.now(),
            adopted_by_id=by,
        )
        version.save(using=using, force_insert=True)
        store(version, ready, using=using)
        _note(version, by, using)
    return version


def _note(version: Version, by: UUID | None, using: str) -> None:
    record(
        DecisionEntry(
            organisation_id=version.organisation_id,
            actor_id=by,
            roles=("responsible",) if by else ("system",),
            action="adopt",
            allowed=True,
            regulation=f"{version.regulation}@{version.in_force_from.isoformat()}",
            regulation_hash=version.sha256,
        ),
        [EventEntry(kind=Kind.REGULATION_ADOPTED, details={"version": str(version.pk)}, id=new_id())],
        using=using,
    )
