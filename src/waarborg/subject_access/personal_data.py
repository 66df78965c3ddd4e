"""What this room holds of people."""

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding

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
)
