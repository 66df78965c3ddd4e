"""A dry run says of every row and column what would happen and why not, and stores nothing of anybody."""

from __future__ import annotations

import pytest
from django.utils import translation

from tests.apps.cast import BSN, NAME, Cast
from tests.apps.imports.lists import PRINCIPAL, everything, listed, person, rows, tried
from waarborg.imports import trying, waiting
from waarborg.imports.choices import Weight
from waarborg.imports.mapping import Mapped
from waarborg.imports.targets import target_of
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.parties.services import NewContract, agree, register_party

pytestmark = pytest.mark.usefixtures("_with_the_database")


@pytest.fixture(autouse=True)
def _in_english() -> object:
    with translation.override("en"):
        yield


def test_a_column_that_the_catalogue_does_not_name_is_refused_with_the_article(cast: Cast) -> None:
    found = tried(cast.actor("adam"), listed(person(1, Haarkleur="rood", Diagnose="griep")))
    article = "bijlage"
    assert found.said("Haarkleur") == [f"Article {article} does not name this: it cannot be recorded."]
    assert found.said("Diagnose") == [f"Article {article} says that this is never recorded."]
    assert [item.entry.key for item in found.plan.dossiers[0].items] == ["contact"]


def test_what_is_not_for_this_kind_of_principal_is_refused_with_the_article(cast: Cast) -> None:
    dina = cast.actor("dina")
    employer = register_party(dina, kind="insurer", name="Verzekeraar Noord")
    agree(dina, employer, NewContract(number="9", starts_on=cast_day()))
    found = tried(
        cast.actor("adam"),
        listed(person(2, BSN="123456782"), person(3, BSN="111222333", Opdrachtgever="Verzekeraar Noord")),
    )
    (said,) = found.said("BSN")
    assert "Not for this kind of principal (insurer): article" in said
    kinds = {one.row: {item.entry.key for item in one.items} for one in found.plan.dossiers}
    assert kinds == {3: {"contact"}} | {2: {"contact", "bsn"}}


def cast_day() -> object:
    from waarborg.kernel import clock

    return clock.today()


def test_what_this_person_may_not_write_is_refused_cell_by_cell(cast: Cast) -> None:
    found = tried(cast.actor("adam"), listed(person(4, Opleiding="mavo")))
    assert found.plan.dossiers
    assert found.said("Opleiding", row=2)


def test_text_that_seems_to_be_about_health_stays_out_and_is_not_repeated(cast: Cast) -> None:
    found = tried(
        cast.actor("adam"),
        listed(
            person(1, Vraagstelling="Zoekt werk als kapper"),
            person(2, Vraagstelling="Hij heeft een burn-out gehad"),
        ),
    )
    kinds = {one.row: {item.entry.key for item in one.items} for one in found.plan.dossiers}
    assert kinds == {2: {"contact", "referral"}, 3: {"contact"}}
    (said, _missing) = found.said("Vraagstelling", row=3)
    assert "article bijlage does not allow" in said
    assert "burn-out" not in said


def test_every_row_that_stays_out_says_why(cast: Cast) -> None:
    found = tried(
        cast.actor("adam"),
        listed(
            person(5, Opdrachtgever="Onbekend Bureau"),
            person(6, **{"Datum aanmelding": "31-2-2026"}),
            person(7, **{"Datum aanmelding": "1-3-2199"}),
            person(8, Naam=""),
            person(9, **{"Type traject": ""}),
            person(10, Geboortedatum="12 mrt 84"),
        ),
    )
    assert "not known here" in found.said("Opdrachtgever", row=2)[0]
    assert "no date" in found.said("Datum aanmelding", row=3)[0]
    assert found.said("Datum aanmelding", row=4)
    assert found.said(row=5) == ["It does not say who this is."]
    assert "what type" in found.said("Type traject", row=6)[0]
    assert "two digits" in found.said("Geboortedatum", row=7)[0]
    assert [one.row for one in found.plan.dossiers] == [7]
    assert {one.row for one in found.plan.parked} == {2, 3, 4, 6}
    assert found.plan.staying_out == 5


def test_the_same_person_twice_in_the_file_comes_in_once(cast: Cast) -> None:
    first = person(11, BSN="999990019")
    found = tried(
        cast.actor("adam"),
        listed(first, person(12), first | {"Naam": "Heel Anders"}, person(11, Naam=f"{first['Naam']}".upper())),
    )
    assert [one.row for one in found.plan.dossiers] == [2, 3]
    assert found.said(row=4) == ["The same person as in row 2."]
    assert found.said(row=5) == ["The same person as in row 2."]


def test_who_has_a_dossier_here_stays_out(cast: Cast) -> None:
    again = [
        person(13, Naam="Ander Iemand", BSN=BSN),
        person(14, Naam=NAME.upper(), Geboortedatum="14-3-1989"),
        person(15, Naam=NAME, Geboortedatum="15-3-1989"),
    ]
    found = tried(cast.actor("adam"), listed(*again))
    assert [one.row for one in found.plan.dossiers] == [4]
    assert found.said(row=2) == found.said(row=3) == [f"This person has a dossier here: {cast.number}."]
    assert waiting.mine(cast.actor("olga")) == []


