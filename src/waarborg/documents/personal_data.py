"""What this room holds of people."""

from typing import Any

from waarborg.documents.services import FILED
from waarborg.documents.waiting import WAITING, about_in
from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey


def _waiting(row: Any, key: OpenKey) -> dict[str, str]:
    about = about_in(key, row, WAITING)
    mailed = about.mailed
    came = {"sender": mailed.sender, "subject": mailed.subject, "text": mailed.text} if mailed else {}
    return {"name": about.name, **came}


def _filed(row: Any, key: OpenKey) -> dict[str, str]:
    return {"name": about_in(key, row, FILED).name}


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
