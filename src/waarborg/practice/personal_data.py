"""What this room holds of people: who proposed and who decided."""

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding

HOLDINGS = (
    holding(
        "practice.PracticeVersion",
        Subject.STAFF,
        Ends.PROOF,
        category="proof",
        columns={
            Holds.POINTER: "proposed_by_id approved_by_id declined_by_id",
            Holds.NOBODY: "id organisation_id number sha256 source proposed_at decision_id approved_at declined_at "
            "decided_decision_id",
        },
    ),
)
