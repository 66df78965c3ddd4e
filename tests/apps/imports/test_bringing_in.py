"""What was announced comes in whole, with its decisions and events, or nothing does; undone, nothing is left."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError

from tests.apps.cast import Cast
from tests.apps.imports.lists import brought_in, everything, listed, person, rows, tried, undone
from waarborg.dossiers import records
from waarborg.dossiers.history import who_looked
from waarborg.dossiers.selectors import SeenRecord, dossier
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import open_door
from waarborg.imports import bringing_in, jobs, parking, trying, undoing, waiting
from waarborg.imports.choices import ImportState, WorksOnIt
from waarborg.imports.ending import end_over
from waarborg.imports.mapping import Mapped
from waarborg.imports.targets import target_of
from waarborg.imports.writing_records import RecordWriter
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.blobs import blob_row, open_blob
from waarborg.vault.services import open_keys

pytestmark = pytest.mark.usefixtures("_with_the_database")

CONSENTS = {"Toestemming opslag": "1-3-2026", "Schriftelijke toestemming": "1-3-2026"}
MADE = "select dossier_id from imports_importeddossier where brought_in_by_id = %s"


def made_by(import_id: object) -> list[object]:
    return [dossier_id for (dossier_id,) in rows(MADE, import_id)]


def settled(actor: Actor, *, days: int) -> None:
    """What has waited long enough some days from now goes."""
    with clock.travel(clock.now() + timedelta(days=days)):
        end_over(system_at(actor.organisation_id, using="worker"))


def file_of(actor: Actor, dossier_id: object, record: SeenRecord) -> bytes:
    """The file that a record was kept with, opened with the record's own key."""
    (key_id,) = rows("select data_key_id from dossiers_record where id = %s", record.id)[0]
    with open_door(actor, "read", dossier_id=dossier_id) as door:  # type: ignore[arg-type]
        door.note(Kind.DOSSIER_READ)
        blob = blob_row(actor.organisation_id, UUID(record.content.fields["file"]))
        return b"".join(open_blob(blob, open_keys(actor.organisation_id, [key_id])[key_id]))


def test_an_address_that_is_secret_stands_apart_from_the_first_day(cast: Cast) -> None:
    anna = cast.actor("anna")
    found = tried(anna, listed(person(77, Plaats="Urk", **{"Geheim adres": "ja"})), works_on_it=WorksOnIt.ME)
    assert brought_in(anna, found) is not None
    (dossier_id,) = made_by(found.id)
    (contact,) = [one for one in dossier(anna, dossier_id).records if one.entry.rule.identifies]  # type: ignore[arg-type]
    assert contact.secret_address
    assert "place" not in contact.content.fields
    assert rows("select count(*) from dossiers_searchtoken where record_id = %s and kind = 'postcode'", contact.id) == [
        (0,)
    ]


def test_it_comes_in_complete_with_a_decision_and_an_event_in_each_dossier(cast: Cast) -> None:
    anna = cast.actor("anna")
    found = tried(
        anna,
        listed(*(person(at, BSN="", Plaats="Urk", Uren="40,5", Startdatum="8-3-2026") for at in range(30, 35))),
        works_on_it=WorksOnIt.ME,
    )
    assert brought_in(anna, found) is not None
    made = made_by(found.id)
    assert len(made) == 5
    for dossier_id in made:
        seen = dossier(anna, dossier_id)
        (contact,) = [one for one in seen.records if one.entry.rule.identifies]
        assert contact.content.fields["place"] == "Urk"
        assert contact.purpose
        kinds = [one.kind for one in who_looked(anna, dossier_id).events]
        assert {Kind.DOSSIER_OPENED, Kind.RECORD_CREATED} <= set(kinds)
    assert seen.trajectories[0]["hours_granted"] == 40.5
    for table, column in (("dossier", "id"), ("record", "dossier_id"), ("trajectory", "dossier_id")):
        decided = f"""select bool_and(d.allowed and d.rules <> '{{}}') from dossiers_{table} t
                      join ledger_decision d on d.id = t.decision_id where t.{column} = any(%s)"""
        assert rows(decided, made) == [(True,)]
    (grounds,) = rows("select array_agg(distinct ground) from dossiers_record where dossier_id = any(%s)", made)
    assert "" not in grounds[0]


