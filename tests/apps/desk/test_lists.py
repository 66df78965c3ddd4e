"""A list that a coach lives in: narrowed, sorted, kept, searched, and in a file only where an article lets it out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.apps.cast import NAME, Cast, gather
from tests.apps.desk.conftest import a_database_of_its_own
from waarborg.dossiers import caseloads
from waarborg.dossiers.exports import Sheet, export
from waarborg.dossiers.history import who_looked
from waarborg.dossiers.list_filters import Asked
from waarborg.dossiers.search_terms import parts
from waarborg.dossiers.spreadsheets import workbook
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.choices import TokenKind


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """Under a regulation that lets a coach take data out."""
    with django_db_blocker.unblock(), a_database_of_its_own():
        yield gather("click-re-integratie")


def found(cast: Cast, words: str, who: str = "anna") -> list[str]:
    return [row.number for row in caseloads.caseload(cast.actor(who), Asked(words=words, state="all")).rows]


@pytest.mark.clause("CLICK-1.2c")
@pytest.mark.parametrize(
    "typed",
    ["kana", "VOGEL kan", "14-3-1989", "14 maart 1989", "14 mrt 89", "14/3/1989", "14031989", "1989-03-14", "1234 ab",
     "1234AB vogelaar", "06 12 34 56 78", "+31612345678", "kanariena@voorbeeld.nl", "hie-2026-0001"],
)  # fmt: skip
def test_a_client_is_found_by_what_people_type_and_by_nobody_else(cast: Cast, typed: str) -> None:
    assert found(cast, typed) == [cast.number]
    assert found(cast, typed, "bram") == []


@pytest.mark.parametrize("typed", ["ka", "vogelaars", "15-3-1989", "31-2-1989", "4321 ab", "0612345679", "111222333"])
def test_who_is_not_meant_is_not_found(cast: Cast, typed: str) -> None:
    assert found(cast, typed) == []


def test_a_year_of_two_digits_is_looked_up_in_both_centuries() -> None:
    (part,) = parts("3-4-12")
    assert part.kind is TokenKind.BIRTH_DATE
    assert part.values == ("1912-04-03", "2012-04-03")


def looks(cast: Cast) -> int:
    events = who_looked(cast.actor("anna"), cast.dossier_id).events
    return sum(1 for event in events if event.kind is Kind.SEARCH_PERFORMED)


def test_typing_asks_when_somebody_pauses_and_each_answer_is_one_event(cast: Cast) -> None:
    anna, before = cast.browser("anna"), looks(cast)
    for typed in ("k", "ka"):
        assert "listbox" not in anna.post(reverse("desk:suggest"), {"q": typed}).content.decode()
    assert looks(cast) == before, "too little to search for"
    page = anna.post(reverse("desk:suggest"), {"q": "kanar"}).content.decode()
    assert 'role="option"' in page
    assert NAME in page
    assert looks(cast) == before + 1
    assert NAME not in cast.browser("bram").post(reverse("desk:suggest"), {"q": "kanar"}).content.decode()


def rows(client: Client, **query: object) -> str:
    return client.get(reverse("desk:caseload"), query).content.decode()


def test_a_list_is_narrowed_sorted_and_shown_as_asked(cast: Cast) -> None:
    anna = cast.browser("anna")
    assert NAME in rows(anna)
    assert NAME not in rows(anna, state="closed")
    assert NAME not in rows(anna, phase="ended")
    assert NAME in rows(anna, phase="running", sort="ends_on", descending="on")
    assert NAME in rows(anna, coach=str(cast.accounts["anna"]))
    assert NAME not in rows(anna, coach=str(cast.accounts["dina"]))
    assert NAME in rows(anna, next_step="without")
    assert "Anna" in rows(anna, columns=["coaches"])
    assert 'aria-sort="descending"' in rows(anna, sort="name", descending="on")
    assert NAME in rows(anna, phase="horoscope", principal="nobody"), "an old address shows what it can"


def test_a_list_is_kept_without_any_name_for_oneself_alone(cast: Cast) -> None:
    anna = cast.browser("anna")
    anna.post(reverse("desk:list_keep"), {"state": "open", "phase": "running", "columns": ["phase"]})
    (kept,) = caseloads.caseload(cast.actor("anna")).kept
    assert (kept.asked.phase, kept.asked.columns) == ("running", ("phase",))
    assert "loopt" in rows(anna) or "lopend" in rows(anna)
    assert caseloads.caseload(cast.actor("bram")).kept == []
    away = reverse("desk:list_away", args=[kept.id])
    assert cast.browser("bram").post(away).status_code == 404
    assert anna.post(away).status_code == 302
    assert caseloads.caseload(cast.actor("anna")).kept == []


def taken(cast: Cast, who: str, purpose: str, *categories: str) -> tuple[int, str]:
    """The status of the answer, and everything that stands in the file."""
    typed = {"purpose": purpose, "categories": list(categories)}
    answer = cast.browser(who).post(reverse("desk:list_export"), typed)
    if "spreadsheet" not in answer["Content-Type"]:
        return answer.status_code, ""
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        text = " ".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert NAME.split()[1] not in answer["Content-Disposition"]
    return answer.status_code, text


@pytest.mark.clause("CLICK-1.2c")
def test_a_file_holds_what_the_rules_let_go_and_is_an_event(cast: Cast) -> None:
    status, text = taken(cast, "anna", "guidance", "identity", "contact", "employer_information")
    assert status == 200
    assert NAME in text
    assert "kanarie-employer_information" in text, "the company"
    assert "contact_person" not in text
    assert "Contactpersoon" not in text, "what is about others does not go along"
    newest = who_looked(cast.actor("anna"), cast.dossier_id).events[1]
    assert (newest.kind, newest.purpose) == (Kind.EXPORT_MADE, "guidance")
    assert set(newest.categories) == {"identity", "contact", "employer_information"}


def test_a_file_is_made_for_a_purpose_of_the_closed_list_alone(cast: Cast) -> None:
    assert taken(cast, "anna", "sport", "identity") == (422, "")
    assert taken(cast, "anna", "", "identity") == (422, "")
    assert taken(cast, "anna", "guidance") == (422, "")
    with pytest.raises(InvalidInput):
        export(cast.actor("anna"), Asked(), purpose="sport", categories=["identity"])


def test_who_may_take_nothing_out_gets_nothing(cast: Cast) -> None:
    assert export(cast.actor("bram"), Asked(), purpose="guidance", categories=["contact"]).dossiers == 0
    for who in ("dina", "sam"):
        with pytest.raises(Refused):
            export(cast.actor(who), Asked(), purpose="guidance", categories=["contact"])


def test_what_is_typed_is_never_a_formula() -> None:
    book = workbook([Sheet("x", ["a"], [["=1+1"], ["https://voorbeeld.nl"]])], author="Bureau")
    with zipfile.ZipFile(io.BytesIO(book)) as parts_of_it:
        sheet = parts_of_it.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
