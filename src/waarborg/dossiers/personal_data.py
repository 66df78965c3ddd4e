"""What this room holds of people."""

from typing import Any

from waarborg.dossiers.exclusions import TABLE as EXCLUSION
from waarborg.dossiers.looks import TABLE as VIEW
from waarborg.dossiers.said import STATEMENT
from waarborg.dossiers.sealing import SECRET_ADDRESS, Content, place
from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey


def _record(row: Any, key: OpenKey) -> dict[str, str]:
    return _said(Content.from_bytes(key.open(bytes(row.sealed), row=row.pk, table=place(row.version))))


def _version(row: Any, key: OpenKey) -> dict[str, str]:
    return _said(Content.from_bytes(key.open(bytes(row.sealed), row=row.record_id, table=place(row.version))))


def _said(content: Content) -> dict[str, str]:
    apart = {**content.secret, SECRET_ADDRESS: "yes"} if content.secret else {}
    return {**content.fields, **apart, **({"note": content.note} if content.note else {})}


def _view(row: Any, key: OpenKey) -> dict[str, str]:
    return {"words": key.open(bytes(row.sealed), row=row.pk, table=VIEW).decode()}


def _exclusion(row: Any, key: OpenKey) -> dict[str, str]:
    return {"words": key.open(bytes(row.sealed), row=row.pk, table=EXCLUSION).decode()} if row.sealed else {}


def _statement(row: Any, key: OpenKey) -> dict[str, str]:
    return {"said": key.open(bytes(row.sealed), row=row.pk, table=STATEMENT).decode()}


HOLDINGS = (
    holding(
        "dossiers.Person",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="pk",
        columns={
            Holds.POINTER: "id",
            Holds.CLIENT: "minor of_age_on died_on created_at",
            Holds.NOBODY: "organisation_id decision_id",
        },
    ),
    holding(
        "dossiers.Dossier",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="person_id",
        columns={
            Holds.POINTER: "id person_id number",
            Holds.CLIENT: "opened_on closed_on regulation_handed_out_on",
            Holds.NOBODY: "organisation_id version decision_id",
        },
    ),
    holding(
        "dossiers.Trajectory",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "id dossier_id",
            Holds.CLIENT: "principal_id principal_kind contract_id acts_as type phase own_phase goal outcome "
            "closing_reason for_illness hours_granted referred_on first_interview_on "
            "plan_approved_on started_on planned_end_on placed_on ended_on",
            Holds.NOBODY: "organisation_id version decision_id",
        },
    ),
    holding(
        "dossiers.Assignment",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id trajectory_id account_id covers_for_id",
            Holds.CLIENT: "part from_on until_on until_assigned",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
    holding(
        "dossiers.Exclusion",
        Subject.CLIENT,
        Ends.KEY,
        category="frame",
        by_person="dossier__person_id",
        opens=_exclusion,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id account_id",
            Holds.CLIENT: "since lifted_at",
            Holds.NOBODY: "id organisation_id data_key_id decision_id lifted_decision_id",
        },
    ),
    holding(
        "dossiers.Weighing",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id scope_id account_id",
            Holds.CLIENT: "category needed weighed_on",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
    holding(
        "dossiers.ClientDeclaration",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id record_id",
            Holds.CLIENT: "fact form recipients party_id categories purposes from_on until_on ended_on refused "
            "given_by mandate_seen_on proof wording language",
            Holds.NOBODY: "id organisation_id wording_sha256 decision_id",
        },
    ),
    holding(
        "dossiers.HandOut",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id account_id record_id",
            Holds.CLIENT: "version_id channel handed_on proof",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
    holding(
        "dossiers.AddressConfirmation",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id record_id account_id",
            Holds.CLIENT: "record_version confirmed_on",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
    holding(
        "dossiers.Record",
        Subject.CLIENT,
        Ends.KEY,
        category="column:category",
        by_person="dossier__person_id",
        opens=_record,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id trajectory_id scope_id author_id",
            Holds.CLIENT: "category source purpose ground marks occurred_on created_at changed_at moved_on"
            " erased_on erased_note",
            Holds.NOBODY: "id organisation_id retention_class data_key_id only_one version decision_id",
        },
    ),
    holding(
        "dossiers.RecordVersion",
        Subject.CLIENT,
        Ends.KEY,
        category="column:category",
        by_person="dossier__person_id",
        opens=_version,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id scope_id author_id corrected_by_id",
            Holds.CLIENT: "category source marks replaced_at",
            Holds.NOBODY: "id organisation_id record_id data_key_id version decision_id",
        },
    ),
    holding(
        "dossiers.ClientStatement",
        Subject.CLIENT,
        Ends.KEY,
        category="correspondence",
        by_person="dossier__person_id",
        opens=_statement,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id record_id account_id",
            Holds.CLIENT: "of_dossier said_as given_by said_on recorded_at",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
    holding(
        "dossiers.Restriction",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id record_id account_id lifted_by_id",
            Holds.CLIENT: "category article since lifts_on lifted_at",
            Holds.NOBODY: "id organisation_id item_id lifting_letter_id decision_id",
        },
    ),
    holding(
        "dossiers.SearchToken",
        Subject.CLIENT,
        Ends.DERIVED,
        category="derived",
        by_person="dossier__person_id",
        by_key="record__data_key_id",
        columns={
            Holds.TOKEN: "token",
            Holds.POINTER: "dossier_id",
            Holds.NOBODY: "id organisation_id record_id kind",
        },
    ),
    holding(
        "dossiers.SavedList",
        Subject.STAFF,
        Ends.WITH_ACCOUNT,
        columns={
            Holds.POINTER: "account_id coach_id",
            Holds.STAFF: "state phase principal_id next_step sort descending columns saved_at",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
    holding(
        "dossiers.View",
        Subject.CLIENT,
        Ends.KEY,
        category="looking_along",
        by_person="dossier__person_id",
        opens=_view,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id account_id decided_by_id reviewed_by_id",
            Holds.CLIENT: "state rule categories on_the_spot asked_at decided_at ends_at ended_at review_by "
            "reviewed_at client_told_at",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
    holding(
        "dossiers.Showing",
        Subject.CLIENT,
        Ends.FRAME,
        category="looking_along",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id account_id made_by_id",
            Holds.CLIENT: "rule consented_on given_by made_at ends_at opened_at runs_until ended_at",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
    holding(
        "dossiers.ShownRecord",
        Subject.CLIENT,
        Ends.FRAME,
        category="column:category",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id showing_id record_id",
            Holds.CLIENT: "category",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
)
