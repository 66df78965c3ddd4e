"""What this room holds of people."""

from typing import Any

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.notices.sealing import TABLE
from waarborg.vault.open_key import OpenKey


def _notice(row: Any, key: OpenKey) -> dict[str, Any]:
    return {"why": key.open(bytes(row.sealed), row=row.pk, table=TABLE).decode()} if row.sealed is not None else {}


HOLDINGS = (
    holding(
        "notices.ClientNotice",
        Subject.CLIENT,
        Ends.KEY,
        category="column:category",
        by_person="dossier__person_id",
        opens=_notice,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id letter_id record_id account_id",
            Holds.CLIENT: "kind category source opened_on due_on at_latest state ended_on because",
            Holds.NOBODY: "id organisation_id data_key_id decision_id rule article",
        },
    ),
)
