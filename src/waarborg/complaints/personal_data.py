"""What this room holds of people. A complaint ends with its own key, whatever becomes of the dossier."""

from typing import Any

from waarborg.accounts.choices import AccountKind
from waarborg.complaints.choices import Complainant
from waarborg.complaints.sealing import COMPLAINT, FILE, GIVING, STEP
from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey


def _complaint(row: Any, key: OpenKey) -> dict[str, Any]:
    return {"complaint": key.open(bytes(row.sealed), row=row.pk, table=COMPLAINT).decode()} if row.sealed else {}


def _step(row: Any, key: OpenKey) -> dict[str, Any]:
    return {"step": key.open(bytes(row.sealed), row=row.pk, table=STEP).decode()} if row.sealed else {}


def _letter(row: Any, key: OpenKey) -> dict[str, Any]:  # noqa: ARG001 - a PDF says nothing as text
    return {"letter": row.kind}


def _file(row: Any, key: OpenKey) -> dict[str, Any]:
    return {"file": key.open(bytes(row.sealed), row=row.pk, table=FILE).decode()} if row.sealed else {}


def _giving(row: Any, key: OpenKey) -> dict[str, Any]:
    return {"given": key.open(bytes(row.sealed), row=row.pk, table=GIVING).decode()} if row.sealed else {}


WHO_IT_IS = frozenset({"name", "address", "place", "phone", "email", "found_by"})
TO_WHOM_IT_POINTS = frozenset({"recorded_by_id", "account_id"})
SPEAKING_FOR_THE_CLIENT = frozenset({Complainant.CLIENT, Complainant.REPRESENTATIVE})
SAYS_NOTHING = frozenset({"language", "dated", "letter"})


def _complained_by_others(row: Any, name: str) -> bool:
    """Of somebody who speaks for the client, who they are; of anybody else who complains, all that they say too."""
    if row.complainant == Complainant.CLIENT or name in SAYS_NOTHING:
        return False
    if row.complainant == Complainant.REPRESENTATIVE and name in WHO_IT_IS:
        return True
    return _of_somebody_else(row, row.recorded_by, row.complainant, name)


def _beside(row: Any, name: str) -> bool:
    return _of_somebody_else(row, getattr(row, "account", None), row.complaint.complainant, name)


def _of_somebody_else(row: Any, account: Any, complainant: str, name: str) -> bool:
    """What a complaint of somebody else says, and that it is theirs. Who sees to it here is named, as everywhere."""
    if complainant in SPEAKING_FOR_THE_CLIENT or name in SAYS_NOTHING:
        return False
    if name in TO_WHOM_IT_POINTS:
        return account is not None and account.kind != AccountKind.STAFF
    return name == "party_id" or name not in {one.attname for one in row._meta.concrete_fields}  # noqa: SLF001


HOLDINGS = (
    holding(
        "complaints.Complaint",
        Subject.CLIENT,
        Ends.KEY,
        category="complaint",
        by_person="dossier__person_id",
        opens=_complaint,
        from_others=_complained_by_others,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id party_id about_id follows_id recorded_by_id handler_id",
            Holds.CLIENT: "written complainant principal_kind came_by subject recorded_at received_on about_on"
            " take_up_until missing rule article terms confirm_by meet_by refuse_by decide_by seen_by flagged_to"
            " meeting_on confirmed_on outcome refused_because ended_on appeal closed_on keep_until by_mail mailed_at"
            " emptied_at",
            Holds.NOBODY: "id organisation_id year number together data_key_id decision_id",
        },
    ),
    holding(
        "complaints.ComplaintStep",
        Subject.CLIENT,
        Ends.KEY,
        category="complaint",
        by_person="complaint__dossier__person_id",
        opens=_step,
        from_others=_beside,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "complaint_id letter_id account_id handler_id",
            Holds.CLIENT: "kind on until instance recorded_at",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
    holding(
        "complaints.ComplaintLetter",
        Subject.CLIENT,
        Ends.KEY,
        category="complaint",
        by_person="complaint__dossier__person_id",
        opens=_letter,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "complaint_id made_by_id",
            Holds.CLIENT: "kind outcome because until made_at channel given_on",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
    holding(
        "complaints.ComplaintFile",
        Subject.CLIENT,
        Ends.KEY,
        category="complaint",
        by_person="complaint__dossier__person_id",
        opens=_file,
        from_others=_beside,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "complaint_id account_id",
            Holds.CLIENT: "what kind scan size added_at",
            Holds.NOBODY: "id organisation_id blob_id data_key_id decision_id",
        },
    ),
    holding(
        "complaints.ComplaintGiving",
        Subject.CLIENT,
        Ends.KEY,
        category="complaint",
        by_person="complaint__dossier__person_id",
        opens=_giving,
        from_others=_beside,
        columns={
            Holds.SEALED: "sealed sealed_copy",
            Holds.POINTER: "complaint_id prepared_by_id",
            Holds.CLIENT: "recipient ground rule article prepared_at channel given_on",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
    holding(
        "complaints.Measure",
        Subject.STAFF,
        Ends.PROOF,
        columns={
            Holds.POINTER: "complaint_id for_account_id",
            Holds.STAFF: "what due_on done_on",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
    holding(
        "complaints.ReferralBody",
        Subject.STAFF,
        Ends.PROOF,
        columns={
            Holds.STAFF: "recorded_by_id recorded_at",
            Holds.NOBODY: "id organisation_id key step name reach ended decision_id",
        },
    ),
    holding(
        "complaints.ActReview",
        Subject.STAFF,
        Ends.PROOF,
        columns={
            Holds.POINTER: "complaint_id event_id",
            Holds.STAFF: "reviewed_at reviewed_by_id finding",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
)
