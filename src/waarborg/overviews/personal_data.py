"""What this room holds of people: nothing of clients, who released a table."""

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding

HOLDINGS = (
    holding(
        "overviews.Release",
        Subject.STAFF,
        Ends.PROOF,
        category="proof",
        columns={
            Holds.POINTER: "released_by_id",
            Holds.STAFF: "released_at",
            Holds.NOBODY: "id organisation_id definition nl en of from_on until_on rows columns cells smallest "
            "rounded_to article decision_id",
        },
    ),
)
