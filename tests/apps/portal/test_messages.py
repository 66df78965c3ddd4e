"""What a principal writes goes into the quarantine of who works on the commission, and into no dossier by itself."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.apps.cast import Cast
from waarborg.dossiers.timeline import timeline
from waarborg.incoming.selectors import waiting_mail
from waarborg.incoming.sorting import Chosen, take_into
from waarborg.kernel.errors import NotFound, Refused

SAID = "De einddatum schuift een maand op."


def address(cast: Cast, number: str = "") -> str:
    return reverse("portal:message", args=[number or cast.number])


def test_a_message_with_a_file_waits_for_who_works_on_it_and_for_nobody_else(cast: Cast) -> None:
    paula = cast.browser("paula")
    assert paula.post(address(cast), {"subject": "", "text": SAID}).status_code == 422
    page = paula.post(address(cast), {"subject": "Einddatum", "text": "", "chosen_files": []}).content.decode()
    assert 'value="Einddatum"' in page, "nothing typed is lost"
    file = SimpleUploadedFile("brief.txt", b"Een brief van de opdrachtgever.")
    sent = paula.post(address(cast), {"subject": "Einddatum", "text": SAID, "chosen_files": [file]}, follow=True)
    assert sent.status_code == 200
    (waiting,) = waiting_mail(cast.actor("anna"))
    assert waiting.said.text == SAID
    assert cast.number in waiting.said.subject
    assert "Paula" in waiting.said.sender
    assert [part.name for part in waiting.said.parts] == ["brief.txt"]
    assert not waiting_mail(cast.actor("bram"))
    with pytest.raises((NotFound, Refused)):
        take_into(cast.actor("bram"), waiting.id, cast.dossier_id, Chosen(message=True, parts=frozenset({0})))
    assert take_into(cast.actor("anna"), waiting.id, cast.dossier_id, Chosen(message=True, parts=frozenset({0})))
    assert not waiting_mail(cast.actor("anna"))


def test_that_it_was_written_stands_in_the_dossier(cast: Cast) -> None:
    cast.browser("paula").post(address(cast), {"subject": "Vraag", "text": SAID})
    assert timeline(cast.actor("anna"), cast.dossier_id)
    page = cast.browser("anna").get(reverse("desk:timeline", args=[cast.number])).content.decode()
    assert "opdrachtgever" in page


def test_a_kind_of_file_that_nobody_keeps_comes_back_with_what_was_typed(cast: Cast) -> None:
    file = SimpleUploadedFile("programma.exe", b"MZ\x90\x00" + bytes(60))
    answer = cast.browser("paula").post(address(cast), {"subject": "Iets", "text": SAID, "chosen_files": [file]})
    assert answer.status_code == 422
    assert SAID in answer.content.decode()


@pytest.mark.parametrize("who", ["petra", "anna", "chris", "olga"])
def test_nobody_writes_about_the_commission_of_another(cast: Cast, who: str) -> None:
    before = len(waiting_mail(cast.actor("anna")))
    assert cast.browser(who).post(address(cast), {"subject": "Iets", "text": SAID}).status_code == 404
    assert len(waiting_mail(cast.actor("anna"))) == before
