"""What this room holds of people: keys. And which fates a person's data have."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.models import DataKey

HOLDINGS = (
    holding(
        "vault.OrganisationKey",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.SECRET: "wrapped", Holds.NOBODY: "id organisation_id kind epoch current created_at"},
    ),
    holding(
        "vault.DestroyedEpoch",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id kind epoch destroyed_at"},
    ),
    holding(
        "vault.DataKey",
        Subject.CLIENT,
        Ends.PROOF,
        category="proof",
        by_person="person_id",
        columns={
            Holds.POINTER: "person_id scope_id",
            Holds.SECRET: "wrapped",
            Holds.CLIENT: "retention_class own created_at destroyed_at",
            Holds.NOBODY: "id organisation_id wrapped_by_id destroyed_under",
        },
    ),
    holding(
        "vault.Blob",
        Subject.CLIENT,
        Ends.FILE,
        category="file",
        by_person="key__person_id",
        by_key="key_id",
        columns={
            Holds.CLIENT: "size sealed_size created_at",
            Holds.NOBODY: "id organisation_id name chunk_size sealed_sha256 key_id",
        },
    ),
)


@dataclass(frozen=True, slots=True)
class LivingKey:
    """A key that still opens something of a person: where it belongs, and as what it is kept."""

    id: UUID
    scope_id: UUID | None
    retention_class: str
    own: bool


def living_keys(organisation_id: UUID, person_id: UUID, *, using: str = "default") -> list[LivingKey]:
    """The fates of a person's data that have not ended yet, as far as this context may know. One statement."""
    rows = (
        DataKey.objects.using(using)
        .filter(organisation_id=organisation_id, person_id=person_id, destroyed_at__isnull=True)
        .order_by("pk")
        .values_list("pk", "scope_id", "retention_class", "own")
    )
    return [LivingKey(*row) for row in rows]
