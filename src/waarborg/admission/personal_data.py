"""What this room holds of people."""

from typing import Any

from waarborg.admission.sealing import opened
from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey


def _mandate(row: Any, key: OpenKey) -> dict[str, str]:
    said = opened(key, bytes(row.sealed), row.pk)
    return {"name": said.name, "seen": said.seen}


HOLDINGS = (
    holding(
        "admission.Mandate",
        Subject.CLIENT,
        Ends.KEY,
        category="consent",
        by_person="dossier__person_id",
        opens=_mandate,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id membership_id seen_by_id",
            Holds.CLIENT: "seen_on",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
)
