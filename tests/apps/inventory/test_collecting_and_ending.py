"""What is held of a client is found in every room, by who may read it, and ends with its keys."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import ProgrammingError, connections
from django.test.utils import CaptureQueriesContext

from tests.apps.work.cast import ADDRESS, LONG_ENOUGH, NAME, REASON, Cast, cast
from waarborg.admission.newcomers import NewComer
from waarborg.admission.services import let_in
from waarborg.disclosures.approving import Answered, answer
from waarborg.disclosures.refusing import refuse
from waarborg.dossiers.selectors import dossier
from waarborg.dossiers.statements import NewStatement, add_statement
from waarborg.dossiers.view_endings import end_over
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.inventory.collecting import Held, collect
from waarborg.inventory.registry import gather, holding_of, holdings, register
from waarborg.kernel import clock
from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import Channel
from waarborg.letters.services import give, letters_of
from waarborg.retention.holds import NewHold, place
from waarborg.rights import registering
from waarborg.rights.choices import CameBy
from waarborg.rights.items import Chosen, Thing, choose
from waarborg.rights.registering import NewRequest
from waarborg.vault.personal_data import living_keys
from waarborg.vault.services import destroy
from waarborg.work.appointments import NewAppointment, make
from waarborg.work.drafts import keep
from waarborg.work.services import remind

pytestmark = pytest.mark.real_commits
SEALED = {held.model for held in holdings() if held.ends is Ends.KEY and held.about is Subject.CLIENT}


@pytest.fixture
def here() -> Cast:
    """An agency where Robin is spoken of in every room."""
    found = cast()
    found.looking_along()
    with clock.travel(clock.now() + LONG_ENOUGH):
        end_over(found.system, using="worker")
    remind(found.anna, found.dossier_id, note="Bellen over de fiets")
    keep(found.anna, found.dossier_id, "note", {"agreed": ["een halve zin"]})
    soon = clock.now() + LONG_ENOUGH
    held = NewHold(hold="likely_claim", words="Zij gaat naar de rechter.", review_on=clock.today() + LONG_ENOUGH)
    place(found.anna, found.dossier_id, held)
    make(found.anna, found.dossier_id, NewAppointment(kind="interview", starts_at=soon, minutes=60, place="Kamer 2"))
    refuse(found.anna, found.dossier_id, recipient="employer", name="Iemand die belde")
    vera = NewComer(basis="guardianship", by_mail=False, name="Vera", seen="Beschikking", seen_on=clock.today())
    let_in(found.anna, found.dossier_id, vera)
    asked = NewRequest(rights=["access"], received_on=clock.today(), words="Wat staat er?", came_by=CameBy.LETTER)
    registering.register(found.anna, found.dossier_id, asked)
    contact = dossier(found.anna, found.dossier_id).of("contact")[0]
    asked = NewRequest(rights=["erasure"], received_on=clock.today(), words="Wat staat er?", came_by=CameBy.LETTER)
    (request_id,) = registering.register(found.anna, found.dossier_id, asked)
    about = Chosen(things=[Thing(record_id=contact.id)], ground="unlawful", wanted="Haal het weg.")
    choose(found.anna, found.dossier_id, request_id, about)
    add_statement(found.anna, found.dossier_id, NewStatement(words="Zo is het niet.", record_id=contact.id))
    said = Answered(
        approves=True, version=1, who="client", form="conversation", on=clock.today(), wording="Zo is het goed."
    )
    answer(found.anna, found.dossier_id, contact.id, said)
    give(found.anna, found.dossier_id, letters_of(found.anna, found.dossier_id)[0].id, Channel.EMAIL)
    return found


def person_in(door: Door) -> UUID:
    return UUID(door.dossier["person"])


def collected(here: Cast, actor: Actor) -> list[Held]:
    with open_door(actor, "read", dossier_id=here.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        return list(collect(actor.organisation_id, person_in(door), [here.dossier_id]))


NOTHING_THERE = {
    "breaches.Affected", "destruction.Opening", "destruction.PutAway",
    "complaints.Complaint", "complaints.ComplaintFile", "complaints.ComplaintGiving", "complaints.ComplaintLetter",
    "complaints.ComplaintStep",
    "disclosures.DisclosureReview", "documents.Document", "documents.WaitingFile", "dossiers.Exclusion",
    "dossiers.RecordVersion", "enquiries.Enquiry", "invoicing.Invoice", "letters.Mail", "notices.ClientNotice",
    "rights.RecipientNotice", "rights.RequestStep",
    "subject_access.Covering", "subject_access.Package",
}  # fmt: skip
"""Nothing leaked, went in haste, was put away or charged, no file came, nobody asked, all is told; mail is ours."""


def text_of(found: list[Held]) -> str:
    return " ".join(str(held.opened) for held in found if held.opened)


def test_who_works_on_a_dossier_collects_all_that_is_sealed_of_it(here: Cast) -> None:
    found = collected(here, here.anna)
    opened = {held.holding.model for held in found if held.opened}
    assert opened == SEALED - NOTHING_THERE
    said = text_of(found)
    assert [word for word in (NAME, ADDRESS, REASON, "fiets", "%PDF") if word not in said] == []
    assert {held.category for held in found if held.holding.model == "dossiers.Record"} == {"contact"}


def test_who_does_not_work_on_it_collects_nothing_that_opens(here: Cast) -> None:
    assert [word for word in (NAME, ADDRESS, "fiets") if word in text_of(collected(here, here.bram))] == []


def test_collecting_takes_as_many_statements_however_much_there_is(here: Cast) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connections["default"]) as seen:
            collected(here, here.anna)
        return len(seen)

    before = statements()
    for number in range(5):
        remind(here.anna, here.dossier_id, note=f"bel {number}")
    assert statements() == before


def end_alone(here: Cast, key: UUID) -> None:
    with open_door(here.anna, "correct", dossier_id=here.dossier_id) as door:
        door.note(Kind.RECORD_DESTROYED)
        destroy(here.anna.organisation_id, [key])


def test_no_key_of_a_client_ends_by_one_person_alone(here: Cast) -> None:
    with open_door(here.anna, "read", dossier_id=here.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        living = [key for key in living_keys(here.anna.organisation_id, person_in(door)) if not key.own]
    assert {"task"} < {key.retention_class for key in living}
    for key in living:
        with pytest.raises(ProgrammingError, match="nobody destroys alone"):
            end_alone(here, key.id)
    assert NAME in text_of(collected(here, here.anna))


def test_rooms_are_asked_once_and_nobody_speaks_for_anothers_table() -> None:
    before = holdings()
    gather()
    assert holdings() == before
    with pytest.raises(ConfigurationError):
        register([holding("dossiers.Record", Subject.NOBODY, Ends.NEVER, columns={Holds.NOBODY: "id"})])
    with pytest.raises(ConfigurationError):
        holding_of("dossiers.Unknown")
