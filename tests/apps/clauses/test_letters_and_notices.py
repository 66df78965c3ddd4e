"""What clients are told: letters about them alone, notices in time, and the version of the regulation that held."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
import typst
from dateutil.relativedelta import relativedelta
from django.db import DatabaseError, connections
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item, stated
from tests.apps.clauses.running import opened
from tests.policy.clauses.register import Registered
from waarborg.adoption.services import adopt
from waarborg.dossiers.ages import of_age, whose_age
from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.changed import told_of_changes
from waarborg.dossiers.handing_out import hand_outs_in, hand_to_client
from waarborg.dossiers.records import add_record, write
from waarborg.dossiers.services import Opened
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.door import open_door
from waarborg.gate.policies import in_force
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.letters import information
from waarborg.letters.choices import Channel, LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.regulation import send
from waarborg.letters.services import give, letters_of, open_letter
from waarborg.notices.choices import LeftBecause, NoticeState
from waarborg.notices.finding import rule_of
from waarborg.notices.holding_back import DISCLOSURE, held_until_told
from waarborg.notices.models import ClientNotice
from waarborg.notices.of_age import write as write_of_age
from waarborg.notices.selectors import notices_of
from waarborg.notices.telling import Left, leave
from waarborg.notices.telling import write as tell
from waarborg.parties.handing_out import Handed, HandedOut, proofs, told_to, ways
from waarborg.policy.calendar import day_of, shipped_calendar
from waarborg.policy.notices import UNEXPECTED, notices
from waarborg.policy.page import page
from waarborg.policy.page_formats import as_typst
from waarborg.practice.letter_texts import standard_letters
from waarborg.rights.choices import CameBy
from waarborg.rights.registering import NewRequest, register
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import complete

MINE, OTHERS = "insurer", "uwv"


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def written_about(house: House, kind: str, words: str) -> list[str]:
    """The letters that are made anew about a client, in words: what we do with data, and what they asked."""
    coach, dossier_id = house.actor("coach"), house.dossiers[kind].dossier_id
    before = {one.id for one in letters_of(coach, dossier_id)}
    information.make(coach, dossier_id)
    asked = NewRequest(rights=("access",), received_on=clock.today(), words=words, came_by=CameBy.TELEPHONE)
    register(coach, dossier_id, asked)
    made = [one.id for one in letters_of(coach, dossier_id) if one.id not in before]
    return sorted(words_of(open_letter(coach, dossier_id, letter_id)) for letter_id in made)


WORDS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=12, max_size=30)


@carrying({"partner-in-werk": ()}, only=True)
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=WORDS, note=WORDS, asked=WORDS)
def test_a_letter_about_one_client_is_the_same_whatever_is_kept_of_another(
    here: Registered, house_of: HouseOf, name: str, note: str, asked: str
) -> None:
    house = house_of(here)
    alone = written_about(house, MINE, "Wat staat er over mij?")
    identity = house.catalogue.identity
    full = {field: name if rule.type == "name" else "" for field, rule in identity.rule.fields.items()}
    house.record(identity, kind=OTHERS, fields={key: value for key, value in full.items() if value})
    contact = house.catalogue.serving_as("contact_note") or house.catalogue.serving_as("progress")
    assert contact
    item = an_item(contact)
    house.record(
        contact,
        kind=OTHERS,
        fields={key: note if value == "een paar woorden" else value for key, value in item.fields.items()},
    )
    written_about(house, OTHERS, asked)
    again = written_about(house, MINE, "Wat staat er over mij?")
    assert again == alone
    assert [value for value in (name, note, asked) if any(value in said for said in again)] == []


TOLD_IN_TIME = {"click-re-integratie": ("CLICK-0.3b",), "working-progression": ("WP-0.3b",)}


@dataclass(frozen=True)
class Came:
    """A kind of data that the coach may record and somebody else gave, and from whom."""

    entry: Entry
    source: str

    @property
    def line(self) -> str:
        """As a letter says it."""
        return f"{self.entry.rule.title}: van {standard_letters().word('sources', self.source, 'nl')}."


def from_another(house: House, made: Opened, again: Came | None = None) -> Came:
    """Write down something that somebody else gave: the first that the coach may."""
    own = {"client", "representative", "staff"}
    found = [
        Came(entry, source)
        for entry in house.catalogue
        for source in entry.sources
        if source not in own | {*entry.agreed} and not entry.rule.needs_note and not entry.rule.single
    ]
    for one in [again] if again else found:
        try:
            write_down(house, made, one)
        except (Refused, InvalidInput):
            continue
        return one
    raise LookupError("nothing that somebody else gave can be written down")


def write_down(house: House, made: Opened, came: Came) -> None:
    coach, entry = house.actor("coach"), came.entry
    with open_door(coach, "write", dossier_id=made.dossier_id, claims=stated(entry, house)) as door:
        write(
            door, an_item(entry, source=came.source, trajectory_id=made.trajectory_id if entry.of_trajectory else None)
        )


def end_by_itself(coach: Actor, made: Opened, notice_id: UUID) -> None:
    with open_door(coach, "write", dossier_id=made.dossier_id) as door:
        door.require_anywhere()
        door.note(Kind.DOSSIER_READ)
        told = {"state": NoticeState.GIVEN, "ended_on": clock.today(), "account_id": coach.account_id}
        ClientNotice.objects.filter(pk=notice_id).update(**told)


def tasks(made: Opened, kind: TaskKind) -> list[Task]:
    return list(Task.objects.using("owner").filter(dossier_id=made.dossier_id, kind=kind, done_at__isnull=True))


def given_letter(house: House, made: Opened, kind: LetterKind) -> str:
    """Give the newest letter of a kind; its words."""
    coach = house.actor("coach")
    letter = next(one for one in letters_of(coach, made.dossier_id) if one.kind == kind)
    give(coach, made.dossier_id, letter.id, Channel.IN_PERSON)
    return words_of(open_letter(coach, made.dossier_id, letter.id))


@carrying({"click-re-integratie": (), "partner-in-werk": ()}, only=True)
def test_what_somebody_else_gave_is_told_within_the_term_of_the_law_and_once(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, coach = opened(house), house.actor("coach")
    came = from_another(house, made)
    from_another(house, made, came)
    (notice,) = notices_of(coach, made.dossier_id)
    assert (notice.category, notice.source, notice.state) == (came.entry.rule.title, came.source, NoticeState.OPEN)
    assert notice.due_on == day_of(shipped_calendar().add(rule_of(coach.in_force).rule.within, clock.today()))  # type: ignore[arg-type,union-attr]
    (task,) = tasks(made, TaskKind.TELL_SOURCES)
    assert (task.due_on, task.article) == (notice.due_on, notice.article)
    with pytest.raises(InvalidInput):
        complete(actor_at(task.for_account_id, coach.organisation_id, strong=True), task.pk)  # type: ignore[arg-type]
    tell(coach, made.dossier_id)
    said = given_letter(house, made, LetterKind.DATA_FROM_OTHERS)
    assert came.line in said
    assert tasks(made, TaskKind.TELL_SOURCES) == []
    from_another(house, made, came)
    assert [one.state for one in notices_of(coach, made.dossier_id)] == [NoticeState.GIVEN]
    with pytest.raises(NotFound):
        tell(coach, made.dossier_id)


@carrying({"partner-in-werk": ()}, only=True)
def test_the_letter_at_the_start_says_it_too(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made, coach = opened(house), house.actor("coach")
    came = from_another(house, made)
    information.make(coach, made.dossier_id)
    assert came.line in given_letter(house, made, LetterKind.INFORMATION)
    assert [one.state for one in notices_of(coach, made.dossier_id)] == [NoticeState.GIVEN]
    assert tasks(made, TaskKind.TELL_SOURCES) == []


@carrying({"partner-in-werk": ()}, only=True)
def test_what_need_not_be_told_has_its_ground_and_reasons_and_nothing_is_told_without_a_letter(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, coach = opened(house), house.actor("coach")
    from_another(house, made)
    (notice,) = notices_of(coach, made.dossier_id)
    with pytest.raises(InvalidInput) as no:
        leave(coach, made.dossier_id, Left(notice_ids=[notice.id], because=LeftBecause.SECRECY, reason=" "))
    assert set(no.value.fields) == {"reason"}
    with pytest.raises(DatabaseError):
        end_by_itself(coach, made, notice.id)
    because = Left(notice_ids=[notice.id], because=LeftBecause.SECRECY, reason="Zwijgplicht van de bedrijfsarts.")
    leave(coach, made.dossier_id, because)
    (notice,) = notices_of(coach, made.dossier_id)
    assert (notice.state, notice.because, notice.reason) == (NoticeState.LEFT, LeftBecause.SECRECY, because.reason)
    row = ClientNotice.objects.using("owner").get(pk=notice.id)
    assert b"Zwijgplicht" not in bytes(row.sealed)
    assert tasks(made, TaskKind.TELL_SOURCES) == []


def held(house: House, dossier_id: UUID) -> tuple[set[UUID], set[UUID]]:
    """What goes nowhere until the client was told, as Python says and as PostgreSQL does."""
    with (
        open_door(house.actor("coach"), "read", dossier_id=dossier_id) as door,
        connections["default"].cursor() as cursor,
    ):
        door.note(Kind.DOSSIER_READ)
        cursor.execute("select gate.held_until_told()")
        return set(held_until_told(door)), {record for (record,) in cursor.fetchall()}


@carrying(TOLD_IN_TIME, only=True)
def test_what_is_kept_only_with_a_reason_is_told_by_its_letter_alone(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    entry = next(one for one in house.catalogue if one.rule.needs_note and one.rule.sensitivity != "health")
    record = house.record(entry)
    notice = ClientNotice.objects.using("owner").get(record_id=record)
    (task,) = Task.objects.using("owner").filter(subject_id=record, kind=TaskKind.TELL_UNEXPECTED)
    with pytest.raises(InvalidInput):
        complete(actor_at(task.for_account_id, house.agency.organisation.pk, strong=True), task.pk)  # type: ignore[arg-type]
    assert notice.letter_id
    waits = any(rule.rule.blocks == DISCLOSURE for rule in notices(here.regulation, (), UNEXPECTED))
    assert [record in one for one in held(house, notice.dossier_id)] == [waits, waits]
    give(house.actor("coach"), notice.dossier_id, notice.letter_id, Channel.IN_PERSON)
    assert [record in one for one in held(house, notice.dossier_id)] == [False, False]
    notice.refresh_from_db(using="owner")
    task.refresh_from_db(using="owner")
    assert (notice.state, bool(task.done_at)) == (NoticeState.GIVEN, True)


@carrying({"click-re-integratie": ("CLICK-0.0a",)}, only=True)
def test_every_page_of_the_regulation_on_paper_says_of_which_version_it_is(here: Registered) -> None:
    written = as_typst(page(here.regulation)).encode()
    pdf = PdfReader(io.BytesIO(typst.compile(written, format="pdf", pdf_standards=["ua-1"])))
    said = [" ".join(one.extract_text().split()) for one in pdf.pages]
    assert len(said) > 1
    assert [text for text in said if f"versie {here.regulation.version}" not in text] == []


CHANGES = {
    "bijstand-naar-werk": ("BNW-p11a", "BNW-p11d"),
    "click-re-integratie": ("CLICK-4.7b",),
}
WEEKS_AHEAD = 9
"""Later than any other test of this house adopts a version."""


def adopted_later(house: House, here: Registered) -> date:
    """Adopt a version with one article that reads otherwise, in force after some weeks."""
    later = clock.today() + timedelta(weeks=WEEKS_AHEAD)
    text = (here.folder.path / f"{here.regulation.in_force_from}.yaml").read_text(encoding="utf-8")
    title = here.regulation.articles[0].title
    assert f"title: {title}\n" in text
    changed = text.replace(f"title: {title}\n", f"title: {title} opnieuw\n", 1)
    was = f"in_force_from: {here.regulation.in_force_from}"
    adopt(house.agency.organisation.pk, changed.replace(was, f"in_force_from: {later}"), in_force_from=later)
    return later


@carrying(CHANGES, only=True)
def test_a_client_with_an_earlier_version_gets_what_changed_and_everybody_reads_it_on_the_site(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, coach = opened(house), house.actor("coach")
    entry = house.catalogue.entry("contact")
    with open_door(coach, "write", dossier_id=made.dossier_id, claims=stated(entry, house)) as door:
        write(door, an_item(entry, source="client"))
    told = told_to(coach.in_force, "client")
    assert told
    handed = Handed(on=clock.today(), how=ways(told)[0], proof=proofs(told, "client")[0])
    hand_to_client(coach, made.dossier_id, handed)
    later, first = adopted_later(house, here), here.regulation.articles[0]
    organisation = house.agency.organisation
    assert in_force(organisation.pk).regulation.in_force_from == here.regulation.in_force_from, "not before its day"
    with clock.travel(later):
        again = actor_at(coach.somebody, organisation.pk, strong=True)
        assert again.in_force.regulation.in_force_from == later
        mailed = Handed(on=later, how="email", proof="sent")
        send(again, made.dossier_id, mailed, page="https://voorbeeld.invalid/", told=told_of_changes(again.in_force))
        letter = next(one for one in letters_of(again, made.dossier_id) if one.kind == LetterKind.REGULATION_CHANGED)
        said = words_of(open_letter(again, made.dossier_id, letter.id))
        assert f"Veranderd: artikel {first.number}, {first.title} opnieuw." in said
        assert letter.given_at, "and a copy of it stays in the dossier"
        public = Client().get(reverse("site:regulation", args=[organisation.slug]), headers={"accept-language": "nl"})
        assert f"veranderd: artikel {first.number}, {first.title} opnieuw" in public.content.decode()
        days = [one.since for one in hand_outs_of_client(again, made)]
        assert days == [later, here.regulation.in_force_from], "what was handed out stays of its version"


def hand_outs_of_client(actor: Actor, made: Opened) -> Sequence[HandedOut]:
    with open_door(actor, "read", dossier_id=made.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        return hand_outs_in(door)


@carrying({"bijstand-naar-werk": ("BNW-p12b",)}, only=True)
def test_who_comes_to_decide_alone_gets_a_letter_that_says_so(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    made, coach = opened(house), house.actor("coach")
    day = clock.today() + timedelta(days=3)
    born, entry = day - relativedelta(years=of_age(coach.in_force)), house.catalogue.entry("birth")
    fields = {**an_item(entry).fields, "birth_date": born.isoformat()}
    add_record(coach, made.dossier_id, an_item(entry, fields=fields))
    with pytest.raises(NotFound):
        write_of_age(coach, made.dossier_id)
    with clock.travel(day):
        write_of_age(coach, made.dossier_id)
        said = given_letter(house, made, LetterKind.OF_AGE)
        with translation.override("nl"):
            assert f"Vanaf {day_in_words(day)} beslist u zelf" in said
        assert f"artikel {whose_age(coach.in_force, of_age(coach.in_force))} van ons reglement" in said
