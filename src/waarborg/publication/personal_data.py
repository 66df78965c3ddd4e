"""What this room holds of people: who wrote down that a copy was asked for and given. Of visitors it holds nothing."""

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding

HOLDINGS = (
    holding(
        "publication.Copy",
        Subject.STAFF,
        Ends.PROOF,
        category="proof",
        columns={
            Holds.POINTER: "taken_by_id given_by_id",
            Holds.NOBODY: "id organisation_id version_id rule what asked_for how asked_on task_id decision_id given_on "
            "given_decision_id",
        },
    ),
    holding(
        "publication.Visits",
        Subject.NOBODY,
        Ends.BY_ITSELF,
        columns={Holds.NOBODY: "id organisation_id day counted value number"},
    ),
)
