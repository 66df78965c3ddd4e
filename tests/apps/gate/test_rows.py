"""The rows that row-level security shows are the rows that the policy opens, one by one: in dossiers of every state,
for everybody, under every regulation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection, transaction

from tests.apps.gate.agencies import Agency, agency, folders, newest, sign_everything
from tests.apps.gate.populations import Population, populate, superuser
from waarborg.adoption.selectors import from_texts
from waarborg.adoption.services import law_texts
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel.context import Context, enter
from waarborg.kernel.database.logins import Login
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.ledger.vocabulary import Kind

pytestmark = pytest.mark.real_commits

DOSSIERS, EACH = 24, 2
WEAK = ("coach", "administration", "responsible")
Urls = dict[Login, str]


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_everybody_sees_exactly_the_rows_that_the_policy_opens(
    folder: Path, server: EmbeddedServer, urls: Urls
) -> None:
    here = with_people_in_every_role(folder)
    with superuser(server, urls) as connected:
        connected.execute("update accounts_membership set health_domain = true, bound_by_profession = true"
                          " where role in ('psychologist', 'coach')")  # fmt: skip
        anybody = next(iter(here.accounts))
        categories = here.actor(anybody).in_force.policy.categories
        people = populate(connected, here, dossiers=DOSSIERS, each=EACH, categories=categories)
    opened = 0
    for who in here.accounts:
        actor = here.actor(who, strong=not who.endswith("_weak"))
        expected = opened_by_the_policy(actor, people)
        assert rows_shown(actor, focus=people.dossiers) == expected, who
        at_large = rows_shown(actor, focus=None)
        assert at_large <= expected, who
        near = people.linked[here.accounts[who]]
        assert {record for record in expected if people.records[record][0] in near} <= at_large, who
        opened += len(expected)
    assert 0 < opened < len(people.records) * len(here.accounts)


def with_people_in_every_role(folder: Path) -> Agency:
    """Of every role somebody who signed and came in strongly, of some also who did neither; and one with two roles."""
    roles = [role for role in roles_of(folder) if role != "system"]
    people: dict[str, tuple[str, ...]] = {role: (role,) for role in roles}
    people |= {f"{role}_weak": (role,) for role in roles if role in WEAK} | {"double": ("coach", "administration")}
    here = agency(folder, people, signed=False)
    for who in people:
        if not who.endswith("_weak"):
            sign_everything(here.actor(who))
    return here


def roles_of(folder: Path) -> tuple[str, ...]:
    """The roles that the regulation in force knows."""
    file = newest(folder)
    return from_texts(file.read_text(encoding="utf-8"), law_texts(), date.fromisoformat(file.stem)).policy.roles


def opened_by_the_policy(actor: Actor, people: Population) -> set[UUID]:
    """What the door says of every record, one by one."""
    by_dossier: dict[UUID, list[UUID]] = {}
    for record, (dossier, *_) in people.records.items():
        by_dossier.setdefault(dossier, []).append(record)
    found = set()
    for dossier, records in by_dossier.items():
        with open_door(actor, "read", dossier_id=dossier) as door:
            door.note(Kind.DOSSIER_READ)
            for record in records:
                _, scope, category, author, marks = people.records[record]
                if door.decide(category, door.scope(scope), author=author == actor.account_id, marks=marks).allowed:
                    found.add(record)
    return found


def rows_shown(actor: Actor, *, focus: Sequence[UUID] | None) -> set[UUID]:
    """What a plain query of the application brings in that actor's context."""
    with acting(actor, focus), connection.cursor() as cursor:
        cursor.execute("select id from dossiers_record")
        return {row[0] for row in cursor.fetchall()}


@contextmanager
def acting(actor: Actor, focus: Sequence[UUID] | None) -> Iterator[None]:
    """The context that the door signs for reading."""
    context = Context(
        organisation_id=actor.organisation_id,
        actor_id=actor.account_id,
        roles=actor.roles,
        version_id=actor.in_force.version_id,
        purpose=actor.in_force.main_purpose,
        channel="screen",
        strong=actor.strong,
        focus=tuple(focus) if focus is not None else None,
    )
    with transaction.atomic():
        enter(connection, context)
        yield
