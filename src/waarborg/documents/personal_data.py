"""What this room holds of people."""

from typing import Any

from waarborg.documents.services import FILED, WAITING, name_in
from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey


def _waiting(row: Any, key: OpenKey) -> dict[str, str]:
    return {"name": name_in(key, row, WAITING)}


def _filed(row: Any, key: OpenKey) -> dict[str, str]:
    return {"name": name_in(key, row, FILED)}


HOLDINGS = (
    holding(
        "documents.WaitingFile",
        Subject.CLIENT,
        Ends.KEY,
        category="file",
        by_person="dossier__person_id",
        opens=_waiting,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id account_id",
            Holds.CLIENT: "kind scan size received_at expires_at",
            Holds.NOBODY: "id organisation_id blob_id data_key_id decision_id",
        },
    ),
    holding(
        "documents.Document",
        Subject.CLIENT,
        Ends.KEY,
        category="file",
        by_person="dossier__person_id",
        opens=_filed,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id account_id",
            Holds.CLIENT: "field version kind scan size filed_at",
            Holds.NOBODY: "id organisation_id record_id blob_id data_key_id decision_id",
        },
    ),
)