def test_a_coach_who_is_named_must_work_here_and_who_assigns_must_be_allowed(cast: Cast) -> None:
    found = tried(cast.actor("adam"), listed(person(16, Coach="Anna"), person(17, Coach="Niemand")))
    assert "Nobody of this name" in found.said("Coach", row=3)[0]
    assert len(found.plan.dossiers) == 2
    assert found.plan.dossiers[0].frame.coach_id in {None, cast.accounts["anna"]}
    assert found.plan.dossiers[1].frame.coach_id is None


def test_a_consent_in_a_weaker_form_than_its_article_asks_stays_out(cast: Cast) -> None:
    content = listed(person(18, **{"Schriftelijke toestemming": "1-3-2026"}))
    weak = tried(cast.actor("adam"), content, consent_form="unambiguous")
    strong = tried(cast.actor("adam"), content, consent_form="written")
    assert "asks another form" in weak.said("Schriftelijke toestemming")[0]
    assert "written_consent" in strong.plan.dossiers[0].frame.declared


def test_a_term_that_is_over_is_said_and_one_that_cannot_begin_parks_the_row(cast: Cast) -> None:
    over = {"Startdatum": "1-2-2012", "Einddatum": "1-5-2012", "Datum aanmelding": "1-1-2012"}
    found = tried(
        cast.actor("adam"),
        listed(
            person(19, **over, **{"Dossier gesloten": "1-5-2012"}),
            person(20, **{"Datum aanmelding": "1-1-2012", "Startdatum": "1-2-2012", "Dossier gesloten": "1-5-2012"}),
            person(21, Status="afgesloten"),
        ),
    )
    assert any("Past its term since" in said for said in found.said(row=2))
    assert {one.row for one in found.plan.parked} >= {4}
    assert 2 in {one.row for one in found.plan.dossiers}


def test_nothing_is_stored_but_the_file_under_its_own_key(cast: Cast) -> None:
    before = everything()
    found = tried(cast.actor("adam"), listed(person(22), person(23)))
    after = everything()
    assert after.pop("keys") == before.pop("keys") + 1
    assert after.pop("vault.blob") == before.pop("vault.blob") + 1
    assert after == before
    for (sealed,) in rows("select sealed from imports_import where id = %s", found.id):
        assert b"Invoerder" not in bytes(sealed)


def test_what_was_chosen_is_remembered_without_a_word_of_the_headings(cast: Cast) -> None:
    adam = cast.actor("adam")
    content = listed(person(24, Zomaar="x"))
    first = waiting.receive(adam, name="a.csv", content=content)
    seen = waiting.look(adam, first).waiting
    assert str(len(seen.headers) - 1) not in seen.guessed
    columns = {int(place): target_of(word) for place, word in seen.guessed.items()}
    columns[len(seen.headers) - 1] = target_of("field:contact.place")
    trying.choose(adam, first, Mapped(columns=columns))
    again = waiting.look(adam, waiting.receive(adam, name="b.csv", content=content)).waiting
    assert again.guessed[str(len(seen.headers) - 1)] == "field:contact.place"
    for row in rows("select columns::text || headings from imports_columnmapping"):
        assert "Naam" not in row[0]
        assert "Zomaar" not in row[0]


def test_without_a_name_nobody_comes_in(cast: Cast) -> None:
    adam = cast.actor("adam")
    import_id = waiting.receive(adam, name="a.csv", content=listed({"Opdrachtgever": PRINCIPAL, "Plaats": "Urk"}))
    with pytest.raises(InvalidInput):
        trying.choose(adam, import_id, Mapped(columns={1: target_of("field:contact.place")}))


def test_who_may_open_no_dossier_hands_nothing_in(cast: Cast) -> None:
    with pytest.raises(Refused):
        waiting.receive(cast.actor("sam"), name="a.csv", content=listed(person(25)))


def test_an_import_is_there_for_whoever_brought_it_and_for_nobody_else(cast: Cast) -> None:
    found = tried(cast.actor("adam"), listed(person(26)))
    for who in ("dina", "anna", "olga"):
        with pytest.raises(NotFound):
            waiting.look(cast.actor(who), found.id)
        with pytest.raises(NotFound):
            waiting.state_of(cast.actor(who), found.id)


def test_what_is_thrown_away_opens_no_more(cast: Cast) -> None:
    adam = cast.actor("adam")
    found = tried(adam, listed(person(27)))
    waiting.throw_away(adam, found.id)
    with pytest.raises(NotFound):
        waiting.look(adam, found.id)
    assert waiting.state_of(adam, found.id).state == "gone"
    wrapped = "select k.wrapped from vault.data_key k join imports_import i on i.data_key_id = k.id where i.id = %s"
    (key,) = rows(wrapped, found.id)
    assert key == (None,)


def test_findings_weigh_as_they_should(cast: Cast) -> None:
    found = tried(cast.actor("adam"), listed(person(28, BSN="123456789", Haarkleur="rood")))
    weights = {one.weight for one in found.findings}
    assert weights == {Weight.COLUMN, Weight.CELL}
