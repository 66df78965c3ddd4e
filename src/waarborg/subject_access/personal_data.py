"""What this room holds of people."""

from typing import Any

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.subject_access.sealing import COVERING, PACKAGE
from waarborg.vault.open_key import OpenKey


def _package(row: Any, key: OpenKey) -> dict[str, str]:
    return {"goes_to": key.open(bytes(row.sealed), row=row.pk, table=PACKAGE).decode()} if row.sealed else {}


def _covering(row: Any, key: OpenKey) -> dict[str, str]:
    return {"words": key.open(bytes(row.sealed), row=row.pk, table=COVERING).decode()} if row.sealed else {}


HOLDINGS = (
    holding(
        "subject_access.LogWording",
        Subject.STAFF,
        Ends.PROOF,
        category="proof",
        columns={
            Holds.POINTER: "decided_by_id",
            Holds.NOBODY: "id organisation_id by_name decided_at decision_id",
        },
    ),
    holding(
        "subject_access.Package",
        Subject.CLIENT,
        Ends.KEY,
        category="correspondence",
        by_person="dossier__person_id",
        opens=_package,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id request_id asked_by_id agreed_by_id given_by_id",
            Holds.CLIENT: "kind by_themself asked_as mandate_seen_on language left_out recipient state asked_at made_at"
            " agreed_at channel given_at"
            " expires_at ended_at",
            Holds.NOBODY: "id organisation_id done total data_key_id decision_id",
        },
    ),
    holding(
        "subject_access.PackageItem",
        Subject.CLIENT,
        Ends.FRAME,
        category="column:category",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id package_id record_id row",
            Holds.CLIENT: "category",
            Holds.NOBODY: "id organisation_id model decision_id",
        },
    ),
    holding(
        "subject_access.Covering",
        Subject.CLIENT,
        Ends.KEY,
        category="column:category",
        by_person="dossier__person_id",
        opens=_covering,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id package_id record_id row decided_by_id",
            Holds.CLIENT: "category field why decided decided_at",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
    holding(
        "subject_access.PackageFile",
        Subject.CLIENT,
        Ends.FILE,
        category="correspondence",
        by_person="dossier__person_id",
        by_key="data_key_id",
        columns={
            Holds.POINTER: "dossier_id package_id",
            Holds.CLIENT: "form size",
            Holds.NOBODY: "id organisation_id blob_id data_key_id decision_id",
        },
    ),
    holding(
        "subject_access.PackageLink",
        Subject.CLIENT,
        Ends.FRAME,
        category="correspondence",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id package_id",
            Holds.CLIENT: "made_at expires_at fetched_at closed_at wrong_codes",
            Holds.SECRET: "address_hash code_hash",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
)
