"""What somebody chose for a file: what each column is, who gave the data, what holds where a column says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from waarborg.dossiers.catalogue import Catalogue
from waarborg.gate.policies import InForce
from waarborg.imports.choices import WorksOnIt
from waarborg.imports.targets import Target, exists, target_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """The choices for one file. `columns` are by place; a column that is not in it stays out."""

    columns: Mapping[int, Target]
    sources: Mapping[str, str] = field(default_factory=dict)
    """Who gave what, per category."""
    principal_id: UUID | None = None
    """Of rows that name none."""
    type: str = ""
    """Of rows that name none."""
    consent_form: str = ""
    """In which form consents were given that a column tells of."""
    works_on_it: WorksOnIt = WorksOnIt.TODAY
    files_category: str = ""
    """The kind of data that documents in a folder are kept as."""

    def as_json(self) -> dict[str, Any]:
        """As it is sealed with the import."""
        return {
            "columns": {str(place): str(target) for place, target in self.columns.items()},
            "sources": dict(self.sources),
            "principal": str(self.principal_id) if self.principal_id else "",
            "type": self.type,
            "consent_form": self.consent_form,
            "works_on_it": self.works_on_it.value,
            "files_category": self.files_category,
        }

    def within(self, in_force: InForce, catalogue: Catalogue) -> Mapped:
        """Without what the regulation in force does not know (any more)."""
        columns = {place: target for place, target in self.columns.items() if exists(target, in_force, catalogue)}
        sources = {
            category: source
            for category, source in self.sources.items()
            if category in catalogue.entries and source in catalogue.entries[category].sources
        }
        return Mapped(
            columns=columns,
            sources=sources,
            principal_id=self.principal_id,
            type=self.type,
            consent_form=self.consent_form,
            works_on_it=self.works_on_it,
            files_category=self.files_category if self.files_category in catalogue.entries else "",
        )


def from_json(given: Mapping[str, Any]) -> Mapped:
    """What `as_json` wrote."""
    return Mapped(
        columns={int(place): target_of(word) for place, word in given["columns"].items()},
        sources=given["sources"],
        principal_id=UUID(given["principal"]) if given["principal"] else None,
        type=given["type"],
        consent_form=given["consent_form"],
        works_on_it=WorksOnIt(given["works_on_it"]),
        files_category=given["files_category"],
    )


def source_guessed(catalogue: Catalogue, category: str) -> str:
    """Who most likely gave data of this kind: the principal who sent the person, or else the first that may."""
    sources = catalogue.entry(category).sources
    return "principal" if "principal" in sources else sources[0]
