"""What the tables hold that libraries bring, and those of our own that are no models."""

from collections.abc import Mapping

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding

HOLDINGS = (
    holding(
        "account.EmailAddress",
        Subject.STAFF,
        Ends.WITH_ACCOUNT,
        category="account",
        columns={Holds.POINTER: "user_id", Holds.STAFF: "email verified primary", Holds.NOBODY: "id"},
    ),
    holding(
        "account.EmailConfirmation",
        Subject.NOBODY,
        Ends.BY_ITSELF,
        columns={Holds.SECRET: "key", Holds.NOBODY: "id email_address_id created sent"},
    ),
    holding(
        "mfa.Authenticator",
        Subject.STAFF,
        Ends.WITH_ACCOUNT,
        category="account",
        columns={
            Holds.POINTER: "user_id",
            Holds.STAFF: "type created_at last_used_at",
            Holds.SECRET: "data",
            Holds.NOBODY: "id",
        },
    ),
    holding(
        "sessions.Session",
        Subject.STAFF,
        Ends.BY_ITSELF,
        category="account",
        columns={Holds.SECRET: "session_key", Holds.POINTER: "session_data", Holds.NOBODY: "expire_date"},
    ),
    holding("auth.Group", Subject.NOBODY, Ends.NEVER, columns={Holds.NOBODY: "id name"}),
    holding("auth.Group_permissions", Subject.NOBODY, Ends.NEVER, columns={Holds.NOBODY: "id group_id permission_id"}),
    holding("auth.Permission", Subject.NOBODY, Ends.NEVER, columns={Holds.NOBODY: "id name content_type_id codename"}),
    holding("contenttypes.ContentType", Subject.NOBODY, Ends.NEVER, columns={Holds.NOBODY: "id app_label model"}),
    holding(
        "procrastinate.ProcrastinateJob",
        Subject.NOBODY,
        Ends.BY_ITSELF,
        columns={
            # A job's arguments are numbers alone; that is a rule of the house, held by a test.
            Holds.NOBODY: "id queue_name task_name lock args status scheduled_at attempts queueing_lock priority "
            "abort_requested worker_id"
        },
    ),
    holding(
        "procrastinate.ProcrastinateEvent",
        Subject.NOBODY,
        Ends.BY_ITSELF,
        columns={Holds.NOBODY: "id job_id type at"},
    ),
    holding(
        "procrastinate.ProcrastinatePeriodicDefer",
        Subject.NOBODY,
        Ends.BY_ITSELF,
        columns={Holds.NOBODY: "id task_name defer_timestamp job_id periodic_id"},
    ),
    holding(
        "procrastinate.ProcrastinateWorker",
        Subject.NOBODY,
        Ends.BY_ITSELF,
        columns={Holds.NOBODY: "id last_heartbeat"},
    ),
)

WITHOUT_A_MODEL: Mapping[str, Mapping[str, Holds]] = {
    "public.django_migrations": dict.fromkeys(("id", "app", "name", "applied"), Holds.NOBODY),
    "public.accounts_throttle": {"cache_key": Holds.POINTER, "value": Holds.NOBODY, "expires": Holds.NOBODY},
    "gate.birthplace": dict.fromkeys(("only_one", "server", "database", "since"), Holds.NOBODY),
    "gate.secret": {"only_one": Holds.NOBODY, "inner_pad": Holds.SECRET, "outer_pad": Holds.SECRET},
    "gate.dossier_counter": dict.fromkeys(("organisation_id", "year", "last"), Holds.NOBODY),
    "gate.paper_counter": dict.fromkeys(("organisation_id", "last"), Holds.NOBODY),
    "gate.mark": dict.fromkeys(("bit", "fact"), Holds.NOBODY),
    "gate.mark_combination": dict.fromkeys(("marks", "true_facts", "false_facts"), Holds.NOBODY),
    "gate.declared_fact": dict.fromkeys(("fact",), Holds.NOBODY),
    "gate.claimed_fact": dict.fromkeys(("fact", "of_dossiers"), Holds.NOBODY),
}
"""Tables that no model stands for."""
