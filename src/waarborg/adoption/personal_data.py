"""What this room holds of people: who adopted a version."""

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding

HOLDINGS = (
    holding(
        "adoption.Version",
        Subject.STAFF,
        Ends.PROOF,
        category="proof",
        columns={
            Holds.POINTER: "adopted_by_id",
            Holds.NOBODY: "id organisation_id regulation in_force_from sha256 source laws adopted_at",
        },
    ),
    holding(
        "adoption.Cell",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id version_id role action category group"},
    ),
    holding(
        "adoption.Notice",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id version_id notice whom article proof blocks"},
    ),
    holding(
        "adoption.DutyRow",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id version_id rule article duty category per_trajectory blocks"},
    ),
    holding(
        "adoption.LinkRow",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id version_id rule article system fields roles"},
    ),
    holding(
        "adoption.RetentionPlan",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id version_id category principal purpose statutory of_trajectory plan"},
    ),
    holding(
        "adoption.ApprovalRow",
        Subject.NOBODY,
        Ends.NEVER,
        columns={
            Holds.NOBODY: "id organisation_id version_id rule article approvals cooling_off covers decides looks "
            "log_kept"
        },
    ),
    holding(
        "adoption.OverviewRow",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id version_id rule article subjects smallest roles"},
    ),
    holding(
        "adoption.RuleRow",
        Subject.NOBODY,
        Ends.NEVER,
        columns={
            Holds.NOBODY: "id organisation_id version_id group rule article source permit principals recipients "
            "channels purposes grounds when_facts unless_facts marks tells_first"
        },
    ),
)
