"""A data breach, from the report to its end: hours that really pass, whom it concerns, who is told of it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pypdf
import pytest
from django.db import DatabaseError, connection, connections

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import newcomer, opened
from tests.apps.gate.populations import superuser
from tests.policy.clauses.register import Registered, register
from waarborg.breaches import assessing, closing, finding, listing, party_letters, reporting, selectors, telling
from waarborg.breaches.assessing import Weighing
from waarborg.breaches.choices import Nature, Part, Risk, ToWhom
from waarborg.breaches.client_letters import write_letters
from waarborg.breaches.finding import Search
from waarborg.breaches.models import Affected, Breach, BreachNotice, PartyLetter
from waarborg.breaches.party_letters import authority_fields, make_letter
from waarborg.breaches.reporting import NewBreach
from waarborg.breaches.sealing import Assessment
from waarborg.breaches.seen import SeenBreach
from waarborg.breaches.telling import Telling
from waarborg.breaches.watching import REMINDERS, watch
from waarborg.dossiers.selectors import dossier
from waarborg.dossiers.services import Opened
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import Channel
from waarborg.letters.services import give, letters_of, open_letter
from waarborg.parties.services import register_party
from waarborg.retention.holds import holds_in
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.selectors import deadlines

SECRET = "Een laptop met dossiers stond open in de trein."


def reported(house: House, who: str = "administration", *, aware_at: datetime | None = None) -> UUID:
    """Somebody at work here says so."""
    return reporting.report(house.actor(who), NewBreach(what=SECRET, aware_at=aware_at or clock.now()))


def weighing(risk: Risk, **different: Any) -> Weighing:
    said = {
        "reasons": "Een vreemde kan alles hebben gelezen.",
        "happened": "Een laptop stond een uur open in de trein.",
        "consequences": "Iemand kan weten dat u hulp krijgt.",
        "measures": "De laptop is op afstand gewist.",
        "advice": "Let op vreemde telefoontjes.",
        "contact": "Bel ons op kantoor.",
        "how_to_inspect": "U kunt de melding op kantoor lezen.",
    }
    words = Assessment(**{**said, **different.pop("said", {})})
    return Weighing(risk=risk, nature=[Nature.SEEN], assessment=words, **different)


def seen(house: House, breach_id: UUID) -> SeenBreach:
    return selectors.one(house.actor("responsible"), breach_id)


def told(to: ToWhom = ToWhom.AUTHORITY, **different: Any) -> Telling:
    said: dict[str, Any] = {"to": to, "told_at": clock.now()}
    if to is ToWhom.AUTHORITY:
        said |= {"phase": "first", "reference": "AP-2027-0042"}
    else:
        said["channel"] = "telephone"
    return Telling(**{**said, **different})


@carrying({"partner-in-werk": ("PIW-8.1a", "PIW-8.1b"), "working-progression": ("WP-2.6.6a", "WP-2.6.6b")}, only=True)
def test_from_a_report_to_the_list_of_whom_it_concerns_their_letters_and_its_end(
    here: Registered, house_of: HouseOf
) -> None:
    """A drill: a laptop is lost the day before the clocks go forward."""
    house = house_of(here)
    handler, coach = house.actor("responsible"), house.actor("coach")
    own = opened(house)
    noticed = datetime(2027, 3, 27, 11, 0, tzinfo=UTC)
    with clock.travel(noticed - timedelta(hours=2)) as journey:
        dossier(coach, own.dossier_id)
        journey.move_to(noticed)
        made = reported(house)
        line = seen(house, made).line
        assert line.due_at == noticed + timedelta(hours=24 if here.name == "partner-in-werk" else 72)
        journey.advance(timedelta(hours=1))
        list_found_in_the_log(house, made, own)

        assessing.assess(handler, made, weighing(Risk.HIGH))
        after = seen(house, made)
        assert after.line.due_at == noticed + timedelta(hours=72), "hours that pass, also in a night of one hour less"
        assert clock.day_of(after.line.due_at) == date(2027, 3, 30)
        assert after.line.due_at.astimezone(clock.AMSTERDAM).hour == noticed.astimezone(clock.AMSTERDAM).hour + 1
        (concerned,) = after.affected
        assert (concerned.number, concerned.by) == (own.number, ("Coach",))
        assert after.tells_clients
        assert after.tells_employers == after.says_where == (here.name == "working-progression")

        assert held(house, own), "nothing of it is destroyed while it is looked into"
        with pytest.raises(Conflict):
            closing.close(handler, made)
        with pytest.raises(DatabaseError):
            close_past_the_service(handler, made)

        letter_written_and_given(house, made, own)
        reminded_as_the_hours_run(house, made, journey)

        assert SECRET not in " ".join(authority_fields(seen(house, made), {}).values()), (
            "their own words, not the report"
        )
        telling.tell(handler, made, told())
        assert TaskKind.BREACH_SOON not in waiting(handler)
        if here.name == "working-progression":
            with pytest.raises(Conflict):
                closing.close(handler, made)
            telling.leave(handler, made, ToWhom.EMPLOYER, None, "Het gaat geen werkgever aan.")
        closing.learn(handler, made, "Laptops sluiten zichzelf na een minuut.", clock.today() + timedelta(days=14))
        assert TaskKind.BREACH_LESSON in waiting(handler)
        closing.close(handler, made)
        assert seen(house, made).line.closed_at
        assert not held(house, own)
        with pytest.raises(Conflict):
            assessing.assess(handler, made, weighing(Risk.UNLIKELY))
    kept = Breach.objects.using("owner").get(pk=made)
    assert b"laptop" not in bytes(kept.sealed) + bytes(kept.sealed_assessment or b"")


def reminded_as_the_hours_run(house: House, made: UUID, journey: clock.Journey) -> None:
    """A reminder at each moment that the way of working names, once; missed ones together; gone once it was told."""
    handler, system = house.actor("responsible"), system_at(house.agency.organisation.pk, using="worker")
    due_at = Breach.objects.using("owner").get(pk=made).due_at
    assert due_at
    assert reminded(system, made) == 0, "there is time"
    for times, before in enumerate((48, 6), start=1):  # nobody looked at twenty-four
        journey.move_to(due_at - timedelta(hours=before))
        assert reminded(system, made) == times
        assert reminded(system, made) == times, "of each moment once"
    assert TaskKind.BREACH_SOON in waiting(handler)
    journey.move_to(due_at - timedelta(minutes=1))
    assert reminded(system, made) == 2


def reminded(system: Actor, made: UUID) -> int:
    """How often was this breach reminded of, after the worker's round?"""
    watch(system)
    return Task.objects.using("owner").filter(subject_id=made, kind__in=REMINDERS).count()


