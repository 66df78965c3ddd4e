"""What this room holds of people."""

from typing import Any

from waarborg.enquiries.sealing import TABLE
from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey


def _enquiry(row: Any, key: OpenKey) -> dict[str, Any]:
    return {"asked": key.open(bytes(row.sealed), row=row.pk, table=TABLE).decode()}


HOLDINGS = (
    holding(
        "enquiries.Enquiry",
        Subject.CLIENT,
        Ends.KEY,
        category="correspondence",
        by_person="dossier__person_id",
        opens=_enquiry,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id trajectory_id recorded_by_id disclosure_id letter_id",
            Holds.CLIENT: "party_id asks rule article needs for_role came_by received_on recorded_at terms due_on"
            " outcome ended_on",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
)
