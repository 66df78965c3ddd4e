"""What this room holds of people."""

from __future__ import annotations

from typing import Any

from waarborg.breaches.sealing import AFFECTED, ASSESSMENT, BREACH, LESSON, LETTER, NOTICE
from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey


def _breach(row: Any, key: OpenKey) -> dict[str, str]:
    found = {"reported": key.open(bytes(row.sealed), row=row.pk, table=BREACH).decode()}
    if row.sealed_assessment:
        found["weighed"] = key.open(bytes(row.sealed_assessment), row=row.pk, table=ASSESSMENT).decode()
    return found


def _affected(row: Any, key: OpenKey) -> dict[str, str]:
    return {"reason": key.open(bytes(row.sealed), row=row.pk, table=AFFECTED).decode()}


def _notice(row: Any, key: OpenKey) -> dict[str, str]:
    return {"told": key.open(bytes(row.sealed), row=row.pk, table=NOTICE).decode()}


def _letter(row: Any, key: OpenKey) -> dict[str, bytes]:
    return {"pdf": key.open(bytes(row.sealed), row=row.pk, table=LETTER)}


def _lesson(row: Any, key: OpenKey) -> dict[str, str]:
    return {"lesson": key.open(bytes(row.sealed), row=row.pk, table=LESSON).decode()}


HOLDINGS = (
    holding(
        "breaches.Breach",
        Subject.STAFF,
        Ends.KEY,
        opens=_breach,
        columns={
            Holds.SEALED: "sealed sealed_assessment",
            Holds.POINTER: "reported_by_id assessed_by_id closed_by_id",
            Holds.STAFF: "reported_at assessed_at closed_at",
            Holds.NOBODY: "id organisation_id year number aware_at goes_on for_role rule article due_at data_key_id "
            "decision_id nature happened_from happened_until risk became_public unreadable part tells_authority "
            "tells_clients tells_employers says_where",
        },
    ),
    holding(
        "breaches.Affected",
        Subject.CLIENT,
        Ends.KEY,
        category="correspondence",
        by_person="dossier__person_id",
        opens=_affected,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id letter_id accounts parties",
            Holds.CLIENT: "found_by categories times first_at last_at left_out untold told_at",
            Holds.NOBODY: "id organisation_id breach_id data_key_id decision_id",
        },
    ),
    holding(
        "breaches.BreachNotice",
        Subject.STAFF,
        Ends.KEY,
        opens=_notice,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "recorded_by_id",
            Holds.STAFF: "recorded_at",
            Holds.NOBODY: "id organisation_id breach_id to party_id phase channel letter_id told_at left late"
            " data_key_id decision_id",
        },
    ),
    holding(
        "breaches.PartyLetter",
        Subject.STAFF,
        Ends.KEY,
        opens=_letter,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "made_by_id",
            Holds.STAFF: "made_at",
            Holds.NOBODY: "id organisation_id breach_id to party_id data_key_id decision_id",
        },
    ),
    holding(
        "breaches.Lesson",
        Subject.STAFF,
        Ends.KEY,
        opens=_lesson,
        columns={
            Holds.SEALED: "sealed",
            Holds.NOBODY: "id organisation_id breach_id task_id due_on written_at data_key_id decision_id",
        },
    ),
)
