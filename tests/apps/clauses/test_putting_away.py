"""Making inaccessible instead of destroying, and the closed archive of what a statute keeps: nobody reads it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connections
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override
from pypdf import PdfReader

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.ending import (
    as_program,
    end,
    filled,
    keys_of,
    leave_out_but,
    newcomer_with_keys,
    number_of,
    past_the_services,
    signed_again,
)
from tests.apps.clauses.house import House, an_item
from tests.apps.clauses.running import newcomer, signed_in
from tests.apps.clauses.test_keeping_and_destroying import under_a_contract_of_its_own
from tests.apps.clauses.test_subject_access import Asked as Package
from tests.apps.documents import samples
from tests.apps.gate.agencies import sign_everything
from tests.apps.gate.populations import superuser
from tests.policy.clauses.register import Registered
from waarborg.destruction.approving import approve
from waarborg.destruction.certifying import certify
from waarborg.destruction.choices import Duty
from waarborg.destruction.closed_parts import kept_of
from waarborg.destruction.doing import do
from waarborg.destruction.models import PutAway
from waarborg.destruction.opening import Asked, PutAwayPart, open_file, open_part, put_away_part, put_away_parts
from waarborg.destruction.printing import certificate_pdf
from waarborg.destruction.proposing import propose, put_away_instead
from waarborg.destruction.selectors import one as one_list
from waarborg.documents import selectors as documents
from waarborg.documents.selectors import files_of
from waarborg.documents.services import Filing, file_waiting, receive
from waarborg.dossiers.services import Opened
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import Claims, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.services import end_agreement
from waarborg.retention.counting import count_due
from waarborg.rights import registering
from waarborg.rights.choices import CameBy
from waarborg.rights.registering import NewRequest
from waarborg.vault.blobs import blob_row, files_left
from waarborg.vault.services import destroy, open_keys

APPLICATION = "subsidy_application"
ASKED = Asked(Duty.STATUTORY, "De Belastingdienst controleert de uren.")
KEPT = {
    "bijstand-naar-werk": ("BNW-p04c",),
    "click-re-integratie": ("CLICK-2.5b",),
    "partner-in-werk": ("PIW-7.2", "PIW-11.2a"),
}


@dataclass
class Travelling:
    """A list of one dossier, and the journey in which it is done."""

    system: Actor
    listed: UUID
    journey: clock.Journey

    def done(self, *people: Actor) -> None:
        for one in people:
            approve(one, self.listed)
        self.journey.advance(timedelta(days=8))
        do(self.system, self.listed)
        assert certify(self.system, self.listed) == []


@contextmanager
def a_list_of(house: House, made: Opened, *, days: int) -> Iterator[Travelling]:
    system = system_at(house.agency.organisation.pk, using="worker")
    with clock.travel(clock.now() + timedelta(days=days)) as journey:
        signed_again(house)
        count_due(system)
        listed = propose(system)
        assert listed is not None
        leave_out_but(house, house.actor("responsible"), listed, made)
        yield Travelling(system, listed, journey)


def parts_of(house: House, made: Opened) -> list[PutAwayPart]:
    number = number_of(house, made)
    return [one for one in put_away_parts(house.actor("responsible")) if one.number == number]


@carrying(KEPT)
def test_what_a_statute_keeps_lies_in_a_closed_archive_without_a_name_until_its_term_is_over(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, who = filled(house), house.actor("responsible")
    end(house, made, clock.today())
    with a_list_of(house, made, days=4 * 366) as going:
        kept = [line for line in one_list(who, going.listed).lines if line.put_away_until and not line.left_out]
        going.done(who, newcomer_with_keys(house))
        parts = parts_of(house, made)
        assert {part.until_on for part in parts} == {line.put_away_until for line in kept}
        assert keys_of(house, made) | {"kept": 0} == {"alive": 0, "sealed": 0, "tokens": 0, "kept": 0}
        said = one_list(who, going.listed).certificate
        assert said is not None
        assert {one["until"] for one in said["put_away"]} == {part.until_on.isoformat() for part in parts}
        if not parts:
            return
        assert all(part.statute and part.rests_on for part in parts)
        items = [item for part in parts for item in open_part(who, part.id, ASKED)]
        assert items
        assert "Proefpersoon" not in str(items), "nobody can be found in it"
        assert not {key for item in items for key in item["said"]} & {"dossier_id", "person_id", "id"}
        assert {item["category"] for item in items} <= {kind for part in parts for kind in part.categories}
        nobody_reads_it_otherwise(house, parts[0])
        last = max(part.until_on for part in parts)
        going.journey.advance(timedelta(days=(last - clock.today()).days + 1))
        signed_again(house)
        its_term_is_over(house, going, made)


def nobody_reads_it_otherwise(house: House, part: PutAwayPart) -> None:
    """Not by another role, not without words, not without a duty of the law, and by no statement of the program."""
    who, coach = house.actor("responsible"), house.actor("coach")
    with pytest.raises(InvalidInput):
        open_part(who, part.id, Asked(Duty.STATUTORY, "zomaar"))
    with pytest.raises((NotFound, Refused)):
        open_part(coach, part.id, ASKED)
    key = PutAway.objects.using("owner").get(pk=part.id).data_key_id
    dossier_id = PutAway.objects.using("owner").get(pk=part.id).dossier_id
    stated = Claims(facts=("statutory_duty",))
    for actor, action, claims in ((who, "read", stated), (who, "open_archive", None), (coach, "open_archive", stated)):
        with open_door(actor, action, dossier_id=dossier_id, claims=claims) as door:
            door.note(Kind.DESTRUCTIONS_READ)
            assert open_keys(who.organisation_id, [key]) == {}
    with pytest.raises(DatabaseError):
        past_the_services(who, "default", "update destruction_putaway set until_on = current_date")
    system = system_at(who.organisation_id, using="worker")
    with pytest.raises(DatabaseError, match="nobody destroys alone"), as_program(house, system) as door:
        destroy(who.organisation_id, [key], using=door.using)
    opened = put_away_part(who, part.id).openings
    assert [(one.name, one.duty) for one in opened] == [("Responsible", Duty.STATUTORY)]


def its_term_is_over(house: House, going: Travelling, made: Opened) -> None:
    """It comes on a list again, two people approve again, and then nothing of it opens."""
    listed = propose(going.system)
    assert listed is not None
    who, number = house.actor("responsible"), number_of(house, made)
    leave_out_but(house, who, listed, made)
    assert [line.number for line in one_list(who, listed).lines if not line.left_out] == [number]
    Travelling(going.system, listed, going.journey).done(who, newcomer_with_keys(house))
    assert parts_of(house, made) == []
    with superuser(house.server, house.urls) as god:
        alive = god.execute(
            "select count(*) from destruction_putaway p join vault.data_key k on k.id = p.data_key_id"
            " where p.dossier_id = %s and (k.wrapped is not null or octet_length(p.sealed) > 0)",
            [made.dossier_id],
        ).fetchone()
    assert alive == (0,)


@carrying({"click-re-integratie": ("CLICK-2.5b",)}, only=True)
def test_a_file_in_the_closed_archive_leads_to_nobody_opens_by_a_duty_of_law_alone_and_goes_with_its_own_term(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    made, who = filled(house), house.actor("responsible")
    document, was = an_application_filed(house, made)
    end(house, made, clock.today())
    with a_list_of(house, made, days=4 * 366) as going:
        going.done(who, newcomer_with_keys(house, "vierde-beslisser"))
        held = [(part, item) for part in parts_of(house, made) for item in open_part(who, part.id, ASKED)]
        ((part, item),) = [(part, item) for part, item in held if item["file"]]
        assert (item["category"], item["said"]["field"], item["opened"]) == (APPLICATION, "copy", {})
        assert "ligt gesloten zonder naam" in words_of(certificate_pdf(who, going.listed, "nl"))
        assert "Proefpersoon" not in str(held), "nor by what somebody called it"
        stored = where_it_lies(house, made, part)
        assert str(document) not in str(held), "and nothing points to where it was"
        it_opens_by_a_duty_of_law_alone(house, part, UUID(item["file"]["id"]), was)
        going.journey.advance(timedelta(days=(part.until_on - clock.today()).days + 1))
        signed_again(house)
        its_term_is_over(house, going, made)
        assert files_left([stored]) == []


def words_of(pdf: bytes) -> str:
    """What it says."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def an_application_filed(house: House, made: Opened) -> tuple[UUID, bytes]:
    """An application of a client in their dossier, with a file that is called after them: its number, what is in it."""
    coach, entry = house.actor("coach"), house.catalogue.entry(APPLICATION)
    waiting = receive(coach, made.dossier_id, "Aanvraag Robin Proefpersoon.pdf", io.BytesIO(samples.pdf()))
    item = an_item(entry)
    said = replace(item, fields={name: value for name, value in item.fields.items() if name != "copy"})
    file_waiting(coach, made.dossier_id, waiting, Filing(record=said, field="copy"))
    (file,) = files_of(coach, made.dossier_id).filed
    return file.id, b"".join(documents.open_file(coach, made.dossier_id, file.id).pieces())


