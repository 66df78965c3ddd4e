"""Everything that is held of a client, put together by the program in an open unit of work.

By the inventory of what every table holds, so that nothing is left out because nobody thought of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.documents.kinds import KINDS
from waarborg.dossiers.catalogue import Catalogue
from waarborg.dossiers.covering import BLACKED, LIVING
from waarborg.dossiers.sealing import SECRET_ADDRESS
from waarborg.dossiers.values import shown
from waarborg.gate.door import Door
from waarborg.inventory.collecting import Held, collect
from waarborg.kernel.personal_data import Holds
from waarborg.subject_access.choices import Cover
from waarborg.subject_access.contents import Item, Value
from waarborg.subject_access.covering import NOTE, RECORD, VERSION, Decided, Decisions, Proposal, proposals, row_of
from waarborg.subject_access.keeping import Kept
from waarborg.subject_access.words import Said, day_of_row, flattened, label_of
from waarborg.vault.blobs import blob_row, open_blob
from waarborg.vault.services import open_keys

DOCUMENT, WAITING = "documents.Document", "documents.WaitingFile"
TOLD_OTHERWISE: Mapping[str, str] = {
    "destruction.Opening": "told as sentences: who looked",
    "destruction.PutAway": "told apart: what lies closed, since when and until when; a duty of the law alone opens it",
    "dossiers.SearchToken": "derived from the records, and says nothing by itself",
    "imports.ImportedDossier": "that the dossier came in with others, without a word about anybody",
    "ledger.Event": "told as sentences: who looked",
    "ledger.EventContent": "numbers that belong to those sentences",
    "ledger.Shown": "the lists among those sentences",
    "subject_access.Covering": "of the package itself",
    "subject_access.PackageFile": "of the package itself",
    "subject_access.PackageItem": "of the package itself",
    "vault.Blob": "where a file is stored; the file itself goes along",
    "vault.DataKey": "keys; what they open goes along",
}
"""Tables whose rows do not go along as items, each with the reason. Every other table of clients does."""
Pieces = Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One item with the row it stands for."""

    item: Item
    record_id: UUID | None


@dataclass
class Gathering:
    """What was found so far: the items, what a person has to decide on, and the files."""

    found: list[Found] = field(default_factory=list)
    proposed: dict[tuple[str, str], Proposal] = field(default_factory=dict)
    files: dict[str, Pieces] = field(default_factory=dict)

    def file(self, ending: str, pieces: Pieces) -> str:
        """Take a file in; returns its name, which says nothing of anybody."""
        name = f"documents/{len(self.files) + 1:04}.{ending}"
        self.files[name] = pieces
        return name


