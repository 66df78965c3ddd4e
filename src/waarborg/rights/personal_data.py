"""What this room holds of people."""

import json
from typing import Any

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.rights.sealing import ITEM, NOTICE, REQUEST, SENT_IN, STEP, SaidOfItem
from waarborg.vault.open_key import OpenKey


def _request(row: Any, key: OpenKey) -> dict[str, Any]:
    return {"asked": key.open(bytes(row.sealed), row=row.pk, table=REQUEST).decode()}


def _step(row: Any, key: OpenKey) -> dict[str, Any]:
    return {"why": key.open(bytes(row.sealed), row=row.pk, table=STEP).decode()} if row.sealed is not None else {}


def _item(row: Any, key: OpenKey) -> dict[str, Any]:
    said = SaidOfItem.from_bytes(key.open(bytes(row.sealed), row=row.pk, table=ITEM))
    return {name: words for name, words in (("wanted", said.wanted), ("reasons", said.reasons)) if words}


def _sent_in(row: Any, key: OpenKey) -> dict[str, Any]:
    return {"sent_in": key.open(bytes(row.sealed), row=row.pk, table=SENT_IN).decode()} if row.sealed else {}


def _notice(row: Any, key: OpenKey) -> dict[str, Any]:
    return dict(json.loads(key.open(bytes(row.sealed), row=row.pk, table=NOTICE)))


HOLDINGS = (
    holding(
        "rights.Request",
        Subject.CLIENT,
        Ends.KEY,
        category="correspondence",
        by_person="dossier__person_id",
        opens=_request,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id recorded_by_id against_id",
            Holds.CLIENT: "right asked_by mandate_seen_on came_by identity received_on recorded_at terms judged_by"
            " overseen_by state due_on outcome ended_on uninvolved court_until",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
    holding(
        "rights.RequestStep",
        Subject.CLIENT,
        Ends.KEY,
        category="correspondence",
        by_person="dossier__person_id",
        opens=_step,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id request_id letter_id account_id",
            Holds.CLIENT: "kind on about recorded_at",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
    holding(
        "rights.RequestLetter",
        Subject.CLIENT,
        Ends.FRAME,
        category="correspondence",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id request_id letter_id written_by_id",
            Holds.CLIENT: "does about outcome",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
    holding(
        "rights.RequestItem",
        Subject.CLIENT,
        Ends.KEY,
        category="correspondence",
        by_person="dossier__person_id",
        opens=_item,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id request_id record_id letter_id chosen_by_id decided_by_id agreed_by_id"
            " statement_id",
            Holds.CLIENT: "field category occurred_on ground chosen_at decided because article decided_at"
            " carried_out_at version",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
    holding(
        "rights.IncomingRequest",
        Subject.STAFF,  # of whom it is, nobody knows yet; afterwards it is found by who dealt with it
        Ends.KEY,
        opens=_sent_in,
        columns={
            Holds.SEALED: "sealed",
            Holds.STAFF: "ended_by_id",
            Holds.POINTER: "dossier_id",
            Holds.NOBODY: "id organisation_id received_at rights seen_by answer_by by_mail state data_key_id"
            " decision_id confirmed_at ended_at ended_decision_id told_at attempts next_attempt_at undelivered_at"
            " told_by",
        },
    ),
    holding(
        "rights.RecipientNotice",
        Subject.CLIENT,
        Ends.KEY,
        category="correspondence",
        by_person="dossier__person_id",
        opens=_notice,
        columns={
            Holds.SEALED: "sealed sealed_letter",
            Holds.POINTER: "dossier_id request_id disclosure_id told_by_id mail_id",
            Holds.CLIENT: "article made_at told_at channel",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
    holding(
        "rights.ErasedFile",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id blob_id erased_at"},
    ),
)
