"""What this room holds of people: numbers and days, as proof."""

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding

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
            "left_out step ended_at",
            Holds.NOBODY: "id organisation_id destruction_id data_key_id decision_id",
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
