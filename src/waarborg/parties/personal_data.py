"""What this room holds of people: who is reached at a party, sealed. A client who is a principal has a dossier.

Who handed the regulation to a principal is a colleague, as in every event.
"""

import json
from typing import Any

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey


def _contact(row: Any, key: OpenKey) -> dict[str, str]:
    return dict(json.loads(key.open(bytes(row.sealed), row=row.pk, table="parties_contactperson")))


HOLDINGS = (
    holding("parties.Party", Subject.NOBODY, Ends.NEVER, columns={Holds.NOBODY: "id organisation_id kind name"}),
    holding(
        "parties.Contract",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id party_id number starts_on ends_on acts_as review_on"},
    ),
    holding(
        "parties.PartyHandOut",
        Subject.STAFF,
        Ends.PROOF,
        category="proof",
        columns={
            Holds.POINTER: "account_id",
            Holds.NOBODY: "id organisation_id party_id version_id channel handed_on proof complaints decision_id",
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
    holding(
        "parties.ContactPerson",
        Subject.STAFF,  # of somebody outside who is no client: found at their organisation, until they are taken away
        Ends.KEY,
        opens=_contact,
        columns={
            Holds.SEALED: "sealed",
            Holds.NOBODY: "id organisation_id party_id data_key_id added_at decision_id",
        },
    ),
)
