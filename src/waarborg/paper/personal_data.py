"""What this room holds of people."""

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding

HOLDINGS = (
    holding(
        "paper.PaperFile",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id index_number",
            Holds.CLIENT: "cabinet shelf categories filed_on destroyed_on",
            Holds.NOBODY: "id organisation_id version decision_id",
        },
    ),
    holding(
        "paper.Loan",
        Subject.CLIENT,
        Ends.FRAME,
        category="frame",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id paper_id borrower_id",
            Holds.CLIENT: "taken_at due_on back_at",
            Holds.NOBODY: "id organisation_id decision_id back_decision_id",
        },
    ),
)