def where_it_lies(house: House, made: Opened, part: PutAwayPart) -> str:
    """The name under which it is stored: under a key of nobody, and no row of the dossier knows it."""
    with superuser(house.server, house.urls) as god:
        found = god.execute(
            "select b.name, k.person_id, (select count(*) from documents_document where dossier_id = p.dossier_id),"
            " (select count(*) from dossiers_searchtoken where dossier_id = p.dossier_id)"
            " from destruction_putaway p join vault.data_key k on k.id = p.data_key_id"
            " join vault.blob b on b.key_id = k.id where p.id = %s and p.dossier_id = %s",
            [part.id, made.dossier_id],
        ).fetchall()
    ((name, *rest),) = found
    assert rest == [None, 0, 0]
    return str(name)


def it_opens_by_a_duty_of_law_alone(house: House, part: PutAwayPart, blob: UUID, was: bytes) -> None:
    """By the service, by what row-level security lets the program see, and in the browser."""
    who, coach = house.actor("responsible"), house.actor("coach")
    with pytest.raises(InvalidInput):
        open_file(who, part.id, blob, Asked(Duty.STATUTORY, "zomaar"))
    with pytest.raises((NotFound, Refused)):
        open_file(coach, part.id, blob, ASKED)
    with pytest.raises(NotFound):
        open_file(who, part.id, part.id, ASKED)
    dossier_id = PutAway.objects.using("owner").get(pk=part.id).dossier_id
    stated = Claims(facts=("statutory_duty",))
    for actor, action, claims in ((who, "read", stated), (who, "open_archive", None), (coach, "open_archive", stated)):
        with open_door(actor, action, dossier_id=dossier_id, claims=claims) as door:
            door.note(Kind.DESTRUCTIONS_READ)
            with pytest.raises(NotFound):
                blob_row(who.organisation_id, blob)
    before = len(put_away_part(who, part.id).openings)
    kind, pieces = open_file(who, part.id, blob, ASKED)
    assert (kind, b"".join(pieces)) == ("pdf", was)
    browser, asked = signed_in(who), {"duty": ASKED.duty.value, "words": ASKED.words}
    address = reverse("desk:put_away_file", args=[part.id, blob])
    page = browser.post(reverse("desk:put_away", args=[part.id]), asked).content.decode()
    assert address in page
    assert "Proefpersoon" not in page
    taken = browser.post(address, asked)
    assert b"".join(taken.streaming_content) == was  # type: ignore[attr-defined]
    assert taken["Content-Disposition"] == f'attachment; filename="{blob}.pdf"'
    assert len(put_away_part(who, part.id).openings) == before + 3, "each time is written down"


