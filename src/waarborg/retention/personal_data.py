"""What this room holds of people."""

from typing import Any

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.retention.sealing import HOLD
from waarborg.vault.open_key import OpenKey


def _hold(row: Any, key: OpenKey) -> dict[str, str]:
    return {"words": key.open(bytes(row.sealed), row=row.pk, table=HOLD).decode()}


HOLDINGS = (
    holding(
        "retention.Ending",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id scope_id",
            Holds.CLIENT: "category purpose statutory occurred_on retention_class status earliest latest due action "
            "shielded triggers rests_on waits_for counts_again_on weigh_on",
            Holds.NOBODY: "id organisation_id data_key_id version_id",
        },
    ),
    holding(
        "retention.Hold",
        Subject.CLIENT,
        Ends.KEY,
        category="frame",
        by_person="dossier__person_id",
        opens=_hold,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id placed_by_id lifted_by_id",
            Holds.CLIENT: "hold article placed_at review_on lifted_at",
            Holds.NOBODY: "id organisation_id data_key_id decision_id lifted_decision_id",
        },
    ),
)
