"""Notes of one's own where the regulation has them: the author's alone, until a page has said what sharing means."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.apps.cast import Cast, canaries, gather
from tests.apps.desk.conftest import a_database_of_its_own
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.own_notes import own_notes_entry
from waarborg.dossiers.records import NewRecord, add_record

TEXT = "kanarie-internal_note"


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """The people under a regulation that has notes for their author alone."""
    with django_db_blocker.unblock(), a_database_of_its_own():
        yield gather("partner-in-werk")


def test_a_note_is_shared_on_a_page_that_says_what_that_means(cast: Cast) -> None:
    anna = cast.browser("anna")
    entry = own_notes_entry(catalogue_of(cast.actor("anna").in_force))
    assert entry
    new = NewRecord(category=entry.key, fields=canaries(entry), source="staff")
    note = add_record(cast.actor("anna"), cast.dossier_id, new)
    listed = anna.get(reverse("desk:own_notes", args=[cast.number])).content.decode()
    url = reverse("desk:own_note_share", args=[cast.number, note])
    assert url in listed
    page = anna.get(url, headers={"accept-language": "nl"}).content.decode()
    assert "Dit is niet terug te draaien" in page
    assert TEXT in page
    assert anna.post(url).status_code == 302
    assert anna.get(url).status_code == 404, "what is shared is not shared again"
    assert url not in anna.get(reverse("desk:own_notes", args=[cast.number])).content.decode()


def test_a_colleague_on_the_same_dossier_finds_none_of_it(cast: Cast) -> None:
    note = cast.records["internal_note"]
    assert cast.browser("adam").get(reverse("desk:own_note_share", args=[cast.number, note])).status_code in {403, 404}
    answer = cast.browser("adam").get(reverse("desk:own_notes", args=[cast.number]))
    assert TEXT not in answer.content.decode()
