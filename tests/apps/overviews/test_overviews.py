"""Overviews end to end: approved, counted without opening anything, told to whom the regulation names, and kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta

import pypdf
import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.apps.desk.conftest import a_database_of_its_own
from tests.apps.gate.agencies import Agency, agency
from tests.apps.gate.populations import RECORD_COLUMNS, bases, copied, superuser
from tests.conftest import Clone
from waarborg.accounts.models import Account
from waarborg.gate.door import Claims, in_context, must_be_allowed, open_door
from waarborg.kernel import clock
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.kernel.errors import NotFound, Refused
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.overviews.models import Release
from waarborg.overviews.printing import as_csv
from waarborg.overviews.protecting import Refusal
from waarborg.overviews.releasing import approved, release
from waarborg.overviews.selectors import SeenTable, table, tables
from waarborg.overviews.tables import TOTAL
from waarborg.policy.vocabulary import regulations_folder
from waarborg.practice.choices import Side
from waarborg.practice.document import with_list
from waarborg.practice.selectors import in_hand
from waarborg.practice.services import propose
from waarborg.vault.choices import TokenKind
from waarborg.vault.services import blind_token

YEAR = 2025
COUNTING = Claims(facts=("aggregated",), purpose="management_information")
COLUMNS = {
    "person": "id, organisation_id, decision_id, created_at",
    "dossier": "id, organisation_id, person_id, number, opened_on, version, decision_id",
    "trajectory": "id, organisation_id, dossier_id, principal_id, principal_kind, acts_as, type, phase, outcome, "
    "referred_on, started_on, ended_on, version, decision_id, own_phase, goal, closing_reason, for_illness",
    "record": RECORD_COLUMNS,
    "searchtoken": "organisation_id, dossier_id, record_id, kind, token",
}
KINDS = ["to_work"] * 45 + ["reintegration"] * 25 + ["fit_for_work"] * 4


@pytest.fixture(scope="module")
def here(server: EmbeddedServer, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Agency]:
    """An agency with seventy-four people who began in a year that is over, none of whom has a record that opens."""
    with django_db_blocker.unblock(), a_database_of_its_own():
        people = {"dina": ("responsible",), "anna": ("coach",), "sam": ("system_administrator",)}
        made = agency(regulations_folder() / "click-re-integratie", people, slug="tellers")
        assert Clone.current
        _people(made, server, Clone.current.urls)
        way, base = in_hand(made.actor("sam"))
        propose(made.actor("sam"), way, base=base)
        yield made


@pytest.fixture(autouse=True)
def _with_the_database(here: Agency, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def _people(made: Agency, server: EmbeddedServer, urls: object) -> None:
    """Seventy-four people: most born in 1980, living at a postcode that begins with a one."""
    organisation, today = made.organisation.pk, clock.today()
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in COLUMNS}
    with in_context(made.actor("anna")):
        tokens = {year: blind_token(organisation, TokenKind.BIRTH_DATE, date(year, 5, 6)) for year in (1980, 2004)}
    with superuser(server, urls) as all_powerful:  # type: ignore[arg-type]
        rest = bases(all_powerful, organisation)
        for at, kind in enumerate(KINDS):
            principal = "uwv" if at < 50 else "municipality" if at < 70 else "insurer"
            person, dossier, trajectory, record = (new_id() for _ in range(4))
            began = date(YEAR, 1 + at % 12, 10)
            ended = began + timedelta(days=200 if at % 2 else 100) if at < 60 else None
            rows["person"].append((person, organisation, rest.decision, clock.now()))
            rows["dossier"].append((dossier, organisation, person, f"TEL-{at}", began, 1, rest.decision))
            rows["trajectory"].append(
                (trajectory, organisation, dossier, rest.parties[principal], principal, "controller", kind,
                 "ended" if ended else "running", "paid_work" if at % 3 else "", began, began, ended, 1,
                 rest.decision, "", "", "", False)
            )  # fmt: skip
            rows["record"].append(
                (record, organisation, dossier, None, dossier, "birth", "proef", rest.data_key, b"x", "client",
                 "guidance", "", None, 0, False, False, today, 1, clock.now(), clock.now(), rest.decision)
            )  # fmt: skip
            rows["searchtoken"].append(
                (organisation, dossier, record, "birth_date", tokens[2004 if at % 5 == 0 else 1980])
            )
        for name, columns in COLUMNS.items():
            copied(all_powerful, f"dossiers_{name}", columns, rows[name])


def browser(here: Agency, who: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=here.accounts[who]))
    session = client.session
    session["account_authentication_methods"] = [{"method": "password"}, {"method": "mfa"}]
    session.save()
    return client


@pytest.mark.clause("CLICK-1.2e", "CLICK-1.2f", "CLICK-1.2g")
def test_a_table_tells_large_groups_rounded_and_withholds_the_small_with_the_next(here: Agency) -> None:
    made = release(here.actor("dina"), "inflow_by_kind", f"{YEAR}-01")
    assert isinstance(made, Release)
    seen = table(here.actor("dina"), made.pk, "en")
    told = {key: seen.numbers[key, ""] for key, _words in seen.rows}
    assert told["to_work"] == 45
    assert told["fit_for_work"] is None, "four people are no group"
    assert list(told.values()).count(None) > 1, "one number alone would follow from the total"
    assert seen.numbers["", ""] == 75, "seventy-four people, shown in fives"


def test_age_and_region_are_counted_from_tokens_without_opening_a_record(here: Agency) -> None:
    made = release(here.actor("dina"), "inflow_by_age", f"{YEAR}-01")
    assert isinstance(made, Release)
    seen = table(here.actor("dina"), made.pk, "nl")
    assert [words for _key, words in seen.rows][:2] == ["jonger dan 27", "27 tot 40 jaar"]
    assert seen.numbers["2", ""] == 60, "born in 1980 and no key to open the day with"


def test_the_same_question_has_the_same_answer_when_what_it_was_counted_from_is_gone(
    here: Agency, server: EmbeddedServer
) -> None:
    first = release(here.actor("dina"), "outcome", f"{YEAR}-01")
    assert isinstance(first, Release)
    with superuser(server, Clone.current.urls) as all_powerful:  # type: ignore[union-attr]
        all_powerful.execute(
            "update dossiers_trajectory set ended_on = null, phase = 'running' where organisation_id = %s"
            " and outcome = 'paid_work' and ended_on <= '2025-06-20'",
            [here.organisation.pk],
        )
    again = release(here.actor("dina"), "outcome", f"{YEAR}-01")
    assert isinstance(again, Release)
    assert again.pk == first.pk
    assert release(here.actor("dina"), "lead_time", f"{YEAR}-01") is Refusal.CHANGED


def test_a_small_principal_has_no_column_of_its_own(here: Agency) -> None:
    made = release(here.actor("dina"), "inflow_by_principal", f"{YEAR}-01")
    assert isinstance(made, Release)
    assert [words for _key, words in table(here.actor("dina"), made.pk, "en").rows] == [
        "Municipality",
        "Uwv",
        "other principals",
    ]


@pytest.mark.clause("WP-2.1.3a3")
def test_what_nobody_approved_is_not_made(here: Agency) -> None:
    assert "by_nobody" not in [one.key for one in approved(here.actor("dina"))]
    with pytest.raises(NotFound):
        release(here.actor("dina"), "by_nobody", f"{YEAR}-01")
    way, base = in_hand(here.actor("anna"))
    items = [one.model_dump() for one in way.lists.overviews]
    more = {"key": "by_nobody", "nl": "Proef", "of": "inflow", "rows": "age", "columns": "region"}
    propose(here.actor("anna"), with_list(way, "overviews", [*items, more]), base=base)
    with pytest.raises(NotFound):
        release(here.actor("dina"), "by_nobody", f"{YEAR}-01")


def test_who_is_not_named_sees_none_and_postgresql_says_so_too(here: Agency) -> None:
    for who in ("anna", "sam"):
        with pytest.raises(NotFound):
            tables(here.actor(who), "en")
        with pytest.raises(NotFound):
            release(here.actor(who), "inflow_by_kind", f"{YEAR}-01")
        with open_door(here.actor(who), "read") as door:
            door.note(Kind.CASELOAD_READ)
            assert not Release.objects.exists()
            with connection.cursor() as cursor:
                cursor.execute("select count(*) from gate.counted_requests('requests')")
                assert cursor.fetchone() == (0,)
    with pytest.raises(Refused):
        must_be_allowed(here.actor("anna"), "count", claims=COUNTING)


def test_postgresql_keeps_no_small_number_and_changes_none(here: Agency) -> None:
    made = release(here.actor("dina"), "inflow_by_kind", f"{YEAR}-01")
    assert isinstance(made, Release)
    small = {name: getattr(made, name) for name in ("organisation_id", "nl", "en", "of", "rows", "article")} | {
        "definition": "small", "from_on": date(YEAR, 1, 1), "until_on": date(YEAR, 4, 1), "smallest": 10,
        "rounded_to": 5, "released_by_id": here.accounts["dina"], "released_at": clock.now(),
        "cells": [["to_work", "", 3]],
    }  # fmt: skip
    with open_door(here.actor("dina"), "count", claims=COUNTING) as door:
        door.require_anywhere()
        wrong = Release(**small, decision_id=door.note(Kind.OVERVIEW_TOLD))
        with pytest.raises(ProgrammingError), transaction.atomic():
            Release.objects.bulk_create([wrong])
        with pytest.raises(ProgrammingError), transaction.atomic():
            Release.objects.filter(pk=made.pk).update(cells=[])


def test_on_screen_and_to_take_along(here: Agency) -> None:
    dina, url = browser(here, "dina"), reverse("desk:overviews")
    page = dina.get(url, headers={"accept-language": "nl"})
    assert "Overzichten" in page.content.decode()
    asked = dina.post(url, {"table": f"outcome {YEAR}-01"}, headers={"accept-language": "nl"})
    assert asked.status_code in {302, 422}
    made = release(here.actor("dina"), "inflow_by_kind", f"{YEAR}-01")
    assert isinstance(made, Release)
    shown = dina.get(reverse("desk:overview", args=[made.pk]), headers={"accept-language": "nl"}).content.decode()
    assert "niet vermeld" in shown
    assert "75" in shown
    rows = dina.get(reverse("desk:overview_file", args=[made.pk, "csv"])).content.decode().splitlines()
    assert rows[-1] == "totaal,75"
    for drawn in ("svg", "svg-narrow"):
        chart = dina.get(reverse("desk:overview_file", args=[made.pk, drawn]))
        assert chart["Content-Type"] == "image/svg+xml"
        assert "45" in chart.content.decode()
    paper = pypdf.PdfReader(io.BytesIO(dina.get(reverse("desk:overview_file", args=[made.pk, "pdf"])).content))
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "75" in "".join(one.extract_text() for one in paper.pages)
    assert browser(here, "anna").get(url).status_code == 404


def test_a_name_that_looks_like_a_formula_is_text_in_a_spreadsheet() -> None:
    seen = SeenTable(
        id=new_id(),
        title="=1+1",
        of="inflow",
        from_on=date(2026, 1, 1),
        until_on=date(2026, 4, 1),
        rows=[("one", '=HYPERLINK("http://voorbeeld.invalid")')],
        columns=[],
        numbers={("one", TOTAL): 20, (TOTAL, TOTAL): 20},
        sides=(Side.PRINCIPAL.value, ""),
        smallest=10,
        rounded_to=1,
        article="1",
        released_by="Dina",
        released_at=clock.now(),
    )
    for row in csv.reader(io.StringIO(as_csv(seen))):
        assert not row[0].startswith("="), row
