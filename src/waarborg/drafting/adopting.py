"""From approved draft to version: the worker's, and PostgreSQL lets it only for a text that two people agreed on."""

from __future__ import annotations

from uuid import UUID

from waarborg.adoption.selectors import adopted_days
from waarborg.adoption.services import adopt
from waarborg.drafting.examining import examine
from waarborg.drafting.models import Draft
from waarborg.gate.actors import system_at
from waarborg.gate.door import in_context

WORKER = "worker"


def adopt_approved(organisation_id: UUID) -> int:
    """Adopt every approved draft that is no version yet; return how many. A second time does nothing."""
    system = system_at(organisation_id, using=WORKER)
    with in_context(system, using=WORKER):
        rows = list(Draft.objects.using(WORKER).filter(organisation_id=organisation_id, approved_at__isnull=False))
    days = set(adopted_days(organisation_id, using=WORKER))
    done = 0
    for row in rows:
        if row.in_force_from and row.in_force_from not in days and examine(row.source).can_go:
            adopt(
                organisation_id, row.source, in_force_from=row.in_force_from, by=row.approved_by_id,
                version_id=row.pk, using=WORKER,
            )  # fmt: skip
            done += 1
    return done
