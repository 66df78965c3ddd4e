"""What this room holds of people: who works here or signs in. Of a client's account nothing says who they are."""

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding

HOLDINGS = (
    holding(
        "accounts.Organisation",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id slug name regulation dossier_prefix created_at"},
    ),
    holding(
        "accounts.Account",
        Subject.STAFF,
        Ends.WITH_ACCOUNT,
        category="account",
        columns={
            Holds.POINTER: "id",
            Holds.STAFF: "login display_name kind language single_keys is_active created_at last_login",
            Holds.SECRET: "password mail_token",
        },
    ),
    holding(
        "accounts.Membership",
        Subject.CLIENT,
        Ends.WITH_ACCOUNT,
        category="account",
        by_person="person_id",
        columns={
            Holds.POINTER: "account_id given_by_id person_id party_id",
            Holds.STAFF: "role basis from_on until_on bound_by_profession health_domain categories only_reads",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
    holding(
        "accounts.DeclarationText",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id kind audience contract_id version text in_force_from"},
    ),
    holding(
        "accounts.Declaration",
        Subject.STAFF,
        Ends.WITH_ACCOUNT,
        category="account",
        columns={
            Holds.POINTER: "account_id",
            Holds.STAFF: "kind signed_as signed_at wording_sha256 until_on",
            Holds.NOBODY: "id organisation_id text_id decision_id",
        },
    ),
    holding(
        "accounts.MaintenanceWindow",
        Subject.STAFF,
        Ends.PROOF,
        category="proof",
        columns={
            Holds.POINTER: "account_id opened_by_id closed_by_id",
            Holds.STAFF: "opened_at ends_at closed_at",
            Holds.NOBODY: "id organisation_id party_id reason rule decision_id",
        },
    ),
    holding(
        "accounts.Invitation",
        Subject.STAFF,
        Ends.WITH_ACCOUNT,
        category="account",
        columns={
            Holds.POINTER: "account_id made_by_id",
            Holds.STAFF: "kind made_at expires_at used_at",
            Holds.SECRET: "token_sha256",
            Holds.NOBODY: "id",
        },
    ),
    holding(
        "accounts.Session",
        Subject.STAFF,
        Ends.BY_ITSELF,
        category="account",
        columns={
            Holds.POINTER: "account_id session_data",
            Holds.STAFF: "began_at seen_at expire_date",
            Holds.SECRET: "session_key",
        },
    ),
)