@carrying({"partner-in-werk": ("PIW-7.3b",)}, only=True)
def test_who_approves_may_choose_that_the_rest_is_made_inaccessible_and_then_it_has_an_end(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    contract, made = under_a_contract_of_its_own(house)
    who, ends_on = house.actor("responsible"), clock.today() + timedelta(days=10)
    end_agreement(house.first("assign"), contract, ends_on=ends_on)
    handed_over(house, contract)
    with a_list_of(house, made, days=45) as going:
        (before,) = {line.put_away_until for line in one_list(who, going.listed).lines if not line.left_out}
        assert before is None, "destroying is the rule"
        put_away_instead(who, going.listed, made.dossier_id)
        with pytest.raises(NotFound):
            put_away_instead(who, going.listed, made.dossier_id)
        with pytest.raises(DatabaseError):
            past_the_services(who, "default", "update destruction_line set fate = 'destroy' where fate = 'put_away'")
        (until,) = {line.put_away_until for line in one_list(who, going.listed).lines if not line.left_out} - {None}
        assert until is not None
        assert until > clock.today()
        number, rest = number_of(house, made), one_list(who, going.listed).rest
        assert {kind for one in rest if one.number == number for kind in one.categories} == {"hours", "invoicing"}
        going.done(who, newcomer_with_keys(house, "derde-beslisser"))
        parts = parts_of(house, made)
        assert {part.until_on for part in parts} == {until}
        assert not any(part.statute for part in parts)
        (named,) = [part for part in parts if "identity" in part.categories]
        told_while_the_dossier_is_there(house, made, parts)
        assert "Proefpersoon" in str(open_part(who, named.id, ASKED)), "what the law asks opens it"
        nobody_reads_it_otherwise(house, named)


def told_while_the_dossier_is_there(house: House, made: Opened, parts: list[PutAwayPart]) -> None:
    """Who reads in the dossier is told what was closed away, and so is its client; a stranger is not."""
    coach, stranger = house.actor("coach"), newcomer(house, "vreemdeling")
    sign_everything(stranger)
    today, until = parts[0].put_away_on, parts[0].until_on
    _kept, closed = kept_of(coach, made.dossier_id)
    assert {(one.since_on, one.until_on, one.statute) for one in closed} == {(today, until, False)}
    assert all(one.rests_on for one in closed)
    with override("nl"):
        page = signed_in(coach).get(reverse("desk:retention", args=[made.number])).content.decode()
        assert f"Ontoegankelijk gemaakt op {date_format(today, 'j F Y')}" in page
        assert date_format(until, "j F Y") in page
    for who, seen in ((coach, len(parts)), (stranger, 0)):
        with open_door(who, "read") as door:
            door.note(Kind.DOSSIER_READ)
            with connections[door.using].cursor() as cursor:
                cursor.execute("select count(*) from gate.closed_parts(%s)", [made.dossier_id])
                assert cursor.fetchone() == (seen,)
    new = NewRequest(rights=("access",), received_on=clock.today(), words="Wat is er nog?", came_by=CameBy.LETTER)
    (request_id,) = registering.register(coach, made.dossier_id, new)
    package = Package(house, made.dossier_id, request_id)
    contents = package.contents(package.made())
    assert {(one.on, one.until, one.nameless) for one in contents.closed} == {
        (today.isoformat(), until.isoformat(), False)
    }
    assert sum(one.items for one in contents.closed) == sum(part.records for part in parts)
    assert contents.closed_later, "hours and invoices are kept longer than the rest"
    assert not {item.table for item in contents.items} & {"destruction.PutAway", "destruction.Opening"}
    assert "Proefpersoon" not in contents.model_dump_json(), "what lies closed is told, and not opened"


def handed_over(house: House, contract: UUID) -> None:
    """The principal has what it may hold: nothing waits for that any more."""
    with superuser(house.server, house.urls) as god:
        god.execute("update handing_over_handover set state = 'nothing' where contract_id = %s", [contract])
