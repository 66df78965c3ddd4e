"""What happened in a dossier: newest first, page by page, as the reader may see it. And a dossier on paper."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.apps.cast import NAME, Cast, canaries
from tests.apps.desk.test_statements import counting
from waarborg.dossiers import records
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.history import who_looked
from waarborg.dossiers.prints import print_dossier
from waarborg.dossiers.timeline import PAGE, timeline
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.ledger.vocabulary import Kind

MANY = 500
STATEMENTS = 7
"""One more than a dossier's own page: the name is looked up apart from the lines."""


@pytest.fixture(scope="module")
def many(cast: Cast) -> int:
    """Five hundred reports, a few on each day."""
    anna = cast.actor("anna")
    entry = catalogue_of(anna.in_force).entry("conversation_report")
    with open_door(anna, "write", dossier_id=cast.dossier_id) as door:
        for at in range(MANY):
            day = clock.today() - timedelta(days=at // 4)
            new = records.NewRecord(category=entry.key, fields=canaries(entry), source="staff", occurred_on=day)
            records.write(door, new)
    return MANY


def statements(cast: Cast, name: str, **query: str) -> int:
    anna, url = cast.browser("anna"), reverse(f"desk:{name}", args=[cast.number])
    anna.get(url, query)
    with counting() as counted:
        assert anna.get(url, query).status_code == 200
    return len(counted.statements)


@pytest.mark.parametrize("name", ["timeline", "dossier", "retention"])
def test_five_hundred_records_take_as_many_statements_as_a_few(cast: Cast, name: str, many: int) -> None:
    assert many == MANY
    beside = 2 if name == "retention" else 0  # what colleagues placed, and what was closed away
    assert statements(cast, name) <= STATEMENTS + beside


def test_it_goes_page_by_page_in_order_and_misses_nothing(cast: Cast, many: int) -> None:
    anna, seen, after = cast.actor("anna"), [], ""
    while True:
        page = timeline(anna, cast.dossier_id, only="conversation_report", after=after)
        assert len(page.lines) <= PAGE
        seen += page.lines
        after = page.after
        if not after:
            break
    assert len({line.id for line in seen}) == len(seen) >= many
    assert [line.day for line in seen] == sorted((line.day for line in seen), reverse=True)
    with pytest.raises(InvalidInput):
        timeline(anna, cast.dossier_id, after="gisteren")


def test_what_was_done_stands_between_what_was_recorded(cast: Cast) -> None:
    around = timeline(cast.actor("anna"), cast.dossier_id, only="around").lines
    assert {Kind.DOSSIER_OPENED, Kind.ASSIGNMENT_MADE} <= {line.kind for line in around}
    assert Kind.DOSSIER_READ not in {line.kind for line in around}
    page = cast.browser("anna").get(reverse("desk:timeline", args=[cast.number])).content.decode()
    assert re.search(r"\?soort=&amp;na=[0-9-]+_[0-9a-f-]+", page), "the next page, without anything of anybody"


def test_a_reader_sees_the_kinds_that_they_may_read_and_no_more(cast: Cast) -> None:
    for who in ("anna", "adam"):
        seen = timeline(cast.actor(who), cast.dossier_id)
        shown = {line.record.entry.key for line in seen.lines if line.record}
        told = {category for line in seen.lines for category in line.categories}
        assert shown | told <= seen.frame.readable
    with pytest.raises(Refused):
        timeline(cast.actor("bram"), cast.dossier_id)


def printed(cast: Cast, who: str, **typed: object) -> tuple[int, str]:
    answer = cast.browser(who).post(reverse("desk:print", args=[cast.number]), typed)
    return answer.status_code, answer.content.decode()


def test_a_print_is_for_a_purpose_and_is_an_event(cast: Cast) -> None:
    status, page = printed(cast, "anna", purpose="labour_participation", categories=["contact", "plan"])
    assert status == 200
    assert NAME in page
    assert "kanarie-plan" in page
    newest = who_looked(cast.actor("anna"), cast.dossier_id).events[1]
    assert (newest.kind, newest.purpose) == (Kind.PRINT_MADE, "labour_participation")
    assert {"contact", "plan"} <= set(newest.categories)


def test_without_a_purpose_of_the_list_nothing_is_printed(cast: Cast) -> None:
    for purpose in ("", "sport"):
        assert printed(cast, "anna", purpose=purpose, categories=["plan"])[0] == 422
        with pytest.raises(InvalidInput):
            print_dossier(cast.actor("anna"), cast.dossier_id, purpose=purpose)


def test_who_may_not_print_does_not(cast: Cast) -> None:
    status, page = printed(cast, "bram", purpose="labour_participation", categories=["plan"])
    assert status in {403, 422}
    assert NAME not in page
    with pytest.raises(Refused):
        print_dossier(cast.actor("dina"), cast.dossier_id, purpose="labour_participation")
    with pytest.raises(Refused):
        print_dossier(cast.actor("anna"), cast.dossier_id, purpose="labour_participation", categories=["working_note"])
