"""What this room holds of people: whom to reach in a calamity, what was done in one, and who wrote that down."""

from __future__ import annotations

import json
from typing import Any

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey

PLAN = "backups_calamityplan"
CALAMITY = "backups_calamity"
LESSON = f"{CALAMITY}:lesson"
STEP = "backups_calamitystep"


def _plan(row: Any, key: OpenKey) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(key.open(bytes(row.sealed), row=row.pk, table=PLAN))
    return found


def _calamity(row: Any, key: OpenKey) -> dict[str, Any]:
    found = {"what": key.open(bytes(row.sealed), row=row.pk, table=CALAMITY).decode()}
    if row.sealed_lesson:
        found["lesson"] = key.open(bytes(row.sealed_lesson), row=row.pk, table=LESSON).decode()
    return found


def _step(row: Any, key: OpenKey) -> dict[str, Any]:
    return {"text": key.open(bytes(row.sealed), row=row.pk, table=STEP).decode()}


HOLDINGS = (
    holding(
        "backups.Repeat",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "number organisation_id at what row_id value written_at"},
    ),
    holding(
        "backups.Run",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id kind name began_at ended_at succeeded report"},
    ),
    holding(
        "backups.CalamityPlan",
        Subject.STAFF,
        Ends.KEY,
        opens=_plan,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "made_by_id",
            Holds.STAFF: "made_at",
            Holds.NOBODY: "id organisation_id number data_key_id decision_id",
        },
    ),
    holding(
        "backups.Calamity",
        Subject.STAFF,
        Ends.KEY,
        opens=_calamity,
        columns={
            Holds.SEALED: "sealed sealed_lesson",
            Holds.POINTER: "registered_by_id closed_by_id",
            Holds.STAFF: "registered_at closed_at",
            Holds.NOBODY: "id organisation_id year number kind happened_at plan_id data_key_id decision_id over_at",
        },
    ),
    holding(
        "backups.CalamityStep",
        Subject.STAFF,
        Ends.KEY,
        opens=_step,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "account_id",
            Holds.STAFF: "done_at written_at",
            Holds.NOBODY: "id organisation_id calamity_id data_key_id decision_id",
        },
    ),
)
