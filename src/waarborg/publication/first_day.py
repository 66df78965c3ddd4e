"""The first day of a new version: clients are told by mail where the regulation says so, without anybody pressing.

    tell_on_first_day(organisation_id)      the worker's; once for each version

It goes out in the name of who decided on the version, or else of who put it forward, as far as the rules let them write
to clients; that they wanted it is what their approval says. Whom they may not write to is told by whoever may: each of
those roles is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.urls import reverse

from waarborg.accounts.models import Organisation
from waarborg.adoption.models import Version
from waarborg.dossiers.changed import told_of_changes
from waarborg.drafting.models import Draft
from waarborg.gate.actors import Actor, actor_at, system_at
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound, Refused
from waarborg.letters.rounds import WORKER, begin_round
from waarborg.policy.possible import possible
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create

CLIENT = "client"
STAFF = "staff"


def tell_on_first_day(organisation_id: UUID) -> UUID | None:
    """Begin the letter to all, and ask whoever may write to the others; return its number, or None without one."""
    system = system_at(organisation_id, using=WORKER)
    told = told_of_changes(system.in_force)
    if CLIENT not in system.in_force.regulation.transition.notice or told is None:
        return None
    slug = Organisation.objects.using(WORKER).get(pk=organisation_id).slug
    page = settings.ORIGIN + reverse("site:regulation", args=[slug])
    with in_context(system, using=WORKER):
        decided = list(_decided(organisation_id, system.in_force.version_id))
    for account_id in decided:
        try:
            actor = actor_at(account_id, organisation_id, strong=True, using=WORKER)
            began = begin_round(actor, page=page, using=WORKER)
        except (NotFound, Refused, Conflict):
            continue  # they went, may not write to clients, or are telling already
        if not _writes_to_all(actor):
            _ask(system, told.where)
        return began
    _ask(system, told.where)
    return None


def _decided(organisation_id: UUID, version_id: UUID) -> Iterator[UUID]:
    """Who approved the version, then who put it forward."""
    row = Version.objects.using(WORKER).filter(pk=version_id, organisation_id=organisation_id).first()
    if row and row.adopted_by_id:
        yield row.adopted_by_id
    draft = Draft.objects.using(WORKER).filter(pk=version_id).first()
    if draft and draft.proposed_by_id:
        yield draft.proposed_by_id


def _writes_to_all(actor: Actor) -> bool:
    """May they write in every dossier?"""
    with in_context(actor, "write", using=WORKER), connections[WORKER].cursor() as cursor:
        cursor.execute("select gate.wide('write')")
        return bool(cursor.fetchone()[0])


def _ask(system: Actor, article: str) -> None:
    """A task for each role that may write to clients: to tell theirs."""
    policy = system.in_force.policy
    roles = [role for role in policy.roles if policy.kinds.get(role) == STAFF and possible(policy, (role,), "write")]
    with open_door(system, "read", using=WORKER) as door:
        for role in roles:
            asked = NewTask(
                kind=TaskKind.TELL_CHANGED,
                for_role=role,
                subject_id=system.in_force.version_id,
                due_on=clock.today(),
                article=article,
            )
            create(door, asked)
