"""What this room holds of people: numbers and days, as proof."""

from typing import Any

from waarborg.destruction.sealing import OPENING, PUT_AWAY, items_in
from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey


def _put_away(row: Any, key: OpenKey) -> dict[str, Any]:
    return {"items": items_in(key.open(bytes(row.sealed), row=row.pk, table=PUT_AWAY))}


def _opening(row: Any, key: OpenKey) -> dict[str, str]:
    return {"words": key.open(bytes(row.sealed), row=row.pk, table=OPENING).decode()}


HOLDINGS = (
    holding(
        "destruction.Destruction",
        Subject.NOBODY,
        Ends.NEVER,
        columns={
            Holds.NOBODY: "id organisation_id number state rule article approvals cooling_off proposed_at not_before "
            "ended_at certificate certified_event proof decision_id"
        },
    ),
    holding(
        "destruction.Line",
        Subject.CLIENT,
        Ends.PROOF,
        category="proof",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id scope_id",
            Holds.CLIENT: "retention_class categories records files earliest due rests_on triggers follows identity "
            "fate closed_until closed_by_statute handed_over left_out step ended_at",
            Holds.NOBODY: "id organisation_id destruction_id data_key_id decision_id",
        },
    ),
    holding(
        "destruction.PutAway",
        Subject.CLIENT,
        Ends.KEY,
        category="frame",
        by_person="dossier__person_id",
        opens=_put_away,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id scope_id",
            Holds.CLIENT: "categories records statute rests_on put_away_on until_on",
            Holds.NOBODY: "id organisation_id line_id data_key_id decision_id",
        },
    ),
    holding(
        "destruction.Opening",
        Subject.CLIENT,
        Ends.KEY,
        category="frame",
        by_person="put_away__dossier__person_id",
        opens=_opening,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "account_id",
            Holds.STAFF: "duty at",
            Holds.NOBODY: "id organisation_id put_away_id data_key_id decision_id",
        },
    ),
    holding(
        "destruction.KeptCount",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id year measure value people rule decision_id"},
    ),
    holding(
        "destruction.Shredding",
        Subject.STAFF,
        Ends.PROOF,
        category="proof",
        columns={
            Holds.POINTER: "account_id paper_id",
            Holds.STAFF: "whole at",
            Holds.NOBODY: "id organisation_id destruction_id decision_id",
        },
    ),
    holding(
        "destruction.Approval",
        Subject.STAFF,
        Ends.PROOF,
        category="proof",
        columns={
            Holds.POINTER: "account_id",
            Holds.STAFF: "role approved at",
            Holds.NOBODY: "id organisation_id destruction_id decision_id",
        },
    ),
)