def list_found_in_the_log(house: House, made: UUID, own: Opened) -> None:
    """Who opened what in the hours before, and that on the list."""
    handler, coach = house.actor("responsible"), house.actor("coach")
    noticed = Breach.objects.using("owner").get(pk=made).aware_at
    who = finding.openers(handler, made, noticed - timedelta(hours=3), noticed)
    assert [(one.account_id, one.times > 0) for one in who] == [(coach.account_id, True)]
    asked = Search(since=noticed - timedelta(hours=3), until=noticed, account_id=coach.account_id)
    (found,) = finding.search(handler, made, asked)
    assert (found.number, found.accounts) == (own.number, (coach.account_id,))
    assert house.catalogue.identity.key in found.categories
    assert listing.keep(handler, made, asked) == 1
    assert listing.keep(handler, made, asked) == 0, "nobody stands there twice"


def letter_written_and_given(house: House, made: UUID, own: Opened) -> None:
    """The letter is written once, says what it has to, and that it was given is what counts as told."""
    coach = house.actor("coach")
    assert write_letters(system_at(coach.organisation_id, using="worker"), made) == 1
    assert write_letters(system_at(coach.organisation_id, using="worker"), made) == 0
    letter = next(one for one in letters_of(coach, own.dossier_id) if one.kind == "breach")
    said = text_of(open_letter(coach, own.dossier_id, letter.id))
    for words in ("Een laptop stond een uur open", "op afstand gewist", house.catalogue.identity.rule.title):
        assert words in said
    assert "op kantoor lezen" in said, "and where the notice can be read"
    assert TaskKind.BREACH_TELL in waiting(coach)
    give(coach, own.dossier_id, letter.id, Channel.IN_PERSON)
    assert seen(house, made).affected[0].told_at == clock.now()
    assert TaskKind.BREACH_TELL not in waiting(coach)