def test_who_only_sets_it_up_lets_go_of_it_that_day(cast: Cast) -> None:
    anna = cast.actor("anna")
    found = tried(anna, listed(person(36)))
    brought_in(anna, found)
    until = rows("select until_on from dossiers_assignment where dossier_id = any(%s)", made_by(found.id))
    assert until == [(clock.today(),)]


def test_undone_leaves_no_row_no_token_no_file_and_no_key(cast: Cast) -> None:
    anna = cast.actor("anna")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as held:
        held.writestr("dossiers/A-17/brief.txt", "een brief")
        held.writestr("dossiers/A-17/cv.txt", "een cv")
        held.writestr("dossiers/A-18/brief.txt", "nog een")
    settled(anna, days=0)
    before = everything()
    found = tried(
        anna,
        listed(
            person(40, Map="A-17", BSN="999990032", Mobiel="0612345678", **CONSENTS),
            person(41, Map="A-99"),
        ),
        packed.getvalue(),
        files_category="document",
        consent_form="written",
        works_on_it=WorksOnIt.ME,
    )
    assert found.said("Map", row=3)
    brought_in(anna, found)
    made = made_by(found.id)
    documents = rows("select category from dossiers_record where dossier_id = any(%s) and category = 'document'", made)
    assert len(documents) == 2
    seen = dossier(anna, made[0])
    (letter,) = [one for one in seen.records if one.content.fields.get("subject") == "brief.txt"]
    assert file_of(anna, made[0], letter) == b"een brief"
    during = everything()
    assert during["dossiers_searchtoken"] > before["dossiers_searchtoken"]
    assert undone(anna, found) == 2
    end_over(system_at(anna.organisation_id, using="worker"))
    after = everything()
    assert after == before
    assert rows("select count(*) from vault.data_key where person_id = any(%s) and wrapped is not null", made) == [(0,)]
    events = """select count(*), count(c.event_id) from ledger_event e
                left join ledger_eventcontent c on c.event_id = e.id
                where e.dossier_id = any(%s) and e.kind = any(%s)"""
    ((happened, told),) = rows(events, made, ["dossier_opened", "record_created", "consent_given"])
    assert happened > 0
    assert told == 0, "what happened stays proved, without its content"
    assert waiting.state_of(anna, found.id).state == ImportState.UNDONE


def test_what_changed_since_is_not_undone_and_it_is_said_which(cast: Cast) -> None:
    anna = cast.actor("anna")
    found = tried(anna, listed(person(42, **CONSENTS), person(43)), consent_form="written", works_on_it=WorksOnIt.ME)
    brought_in(anna, found)
    one, _other = made_by(found.id)
    seen = dossier(anna, one)
    before = everything()
    new = records.NewRecord(category="education", fields={"course": "mavo"}, source="client")
    records.add_record(anna, one, new)
    with pytest.raises(undoing.ChangedSince) as conflict:
        undoing.ask_to_undo(anna, found.id)
    assert conflict.value.numbers == (seen.number,)
    assert waiting.state_of(anna, found.id).state == ImportState.DONE
    assert everything()["dossiers_dossier"] == before["dossiers_dossier"]


def test_nobody_undoes_what_another_brought_in(cast: Cast) -> None:
    anna = cast.actor("anna")
    found = tried(anna, listed(person(44)))
    brought_in(anna, found)
    with pytest.raises(NotFound):
        undoing.ask_to_undo(cast.actor("bram"), found.id)
    with pytest.raises(NotFound):
        undoing.undo(anna, found.id)


