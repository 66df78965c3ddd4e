"""What this room holds of people."""

import json
from typing import Any

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.mailings.group_messages import TABLE
from waarborg.vault.open_key import OpenKey


def _words(row: Any, key: OpenKey) -> dict[str, str]:
    return dict(json.loads(key.open(bytes(row.sealed), row=row.pk, table=TABLE)))


HOLDINGS = (
    holding(
        "mailings.GroupMessage",
        Subject.STAFF,  # what it says is in each client's own letter; the words kept here end when all were looked at
        Ends.KEY,
        opens=_words,
        columns={
            Holds.POINTER: "made_by_id",
            Holds.STAFF: "made_at moved_at",
            Holds.SEALED: "sealed",
            Holds.NOBODY: "id organisation_id offer reading_id sent state roles strong total data_key_id decision_id",
        },
    ),
    holding(
        "mailings.SurveyReading",
        Subject.STAFF,
        Ends.NEVER,
        columns={
            Holds.POINTER: "recorded_by_id ended_by_id",
            Holds.STAFF: "recorded_at ended_at",
            Holds.NOBODY: "id organisation_id article reasons version_id decision_id",
        },
    ),
    holding(
        "mailings.GroupRecipient",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id message_id letter_id",
            Holds.CLIENT: "outcome",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
    holding(
        "mailings.AddressList",
        Subject.STAFF,
        Ends.NEVER,
        columns={
            Holds.POINTER: "prepared_by_id agreed_by_id given_by_id",
            Holds.STAFF: "prepared_at agreed_at given_at ended_at fetched_at",
            Holds.SECRET: "address_hash code_hash",
            Holds.NOBODY: "id organisation_id party_id recipient rule purpose ground claims told_before language state"
            " expires_at wrong_codes people decision_id",
        },
    ),
    holding(
        "mailings.SurveyCount",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id list_id message_id question answer people decision_id"},
    ),
    holding(
        "mailings.ListMember",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id disclosure_id list_id letter_id",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
)
