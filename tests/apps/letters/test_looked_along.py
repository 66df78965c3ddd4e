"""The client is told of looking along: a letter that anybody can read, given by who may, and sent by the worker."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import ProgrammingError, connections, transaction
from pypdf import PdfReader

from tests.apps.work.cast import ADDRESS, LONG_ENOUGH, NAME, REASON, Cast, cast
from waarborg.dossiers import looks
from waarborg.dossiers.models import View
from waarborg.dossiers.view_endings import end_over
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, Refused
from waarborg.ledger.models import Event
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import Channel, MailState
from waarborg.letters.models import Letter, Mail
from waarborg.letters.outbox import MOST_ATTEMPTS, send_waiting
from waarborg.letters.services import SeenLetter, give, letters_of, open_letter
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.selectors import deadlines

pytestmark = pytest.mark.real_commits
MEMORY = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def here() -> Cast:
    """The agency, after Bram looked along and the worker wrote that off."""
    found = cast()
    found.looking_along()
    with clock.travel(clock.now() + LONG_ENOUGH):
        end_over(found.system, using="worker")
    return found


def the_letter(here: Cast) -> PdfReader:
    (letter,) = letters_of(here.anna, here.dossier_id)
    return PdfReader(io.BytesIO(open_letter(here.anna, here.dossier_id, letter.id)))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def root_of(pdf: PdfReader) -> Any:
    return pdf.trailer["/Root"]


def tags_of(pdf: PdfReader) -> list[str]:
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(str(node["/S"]))
            if "/K" in node:
                walk(node["/K"])

    walk(root_of(pdf)["/StructTreeRoot"])
    return found


def queued(here: Cast) -> list[Mail]:
    with in_context(here.system, using="worker"):
        return list(Mail.objects.using("worker").all())


def only_letter(here: Cast) -> SeenLetter:
    return letters_of(here.anna, here.dossier_id)[0]


@pytest.mark.clause("JMW-3.2a")
def test_the_letter_says_who_by_role_when_why_and_by_which_article(here: Cast) -> None:
    said = text_of(the_letter(here))
    assert "een collega met de rol coach" in said
    assert "Wie het goed vond: verantwoordelijke" in said
    assert REASON in said
    assert "Beste betrokkene" in said
    assert "De collega kon alleen kijken." in said
    assert "artikel 3 van ons privacyreglement" in said
    assert "Autoriteit Persoonsgegevens" in said
    with in_context(here.system, using="worker"):
        view = View.objects.using("worker").get()
    assert view.decided_at is not None
    assert str(view.decided_at.year) in said


def test_the_letter_names_neither_the_client_nor_a_colleague(here: Cast) -> None:
    said = text_of(the_letter(here))
    assert [name for name in (NAME, "Bram", "Dina", "Anna@") if name in said] == []


def test_the_letter_is_an_accessible_pdf(here: Cast) -> None:
    pdf = the_letter(here)
    root = root_of(pdf)
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("nl")
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Iemand heeft meegekeken in uw dossier"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    tags = tags_of(pdf)
    assert tags.count("/H1") == 1
    assert {"/H2", "/P", "/L", "/LI"} <= set(tags)


def test_a_view_that_somebody_ends_early_brings_the_letter_at_once() -> None:
    found = cast()
    view_id = found.looking_along()
    looks.stop(found.bram, found.dossier_id, view_id)
    assert len(letters_of(found.anna, found.dossier_id)) == 1


def test_handing_the_letter_over_completes_the_task_and_is_remembered(here: Cast) -> None:
    give(here.anna, here.dossier_id, only_letter(here).id, Channel.IN_PERSON)
    assert only_letter(here).channel == Channel.IN_PERSON
    assert queued(here) == []
    with in_context(here.system, using="worker"):
        assert View.objects.using("worker").get().client_told_at is not None
        assert Task.objects.using("worker").get(kind=TaskKind.TELL_CLIENT).done_at is not None
        assert Event.objects.using("worker").filter(kind=Kind.LETTER_SENT.value).count() == 1
    with clock.travel(clock.now() + LONG_ENOUGH):
        assert deadlines(here.anna).without_term == []
    with pytest.raises(Conflict):
        give(here.anna, here.dossier_id, only_letter(here).id, Channel.LETTER)


def test_who_may_not_read_the_dossier_sees_and_gives_no_letter(here: Cast) -> None:
    letter = only_letter(here)
    for act in (
        lambda: letters_of(here.bram, here.dossier_id),
        lambda: open_letter(here.bram, here.dossier_id, letter.id),
        lambda: give(here.bram, here.dossier_id, letter.id, Channel.IN_PERSON),
    ):
        with pytest.raises(Refused):
            act()
    with open_door(here.bram, "read") as door:
        door.note(Kind.CASELOAD_READ)
        assert not Letter.objects.exists()


def test_a_message_says_that_a_letter_is_ready_and_nothing_of_it(here: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = MEMORY
    give(here.anna, here.dossier_id, only_letter(here).id, Channel.EMAIL)
    assert send_waiting(here.system, using="worker") == 1
    assert send_waiting(here.system, using="worker") == 0
    (message,) = mail.outbox
    assert message.to == [ADDRESS]
    assert [word for word in (NAME, REASON, "dossier", "JM-") if word in f"{message.subject} {message.body}"] == []
    assert message.attachments == []
    assert queued(here)[0].state == MailState.SENT


def test_neither_address_nor_words_stand_in_the_outbox(here: Cast) -> None:
    give(here.anna, here.dossier_id, only_letter(here).id, Channel.EMAIL)
    (row,) = queued(here)
    for column in Mail._meta.concrete_fields:
        value = getattr(row, column.attname)
        shown = bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()
        assert ADDRESS.encode() not in shown
        assert b"letter" not in shown or column.attname == "letter_id"


def test_sending_is_tried_again_with_growing_pauses_and_given_up_in_the_end(here: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # where nobody listens
    give(here.anna, here.dossier_id, only_letter(here).id, Channel.EMAIL)
    pauses = []
    with clock.travel(clock.now()) as journey:
        for _attempt in range(MOST_ATTEMPTS):
            assert send_waiting(here.system, using="worker") == 0
            (row,) = queued(here)
            pauses.append(row.next_attempt_at - clock.now())
            journey.move_to(row.next_attempt_at)
        assert send_waiting(here.system, using="worker") == 0
    (row,) = queued(here)
    assert (row.state, row.attempts, row.error) == (MailState.FAILED, MOST_ATTEMPTS, "ConnectionRefusedError")
    assert pauses == [timedelta(minutes=5) * 2**attempt for attempt in range(MOST_ATTEMPTS)]


def test_nobody_but_the_program_reads_the_outbox(here: Cast) -> None:
    give(here.anna, here.dossier_id, only_letter(here).id, Channel.EMAIL)
    with open_door(here.anna, "read", dossier_id=here.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        assert not Mail.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "update letters_letter set sealed = ''",
        "update letters_letter set view_id = null",
        "delete from letters_letter",
        "update dossiers_view set client_told_at = now(), ends_at = now() + interval '1 year'",
        "update dossiers_view set ends_at = now() + interval '1 year' where account_id <> gate.actor_id()",
    ],
)
def test_who_may_give_a_letter_changes_nothing_else(here: Cast, statement: str) -> None:
    before = rows(here)
    with open_door(here.anna, "read", dossier_id=here.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        try:
            with transaction.atomic(), connections["default"].cursor() as cursor:
                cursor.execute(statement)
        except ProgrammingError:
            pass  # refused aloud; what counts is that nothing changed
    assert rows(here) == before


def rows(here: Cast) -> list[Any]:
    with in_context(here.system, using="worker"):
        return [list(model.objects.using("worker").values_list()) for model in (Letter, View)]
