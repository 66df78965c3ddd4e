"""Adopt a version of a regulation: its text and hash are kept, its compiled rules become rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from waarborg.adoption.models import Cell, RuleRow, Version
from waarborg.adoption.selectors import Adopted, from_texts
from waarborg.kernel import clock
from waarborg.kernel.context import Context, enter
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.entries import DecisionEntry, EventEntry
from waarborg.ledger.services import record
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.rows import Row, rows
from waarborg.policy.vocabulary import regulations_folder, standard_vocabulary

OWNER = "owner"
"""Adopting is done with the owner's login: the application itself can change no rule."""

RECORD_BITS: Mapping[str, int] = {
    "shared": 1, "origin_uwv": 2, "origin_principal": 4, "restricted": 8,
    "client_approved_this_version": 16, "about_third_person": 32, "kept_by_statute": 64, "author": 128,
}  # fmt: skip


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
) -> Version:
    """Adopt one version for an organisation. Everything, its event included, or nothing.

    Raises `RegulationErrors` when the text does not compile and `InvalidInput` when a version of that day exists.
    """
    texts = dict(laws) if laws is not None else law_texts()
    ready = from_texts(source, texts, in_force_from)
    with transaction.atomic(using=OWNER):
        enter(connections[OWNER], Context(organisation_id=organisation_id, actor_id=by, action="adopt"))
        if Version.objects.using(OWNER).filter(organisation_id=organisation_id, in_force_from=in_force_from).exists():
            raise InvalidInput("A version that comes into force on this day has been adopted already.")
        version = Version(
            organisation_id=organisation_id,
            regulation=ready.regulation.regulation,
            in_force_from=in_force_from,
            sha256=ready.policy.sha256,
            source=source,
            laws=texts,
            adopted_at=clock.now(),
            adopted_by_id=by,
        )
        version.save(using=OWNER, force_insert=True)
        _store(version, ready)
        _note(version, by)
    return version


def _store(version: Version, ready: Adopted) -> None:
    """The compiled rules as rows: cells that are answered by the same rules share one group of them."""
    cells: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows(ready.policy):
        cells.setdefault((row.role, row.action, row.category), []).append(row)
    groups: dict[frozenset[Any], int] = {}
    made: list[RuleRow] = []
    found: list[Cell] = []
    for (role, action, category), answering in cells.items():
        key = frozenset(_conditions(row) for row in answering)
        if key not in groups:
            groups[key] = len(groups) + 1
            made.extend(_rule_rows(version, groups[key], answering))
        found.append(
            Cell(
                organisation_id=version.organisation_id,
                version=version,
                role=role,
                action=action,
                category=category,
                group=groups[key],
            )
        )
    RuleRow.objects.using(OWNER).bulk_create(made, batch_size=2000)
    Cell.objects.using(OWNER).bulk_create(found, batch_size=5000)


def _conditions(row: Row) -> tuple[Any, ...]:
    return (
        row.rule, row.part, row.permit, row.principals, row.recipients, row.channels, row.purposes, row.grounds,
        tuple(row.when), tuple(row.unless),
    )  # fmt: skip


def _rule_rows(version: Version, group: int, answering: Iterable[Row]) -> list[RuleRow]:
    names = {fact.position: fact.key for fact in standard_vocabulary().facts.values()}
    made = []
    for row in {_conditions(row): row for row in answering}.values():
        when, unless = [names[at] for at in row.when], [names[at] for at in row.unless]
        made.append(
            RuleRow(
                organisation_id=version.organisation_id,
                version=version,
                group=group,
                rule=row.rule,
                article=row.article,
                source=row.source,
                permit=row.permit,
                principals=_listed(row.principals),
                recipients=_listed(row.recipients),
                channels=_listed(row.channels),
                purposes=_listed(row.purposes),
                grounds=_listed(row.grounds),
                when_facts=when,
                unless_facts=unless,
                marks=sum(RECORD_BITS.get(fact, 0) for fact in {*when, *unless}),
            )
        )
    return made


def _listed(words: Iterable[str] | None) -> list[str] | None:
    return None if words is None else sorted(words)


def _note(version: Version, by: UUID | None) -> None:
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
        using=OWNER,
    )
