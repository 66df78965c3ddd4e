"""What happens to a client and to who works here after a copy was made, and how a database knows of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from uuid import UUID

import psycopg

from tests.apps.clauses.ending import REASON
from tests.apps.clauses.house import House
from tests.apps.clauses.test_complaints import made as made_complaint
from tests.apps.clauses.test_items_of_requests import answered, noted
from tests.apps.clauses.test_requests import answerer, asked, leave, taker, where
from tests.apps.gate.agencies import sign_everything
from waarborg.accounts.models import Account, Membership
from waarborg.accounts.services import end_account
from waarborg.breaches.reporting import NewBreach, report
from waarborg.dossiers.assignments import assign
from waarborg.dossiers.models import Trajectory
from waarborg.dossiers.objections import record_objection
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.authorisations import NewRole, end_role, give_role
from waarborg.kernel import clock
from waarborg.kernel.database.logins import Login
from waarborg.retention.holds import lift, place
from waarborg.rights import items
from waarborg.rights.erasing import erase
from waarborg.rights.restricting import restrict

VALUE, UNLAWFUL = "agreed", "unlawful"


@dataclass(frozen=True)
class Since:
    """What happened to another client, and to who works here, after a copy was made."""

    erased: UUID
    valued: UUID
    restricted: UUID
    held: UUID
    lifted: UUID
    account: UUID
    asked: UUID
    leaked: UUID
    complained: UUID
    """These came after the copy: of them nothing comes back but that they were there."""


def before_the_copy(house: House) -> Since:
    """Items that will be erased and restricted, a hold that will be lifted, an account that will end."""
    leaver = house.let_in("vertrekker", "coach")
    return Since(
        erased=noted(house),
        valued=noted(house),
        restricted=noted(house),
        held=UUID(int=0),
        lifted=place(taker(house), where(house), REASON),
        account=leaver.somebody,
        asked=UUID(int=0),
        leaked=UUID(int=0),
        complained=UUID(int=0),
    )


def who_judges_and_reads(house: House) -> Actor:
    """Somebody who decides on requests and guides this client too: one value is taken out by who may read it."""
    judge = house.let_in("beoordelaar", "responsible")
    give_role(house.first("authorise"), NewRole(account_id=judge.somebody, role="coach", from_on=clock.today()))
    trajectory = Trajectory.objects.using("owner").get(dossier_id=where(house))
    assign(house.first("assign"), where(house), trajectory.pk, judge.somebody, from_on=clock.today())
    actor = actor_at(judge.somebody, judge.organisation_id, strong=True)
    sign_everything(actor)
    return actor


def after_the_copy(house: House, made: Since) -> Since:
    """A value and an item erased, one restricted, a hold lifted and another placed, an objection, an account ended."""
    coach, by = taker(house), who_judges_and_reads(house)
    lift(house.actor("responsible"), where(house), made.lifted)
    for right, about in (
        ("erasure", items.Thing(record_id=made.erased)),
        ("erasure", items.Thing(record_id=made.valued, field=VALUE)),
        ("objection", items.Thing(record_id=made.restricted)),
    ):
        (request_id,) = asked(house, right)
        ground = UNLAWFUL if right == "erasure" else ""
        (item_id,) = items.choose(coach, where(house), request_id, items.Chosen(things=[about], ground=ground))
        if right == "erasure":
            erase(by, where(house), request_id, item_id)
        else:
            restrict(answerer(house, right), where(house), request_id, item_id)
        answered(house, request_id, right)
    record_objection(coach, where(house), form="any_form", on=clock.today())
    role = Membership.objects.using("owner").get(account_id=made.account)
    end_role(house.first("authorise"), role.pk, until_on=clock.today())
    end_account(Account.objects.get(pk=made.account).login)
    held = place(coach, where(house), REASON)
    (made_since,) = asked(house, "access")
    leaked = report(coach, NewBreach(what="Een brief lag bij een ander op de mat.", aware_at=clock.now()))
    leave(house)
    complained = made_complaint(house, received_on=clock.today())
    return replace(made, held=held, asked=made_since, leaked=leaked, complained=complained)


def stands(urls: dict[Login, str], made: Since) -> dict[str, object]:
    """How a database knows all of that."""
    with psycopg.connect(urls[Login.BACKUP]) as connection:
        found = connection.execute(STANDS, asdict(made)).fetchone()
    assert found
    return dict(zip((*DONE_AGAIN, "left"), found, strict=True))


STANDS = """
select (select erased_on is not null from dossiers_record where id = %(erased)s),
       (select count(*) from dossiers_recordversion where record_id = any(array[%(erased)s, %(valued)s]::uuid[])),
       (select erased_on is null and version > 1 from dossiers_record where id = %(valued)s),
       (select marks & 8 <> 0 from dossiers_record where id = %(restricted)s)
       and exists (select from dossiers_restriction where record_id = %(restricted)s and lifted_at is null),
       exists (select from retention_hold where id = %(held)s and lifted_at is null),
       exists (select from retention_hold where id = %(lifted)s and lifted_at is not null),
       exists (select from dossiers_clientdeclaration d join dossiers_record r on r.dossier_id = d.dossier_id
               where r.id = %(erased)s and d.fact in ('marketing_objection', 'opted_out') and d.ended_on is null),
       (select is_active from accounts_account where id = %(account)s),
       (select until_on is null from accounts_membership where account_id = %(account)s),
       (select array_agg(octet_length(sealed) order by id) from dossiers_record
        where id = any(array[%(erased)s, %(valued)s]::uuid[]))
"""
DONE_AGAIN = {
    "erased": True, "history": 0, "valued": True, "restricted": True, "held": True, "lifted": True, "objects": True,
    "active": False, "works_here": False,
}  # fmt: skip
