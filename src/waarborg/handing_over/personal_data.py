"""What this room holds of people."""

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding

HOLDINGS = (
    holding(
        "handing_over.HandOver",
        Subject.STAFF,
        Ends.NEVER,
        columns={
            Holds.POINTER: "account_id given_by_id recorded_by_id",
            Holds.STAFF: "began_at moved_at given_at fetched_at received_on",
            Holds.SECRET: "address_hash code_hash",
            Holds.NOBODY: "id organisation_id party_id contract_id rule article first_on last_on rest_by shown_by state"
            " purpose ground claims language told_before roles strong total expires_at wrong_codes manifest"
            " decision_id",
        },
    ),
    holding(
        "handing_over.AgencyEnd",
        Subject.STAFF,
        Ends.NEVER,
        columns={
            Holds.POINTER: "decided_by_id",
            Holds.STAFF: "decided_at",
            Holds.NOBODY: "id organisation_id kind last_day answers_after decision_id",
        },
    ),
    holding(
        "handing_over.AgencyEndTick",
        Subject.STAFF,
        Ends.NEVER,
        columns={
            Holds.POINTER: "done_by_id",
            Holds.STAFF: "done_at",
            Holds.NOBODY: "id organisation_id end_id step decision_id",
        },
    ),
    holding(
        "handing_over.HandOverPart",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id disclosure_id letter_id hand_over_id",
            Holds.CLIENT: "state",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
    holding(
        "handing_over.LeftBehind",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id part_id",
            Holds.CLIENT: "category why articles items",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
)
