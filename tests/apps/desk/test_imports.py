"""From an empty template to dossiers and back, on pages alone, without a script."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django import app as worker
from python_calamine import CalamineWorkbook

from tests.apps.cast import Cast
from tests.apps.imports.lists import everything, listed, person
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.imports import jobs, waiting
from waarborg.imports.headings import guesses
from waarborg.imports.tables import read


def sheet_of(content: bytes, name: str | int = 0) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheet = book.get_sheet_by_name(name) if isinstance(name, str) else book.get_sheet_by_index(name)
    return sheet.to_python()


def handed_in(client: Client, content: bytes, **more: object) -> str:
    answer = client.post(reverse("desk:imports"), {"file": SimpleUploadedFile("lijst.csv", content), **more})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def filled(client: Client, address: str) -> dict[str, str]:
    """The form as it stands on the page."""
    form = client.get(address).context["form"]
    return {name: str(form[name].value() or "") for name in form.fields}


def work(cast: Cast, who: str, import_id: str, job: str) -> None:
    """What the worker does with what was handed to it."""
    actor = cast.actor(who)
    getattr(jobs, job)(str(actor.organisation_id), str(actor.account_id), import_id)


def test_a_file_is_tried_brought_in_and_undone_on_pages_alone(cast: Cast) -> None:
    anna = cast.browser("anna")
    before = everything()
    address = handed_in(anna, listed(person(1), person(2, Haarkleur="rood"), person(2), person(3, Opdrachtgever="?")))
    import_id = address.split("/")[-3]
    one = reverse("desk:import_one", args=[import_id])
    assert anna.post(address, filled(anna, address))["Location"] == one
    trying = anna.get(one).content.decode()
    assert "<progress" in trying
    assert f'href="{one}"' in trying, "it can be looked at again without a script"
    assert worker.job_manager is not None
    work(cast, "anna", import_id, "try_out")
    page = anna.get(one)
    said = page.content.decode()
    assert "Haarkleur" in said
    assert "#art-bijlage" in said
    announced = page.context["form"].initial["announced"]
    unsure = anna.post(reverse("desk:import_confirm", args=[import_id]), {"announced": announced})
    assert unsure.status_code == 422
    anna.post(reverse("desk:import_confirm", args=[import_id]), {"announced": announced, "known": "on", "park": "on"})
    work(cast, "anna", import_id, "bring_in")
    done = anna.get(one)
    assert done.context["coming_in"] == 2
    assert anna.get(reverse("desk:parked_rows")).context["rows"][0]["row"] == 5
    assert sheet_of(anna.get(reverse("desk:parked_sheet")).content)[0][0] == "Naam"
    anna.post(reverse("desk:import_undo", args=[import_id]))
    work(cast, "anna", import_id, "undo")
    anna.post(reverse("desk:parked_end"))
    assert anna.get(one).context["state"] == "undone"
    after = everything()
    assert {**after, "vault.blob": 0} == {**before, "vault.blob": 0}


def test_the_report_names_rows_columns_and_articles_and_nothing_of_a_cell(cast: Cast) -> None:
    anna = cast.browser("anna")
    address = handed_in(anna, listed(person(5, BSN="123456789", Haarkleur="vuurrood")))
    import_id = address.split("/")[-3]
    anna.post(address, filled(anna, address))
    work(cast, "anna", import_id, "try_out")
    content = anna.get(reverse("desk:import_report", args=[import_id])).content
    text = str(sheet_of(content, 0)) + str(sheet_of(content, 1))
    assert "Haarkleur" in text
    assert "BSN" in text
    assert "bijlage" in text
    for secret in ("vuurrood", "123456789", str(person(5)["Naam"])):
        assert secret not in text
    anna.post(reverse("desk:import_end", args=[import_id]))
    assert anna.get(reverse("desk:import_report", args=[import_id])).status_code == 404


def test_every_column_of_the_empty_template_is_known_again(cast: Cast) -> None:
    for who in ("anna", "adam"):
        actor = cast.actor(who)
        for language in ("nl", "en"):
            client = cast.browser(who)
            client.cookies["django_language"] = language
            content = client.get(reverse("desk:import_template")).content
            headers = [str(one) for one in sheet_of(content)[0]]
            assert read(content).headers == tuple(headers)
            found = guesses(headers, actor.in_force, catalogue_of(actor.in_force))
            assert [header for header, one in zip(headers, found, strict=True) if one.target is None] == []
    assert len(headers) < len(
        [str(one) for one in sheet_of(cast.browser("anna").get(reverse("desk:import_template")).content)[0]]
    )


def test_what_is_no_list_is_said_at_the_field(cast: Cast) -> None:
    anna = cast.browser("anna")
    answer = anna.post(reverse("desk:imports"), {"file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 nonsense")})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_another_finds_no_trace_of_it(cast: Cast) -> None:
    anna = cast.browser("anna")
    import_id = handed_in(anna, listed(person(6))).split("/")[-3]
    for who in ("bram", "dina", "adam"):
        client = cast.browser(who)
        for name in ("import_one", "import_columns", "import_report"):
            assert client.get(reverse(f"desk:{name}", args=[import_id])).status_code == 404, (who, name)
        for name in ("import_confirm", "import_undo", "import_end"):
            answer = client.post(reverse(f"desk:{name}", args=[import_id]), {"announced": "x", "known": "on"})
            assert answer.status_code == 404, (who, name)
    assert waiting.state_of(cast.actor("anna"), import_id).state == "received"


@pytest.mark.parametrize("name", ["imports", "parked_rows"])
def test_who_may_open_no_dossier_is_refused(cast: Cast, name: str) -> None:
    sam = cast.browser("sam")
    if name == "imports":
        answer = sam.post(reverse("desk:imports"), {"file": SimpleUploadedFile("a.csv", listed(person(7)))})
    else:
        answer = sam.get(reverse("desk:parked_rows"))
    assert answer.status_code == 403
    assert reverse("desk:imports") not in sam.get(reverse("desk:my_access")).content.decode()


def test_a_page_of_findings_takes_no_more_statements_when_there_is_more_to_show(cast: Cast) -> None:
    from tests.apps.desk.test_statements import counting

    anna = cast.browser("anna")
    counts = []
    for number in (3, 60):
        address = handed_in(anna, listed(*(person(at, BSN="123456789") for at in range(number))))
        import_id = address.split("/")[-3]
        anna.post(address, filled(anna, address))
        work(cast, "anna", import_id, "try_out")
        one = reverse("desk:import_one", args=[import_id])
        anna.get(one)
        with counting() as counted:
            anna.get(one)
        counts.append(len(counted.statements))
    assert counts[0] == counts[1] <= 10, counted.statements
