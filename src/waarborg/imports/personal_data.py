"""What this room holds of people."""

from typing import Any

from waarborg.imports.sealing import PARKED, WAITING
from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey


def _waiting(row: Any, key: OpenKey) -> dict[str, str]:
    return {"waiting": key.open(bytes(row.sealed), row=row.pk, table=WAITING).decode()}


def _parked(row: Any, key: OpenKey) -> dict[str, str]:
    return {"row": key.open(bytes(row.sealed), row=row.pk, table=PARKED).decode()}


HOLDINGS = (
    holding(
        "imports.Import",
        Subject.STAFF,  # of the people in the file nobody knows yet who they are; it is found by who brought it
        Ends.KEY,
        opens=_waiting,
        columns={
            Holds.SEALED: "sealed",
            Holds.STAFF: "account_id created_at brought_in_at strong",
            Holds.NOBODY: "id organisation_id state rows done coming_in parked failed blob_id files_blob_id "
            "data_key_id kept_until decision_id",
        },
    ),
    holding(
        "imports.ColumnMapping",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id headings columns sources changed_at decision_id"},
    ),
    holding(
        "imports.ImportedDossier",
        Subject.CLIENT,
        Ends.BY_ITSELF,
        category="frame",
        by_person="person_id",
        columns={
            Holds.POINTER: "dossier_id person_id",
            Holds.NOBODY: "id organisation_id brought_in_by_id decision_id",
        },
    ),
    holding(
        "imports.ParkedRow",
        Subject.STAFF,  # of somebody who has no dossier: found by who brought it, and gone on a day
        Ends.KEY,
        opens=_parked,
        columns={
            Holds.SEALED: "sealed",
            Holds.STAFF: "account_id",
            Holds.NOBODY: "id organisation_id brought_by_id row data_key_id goes_on created_at decision_id",
        },
    ),
)
