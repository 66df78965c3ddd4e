"""What this room holds of people."""

from typing import Any

from waarborg.incoming.sealing import TABLE
from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey


def _waiting(row: Any, key: OpenKey) -> dict[str, str]:
    return {"message": key.open(bytes(row.sealed), row=row.pk, table=TABLE).decode()} if row.sealed else {}


HOLDINGS = (
    holding(
        "incoming.MailAddress",
        Subject.STAFF,
        Ends.WITH_ACCOUNT,
        columns={
            Holds.POINTER: "account_id",
            Holds.STAFF: "made_at ended_at",
            Holds.NOBODY: "id organisation_id local decision_id ended_decision_id",
        },
    ),
    holding(
        "incoming.IncomingMail",
        Subject.STAFF,  # of whom the message is, nobody knows yet; it is found by whom it waits for, and gone on a day
        Ends.KEY,
        opens=_waiting,
        columns={
            Holds.SEALED: "sealed",
            Holds.STAFF: "account_id",
            Holds.NOBODY: "id organisation_id address_id state token data_key_id blob_id received_at goes_on "
            "decision_id ended_at ended_decision_id",
        },
    ),
)
