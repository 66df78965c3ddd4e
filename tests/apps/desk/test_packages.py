"""Everything that is held of a client, at one click: complete, of nobody else, covered where it is about another, given
with the answer, once; and destroyed when its time is over.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from datetime import timedelta
from uuid import UUID

import pypdf
import pytest
from django.core import mail
from django.urls import reverse

from tests.apps.cast import BSN, NAME, Cast, canaries
from waarborg.documents import services as documents
from waarborg.documents.kinds import TEXT
from waarborg.dossiers import records
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.covering import BLACKED
from waarborg.dossiers.models import Dossier
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.gate.actors import system_at
from waarborg.gate.door import open_door
from waarborg.inventory.collecting import rows_of
from waarborg.inventory.registry import of_clients
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.outbox import send_waiting
from waarborg.rights import registering
from waarborg.rights import selectors as requests
from waarborg.rights.choices import CameBy, Outcome
from waarborg.subject_access import asking, delivering, ending, making, selectors
from waarborg.subject_access.choices import Form, PackageState, Way
from waarborg.subject_access.contents import Contents
from waarborg.subject_access.gathering import TOLD_OTHERWISE
from waarborg.subject_access.models import Package, PackageFile
from waarborg.subject_access.open_links import withdraw_link
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

MANY, FILES = 300, 40
SECONDS = 30


def asked(cast: Cast, right: str = "access") -> UUID:
    new = registering.NewRequest(
        rights=(right,), received_on=clock.today(), words="Wat staat er over mij?", came_by=CameBy.EMAIL
    )
    return registering.register(cast.actor("anna"), cast.dossier_id, new)[0]


def made(cast: Cast, request_id: UUID) -> UUID:
    package_id = asking.ask(cast.actor("anna"), cast.dossier_id, request_id)
    assert making.make(cast.here.organisation.pk, package_id) in {PackageState.READY, PackageState.DECIDING}
    return package_id


def seen(cast: Cast, request_id: UUID, who: str = "dina") -> selectors.SeenPackage:
    return selectors.of_request(cast.actor(who), cast.dossier_id, request_id).packages[0]


def opened(cast: Cast, request_id: UUID, package_id: UUID, form: Form = Form.ZIP, who: str = "dina") -> bytes:
    return b"".join(selectors.open_package(cast.actor(who), cast.dossier_id, request_id, package_id, form)())


def contents_of(whole: bytes) -> Contents:
    with zipfile.ZipFile(io.BytesIO(whole)) as found:
        return Contents.model_validate_json(found.read("data.json"))


def test_a_large_dossier_goes_along_record_by_record_and_nothing_of_anybody_else(cast: Cast) -> None:
    fill(cast)
    request_id = asked(cast)
    began = clock.now()
    package_id = made(cast, request_id)
    assert (clock.now() - began).total_seconds() < SECONDS
    whole = opened(cast, request_id, package_id)
    contents = contents_of(whole)
    found = Counter(item.table for item in contents.items)
    there = in_the_database(cast, cast.dossier_id)
    assert {model: len(rows) for model, rows in there.items() if rows} == dict(found)
    assert {item.id for item in contents.items} == {row for rows in there.values() for row in rows}
    assert found["dossiers.Record"] >= MANY
    with zipfile.ZipFile(io.BytesIO(whole)) as files:
        names = [name for name in files.namelist() if name.startswith("documents/")]
        assert sum(1 for name in names if files.read(name).startswith(b"het document nummer ")) == FILES
        everything = " ".join(str(files.read(name)) for name in files.namelist() if not name.endswith(".pdf"))
        rows = list(csv.reader(io.StringIO(files.read("tables/conversation_report.csv").decode("utf-8-sig"))))
        schema = json.loads(files.read("data.schema.json"))
    assert len(rows) > MANY
    assert schema["title"] == "Contents"
    assert NAME in everything
    assert BSN in everything
    other = in_the_database(cast, dossier_numbered(cast.actor("anna"), cast.other_number))
    assert not {row for rows in other.values() for row in rows} & set(re.findall(r"[0-9a-f-]{36}", everything))
    assert cast.other_number not in everything
    assert contents.looked[0].sentence
    asking.stop(cast.actor("anna"), cast.dossier_id, package_id)
    with pytest.raises(NotFound):
        opened(cast, request_id, package_id)


def fill(cast: Cast) -> None:
    """Hundreds of records and tens of documents, written by the coach in one go."""
    anna = cast.actor("anna")
    report, document = (catalogue_of(anna.in_force).entry(kind) for kind in ("conversation_report", "document"))
    for entry, count in ((report, MANY), (document, FILES)):
        claims = records.stated(entry, entry.serves(anna.in_force.main_purpose))
        with open_door(anna, "write", dossier_id=cast.dossier_id, claims=claims) as door:
            for number in range(count):
                new = records.NewRecord(
                    category=entry.key,
                    fields=canaries(entry),
                    source=next(one for one in entry.sources if one != "uwv"),
                    note="nodig",
                )
                if entry is report:
                    records.write(door, new)
                    continue
                field = next(iter(documents.file_fields(entry)))
                content = f"het document nummer {number}".encode()
                documents.file_made(
                    door, new, documents.Made(field=field, name="brief.txt", kind=TEXT, content=content)
                )


def in_the_database(cast: Cast, dossier_id: UUID) -> dict[str, list[str]]:
    """Every row that speaks of the client of a dossier, past every wall, by table; but for what is told otherwise."""
    person = Dossier.objects.using("owner").get(pk=dossier_id).person_id
    return {
        held.model: [str(row.pk) for row in rows_of(held, person, [dossier_id], using="owner")]
        for held in of_clients()
        if held.model not in TOLD_OTHERWISE
    }


def test_who_may_not_read_it_all_sees_what_is_in_it_and_not_what_it_says(cast: Cast) -> None:
    request_id = asked(cast)
    package_id = made(cast, request_id)
    assert seen(cast, request_id, "anna").kinds["bsn"]
    assert seen(cast, request_id, "anna").forms == []
    with pytest.raises(Refused):
        opened(cast, request_id, package_id, who="anna")
    with pytest.raises(Refused):
        seen(cast, request_id, "bram")
    with open_door(cast.actor("anna"), "read", dossier_id=cast.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        assert not PackageFile.objects.filter(package_id=package_id).exists()  # nor past the program
    pdf = pypdf.PdfReader(io.BytesIO(opened(cast, request_id, package_id, Form.PDF)))
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "/MarkInfo" in pdf.trailer["/Root"]
    for words in (
        "Waarvoor:",
        "Van wie wij het hebben:",
        "Wie het van ons kreeg: niemand",
        "Wij bewaren het tot:",
        NAME,
    ):
        assert words in text
    page = cast.browser("dina").get(reverse("desk:package", args=[cast.number, request_id])).content.decode()
    assert "Geen artikel laat iets vragen" in page
    asking.stop(cast.actor("anna"), cast.dossier_id, package_id)


def test_giving_it_answers_the_request_once_and_what_was_made_is_destroyed(cast: Cast) -> None:
    request_id = asked(cast)
    package_id = made(cast, request_id)
    anna, dina = cast.actor("anna"), cast.actor("dina")
    with pytest.raises(Conflict, match="verantwoordelijke"):
        delivering.deliver(anna, cast.dossier_id, package_id, Way.PORTAL)
    delivering.settle(dina, cast.dossier_id, package_id)
    with pytest.raises(NotFound):
        delivering.fetch(cast.actor("chris"), cast.dossier_id, package_id, Form.ZIP)
    asking.on_paper(anna, cast.dossier_id, package_id)
    printing = Task.objects.using("owner").filter(subject_id=request_id, kind=TaskKind.PRINT_PACKAGE, done_at=None)
    assert [one.due_on for one in printing] == [requests.one(anna, cast.dossier_id, request_id).due_on]
    with pytest.raises(Conflict):
        asking.on_paper(anna, cast.dossier_id, package_id)
    delivering.deliver(anna, cast.dossier_id, package_id, Way.PORTAL)
    assert not printing.all().exists(), "given in whichever way, nobody has to print it"
    answered = requests.one(anna, cast.dossier_id, request_id)
    assert (answered.outcome, answered.ended_on) == (Outcome.GRANTED, clock.today())
    with pytest.raises(Conflict):
        delivering.deliver(anna, cast.dossier_id, package_id, Way.PORTAL)
    (offered,) = delivering.packages_for(cast.actor("chris"), cast.dossier_id)
    fetched = delivering.fetch(cast.actor("chris"), cast.dossier_id, offered.id, Form.ZIP)
    assert NAME in contents_of(fetched.content).model_dump_json()
    browser = cast.browser("chris")
    url = reverse("mine:package", args=[offered.id, Form.PDF.value])
    assert url in browser.get(reverse("mine:requests")).content.decode()
    assert browser.get(url).content.startswith(b"%PDF")
    with pytest.raises(Refused):
        delivering.fetch(cast.actor("bram"), cast.dossier_id, offered.id, Form.ZIP)
    with clock.travel(clock.now() + asking.KEPT_FOR + timedelta(minutes=1)):
        assert ending.end_over(system_at(anna.organisation_id, using="worker")) >= 1
        assert delivering.packages_for(cast.actor("chris"), cast.dossier_id) == []
        assert ending.end_over(system_at(anna.organisation_id, using="worker")) == 0
    row = Package.objects.using("owner").get(pk=package_id)
    assert (row.state, row.ended_at is not None) == (PackageState.GIVEN, True)
    assert not PackageFile.objects.using("owner").filter(package_id=package_id).exists()


def test_a_colleague_covers_a_field_that_the_program_did_not_put_forward(cast: Cast) -> None:
    request_id = asked(cast)
    package_id = made(cast, request_id)
    kind = catalogue_of(cast.actor("dina").in_force).identity.key
    item = next(one for one in seen(cast, request_id).coverable if one.category == kind)
    field = item.fields[0][0]
    dina, page = cast.browser("dina"), reverse("desk:package", args=[cast.number, request_id])
    shown = dina.get(f"{page}?soort={item.category}").content.decode()
    assert f'value="{item.record_id}:{field}"' in shown
    url = f"{reverse('desk:package_cover_too', args=[cast.number, request_id, package_id])}?soort={item.category}"
    typed = {"what": f"{item.record_id}:{field}", "cover": "words", "words": ""}
    assert dina.post(url, typed).status_code == 422
    assert seen(cast, request_id).coverings == [], "nothing waits for a decision by a mistake"
    assert dina.post(url, {**typed, "cover": "whole"}).status_code == 302
    with pytest.raises(Conflict, match="opnieuw"):
        delivering.settle(cast.actor("dina"), cast.dossier_id, package_id)
    asking.again(cast.actor("anna"), cast.dossier_id, package_id)
    making.make(cast.here.organisation.pk, package_id)
    found = next(
        one for one in contents_of(opened(cast, request_id, package_id)).items if one.id == str(item.record_id)
    )
    assert next(value.shown for value in found.values if value.name == field) == BLACKED
    asking.stop(cast.actor("anna"), cast.dossier_id, package_id)


def test_a_link_that_went_wrong_is_taken_back_where_all_links_stand(cast: Cast) -> None:
    request_id = asked(cast)
    package_id = made(cast, request_id)
    delivering.settle(cast.actor("dina"), cast.dossier_id, package_id)
    delivering.deliver(cast.actor("anna"), cast.dossier_id, package_id, Way.LINK)
    send_waiting(system_at(cast.here.organisation.pk, using="worker"), using="worker")
    address = re.search(r"/ophalen/([^/\s]+)/", str(mail.outbox[-1].body))
    assert address
    anna, url = cast.browser("anna"), reverse("desk:open_links")
    act = reverse("desk:package_act", args=[cast.number, request_id, package_id, "intrekken"])
    assert act in anna.get(url).content.decode()
    assert act not in cast.browser("bram").get(url).content.decode()
    assert cast.browser("bram").post(act).status_code in {403, 404}
    page = anna.post(act, follow=True).content.decode()
    assert "Niemand kan het meer ophalen" in page
    assert act not in anna.get(url).content.decode()
    assert cast.browser(None).get(reverse("site:fetch", args=[address[1]])).status_code == 404
    with pytest.raises(Conflict):
        withdraw_link(cast.actor("anna"), cast.dossier_id, package_id)


def test_a_link_works_once_with_its_code_and_the_mail_says_nothing(cast: Cast) -> None:
    request_id = asked(cast)
    package_id = made(cast, request_id)
    delivering.settle(cast.actor("dina"), cast.dossier_id, package_id)
    gone = delivering.deliver(cast.actor("anna"), cast.dossier_id, package_id, Way.LINK)
    send_waiting(system_at(cast.here.organisation.pk, using="worker"), using="worker")
    body = str(mail.outbox[-1].body)
    assert NAME not in body
    address = re.search(r"/ophalen/([^/\s]+)/", body)
    assert address
    url = reverse("site:fetch", args=[address[1]])
    browser = cast.browser(None)
    assert browser.get(url).status_code == 200
    assert browser.post(url, {"code": "00000000" if gone.code != "00000000" else "1"}).status_code == 422
    whole = browser.post(url, {"code": gone.code})
    assert whole["Content-Type"] == "application/zip"
    assert NAME in contents_of(whole.content).model_dump_json()
    assert browser.post(url, {"code": gone.code}).status_code == 404
