"""The start: the regulation in the hands of client and principal, consents one by one, who decides for the young."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, ProgrammingError, connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.damaging import damaged
from tests.apps.clauses.house import House, an_item
from tests.apps.clauses.running import written_at_the_start
from tests.apps.clauses.telling_all import to_all
from tests.policy.clauses.register import Registered
from waarborg.adoption.services import adopt
from waarborg.dossiers import addresses, declarations, services
from waarborg.dossiers.ages import OF_AGE, birthday, of_age
from waarborg.dossiers.changed import to_tell, told_of_changes
from waarborg.dossiers.consent_forms import asked_for, confirmations, consents_of, resting_on
from waarborg.dossiers.handing_out import hand_outs_in, hand_to_client, hand_to_client_in, hand_to_principal_of
from waarborg.dossiers.models import ClientDeclaration
from waarborg.dossiers.records import add_record
from waarborg.dossiers.trajectories import change_trajectory
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import Channel, LetterKind
from waarborg.letters.information import content, make
from waarborg.letters.models import Letter, Mail
from waarborg.letters.services import give
from waarborg.parties.handing_out import Handed, hand_outs_of, hand_to_principal_in, proofs, told_to, ways
from waarborg.parties.services import NewContract, agree, register_party
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

HANDED_OUT = {
    "click-re-integratie": ("CLICK-0.4", "CLICK-0.6a"),
    "working-progression": ("WP-0.4",),
}
SHOWN = HANDED_OUT | {"bijstand-naar-werk": ("BNW-0.2",)}
TOLD = SHOWN | {"click-re-integratie": ("CLICK-S.9",)}


def referred(house: House, kind: str = "insurer", *, minor: bool | None = False) -> services.Opened:
    """Somebody who was referred today, with a coach, and nothing else: no consent, no regulation."""
    assigns, coach = house.first("assign"), house.actor("coach")
    party = register_party(assigns, kind=kind, name=kind.title())
    contract = agree(assigns, party, NewContract(number="1", starts_on=clock.today()))
    trajectory = services.NewTrajectory(
        principal_id=party, contract_id=contract, type="reintegration", referred_on=clock.today()
    )
    return services.open_dossier(
        coach, services.NewDossier(trajectory=trajectory, minor=minor, coach_id=coach.account_id)
    )


def handed(actor: Actor, whom: str) -> Handed:
    """As the regulation asks it."""
    told = told_to(actor.in_force, whom)
    assert told
    return Handed(on=clock.today(), how=ways(told)[0], proof=proofs(told, whom)[0])


def starts(house: House, made: services.Opened) -> None:
    change_trajectory(house.actor("coach"), made.dossier_id, made.trajectory_id, {"phase": "running"})


@carrying(HANDED_OUT, only=True)
def test_no_intake_is_over_before_client_and_principal_have_the_regulation(here: Registered, house_of: HouseOf) -> None:
    house, made = house_of(here), referred(house_of(here))
    coach = house.actor("coach")
    with translation.override("en"), pytest.raises(InvalidInput) as no:
        starts(house, made)
    told = told_to(coach.in_force, "client")
    assert told
    assert no.value.fields["phase"].count(f"Article {told.where}:") == 2, "of each of them, with the article"
    change_trajectory(coach, made.dossier_id, made.trajectory_id, {"phase": "intake"})
    hand_to_client(coach, made.dossier_id, handed(coach, "client"))
    with translation.override("en"), pytest.raises(InvalidInput) as no:
        starts(house, made)
    assert "principal" in no.value.fields["phase"]
    hand_to_principal_of(coach, made.dossier_id, made.trajectory_id, handed(coach, "principal"))
    written_at_the_start(house, made)
    starts(house, made)


BY_ITSELF = """
update dossiers_trajectory set phase = 'running' where id = %(trajectory)s
update dossiers_dossier set regulation_handed_out_on = current_date where id = %(dossier)s
""".strip().splitlines()


@carrying(HANDED_OUT, only=True)
def test_the_database_keeps_an_intake_open_and_wants_its_proof(here: Registered, house_of: HouseOf) -> None:
    house, made = house_of(here), referred(house_of(here))
    coach, named = house.actor("coach"), {"trajectory": made.trajectory_id, "dossier": made.dossier_id}
    for attempt in BY_ITSELF:
        with pytest.raises(ProgrammingError):
            as_it_is(coach, made, attempt, named)
    hand_to_client(coach, made.dossier_id, handed(coach, "client"))
    hand_to_principal_of(coach, made.dossier_id, made.trajectory_id, handed(coach, "principal"))
    written_at_the_start(house, made)
    assert as_it_is(coach, made, BY_ITSELF[0], named) == 1


def as_it_is(coach: Actor, made: services.Opened, statement: str, named: dict[str, UUID]) -> int:
    """Say a statement as the application, in an act that the rules allow; how many rows it changed."""
    with open_door(coach, "write", dossier_id=made.dossier_id) as door:
        door.note(Kind.TRAJECTORY_CHANGED)
        with connection.cursor() as cursor:
            cursor.execute(statement, named)
            return cursor.rowcount


@carrying({"click-re-integratie": ("CLICK-0.6a",)}, only=True)
def test_the_database_takes_no_handing_out_without_its_signature(here: Registered, house_of: HouseOf) -> None:
    house, made = house_of(here), referred(house_of(here))
    coach = house.actor("coach")
    unsigned = Handed(on=clock.today(), how="in_person", proof="noted")
    version = coach.in_force.version_id
    with pytest.raises(ProgrammingError), open_door(coach, "write", dossier_id=made.dossier_id) as door:
        hand_to_client_in(door, unsigned, version)
    with pytest.raises(ProgrammingError), open_door(coach, "write", dossier_id=made.dossier_id) as door:
        hand_to_principal_in(door, UUID(door.outline.given["trajectories"][0]["principal"]), unsigned, version)


@carrying(HANDED_OUT, only=True)
def test_what_does_not_start_at_all_waits_for_nothing(here: Registered, house_of: HouseOf) -> None:
    house, made = house_of(here), referred(house_of(here))
    changes = {"phase": "ended", "ended_on": clock.today()}
    change_trajectory(house.actor("coach"), made.dossier_id, made.trajectory_id, changes)


@carrying(SHOWN, only=True)
def test_the_dossier_says_which_version_was_handed_out_when_how_and_by_whom(
    here: Registered, house_of: HouseOf
) -> None:
    house, made = house_of(here), referred(house_of(here))
    coach = house.actor("coach")
    hand_to_client(coach, made.dossier_id, handed(coach, "client"))
    hand_to_principal_of(coach, made.dossier_id, made.trajectory_id, handed(coach, "principal"))
    with open_door(coach, "read", dossier_id=made.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        (client,) = hand_outs_in(door)
        (principal,) = hand_outs_of(UUID(door.outline.given["trajectories"][0]["principal"]))
        assert "regulation_handed_out" in door.scope().true
    for one in (client, principal):
        assert (one.version_id, one.on) == (coach.in_force.version_id, clock.today())
        assert one.by
        assert one.how in ways(told_to(coach.in_force, "client"))


@carrying({"click-re-integratie": ("CLICK-0.6a",)}, only=True)
def test_where_a_signature_proves_it_none_is_handed_out_without(here: Registered, house_of: HouseOf) -> None:
    house, made = house_of(here), referred(house_of(here))
    given = Handed(on=clock.today(), how="in_person")
    with pytest.raises(InvalidInput) as no:
        hand_to_client(house.actor("coach"), made.dossier_id, given)
    assert set(no.value.fields) == {"proof"}


@carrying(TOLD, only=True)
def test_a_letter_made_from_the_regulation_says_what_the_law_asks(here: Registered, house_of: HouseOf) -> None:
    house, made = house_of(here), referred(house_of(here))
    coach = house.actor("coach")
    letter = make(coach, made.dossier_id)
    with open_door(coach, "read", dossier_id=made.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        says = content(door, "nl")
        (guide,) = {one["name"] for one in door.outline.given["assignments"]}
    assert says["guides"] == [guide], "whom to ask"
    assert all(says[part] for part in ("entities", "purposes", "kinds", "recipients", "keeping", "rights"))
    with in_context(coach):
        assert Letter.objects.using("owner").get(pk=letter).kind == LetterKind.INFORMATION
    with pytest.raises(InvalidInput):
        give(coach, made.dossier_id, letter, Channel.EMAIL)


@carrying({"jm-werkt": ("JMW-1.5",)})
def test_of_each_consent_there_is_a_yes_a_no_and_a_way_back(here: Registered, house_of: HouseOf) -> None:
    house, made = house_of(here), referred(house_of(here))
    coach = house.actor("coach")
    for asked in consents_of(coach.in_force):
        giver = declarations.Giver(who=asked.rule.by[0], confirmed=frozenset(confirmations(asked)))
        declarations.refuse(coach, made.dossier_id, asked.fact, on=clock.today(), giver=giver)
        assert not holds(house, made, asked.fact)
        declarations.declare(coach, made.dossier_id, asked.fact, form="written", from_on=clock.today(), giver=giver)
        assert holds(house, made, asked.fact)
        declarations.withdraw(coach, made.dossier_id, asked.fact, on=clock.today())
        assert not holds(house, made, asked.fact)


def holds(house: House, made: services.Opened, fact: str) -> bool:
    with open_door(house.actor("coach"), "read", dossier_id=made.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        return fact in door.scope().true


STORED = {"jm-werkt": ("JMW-3.3c",), "click-re-integratie": ("CLICK-3.6b",)}


@carrying(STORED, only=True)
def test_who_withdraws_a_consent_to_keep_has_what_rests_on_it_erased_by_a_day(
    here: Registered, house_of: HouseOf
) -> None:
    house, made = house_of(here), referred(house_of(here))
    coach = house.actor("coach")
    rests = resting_on(coach.in_force, "storage_consent")
    assert rests
    declarations.declare(coach, made.dossier_id, "storage_consent", form="written", from_on=clock.today())
    declarations.withdraw(coach, made.dossier_id, "storage_consent", on=clock.today())
    (task,) = Task.objects.using("owner").filter(dossier_id=made.dossier_id, kind=TaskKind.ERASE_WITHDRAWN)
    asked = asked_for(coach.in_force, "storage_consent")
    assert asked
    assert (task.article, task.rule) == (asked.article, asked.rule.id)
    assert task.due_on is not None
    for category in rests[:3]:
        entry = house.catalogue.entry(category)
        with pytest.raises(Refused):
            add_record(coach, made.dossier_id, an_item(entry))


@carrying({"jm-werkt": ("JMW-3.3c", "JMW-3.3d", "JMW-3.3e")}, only=True)
def test_a_no_to_keeping_stops_nothing_else(here: Registered, house_of: HouseOf) -> None:
    house, made = house_of(here), referred(house_of(here))
    coach = house.actor("coach")
    for fact in ("storage_consent", "written_consent", "survey_consent"):
        declarations.refuse(coach, made.dossier_id, fact, on=clock.today())
    assert not Task.objects.using("owner").filter(dossier_id=made.dossier_id, kind=TaskKind.ERASE_WITHDRAWN).exists()
    starts(house, made)
    for category in (house.catalogue.identity.key, "referral"):
        add_record(coach, made.dossier_id, an_item(house.catalogue.entry(category)))


@carrying({"bijstand-naar-werk": ("BNW-p12a", "BNW-p12b")}, only=True)
def test_of_who_is_too_young_nothing_is_kept_before_a_parent_agrees(here: Registered, house_of: HouseOf) -> None:
    house, made = house_of(here), referred(house_of(here), minor=None)
    coach = house.actor("coach")
    locked = house.catalogue.entry("contact")
    young = clock.today() - timedelta(days=365 * (of_age(coach.in_force) - 1))
    with pytest.raises(Refused):
        add_record(coach, made.dossier_id, an_item(locked))
    for category in ("identity", "birth"):
        entry = house.catalogue.entry(category)
        item = an_item(entry)
        fields = {**item.fields, **({"birth_date": young.isoformat()} if category == "birth" else {})}
        add_record(coach, made.dossier_id, an_item(entry, fields=fields))
    with pytest.raises(Refused):
        add_record(coach, made.dossier_id, an_item(locked))
    today, giver = clock.today(), declarations.Giver(who="client")
    with translation.override("en"), pytest.raises(InvalidInput) as no:
        declarations.declare(coach, made.dossier_id, "parental_consent", form="explicit", from_on=today, giver=giver)
    assert "who" in no.value.fields
    with pytest.raises(InvalidInput):
        declarations.declare(coach, made.dossier_id, "health_consent", form="explicit", from_on=today, giver=giver)
    declarations.declare(
        coach,
        made.dossier_id,
        "parental_consent",
        form="explicit",
        from_on=today,
        giver=declarations.Giver(who="parent"),
    )
    add_record(coach, made.dossier_id, an_item(locked))


@carrying({"bijstand-naar-werk": ("BNW-p12a",)}, only=True)
def test_on_the_day_itself_the_client_decides_and_somebody_asks_them(here: Registered, house_of: HouseOf) -> None:
    house, made = house_of(here), referred(house_of(here), minor=None)
    coach, age = house.actor("coach"), of_age(house.actor("coach").in_force)
    born = clock.today() - relativedelta(years=age) + timedelta(days=3)
    entry = house.catalogue.entry("birth")
    fields = {**an_item(entry).fields, "birth_date": born.isoformat()}
    add_record(coach, made.dossier_id, an_item(entry, fields=fields))
    asked = Task.objects.using("owner").filter(dossier_id=made.dossier_id, kind=TaskKind.OF_AGE).order_by("due_on")
    assert [task.due_on for task in asked] == [birthday(born, age), birthday(born, OF_AGE)]
    contact = an_item(house.catalogue.entry("contact"))
    with clock.travel(birthday(born, age) - timedelta(days=1)), pytest.raises(Refused):
        add_record(coach, made.dossier_id, contact)
    with clock.travel(birthday(born, age)):
        add_record(coach, made.dossier_id, contact)


@carrying({"jm-werkt": ("JMW-5.3b",)}, only=True)
def test_a_representative_declares_with_a_mandate_that_was_seen(here: Registered, house_of: HouseOf) -> None:
    house, made = house_of(here), referred(house_of(here))
    coach, today = house.actor("coach"), clock.today()
    given: dict[str, Any] = {"form": "written", "from_on": today}
    giver = declarations.Giver(who="representative")
    with pytest.raises(InvalidInput) as no:
        declarations.declare(coach, made.dossier_id, "storage_consent", **given, giver=giver)
    assert set(no.value.fields) == {"mandate_seen_on"}
    giver = declarations.Giver(who="representative", mandate_seen_on=today)
    declarations.declare(coach, made.dossier_id, "storage_consent", **given, giver=giver)
    with open_door(coach, "read", dossier_id=made.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        (kept,) = declarations.declarations_in(door)
    assert (kept.given_by, kept.mandate_seen_on) == ("representative", today)
    kept.pk, kept.mandate_seen_on = new_id(), None
    with pytest.raises(IntegrityError):
        past_the_service(coach, kept)


def past_the_service(coach: Actor, row: ClientDeclaration) -> None:
    """Write a declaration as the application, without the checks of its service."""
    with open_door(coach, "write", dossier_id=row.dossier_id) as door:
        row.decision_id = door.note(Kind.CONSENT_GIVEN, details={"fact": row.fact})
        ClientDeclaration.objects.bulk_create([row])


UNEXPECTED = {"click-re-integratie": ("CLICK-0.3b",), "working-progression": ("WP-0.3b",)}


@carrying(UNEXPECTED, only=True)
def test_what_is_kept_only_with_a_reason_is_told_to_the_client_one_by_one(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = next(one for one in house.catalogue if one.rule.needs_note and one.rule.sensitivity != "health")
    record = house.record(entry)
    (task,) = Task.objects.using("owner").filter(subject_id=record, kind=TaskKind.TELL_UNEXPECTED)
    assert task.due_on
    assert 28 <= (task.due_on - clock.today()).days <= 31, "within a month"
    assert Letter.objects.using("owner").filter(dossier_id=task.dossier_id, kind=LetterKind.UNEXPECTED_DATA).exists()
    before = Task.objects.using("owner").filter(kind=TaskKind.TELL_UNEXPECTED).count()
    house.record(next(one for one in house.catalogue if not one.rule.needs_note and not one.rule.single))
    assert Task.objects.using("owner").filter(kind=TaskKind.TELL_UNEXPECTED).count() == before


@carrying()
def test_nothing_is_sent_to_an_address_of_which_nobody_asked_whether_it_is_right(
    here: Registered, house_of: HouseOf
) -> None:
    house, made = house_of(here), referred(house_of(here), kind="uwv")
    coach = house.actor("coach")
    entry = next(
        one
        for one in house.catalogue
        if any(rule.type == "email" for rule in one.rule.fields.values()) and not one.of_trajectory
    )
    source = next(one for one in entry.sources if one not in addresses.OF_THEMSELF)
    if "storage_consent" in {asked.fact for asked in consents_of(coach.in_force)}:
        declarations.declare(coach, made.dossier_id, "storage_consent", form="written", from_on=clock.today())
    record = add_record(coach, made.dossier_id, an_item(entry, source=source))
    letter = make(coach, made.dossier_id)
    with pytest.raises(InvalidInput):
        give(coach, made.dossier_id, letter, Channel.EMAIL)
    with pytest.raises(NotFound):
        addresses.confirm(coach, made.dossier_id, UUID(int=1))
    addresses.confirm(coach, made.dossier_id, record)
    give(coach, made.dossier_id, letter, Channel.EMAIL)


CHANGED = {"bijstand-naar-werk": ("BNW-p11d",), "click-re-integratie": ("CLICK-4.7a", "CLICK-4.7b")}


@carrying(CHANGED, only=True)
def test_who_has_an_earlier_version_is_told_of_an_important_change(here: Registered, house_of: HouseOf) -> None:
    house, made = house_of(here), referred(house_of(here), kind="uwv")
    coach = house.actor("coach")
    told = told_of_changes(coach.in_force)
    entry = house.catalogue.entry("contact")
    add_record(coach, made.dossier_id, an_item(entry, source=entry.sources[0]))
    hand_to_client(coach, made.dossier_id, handed(coach, "client"))
    assert made.number not in {one.number for one in to_tell(coach)}
    later = clock.today() + timedelta(days=30)
    text = (here.folder.path / f"{here.regulation.in_force_from}.yaml").read_text(encoding="utf-8")
    was = f"in_force_from: {here.regulation.in_force_from}"
    assert was in text
    organisation = house.agency.organisation.pk
    adopt(organisation, text.replace(was, f"in_force_from: {later}"), in_force_from=later)
    with clock.travel(later):
        again = actor_at(coach.somebody, organisation, strong=True)
        (one,) = (one for one in to_tell(again) if one.number == made.number)
        assert one.got == here.regulation.in_force_from
        assert told, "by the rule about changes"
        to_all(again, damaged(house, made.dossier_id))
        assert made.number not in {one.number for one in to_tell(again)}
        public = Client().get(reverse("site:regulation", args=[house.agency.organisation.slug]))
        days = {one["in_force_from"] for one in public.context["versions"]}
        assert days >= {here.regulation.in_force_from, later}, "and the page shows which there are"
    assert Mail.objects.using("owner").filter(dossier_id=made.dossier_id).count() == 1, "it went once"
