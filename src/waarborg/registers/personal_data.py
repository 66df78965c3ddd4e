"""What this room holds of people."""

from typing import Any

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.registers.texts import TABLE
from waarborg.vault.open_key import OpenKey


def _text(row: Any, key: OpenKey) -> dict[str, str]:
    return {"text": key.open(bytes(row.sealed), row=row.pk, table=TABLE).decode()}


HOLDINGS = (
    holding(
        "registers.Written",
        Subject.STAFF,
        Ends.KEY,
        opens=_text,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "written_by_id",
            Holds.STAFF: "written_at",
            Holds.NOBODY: "id organisation_id kind number data_key_id decision_id",
        },
    ),
)
