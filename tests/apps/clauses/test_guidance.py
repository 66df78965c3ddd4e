"""What guidance is and is not: who comes to it, for which goal, what is expected of it, and subsidies beside it."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item
from tests.apps.clauses.running import newcomer
from tests.apps.clauses.test_disclosing import KIND, every_way, fill, givers, going, where
from tests.policy.clauses.register import Registered
from waarborg.disclosures import ways
from waarborg.dossiers import declarations
from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.models import Record, Trajectory
from waarborg.dossiers.records import add_record
from waarborg.dossiers.selectors import dossier
from waarborg.dossiers.services import NewDossier, NewTrajectory, Opened, open_dossier
from waarborg.dossiers.values import checked
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.letters.models import Letter
from waarborg.policy.model.access import Permit
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

OWNER = "owner"
SUBSIDY = "subsidy_provider"
STANDS_APART = {"statutory_duty", "court_order", "acute_danger"}
"""Grounds on which a law or a judge may ask anything of anybody."""


@carrying({"click-re-integratie": ("CLICK-0.1b",)}, only=True)
def test_a_commission_has_one_of_the_goals_that_guidance_has_and_no_other(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    commission = house.catalogue.serving_as("commission")
    assert commission is not None
    filled = an_item(commission).fields
    for goal in ("baan zoeken", "baan krijgen", "baan houden"):
        assert checked(house.catalogue, commission.key, {**filled, "goals": goal})["goals"] == goal
    for other in ("", "vrijwilligerswerk"):
        with pytest.raises(InvalidInput) as mistake:
            house.record(commission, fields={**filled, "goals": other})
        assert set(mistake.value.fields) == {"goals"}


@carrying({"click-re-integratie": ("CLICK-S.2",)}, only=True)
def test_where_somebody_lives_and_their_birth_date_are_asked_of_all_and_health_only_with_consent(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    named = {"address": "contact", "birth_date": "birth"}
    for field, category in named.items():
        assert field in house.catalogue.entry(category).rule.fields
    health = [entry for entry in house.catalogue if entry.rule.sensitivity == "health"]
    assert health
    medical = house.catalogue.entry("medical")
    assert house.record(medical)
    coach = house.actor("coach")
    declarations.withdraw(coach, where(house, house.kind_for(medical)), "health_consent", on=clock.today())
    try:
        for category in named.values():
            assert house.record(house.catalogue.entry(category), kind=house.kind_for(medical))
        with pytest.raises(Refused) as refusal:
            house.record(medical)
        assert refusal.value.decision.articles
    finally:
        declarations.declare(
            coach,
            where(house, house.kind_for(medical)),
            "health_consent",
            form="written",
            from_on=clock.today(),
        )


@carrying({"click-re-integratie": ("CLICK-0.3a",), "working-progression": ("WP-0.3a",)}, only=True)
def test_of_what_somebody_can_expect_here_there_is_no_notice_one_by_one(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    told, letters = notices(house)
    expected = [entry for entry in house.catalogue if not entry.rule.needs_note and recorded(house, entry)]
    assert len(expected) > len(list(house.catalogue)) / 2
    assert notices(house) == (told, letters)
    assert any(recorded(house, entry) for entry in house.catalogue if entry.rule.needs_note)
    assert notices(house) != (told, letters), "what is outside that is told"


def notices(house: House) -> tuple[int, int]:
    """How many tasks to tell a client something, and how many letters, there are here."""
    here = house.agency.organisation.pk
    tasks = Task.objects.using(OWNER).filter(organisation_id=here, kind=TaskKind.TELL_UNEXPECTED)
    return tasks.count(), Letter.objects.using(OWNER).filter(organisation_id=here).count()


def recorded(house: House, entry: Entry) -> bool:
    try:
        house.record(entry)
    except (Refused, LookupError):
        return False
    return True


@carrying({"click-re-integratie": ("CLICK-1.1a",)}, only=True)
def test_somebody_comes_by_themself_or_is_referred_and_gives_what_signing_up_needs(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    signs_up = newcomer(house, "signs-up", "administration")
    like = Trajectory.objects.using(OWNER).get(pk=house.dossiers[KIND].trajectory_id)
    kinds = []
    for principal, contract in ((None, None), (like.principal_id, like.contract_id)):
        made = signed_up(house, house.actor("administration"), principal, contract)
        kinds.append(Trajectory.objects.using(OWNER).get(pk=made.trajectory_id).principal_kind)
        assert Record.objects.using(OWNER).filter(dossier_id=made.dossier_id).count() == 1
        for category in ("birth", "contact"):
            assert add_record(signs_up, made.dossier_id, an_item(house.catalogue.entry(category), source="client"))
        for more in ("benefit", "medical", "progress_report"):
            with pytest.raises(Refused):
                add_record(signs_up, made.dossier_id, an_item(house.catalogue.entry(more)))
    assert kinds == ["client", KIND], "who sent them, or nobody"


def signed_up(house: House, by: Actor, principal: UUID | None, contract: UUID | None) -> Opened:
    """Somebody signed up with their name alone."""
    trajectory = NewTrajectory(
        principal_id=principal, contract_id=contract, type="reintegration", referred_on=clock.today()
    )
    name = an_item(house.catalogue.identity, source="client")
    return open_dossier(
        by,
        NewDossier(trajectory=trajectory, minor=False, handed_out_on=clock.today(), records=[name]),
    )


@carrying({"working-progression": ("WP-2.6.1.B3",)}, only=True)
def test_who_gives_subsidies_gets_what_an_application_asks_and_nothing_else(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    fill(house)
    (rule,) = (one for one in here.rules.values() if isinstance(one, Permit) and one.recipients == (SUBSIDY,))
    got = set()
    for actor in givers(house):
        for way in every_way(actor, *(one for one in (SUBSIDY,) if one in ways.recipients(actor))):
            if way.ground in STANDS_APART:
                continue
            kinds = {one.record.entry.key for one in going(house, actor, way)}
            assert not kinds or way.purpose == "subsidies", way
            got |= kinds
    assert got
    assert got <= set(rule.categories)


@carrying({"click-re-integratie": ("CLICK-1.2b",)}, only=True)
def test_the_administration_keeps_a_copy_of_an_application_for_as_long_as_its_books(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    keeper, copy = house.actor("administration"), house.catalogue.entry("subsidy_application")
    report = house.catalogue.entry("progress_report")
    assert any(rule.type == "file" for rule in copy.rule.fields.values()), "a copy is a file"
    kept = house.record(copy, kind=KIND, by=keeper)
    other = house.record(report, kind=KIND)
    seen = {one.id for one in dossier(keeper, where(house)).records}
    assert kept in seen
    assert other not in seen, "of the guidance itself the administration sees no report"
    fates = dict(Record.objects.using(OWNER).filter(pk__in=(kept, other)).values_list("pk", "retention_class"))
    assert fates[kept] != fates[other]
