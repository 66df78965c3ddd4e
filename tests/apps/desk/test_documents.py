"""Files in the browser: brought in, said what they are, looked at, taken along; nothing in them runs here."""

from __future__ import annotations

import io
import re
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import override_settings
from django.urls import reverse
from pypdf import PdfReader

from tests.apps.cast import Cast
from tests.apps.documents import samples
from waarborg.documents.models import Document, WaitingFile
from waarborg.documents.veiled import VeiledFile
from waarborg.dossiers.catalogue import catalogue_of

OWNER = "owner"
KIND = "document"
NAME = "Brief over Kanariena.pdf"


def documents_url(cast: Cast) -> str:
    return reverse("desk:documents", args=[cast.number])


def bring(cast: Cast, *files: tuple[str, bytes], who: str = "anna") -> HttpResponse:
    given = [SimpleUploadedFile(name, content) for name, content in files]
    return cast.browser(who).post(documents_url(cast), {"chosen_files": given}, follow=True)


def waiting(cast: Cast) -> UUID:
    return WaitingFile.objects.using(OWNER).filter(account_id=cast.accounts["anna"]).latest("received_at").pk


def filled(cast: Cast) -> dict[str, str]:
    entry = catalogue_of(cast.actor("anna").in_force).entry(KIND)
    lines = {f"f_{name}": "een stuk" for name, rule in entry.rule.fields.items() if rule.type == "line"}
    file_field = next(name for name, rule in entry.rule.fields.items() if rule.type == "file")
    purpose = (entry.rule.purposes or cast.actor("anna").in_force.policy.purposes)[0]
    around = {"source": entry.sources[0], "purpose": purpose, "occurred_on": "2026-11-02", "note": "nodig"}
    return lines | around | {"file_field": file_field}


def filed(cast: Cast) -> Document:
    bring(cast, (NAME, samples.pdf(pages=3)))
    url = reverse("desk:document_file", args=[cast.number, waiting(cast)])
    answer = cast.browser("anna").post(f"{url}?soort={KIND}", filled(cast))
    assert answer.status_code == 302, answer.content.decode()
    return Document.objects.using(OWNER).latest("filed_at")


def test_several_files_come_in_at_once_and_wait_for_whoever_brought_them(cast: Cast) -> None:
    page = bring(cast, (NAME, samples.pdf()), ("foto.jpg", samples.picture())).content.decode()
    assert NAME in page
    assert "foto.jpg" in page
    assert "Niet op virussen gescand" in page or "niet gescand" in page
    assert NAME not in cast.browser("adam").get(documents_url(cast)).content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [("brief.pdf", b"<!doctype html><script>alert(1)</script>"), ("plaatje.svg", b"<svg onload='alert(1)'/>")],
)
def test_what_would_run_in_a_browser_does_not_come_in_and_the_page_says_so(
    cast: Cast, name: str, content: bytes
) -> None:
    before = WaitingFile.objects.using(OWNER).count()
    answer = bring(cast, (name, content))
    assert answer.status_code == 422
    assert name in answer.content.decode()
    assert WaitingFile.objects.using(OWNER).count() == before


@override_settings(WAARBORG_LARGEST_UPLOAD=1000)
def test_a_file_that_is_too_large_is_cut_off_and_the_page_says_so(cast: Cast) -> None:
    answer = bring(cast, (NAME, samples.pdf() + bytes(5000)))
    assert answer.status_code == 422
    assert "te groot" in answer.content.decode() or "too large" in answer.content.decode()


def test_without_a_file_the_form_asks_for_one(cast: Cast) -> None:
    assert cast.browser("anna").post(documents_url(cast), {}).status_code == 422


def test_a_kind_of_data_is_chosen_and_its_fields_are_asked(cast: Cast) -> None:
    bring(cast, (NAME, samples.pdf()))
    url = reverse("desk:document_file", args=[cast.number, waiting(cast)])
    anna = cast.browser("anna")
    assert f"?soort={KIND}" in anna.get(url).content.decode()
    answer = anna.post(f"{url}?soort={KIND}", filled(cast) | {"source": "nobody"})
    assert answer.status_code == 422
    assert "een stuk" in answer.content.decode(), "what was typed is kept"


