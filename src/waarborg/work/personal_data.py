"""What this room holds of people."""

from typing import Any

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey
from waarborg.work.appointments import TABLE as APPOINTMENT
from waarborg.work.drafts import TABLE as DRAFT
from waarborg.work.services import TABLE


def _note(row: Any, key: OpenKey) -> dict[str, str]:
    return {"note": key.open(bytes(row.sealed), row=row.pk, table=TABLE).decode()}


def _place(row: Any, key: OpenKey) -> dict[str, str]:
    return {"place": key.open(bytes(row.sealed), row=row.pk, table=APPOINTMENT).decode()}


def _draft(row: Any, key: OpenKey) -> dict[str, str]:
    return {"typed": key.open(bytes(row.sealed), row=row.pk, table=DRAFT).decode()}


HOLDINGS = (
    holding(
        "work.Task",
        Subject.CLIENT,
        Ends.KEY,
        category="work",
        by_person="dossier__person_id",
        opens=_note,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id subject_id trajectory_id for_account_id done_by_id",
            Holds.CLIENT: "kind item reportable fixed_day left_out due_on opens_at created_at done_at",
            Holds.NOBODY: "id organisation_id for_role rule article data_key_id decision_id done_by_decision_id",
        },
    ),
    holding(
        "work.TimeEntry",
        Subject.CLIENT,
        Ends.DERIVED,
        category="column:category",
        by_person="dossier__person_id",
        by_key="data_key_id",
        columns={
            Holds.POINTER: "dossier_id trajectory_id note_record_id",
            Holds.CLIENT: "category worked_on minutes travel_minutes created_at struck_at",
            Holds.STAFF: "account_id activity declarable",
            Holds.NOBODY: "id organisation_id data_key_id corrects_id decision_id struck_decision_id",
        },
    ),
    holding(
        "work.TimeApproval",
        Subject.STAFF,
        Ends.WITH_ACCOUNT,
        columns={
            Holds.POINTER: "account_id approved_by_id",
            Holds.STAFF: "week minutes approved_at taken_back_at",
            Holds.NOBODY: "id organisation_id decision_id taken_back_decision_id",
        },
    ),
    holding(
        "work.Appointment",
        Subject.CLIENT,
        Ends.KEY,
        category="work",
        by_person="dossier__person_id",
        opens=_place,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id trajectory_id account_id about_id",
            Holds.CLIENT: "kind starts_at minutes state created_at changed_at",
            Holds.NOBODY: "id organisation_id revision data_key_id decision_id changed_by_decision_id",
        },
    ),
    holding(
        "work.AgendaAddress",
        Subject.STAFF,
        Ends.WITH_ACCOUNT,
        columns={
            Holds.POINTER: "account_id",
            Holds.SECRET: "hashed",
            Holds.STAFF: "made_at withdrawn_at",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
    holding(
        "work.Draft",
        Subject.CLIENT,
        Ends.KEY,
        category="draft",
        by_person="dossier__person_id",
        opens=_draft,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id account_id",
            Holds.CLIENT: "form kept_at expires_at",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
)