@dataclass(slots=True, kw_only=True)
class Gatherer:
    """What turns rows into items."""

    door: Door
    catalogue: Catalogue
    said: Said
    kept: Kept
    decisions: Decisions
    by_client: bool = True
    """Is it for the client themself? Whoever else gets it, does not get a secret address."""
    kept_secret: set[str] = field(default_factory=set)
    """The records with one, with every earlier version: what it said before it became secret is where they live too."""

    def gather(self, *, only: frozenset[str] | None, tell: Callable[[int], None]) -> Gathering:
        """Everything, or with `only` the records that these sources gave, with their files."""
        gathering = Gathering()
        outline = self.door.dossier
        provided: dict[UUID, Any] = {}
        found = list(
            collect(
                self.door.actor.organisation_id,
                UUID(outline["person"]),
                [UUID(outline["id"])],
                without=TOLD_OTHERWISE,
                using=self.door.using,
            )
        )
        self.kept_secret = {
            str(one.row.pk) for one in found if one.holding.model == RECORD and SECRET_ADDRESS in (one.opened or {})
        }
        for number, held in enumerate(found):
            if only is not None:
                if held.holding.model == RECORD and held.row.source in only:
                    provided[held.row.pk] = held.row
                elif not (held.holding.model == DOCUMENT and held.row.record_id in provided):
                    continue
            self._take(gathering, held)
            tell(number + 1)
        return gathering

    def _take(self, gathering: Gathering, held: Held) -> None:
        said = dict(flattened(held.opened or {}))
        for one in proposals(held.holding, held.row, said, held.category, self.catalogue):
            gathering.proposed.setdefault((one.row, one.field), one)
        covered: list[str] = []
        values = [*self._sealed(gathering, held, said, covered), *self._clear(gathering, held, covered)]
        files = [name for name in self._files(gathering, held, said, covered) if name]
        model, row = held.holding.model, held.row
        day = day_of_row(row)
        gathering.found.append(
            Found(
                item=Item(
                    table=model,
                    id=str(row.pk),
                    kind=held.category,
                    title=self._title(held),
                    day=day.isoformat() if day else "",
                    source=self.said.source(source) if (source := getattr(row, "source", "")) else "",
                    provided_by=source,
                    purpose=self.said.names.purpose(row.purpose) if getattr(row, "purpose", "") else "",
                    written_by=self.said.people.get(author, "") if (author := getattr(row, "author_id", None)) else "",
                    keep=self.kept.of(row.pk if model == RECORD else getattr(row, "record_id", None)),
                    values=tuple(values),
                    files=tuple(files),
                    covered=tuple(dict.fromkeys(covered)),
                ),
                record_id=UUID(row_of(held.holding, row)) if model in {RECORD, VERSION} else None,
            )
        )

    def _title(self, held: Held) -> str:
        if held.holding.model == RECORD:
            return self.catalogue.title(held.category)
        return str(held.row._meta.verbose_name)  # noqa: SLF001 - Django's public description of a model

    def _sealed(
        self, gathering: Gathering, held: Held, said: Mapping[str, str | bytes], covered: list[str]
    ) -> Iterator[Value]:
        entry = self.catalogue.entries.get(held.category) if held.holding.model in {RECORD, VERSION} else None
        rules = entry.rule.fields if entry else {}
        row = row_of(held.holding, held.row)
        for name, value in said.items():
            if isinstance(value, bytes):
                continue
            rule = rules.get(name)
            label = rule.label if rule else (_("Note") if name == NOTE else label_of(name))
            decided = self._decided(gathering, row, name)
            goes = decided.applied(value) if decided else value
            if row in self.kept_secret and not self.by_client and rule is not None and rule.type in LIVING:
                goes = BLACKED
            if goes != value:
                covered.append(label)
            whole = goes == BLACKED
            yield Value(name=name, label=label, value=goes, shown=goes if whole or not rule else shown(rule, goes))

    def _decided(self, gathering: Gathering, row: str, name: str) -> Decided | None:
        if (row, name) in self.decisions:
            return self.decisions[row, name]
        return Decided(None) if (row, name) in gathering.proposed else None

    def _clear(self, gathering: Gathering, held: Held, covered: list[str]) -> Iterator[Value]:
        columns = {one.attname: one for one in held.row._meta.concrete_fields}  # noqa: SLF001
        for name in held.holding.holding(Holds.POINTER, Holds.CLIENT, Holds.STAFF):
            value = held.said.get(name)
            if value in (None, "", []):
                continue
            decided = self._decided(gathering, row_of(held.holding, held.row), name)
            if decided is not None and decided.cover is not Cover.GIVE:
                covered.append(label_of(name))
                yield Value(name=name, label=label_of(name), value=BLACKED, shown=BLACKED)
            else:
                yield Value(
                    name=name,
                    label=label_of(name),
                    value=_plain(value),
                    shown=self.said.value(columns.get(name), name, value),
                )

    def _files(
        self, gathering: Gathering, held: Held, said: Mapping[str, str | bytes], covered: list[str]
    ) -> Iterator[str]:
        """The files of a row: a document or file that waits, and what was sealed as a file."""
        for value in said.values():
            if isinstance(value, bytes):
                ending = "xml" if value.lstrip()[:1] == b"<" else "pdf"
                yield gathering.file(ending, lambda value=value: [value])  # type: ignore[misc]
        row = held.row
        if held.holding.model not in {DOCUMENT, WAITING}:
            return
        if held.holding.model == DOCUMENT:
            decided = self._decided(gathering, str(row.record_id), row.field)
            if decided is not None and decided.cover is not Cover.GIVE:
                covered.append(_("the file"))
                return
        keys = open_keys(row.organisation_id, {row.data_key_id}, using=self.door.using)
        if row.data_key_id in keys:
            blob = blob_row(row.organisation_id, row.blob_id, using=self.door.using)
            key = keys[row.data_key_id]
            ending = KINDS[row.kind].endings[0] if row.kind in KINDS else "bin"
            yield gathering.file(ending, lambda: open_blob(blob, key))


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value
