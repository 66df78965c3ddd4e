"""What stands already of an example agency, so that a start which was interrupted goes on where it stopped.

Read with the owner's login, which sees that a row is there and opens none of them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from waarborg.accounts.models import Membership
from waarborg.adoption.services import OWNER
from waarborg.demo.people import ClientStory, Stage
from waarborg.dossiers.models import Assignment, ClientDeclaration, Dossier, Exclusion, Record, Trajectory, View
from waarborg.work.models import TimeEntry


@dataclass(kw_only=True)
class Standing:
    """How far one dossier came. A new one came nowhere."""

    dossier_id: UUID | None = None
    person_id: UUID | None = None
    closed: bool = False
    trajectories: dict[tuple[UUID | None, dt.date], UUID] = field(default_factory=dict)
    """By principal and day of referral."""
    phases: dict[UUID, str] = field(default_factory=dict)
    workers: set[tuple[UUID, UUID]] = field(default_factory=set)
    """Trajectory and account, as long as the work runs."""
    declared: set[str] = field(default_factory=set)
    excluded: set[UUID] = field(default_factory=set)
    records: Counter[tuple[str, dt.date]] = field(default_factory=Counter)
    """How many there are of a category and a day, that no story has claimed yet."""
    versions: dict[UUID, int] = field(default_factory=dict)
    by_category: dict[str, list[UUID]] = field(default_factory=dict)

    def claims(self, category: str, on: dt.date) -> bool:
        """Is this record among those that stand already? Each counts once."""
        if not self.records[category, on]:
            return False
        self.records[category, on] -= 1
        return True

    def add(self, record_id: UUID, category: str) -> None:
        """Remember a record that was written now."""
        self.versions[record_id] = 1
        self.by_category.setdefault(category, []).append(record_id)


def dossiers_made(organisation_id: UUID) -> list[UUID]:
    """The dossiers of an agency in the order in which they were made: the first client's first."""
    rows = Dossier.objects.using(OWNER).filter(organisation_id=organisation_id).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def ordinary_dossier(organisation_id: UUID, clients: Sequence[ClientStory]) -> UUID:
    """The dossier of somebody whose trajectory runs and who is no hard case, whose client signs in; else the first."""
    dossiers = dossiers_made(organisation_id)
    for client, dossier_id in zip(clients, dossiers, strict=False):
        if client.stage is Stage.RUNNING and not client.cases:
            return dossier_id
    return dossiers[0]


def standing_of(dossier_id: UUID) -> Standing:
    """How far a dossier came."""
    made = Dossier.objects.using(OWNER).get(pk=dossier_id)
    found = Standing(dossier_id=made.pk, person_id=made.person_id, closed=made.closed_on is not None)
    for each in Trajectory.objects.using(OWNER).filter(dossier_id=dossier_id):
        found.trajectories[each.principal_id, each.referred_on] = each.pk
        found.phases[each.pk] = each.phase
    work = Assignment.objects.using(OWNER).filter(dossier_id=dossier_id)
    found.workers = set(work.values_list("trajectory_id", "account_id"))
    declared = ClientDeclaration.objects.using(OWNER).filter(dossier_id=dossier_id)
    found.declared = set(declared.values_list("fact", flat=True))
    excluded = Exclusion.objects.using(OWNER).filter(dossier_id=dossier_id)
    found.excluded = set(excluded.values_list("account_id", flat=True))
    for record in Record.objects.using(OWNER).filter(dossier_id=dossier_id).order_by("pk"):
        found.records[record.category, record.occurred_on] += 1
        found.add(record.pk, record.category)
        found.versions[record.pk] = record.version
    for time in TimeEntry.objects.using(OWNER).filter(dossier_id=dossier_id):
        found.records[time.category, time.worked_on] += 1
    return found


def views_asked(organisation_id: UUID) -> dict[UUID, View]:
    """Who asked to look along already, by account."""
    rows = View.objects.using(OWNER).filter(organisation_id=organisation_id)
    return {view.account_id: view for view in rows}


def roles_given(organisation_id: UUID) -> set[str]:
    """The roles that somebody holds at the agency."""
    rows = Membership.objects.using(OWNER).filter(organisation_id=organisation_id, until_on__isnull=True)
    return set(rows.values_list("role", flat=True))
