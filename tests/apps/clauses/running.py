"""A dossier of a test's own, opened, started and worked on as the regulation lets."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from tests.apps.clauses.house import House, an_item, stated
from waarborg.accounts.models import Account
from waarborg.dossiers.assignments import assign
from waarborg.dossiers.declarations import declare
from waarborg.dossiers.handing_out import hand_to_principal_of
from waarborg.dossiers.models import Trajectory
from waarborg.dossiers.records import write
from waarborg.dossiers.services import NewDossier, NewTrajectory, Opened, open_dossier
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.handing_out import Handed, told_to, ways
from waarborg.policy.blocking import duty_rows
from waarborg.work.task_lists import Otherwise, Start, start_trajectory

TYPE = "fit_for_work"


def opened(house: House, kind: str = "uwv", coach: str = "coach") -> Opened:
    """A dossier of a test's own, of a type that the way of working knows."""
    opens, assigns = house.first("open_dossier"), house.first("assign")
    with open_door(opens, "read", dossier_id=house.dossiers[kind].dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        like = Trajectory.objects.get(pk=house.dossiers[kind].trajectory_id)
    trajectory = NewTrajectory(
        principal_id=like.principal_id, contract_id=like.contract_id, type=TYPE, referred_on=clock.today()
    )
    made = open_dossier(opens, NewDossier(trajectory=trajectory, handed_out_on=clock.today(), minor=False))
    assign(assigns, made.dossier_id, made.trajectory_id, house.actor(coach).somebody, from_on=clock.today())
    consents(house, made)
    told = told_to(house.actor(coach).in_force, "principal")
    if told:
        given = Handed(on=clock.today(), how=ways(told)[0], proof="paper")
        hand_to_principal_of(house.actor(coach), made.dossier_id, made.trajectory_id, given)
    return made


def consents(house: House, made: Opened) -> None:
    """What a client declares before anything may be written down."""
    for fact in ("storage_consent", "written_consent"):
        declare(house.actor("coach"), made.dossier_id, fact, form="written", from_on=clock.today())


def written_at_the_start(house: House, made: Opened) -> None:
    """What a duty asks before a trajectory leaves its intake."""
    for row in duty_rows(house.anybody.in_force.regulation):
        entry = house.catalogue.entry(row.category)
        with open_door(house.actor("coach"), "write", dossier_id=made.dossier_id, claims=stated(entry, house)) as door:
            about = made.trajectory_id if row.per_trajectory else None
            write(door, an_item(entry), trajectory_id=about)


def started(house: House, otherwise: dict[str, Otherwise] | None = None) -> Opened:
    made, today = opened(house), clock.today()
    written_at_the_start(house, made)
    start = Start(started_on=today, planned_end_on=today + timedelta(days=300), otherwise=otherwise or {})
    start_trajectory(house.actor("coach"), made.dossier_id, made.trajectory_id, start)
    return made


def newcomer(house: House, who: str, role: str = "coach") -> Actor:
    """A further colleague, let in once."""
    if who not in house.people:
        house.let_in(who, role)
    return actor_at(house.people[who], house.agency.organisation.pk, strong=True)


def signed_in(who: Actor) -> Client:
    """A browser in which a colleague signed in with two steps."""
    browser = Client()
    browser.force_login(Account.objects.get(pk=who.account_id))
    session = browser.session
    session["account_authentication_methods"] = [{"method": "password"}, {"method": "mfa"}]
    session.save()
    return browser