@carrying({"partner-in-werk": ("PIW-6.3",)}, only=True)
def test_what_came_into_the_open_is_told_to_the_authority_at_once_however_small_the_risk(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    handler = house.actor("responsible")
    noticed = clock.now()
    made = reported(house, aware_at=noticed)
    assessing.assess(handler, made, weighing(Risk.UNLIKELY, became_public=True))
    assert seen(house, made).line.due_at == noticed + timedelta(hours=24)
    task = Task.objects.using("owner").get(subject_id=made, kind=TaskKind.BREACH_AUTHORITY)
    assert (task.for_role, here.rules[task.rule].clauses) == ("responsible", ("PIW-6.3",))
    with pytest.raises(Conflict):
        closing.close(handler, made)
    with clock.travel(noticed + timedelta(hours=25)):
        assert reminded(system_at(handler.organisation_id, using="worker"), made) >= 1
        assert TaskKind.BREACH_LATE in waiting(handler)
        with pytest.raises(InvalidInput) as late:
            telling.tell(handler, made, told())
        assert set(late.value.fields) == {"why_late"}
        telling.tell(handler, made, told(why_late="De beheerder was met vakantie."))
        assert seen(house, made).notices[0].late
        assert TaskKind.BREACH_LATE not in waiting(handler)
        with pytest.raises(InvalidInput):
            telling.tell(handler, made, told())
        telling.tell(handler, made, told(phase="follow_up"))
        closing.close(handler, made)


@pytest.mark.parametrize("here", [one for one in register() if one.name == "jm-werkt"], ids=lambda one: one.name)
def test_what_need_not_be_told_stays_in_the_register_with_its_reasons_and_nobody_else_sees_it(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    handler, coach = house.actor("responsible"), newcomer(house, "finder")
    made = reporting.report(coach, NewBreach(what=SECRET, aware_at=clock.now()))
    assert TaskKind.BREACH_ASSESS in waiting(handler)
    assert selectors.one(coach, made).reported.what == SECRET, "what one reported oneself"
    assert selectors.one(coach, made).assessment is None
    for act in (
        lambda: assessing.assess(coach, made, weighing(Risk.UNLIKELY)),
        lambda: finding.search(coach, made, Search(since=clock.now() - timedelta(days=1), until=clock.now())),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(NotFound):
        selectors.one(house.actor("coach"), made)
    assert past_the_service(coach) == (1, 0, 0), "their own report, and nothing of the log or the list"
    with pytest.raises(InvalidInput) as wrong:
        assessing.assess(handler, made, weighing(Risk.UNLIKELY, said={"reasons": "zo"}))
    assert set(wrong.value.fields) == {"reasons"}
    assessing.assess(handler, made, weighing(Risk.UNLIKELY, unreadable=True))
    closing.close(handler, made)
    (line,) = (one for one in selectors.register(handler) if one.id == made)
    assert (line.tells_authority, line.reasons) == (False, "Een vreemde kan alles hebben gelezen.")


@carrying({"partner-in-werk": ("PIW-8.1a",)}, only=True)
def test_as_processor_the_principal_is_told_and_the_authority_never(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    handler, own = house.actor("responsible"), opened(house)
    with superuser(house.server, house.urls) as god:
        god.execute("update dossiers_trajectory set acts_as = 'processor' where id = %s", [own.trajectory_id])
    made = reported(house)
    listing.add(handler, made, own.number, "Dit dossier stond op de laptop.")
    assessing.assess(handler, made, weighing(Risk.HIGH))
    found = seen(house, made)
    assert (found.line.part, found.line.tells_authority, found.tells_clients) == (Part.PROCESSOR, False, False)
    with pytest.raises(Conflict):
        telling.tell(handler, made, told())
    with pytest.raises(DatabaseError):
        notice_past_the_service(handler, made)
    with pytest.raises(Conflict):
        closing.close(handler, made)
    (holder,) = found.holders
    in_writing = told(ToWhom.CONTROLLER, party_id=holder.party_id, channel="email")
    with pytest.raises(InvalidInput) as unmade:
        telling.tell(handler, made, in_writing)
    assert set(unmade.value.fields) == {"channel"}, "what goes in writing was made here, and is kept"
    letter = make_letter(handler, made, ToWhom.CONTROLLER, holder.party_id)
    kept = party_letters.open_letter(handler, made, letter)
    said = text_of(kept)
    assert holder.name in said
    assert own.number not in said
    elsewhere = register_party(house.first("assign"), kind="insurer", name="Een ander")
    with pytest.raises(InvalidInput):
        telling.tell(handler, made, told(ToWhom.CONTROLLER, party_id=elsewhere))
    with pytest.raises(InvalidInput):
        make_letter(handler, made, ToWhom.CONTROLLER, elsewhere)
    for past in ({}, {"letter_id": letter, "party_id": elsewhere}):
        with pytest.raises(DatabaseError, match="letter that was kept"):
            told_past_the_service(handler, made, {"party_id": holder.party_id, "channel": "email", **past})
    telling.tell(handler, made, in_writing)
    assessing.assess(handler, made, weighing(Risk.HIGH, said={"happened": "Er lagen ook nog twee andere laptops."}))
    after = seen(house, made)
    assert [(one.id, one.went) for one in after.letters] == [(letter, True)]
    assert [one.letter_id for one in after.notices] == [letter]
    assert party_letters.open_letter(handler, made, letter) == kept, "as it went, whatever is written since"
    closing.close(handler, made)


@carrying({"partner-in-werk": ("PIW-8.1b",), "working-progression": ("WP-2.6.6b",)}, only=True)
def test_an_employer_hears_of_a_breach_only_where_an_article_has_employers_told(
    here: Registered, house_of: HouseOf
) -> None:
    """Who works where says something of a client: an employer who need not know of it does not hear it from us."""
    house = house_of(here)
    handler, made = house.actor("responsible"), reported(house)
    employer = register_party(house.first("assign"), kind="employer", name="Bakkerij Proef")
    by_telephone = told(ToWhom.EMPLOYER, party_id=employer)
    small, great = weighing(Risk.UNLIKELY), weighing(Risk.HIGH)
    where = {"partner-in-werk": "6", "working-progression": "2.6.6"}[here.name]
    for weighed in (small, great) if here.name == "partner-in-werk" else (small,):
        assessing.assess(handler, made, weighed)
        for act in (
            lambda: telling.tell(handler, made, by_telephone),
            lambda: telling.leave(handler, made, ToWhom.EMPLOYER, employer, "Deze werkgever weet het al."),
            lambda: make_letter(handler, made, ToWhom.EMPLOYER, employer),
        ):
            with pytest.raises(Conflict) as refused:
                act()
            assert f"artikel {where}" in str(refused.value)
            assert "Vertel het de cliënt" in str(refused.value), "and what then"
        for past in (employer_told_past_the_service, employer_written_to_past_the_service):
            with pytest.raises(DatabaseError, match="no article has employers told"):
                past(handler, made, employer)
    if here.name == "working-progression":
        assessing.assess(handler, made, great)
        telling.tell(handler, made, by_telephone)
        assert [(one.to, one.left) for one in seen(house, made).notices] == [(ToWhom.EMPLOYER, False)]


def employer_told_past_the_service(actor: Actor, breach_id: UUID, party_id: UUID) -> None:
    """Write as the application that an employer was told by telephone."""
    told_past_the_service(actor, breach_id, {"to": "employer", "party_id": party_id, "channel": "telephone"})


def employer_written_to_past_the_service(actor: Actor, breach_id: UUID, party_id: UUID) -> None:
    """Keep a letter to an employer as the application."""
    with open_door(actor, "read") as door:
        PartyLetter.objects.create(
            organisation_id=actor.organisation_id, breach_id=breach_id, to="employer", party_id=party_id,
            made_at=clock.now(), made_by_id=actor.account_id, sealed=b"x",
            data_key_id=Breach.objects.get(pk=breach_id).data_key_id, decision_id=door.note(Kind.BREACH_LETTER_MADE),
        )  # fmt: skip


def held(house: House, own: Opened) -> bool:
    """Does a breach stop the destruction of the dossier, for the program and by itself in PostgreSQL?"""
    system = system_at(house.agency.organisation.pk, using="worker")
    with open_door(system, "read", dossier_id=own.dossier_id, using="worker") as door:
        door.note(Kind.RETENTION_SHOWN)
        shown = "breach" in {one.hold for one in holds_in(door)}
        with connections["worker"].cursor() as cursor:
            cursor.execute("select hold from gate.holds_on(%s::uuid[])", [[own.dossier_id]])
            assert shown == (("breach",) in cursor.fetchall())
    return shown


def waiting(actor: Actor) -> set[TaskKind]:
    """What stands on somebody's list."""
    found = deadlines(actor)
    return {one.kind for one in (*found.late, *found.today, *found.this_week, *found.later)}


def close_past_the_service(actor: Actor, breach_id: UUID) -> None:
    """Close it as the application."""
    with open_door(actor, "read") as door:
        door.note(Kind.BREACH_CLOSED)
        Breach.objects.filter(pk=breach_id).update(closed_at=clock.now(), closed_by_id=actor.account_id)


def notice_past_the_service(actor: Actor, breach_id: UUID) -> None:
    """Tell the authority as the application."""
    with open_door(actor, "read") as door:
        row = Breach.objects.get(pk=breach_id)
        BreachNotice.objects.create(
            organisation_id=actor.organisation_id, breach_id=breach_id, to="authority", phase="first",
            told_at=row.reported_at, recorded_at=clock.now(), recorded_by_id=actor.account_id, late=False,
            data_key_id=row.data_key_id, sealed=b"x", decision_id=door.note(Kind.BREACH_TOLD),
        )  # fmt: skip


def told_past_the_service(actor: Actor, breach_id: UUID, about: dict[str, Any]) -> None:
    """Write as the application that a controller was told in writing, or somebody else in another way."""
    with open_door(actor, "read") as door:
        row = Breach.objects.get(pk=breach_id)
        BreachNotice.objects.create(
            organisation_id=actor.organisation_id, breach_id=breach_id, told_at=row.reported_at,
            recorded_at=clock.now(), recorded_by_id=actor.account_id, late=False, data_key_id=row.data_key_id,
            sealed=b"x", decision_id=door.note(Kind.BREACH_TOLD), **{"to": "controller", **about},
        )  # fmt: skip


def past_the_service(actor: Actor) -> tuple[int, int, int]:
    """What PostgreSQL shows the application of breaches, of the log and of lists, for somebody who weighs none."""
    with open_door(actor, "read") as door:
        door.note(Kind.BREACH_READ)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from gate.breach_opened('-infinity', 'infinity', null, '')")
            (log,) = cursor.fetchone()
        return Breach.objects.count(), int(log), Affected.objects.count()


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())
