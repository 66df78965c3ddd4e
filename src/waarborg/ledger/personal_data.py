"""What this room holds of people: numbers, words of the vocabulary, and a salted commitment. No names, no content."""

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding

HOLDINGS = (
    holding(
        "ledger.Decision",
        Subject.STAFF,
        Ends.PROOF,
        category="proof",
        columns={
            Holds.POINTER: "actor_id",
            Holds.NOBODY: "id organisation_id at roles action allowed regulation regulation_hash rules articles "
            "purpose ground facts_known facts_true claims",
        },
    ),
    holding(
        "ledger.Event",
        Subject.CLIENT,
        Ends.PROOF,
        category="proof",
        by_dossier="dossier_id",
        columns={
            Holds.POINTER: "actor_id responsible_id dossier_id dossier_ids",
            Holds.CLIENT: "kind at categories purpose",
            Holds.STAFF: "from_where",
            Holds.NOBODY: "id organisation_id decision_id commitment leaf transaction_id",
        },
    ),
    holding(
        "ledger.EventContent",
        Subject.CLIENT,
        Ends.PROOF,
        category="proof",
        by_dossier="event__dossier_id",
        columns={Holds.POINTER: "details", Holds.SECRET: "salt", Holds.NOBODY: "event_id organisation_id"},
    ),
    holding(
        "ledger.Shown",
        Subject.CLIENT,
        Ends.PROOF,
        category="proof",
        by_dossier="dossier_id",
        columns={Holds.POINTER: "dossier_id", Holds.NOBODY: "event_id organisation_id"},
    ),
    holding("ledger.Leaf", Subject.NOBODY, Ends.NEVER, columns={Holds.NOBODY: "organisation_id index event_id"}),
    holding(
        "ledger.TreeHead",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "organisation_id size root at public_key signature frontier sealed_before"},
    ),
)
