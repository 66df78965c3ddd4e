"""What this room holds of people."""

from typing import Any

from waarborg.controls.sealing import TABLE
from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey


def _text(row: Any, key: OpenKey) -> dict[str, str]:
    return {"text": key.open(bytes(row.sealed), row=row.pk, table=TABLE).decode()}


HOLDINGS = (
    holding(
        "controls.Control",
        Subject.STAFF,
        Ends.KEY,
        opens=_text,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "done_by_id",
            Holds.STAFF: "signed_as done_at",
            Holds.NOBODY: "id organisation_id task_id rule article role number outcome looked_at data_key_id "
            "decision_id",
        },
    ),
)
