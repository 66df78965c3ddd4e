"""What this room holds of people: nothing. A party is an organisation; a natural person is a client with a dossier.

Who handed the regulation to a principal is a colleague, as in every event.
"""

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding

HOLDINGS = (
    holding("parties.Party", Subject.NOBODY, Ends.NEVER, columns={Holds.NOBODY: "id organisation_id kind name"}),
    holding(
        "parties.Contract",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id party_id number starts_on ends_on acts_as"},
    ),
    holding(
        "parties.PartyHandOut",
        Subject.STAFF,
        Ends.PROOF,
        category="proof",
        columns={
            Holds.POINTER: "account_id",
            Holds.NOBODY: "id organisation_id party_id version_id channel handed_on proof decision_id",
        },
    ),
    holding(
        "parties.Assurance",
        Subject.NOBODY,
        Ends.NEVER,
        columns={
            Holds.NOBODY: "id organisation_id party_id fact from_on review_on shown_by ended_on decision_id",
        },
    ),
)