def test_a_filed_document_is_looked_at_page_by_page_and_taken_along_whole(cast: Cast) -> None:
    document = filed(cast)
    anna = cast.browser("anna")
    page = anna.get(reverse("desk:document", args=[cast.number, document.pk])).content.decode()
    pictures = re.findall(r'src="([^"]+/bladzijde/\d+/)"', page)
    assert len(pictures) == 3
    picture = anna.get(pictures[2])
    assert picture["Content-Type"] == "image/png"
    taken = anna.get(reverse("desk:document_take", args=[cast.number, document.pk, 1]))
    content = b"".join(taken.streaming_content)
    assert content.startswith(b"%PDF-")
    assert samples.SECRET.encode() not in content
    assert taken["Content-Disposition"] == f'attachment; filename="{cast.number}.pdf"'
    for answer in (picture, taken):
        assert answer["Content-Security-Policy"].startswith("sandbox")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "no-store"


def test_the_record_shows_where_its_file_is(cast: Cast) -> None:
    document = filed(cast)
    page = cast.browser("anna").get(reverse("desk:records", args=[cast.number, KIND])).content.decode()
    assert reverse("desk:document", args=[cast.number, document.pk]) in page


def test_no_address_and_no_name_of_a_download_says_whose_it_is(cast: Cast) -> None:
    document = filed(cast)
    taken = cast.browser("anna").get(reverse("desk:document_take", args=[cast.number, document.pk, 1]))
    assert "Kanariena" not in str(taken.headers)
    page = cast.browser("anna").get(documents_url(cast)).content.decode()
    assert not any("Kanariena" in address for address in re.findall(r'(?:href|src|action)="([^"]*)"', page))


@pytest.mark.parametrize("who", ["bram", "sam", "olga", None])
def test_who_may_not_read_the_dossier_reaches_no_page_of_a_file(cast: Cast, who: str | None) -> None:
    document = filed(cast)
    browser = cast.browser(who)
    for name, more in (("document", []), ("document_page", [1, 1]), ("document_take", [1])):
        answer = browser.get(reverse(f"desk:{name}", args=[cast.number, document.pk, *more]))
        assert answer.status_code in {302, 403, 404}
    assert browser.post(documents_url(cast), {"chosen_files": io.BytesIO(samples.pdf())}).status_code in {302, 403, 404}


def test_a_newer_version_is_brought_in_and_the_earlier_one_stays_readable(cast: Cast) -> None:
    document = filed(cast)
    anna = cast.browser("anna")
    url = reverse("desk:document_again", args=[cast.number, document.pk])
    page = anna.post(url, {"chosen_files": SimpleUploadedFile("nieuw.pdf", samples.pdf())}, follow=True)
    assert "nieuw.pdf" in page.content.decode()
    assert anna.get(reverse("desk:document_version", args=[cast.number, document.pk, 1])).status_code == 200


def test_an_upload_never_lies_on_a_disk_in_the_clear(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[object] = []
    monkeypatch.setattr("waarborg.documents.uploads.VeiledFile", lambda: taken.append(made := VeiledFile()) or made)
    bring(cast, (NAME, samples.pdf()))
    assert len(taken) == 1


def test_a_file_goes_along_with_the_recipients_name_on_each_of_its_pages(cast: Cast) -> None:
    anna, document = cast.browser("anna"), filed(cast)
    bring(cast, ("verslag.docx", samples.docx()))
    url = reverse("desk:document_file", args=[cast.number, waiting(cast)])
    anna.post(f"{url}?soort={KIND}", filled(cast))
    way = {"recipient": "client", "purpose": "labour_participation", "ground": "written_consent", "channel": "letter"}
    out = f"{reverse('desk:disclosure_new', args=[cast.number])}?{urlencode(way)}"
    page = anna.get(out).content.decode()
    assert "Bestand (.docx)" in page
    assert "Alleen pdf en afbeeldingen gaan mee" in page
    assert f'name="files" value="{document.record_id}"' in page
    typed = {"why": "De cliënt vroeg erom.", "language": "nl", "records": [str(document.record_id)]}
    typed |= dict.fromkeys(re.findall(r'name="(reason_\w+)"', page), "Zo gevraagd en opgeschreven.")

    def pages(**more: list[str]) -> list[str]:
        made = anna.post(out, {**typed, **more})
        assert made.status_code == 302, made.content.decode()
        return [
            one.extract_text() for one in PdfReader(io.BytesIO(anna.get(f"{made['Location']}kopie/").content)).pages
        ]

    alone, along = pages(), pages(files=[str(document.record_id)])
    assert len(along) == len(alone) + 3
    assert all("Alleen voor Kanariena Vogelaar" in page for page in along[-3:])
    assert "zie de bladzijden hierna" in "".join(along[:-3])


def test_the_page_takes_as_many_statements_with_more_files(cast: Cast) -> None:
    from tests.apps.desk.test_statements import opened

    filed(cast)
    before = len(opened(cast, "desk:documents", cast.number))
    filed(cast)
    filed(cast)
    assert len(opened(cast, "desk:documents", cast.number)) == before
