"""What this room holds of people."""

from typing import Any

from waarborg.disclosures.approving import APPROVAL
from waarborg.disclosures.reviewing import REVIEW
from waarborg.disclosures.sealing import COPY, TABLE
from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey


def _disclosure(row: Any, key: OpenKey) -> dict[str, Any]:
    found: dict[str, Any] = {"said": key.open(bytes(row.sealed), row=row.pk, table=TABLE).decode()}
    if row.sealed_copy is not None:
        found["pdf"] = key.open(bytes(row.sealed_copy), row=row.pk, table=COPY)
    return found


def _approval(row: Any, key: OpenKey) -> dict[str, Any]:
    return {} if row.sealed is None else {"wording": key.open(bytes(row.sealed), row=row.pk, table=APPROVAL).decode()}


def _review(row: Any, key: OpenKey) -> dict[str, Any]:
    return {} if row.sealed is None else {"found": key.open(bytes(row.sealed), row=row.pk, table=REVIEW).decode()}


HOLDINGS = (
    holding(
        "disclosures.Disclosure",
        Subject.CLIENT,
        Ends.KEY,
        category="correspondence",
        by_person="dossier__person_id",
        opens=_disclosure,
        columns={
            Holds.SEALED: "sealed sealed_copy",
            Holds.POINTER: "dossier_id trajectory_id prepared_by_id agreed_by_id given_by_id",
            Holds.CLIENT: "act recipient party_id purpose ground channel claims rules articles language state why"
            " prepared_at agreed_at client_told_at given_at ended_at",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
    holding(
        "disclosures.DisclosedItem",
        Subject.CLIENT,
        Ends.FRAME,
        category="column:category",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id disclosure_id record_id",
            Holds.CLIENT: "category fields version rule article",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
    holding(
        "disclosures.OneTimeLink",
        Subject.CLIENT,
        Ends.FRAME,
        category="correspondence",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id disclosure_id",
            Holds.CLIENT: "made_at expires_at fetched_at closed_at wrong_codes",
            Holds.SECRET: "address_hash code_hash",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
    holding(
        "disclosures.ClientApproval",
        Subject.CLIENT,
        Ends.KEY,
        category="correspondence",
        by_person="dossier__person_id",
        opens=_approval,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id record_id scan_id asked_by_id written_by_id",
            Holds.CLIENT: "version state asked_at answered_by form answered_on ended_at",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
    holding(
        "disclosures.DisclosureReview",
        Subject.CLIENT,
        Ends.KEY,
        category="correspondence",
        by_person="dossier__person_id",
        opens=_review,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id disclosure_id given_by_id reviewed_by_id",
            Holds.CLIENT: "why rule article due_on made_at outcome reviewed_at",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
)
