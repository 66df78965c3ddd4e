"""What the columns of a file are: guessed, or as somebody chose for the same headings before."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import replace

from waarborg.dossiers.catalogue import Catalogue
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door
from waarborg.imports.headings import guesses, plain
from waarborg.imports.mapping import Mapped
from waarborg.imports.models import ColumnMapping
from waarborg.imports.sealing import HEADINGS_FATE, Waiting
from waarborg.imports.targets import exists, target_of
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.vault.services import data_key


def guessed(actor: Actor, waiting: Waiting, catalogue: Catalogue) -> Waiting:
    """With what each column seems to be, or was chosen to be before, inside a unit of work."""
    found = guesses(waiting.headers, actor.in_force, catalogue)
    shut = {str(place): one.forbidden for place, one in enumerate(found) if one.forbidden}
    columns = {str(place): str(one.target) for place, one in enumerate(found) if one.target}
    kept = _remembered(actor, waiting.headers)
    if kept is None:
        return replace(waiting, guessed=columns, shut=shut)
    known = {place: word for place, word in kept[0].items() if exists(target_of(word), actor.in_force, catalogue)}
    return replace(waiting, guessed=known, shut=shut, sources=dict(kept[1]))


def _digests(actor: Actor, headers: Sequence[str], using: str = "default") -> list[str]:
    """A keyed digest of each heading: a file without headings has people's data in their place."""
    key = data_key(
        actor.organisation_id, person_id=None, scope_id=None, retention_class=HEADINGS_FATE, using=using
    ).derive(b"headings of imports")
    return [hmac.digest(key, plain(header).encode(), hashlib.sha256).hex()[:32] for header in headers]


def _together(digests: Sequence[str]) -> str:
    return hashlib.sha256("".join(sorted(digests)).encode()).hexdigest()


def _remembered(actor: Actor, headers: Sequence[str]) -> tuple[Mapping[str, str], Mapping[str, str]] | None:
    """The columns and the sources that were chosen for a file with these headings."""
    digests = _digests(actor, headers)
    kept = ColumnMapping.objects.filter(organisation_id=actor.organisation_id, headings=_together(digests)).first()
    if kept is None:
        return None
    columns = {str(place): kept.columns[digest] for place, digest in enumerate(digests) if kept.columns.get(digest)}
    return columns, kept.sources


def remember(door: Door, headers: Sequence[str], mapped: Mapped, decision_id: object) -> None:
    """Keep what was chosen, for the next file with the same headings."""
    digests = _digests(door.actor, headers, door.using)
    columns = {digests[place]: str(target) for place, target in mapped.columns.items()}
    kept = {
        "columns": columns,
        "sources": dict(mapped.sources),
        "changed_at": clock.now(),
        "decision_id": decision_id,
    }
    ColumnMapping.objects.using(door.using).update_or_create(
        organisation_id=door.actor.organisation_id,
        headings=_together(digests),
        defaults=kept,
        create_defaults={**kept, "id": new_id()},
    )
