"""What this room holds of people: who made, put forward and decided."""

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding

HOLDINGS = (
    holding(
        "drafting.Draft",
        Subject.STAFF,
        Ends.PROOF,
        category="proof",
        columns={
            Holds.POINTER: "made_by_id proposed_by_id approved_by_id declined_by_id",
            Holds.NOBODY: "id organisation_id number sha256 source in_force_from why made_at decision_id proposed_at "
            "approved_at declined_at decided_decision_id",
        },
    ),
)