def test_when_anything_goes_wrong_nothing_came_in(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = cast.actor("anna")
    found = tried(anna, listed(*(person(at) for at in range(45, 50))))
    before = everything()
    bringing_in.confirm(anna, found.id, announced=found.fingerprint, park=False)
    monkeypatch.setattr(RecordWriter, "_store_tokens", lambda *_given: rows("select 1/0"))
    with pytest.raises(DatabaseError):
        jobs.bring_in(str(anna.organisation_id), str(anna.account_id), str(found.id))
    assert everything() == before
    state = waiting.state_of(anna, found.id)
    assert (state.state, state.failed) == (ImportState.TRIED, True)


def test_what_would_be_another_thing_by_now_is_tried_anew(cast: Cast) -> None:
    anna = cast.actor("anna")
    first, second = tried(anna, listed(person(50))), tried(anna, listed(person(50), person(51)))
    brought_in(anna, first)
    before = everything()
    assert brought_in(anna, second) is None
    assert everything()["dossiers_dossier"] == before["dossiers_dossier"]
    state = waiting.state_of(anna, second.id)
    assert (state.state, state.coming_in) == (ImportState.TRIED, 1)


def test_only_what_was_shown_is_confirmed(cast: Cast) -> None:
    anna = cast.actor("anna")
    found = tried(anna, listed(person(52)))
    with pytest.raises(Conflict):
        bringing_in.confirm(anna, found.id, announced="another", park=False)
    nobody = tried(anna, listed(person(53, Opdrachtgever="Onbekend")))
    with pytest.raises(InvalidInput):
        bringing_in.confirm(anna, nobody.id, announced=nobody.fingerprint, park=False)


def test_a_row_that_lacks_something_is_parked_for_who_brought_it_until_a_day(cast: Cast) -> None:
    anna = cast.actor("anna")
    settled(anna, days=40)
    before = everything()
    found = tried(anna, listed(person(54), person(55, Opdrachtgever="Onbekend", Haarkleur="rood")))
    brought_in(anna, found, park=True)
    (kept,) = parking.parked(anna)
    assert kept.cells["Naam"] == person(55)["Naam"]
    assert "Haarkleur" not in kept.cells, "what the catalogue does not name is not kept here either"
    assert kept.goes_on > clock.today()
    assert parking.parked(cast.actor("bram")) == []
    with pytest.raises(NotFound):
        parking.let_go(cast.actor("bram"), kept.id)
    (sealed,) = rows("select sealed from imports_parkedrow where id = %s", kept.id)
    assert b"Invoerder" not in bytes(sealed[0])
    undone(anna, found)
    settled(anna, days=(kept.goes_on - clock.today()).days - 1)
    assert len(parking.parked(anna)) == 1
    settled(anna, days=40)
    assert everything() == before


def test_a_file_that_nobody_confirms_goes_after_a_day(cast: Cast) -> None:
    anna = cast.actor("anna")
    before = everything()
    found = tried(anna, listed(person(56)))
    with clock.travel(clock.now() + timedelta(hours=23)):
        end_over(system_at(anna.organisation_id, using="worker"))
        assert waiting.look(anna, found.id)
    with clock.travel(clock.now() + timedelta(hours=25)):
        jobs.end_waiting_of(str(anna.organisation_id))
        with pytest.raises(NotFound):
            waiting.look(anna, found.id)
    assert everything() == before


def test_the_worker_does_it_as_whoever_asked(cast: Cast) -> None:
    anna = cast.actor("anna")
    import_id = waiting.receive(anna, name="a.csv", content=listed(person(57), person(58)))
    seen = waiting.look(anna, import_id).waiting
    trying.choose(anna, import_id, Mapped(columns={int(at): target_of(word) for at, word in seen.guessed.items()}))
    whose = (str(anna.organisation_id), str(anna.account_id), str(import_id))
    jobs.try_out(*whose)
    announced = waiting.look(anna, import_id).waiting.fingerprint
    bringing_in.confirm(anna, import_id, announced=announced, park=False)
    jobs.bring_in(*whose)
    assert waiting.state_of(anna, import_id).state == ImportState.DONE
    undoing.ask_to_undo(anna, import_id)
    jobs.undo(*whose)
    assert waiting.state_of(anna, import_id).state == ImportState.UNDONE


def test_a_closed_dossier_comes_in_closed_and_its_terms_count(cast: Cast) -> None:
    anna = cast.actor("anna")
    past = {"Datum aanmelding": "1-1-2012", "Startdatum": "1-2-2012", "Einddatum": "1-5-2012"}
    found = tried(anna, listed(person(59, **past, **{"Dossier gesloten": "1-5-2012"})), works_on_it=WorksOnIt.ME)
    assert any("2014" in said for said in found.said(row=2)), "two years after the end, under this regulation"
    brought_in(anna, found)
    closed = rows("select closed_on::text from dossiers_dossier where id = any(%s)", made_by(found.id))
    assert closed == [("2012-05-01",)]
