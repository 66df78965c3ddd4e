"""E-mail comes in by a real conversation; it waits for one person, sealed, until it is sorted, and goes on its day."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connections
from django.test import override_settings

from tests.apps.cast import Cast
from tests.apps.documents import samples
from tests.apps.incoming.conftest import CANARY, DOMAIN, OWNER, MailServer, last, message, waiting
from waarborg.documents import selectors as documents
from waarborg.documents.models import WaitingFile
from waarborg.documents.services import TEXT_ALONE, Filing, file_fields, file_waiting
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.records import NewRecord
from waarborg.gate.actors import system_at
from waarborg.gate.authorisations import end_role
from waarborg.gate.door import open_door
from waarborg.incoming import addresses, selectors, sorting
from waarborg.incoming.choices import MailState
from waarborg.incoming.ending import end_over, organisations_with_mail_over
from waarborg.incoming.jobs import end_unsorted_at
from waarborg.incoming.models import IncomingMail
from waarborg.incoming.server import must_be_safe
from waarborg.incoming.sorting import Chosen
from waarborg.kernel import clock
from waarborg.kernel.errors import ConfigurationError, InvalidInput, NotFound, Refused
from waarborg.ledger.models import Event
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.models import Blob, DataKey
from waarborg.work.models import Task

EVERYTHING = Chosen(message=True, parts=frozenset(range(9)))


def came(mailed_in: MailServer, address: str, text: str = "", **files: bytes) -> UUID:
    """Hand a message in; its number here. Each text is another message."""
    sent = message(text or f"Hierbij {CANARY}: {clock.now()}")
    for name, content in files.items():
        sent.add_attachment(content, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    assert mailed_in.hand_in(sent, address) == (250, "{}")
    return last().pk


def test_a_message_waits_for_who_opens_the_post_and_for_nobody_else(
    cast: Cast, mailed_in: MailServer, address: str
) -> None:
    mail_id = came(mailed_in, address, cv_pdf=samples.pdf())
    seen = {one.id: one for one in selectors.waiting_mail(cast.actor("anna"))}[mail_id]
    assert seen.said.sender.startswith("Kanariena")
    assert (seen.said.subject, CANARY in seen.said.text) == ("Mijn sollicitatie", True)
    assert [part.name for part in seen.said.parts] == ["cv.pdf"]
    for who in ("bram", "dina"):
        assert mail_id not in {one.id for one in selectors.waiting_mail(cast.actor(who))}
        with pytest.raises(NotFound):
            selectors.one_mail(cast.actor(who), mail_id)
        with pytest.raises(NotFound):
            sorting.take_into(cast.actor(who), mail_id, _dossier(cast, who), EVERYTHING)
    for who in ("sam", "chris", "olga"):
        with pytest.raises((Refused, NotFound)):
            selectors.one_mail(cast.actor(who), mail_id)


def _dossier(cast: Cast, who: str) -> UUID:
    from waarborg.dossiers.numbering import dossier_numbered

    return dossier_numbered(cast.actor(who), cast.other_number if who == "bram" else cast.number)


def test_row_level_security_shows_a_message_to_nobody_else_either(
    cast: Cast, mailed_in: MailServer, address: str
) -> None:
    mail_id = came(mailed_in, address)
    for who, there in (("anna", True), ("bram", False), ("dina", False), ("sam", False), ("chris", False)):
        with looking(cast, who):
            assert IncomingMail.objects.filter(pk=mail_id).exists() is there, who
    row = IncomingMail.objects.using(OWNER).get(pk=mail_id)
    for who, keys in (("anna", 1), ("bram", 0)):
        with looking(cast, who), connections["default"].cursor() as cursor:
            cursor.execute("select count(*) from vault.data_key where id = %s", [row.data_key_id])
            assert cursor.fetchone() == (keys,)
    with pytest.raises(DatabaseError), looking(cast, "anna"):
        IncomingMail.objects.bulk_create([row])


@contextmanager
def looking(cast: Cast, who: str) -> Iterator[None]:
    """What row-level security shows somebody in the act of writing, with nothing of the program's own in between."""
    with suppress(LookupError), open_door(cast.actor(who), "write"):
        yield
        raise LookupError


def test_nothing_of_a_message_stands_in_the_clear_or_in_a_log(
    cast: Cast, mailed_in: MailServer, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        mail_id = came(mailed_in, address, brief_txt=CANARY.encode())
        mailed_in.hand_in(message(), f"nobody-{CANARY}@{DOMAIN}")
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            "select to_jsonb(m)::text || to_jsonb(t)::text from incoming_incomingmail m "
            "join work_task t on t.subject_id = m.id where m.id = %s",
            [mail_id],
        )
        (row,) = cursor.fetchone()
        cursor.execute("select string_agg(to_jsonb(e)::text, '') from ledger_event e where e.kind like 'mail%%'")
        (events,) = cursor.fetchone()
    for secret in (CANARY, "kanariena@", "sollicitatie"):
        assert secret not in row + events + caplog.text


def test_a_message_stands_in_no_dossier_before_somebody_says_what_it_is(
    cast: Cast, mailed_in: MailServer, address: str
) -> None:
    anna, adam = cast.actor("anna"), cast.actor("adam")
    mail_id = came(mailed_in, address, cv_pdf=samples.pdf(), foto_png=samples.picture("PNG"))
    before = len(documents.files_of(anna, cast.dossier_id).waiting)
    taken = sorting.take_into(anna, mail_id, cast.dossier_id, Chosen(message=True, parts=frozenset({0})))
    found = documents.files_of(anna, cast.dossier_id)
    assert len(found.waiting) == before + len(taken) == before + 2, "what was not chosen is gone"
    assert documents.files_of(adam, cast.dossier_id).waiting == [], "it waits for who took it alone"
    first = next(one for one in found.waiting if one.id == taken[0])
    assert first.mailed
    assert first.mailed.sender.startswith("Kanariena")
    entry = catalogue_of(anna.in_force).serving_as("correspondence")
    assert entry
    fields = {"direction": "ontvangen", "correspondent": first.mailed.sender, "subject": "x", "text": first.mailed.text}
    new = NewRecord(category=entry.key, fields=fields, source="client")
    record = file_waiting(anna, cast.dossier_id, taken[0], Filing(record=new, field=next(iter(file_fields(entry)))))
    filed = documents.files_of(adam, cast.dossier_id).filed
    assert record in {_record_of(one.id) for one in filed}


def _record_of(document_id: UUID) -> UUID:
    from waarborg.documents.models import Document

    return Document.objects.using(OWNER).get(pk=document_id).record_id


def test_of_a_message_the_text_alone_can_be_kept(cast: Cast, mailed_in: MailServer, address: str) -> None:
    anna = cast.actor("anna")
    entry = catalogue_of(anna.in_force).serving_as("correspondence")
    assert entry
    fields = {"direction": "ontvangen", "correspondent": "client", "subject": "x", "text": "kort"}
    alone = Filing(record=NewRecord(category=entry.key, fields=fields, source="client"), field=TEXT_ALONE)
    taken = sorting.take_into(anna, came(mailed_in, address, cv_pdf=samples.pdf()), cast.dossier_id, EVERYTHING)
    with pytest.raises(InvalidInput):
        file_waiting(anna, cast.dossier_id, taken[1], alone)
    file_waiting(anna, cast.dossier_id, taken[0], alone)
    assert not WaitingFile.objects.using(OWNER).filter(pk=taken[0]).exists()


def test_taking_a_message_into_a_dossier_where_one_may_add_nothing_is_refused_with_the_article(
    cast: Cast, mailed_in: MailServer, address: str
) -> None:
    mail_id = came(mailed_in, address)
    with pytest.raises(Refused) as refused:
        sorting.take_into(cast.actor("anna"), mail_id, _dossier(cast, "bram"), EVERYTHING)
    assert "assigned" in refused.value.decision.missing
    with pytest.raises(InvalidInput):
        sorting.take_into(cast.actor("anna"), mail_id, cast.dossier_id, Chosen(message=False, parts=frozenset()))
    assert selectors.one_mail(cast.actor("anna"), mail_id)


def test_files_of_a_message_are_judged_cleaned_and_read_back(cast: Cast, mailed_in: MailServer, address: str) -> None:
    mail_id = came(mailed_in, address, cv_pdf=samples.pdf(), macro_docx=samples.docx(macro=True), page_html=b"<html>x")
    found = selectors.one_mail(cast.actor("anna"), mail_id)
    assert [name for name, _why in found.said.left_out] == ["macro.docx", "page.html"]
    with found.file(found.said.parts[0]) as file:
        content = file.read()
    assert content.startswith(b"%PDF-")
    assert samples.SECRET.encode() not in content


def test_a_message_that_comes_twice_is_there_once(mailed_in: MailServer, address: str) -> None:
    sent = message("tweemaal")
    sent["Message-ID"] = "<een@voorbeeld.nl>"
    assert mailed_in.hand_in(sent, address)[0] == 250
    before = waiting()
    assert mailed_in.hand_in(sent, address)[0] == 250
    assert waiting() == before


REFUSED = {
    "an answer of a program": ({"Auto-Submitted": "auto-replied"}, "a@voorbeeld.nl", 550),
    "a list": ({"List-Id": "<nieuws.voorbeeld.nl>"}, "a@voorbeeld.nl", 550),
    "bulk": ({"Precedence": "bulk"}, "a@voorbeeld.nl", 550),
    "a notice that something did not arrive": ({}, "", 550),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_program_sent_is_refused_and_that_is_written_down(
    mailed_in: MailServer, address: str, name: str
) -> None:
    headers, sender, code = REFUSED[name]
    sent = message()
    for header, value in headers.items():
        sent[header] = value
    before, refusals = waiting(), Event.objects.using(OWNER).filter(kind=Kind.MAIL_REFUSED).count()
    assert mailed_in.hand_in(sent, address, sender)[0] == code
    assert waiting() == before
    assert Event.objects.using(OWNER).filter(kind=Kind.MAIL_REFUSED).count() == refusals + 1


def test_a_message_that_goes_round_is_refused(mailed_in: MailServer, address: str) -> None:
    sent = message()
    for number in range(31):
        sent.add_header("Received", f"from a{number} by b{number}; Mon, 12 Jan 2026 10:00:00 +0100")
    assert mailed_in.hand_in(sent, address)[0] == 554


def test_an_address_that_is_not_ours_is_refused_in_the_conversation(mailed_in: MailServer, address: str) -> None:
    before = waiting()
    for other in (f"post-onbekend@{DOMAIN}", address.replace(DOMAIN, "elders.nl"), "zonder-at"):
        assert mailed_in.hand_in(message(), other)[0] == 550
    assert waiting() == before


def test_a_message_that_is_too_large_is_refused(mailed_in: MailServer, address: str) -> None:
    sent = message()
    sent.add_attachment(samples.random_bytes(2_500_000), maintype="application", subtype="pdf", filename="a.pdf")
    assert mailed_in.hand_in(sent, address)[0] == 552


def test_what_the_scanner_knows_is_refused_and_a_silent_scanner_asks_to_try_again(
    mailed_in: MailServer, address: str, scanner: str
) -> None:
    sent, before = message(), waiting()
    sent.add_attachment(samples.EICAR, maintype="text", subtype="plain", filename="notitie.txt")
    with override_settings(WAARBORG_SCANNER=scanner):
        assert mailed_in.hand_in(sent, address)[0] == 554
    with override_settings(WAARBORG_SCANNER="unix:/nonexistent/clamd.sock"):
        assert mailed_in.hand_in(message("later"), address)[0] == 451
    assert waiting() == before


def test_what_nobody_sorts_becomes_a_task_and_is_destroyed_on_its_day(
    cast: Cast, mailed_in: MailServer, address: str
) -> None:
    mail_id = came(mailed_in, address, cv_pdf=samples.pdf())
    row = last()
    task = Task.objects.using(OWNER).get(subject_id=mail_id)
    assert (task.for_account_id, task.due_on) == (cast.accounts["anna"], row.goes_on)
    assert row.goes_on == clock.today() + timedelta(days=14)
    assert clock.day_of(task.opens_at) == clock.today() + timedelta(days=3)
    organisation = cast.here.organisation.pk
    with clock.travel(clock.now() + timedelta(days=13)):
        assert end_over(system_at(organisation, using="worker")) == 0
    with clock.travel(clock.now() + timedelta(days=14)):
        assert str(organisation) in organisations_with_mail_over()
        assert end_unsorted_at(str(organisation)) >= 1
    assert mail_id not in waiting()
    assert DataKey.objects.using(OWNER).get(pk=row.data_key_id).destroyed_at is not None
    assert not Blob.objects.using(OWNER).filter(pk=row.blob_id).exists()
    assert Task.objects.using(OWNER).get(pk=task.pk).done_at is not None


def test_what_is_thrown_away_opens_for_nobody(cast: Cast, mailed_in: MailServer, address: str) -> None:
    mail_id = came(mailed_in, address)
    sorting.throw_away(cast.actor("anna"), mail_id)
    row = IncomingMail.objects.using(OWNER).get(pk=mail_id)
    assert (row.state, row.sealed) == (MailState.THROWN_AWAY, None)
    assert DataKey.objects.using(OWNER).get(pk=row.data_key_id).destroyed_at is not None
    assert Task.objects.using(OWNER).get(subject_id=mail_id).done_at is not None
    with pytest.raises(NotFound):
        selectors.one_mail(cast.actor("anna"), mail_id)


def test_a_message_is_handed_on_to_who_works_with_the_client(cast: Cast, mailed_in: MailServer, address: str) -> None:
    mail_id = came(mailed_in, address)
    with pytest.raises(InvalidInput):
        sorting.hand_on(cast.actor("anna"), mail_id, cast.accounts["olga"])
    with pytest.raises(NotFound):
        sorting.hand_on(cast.actor("bram"), mail_id, cast.accounts["bram"])
    sorting.hand_on(cast.actor("anna"), mail_id, cast.accounts["bram"])
    assert mail_id in {one.id for one in selectors.waiting_mail(cast.actor("bram"))}
    assert mail_id not in {one.id for one in selectors.waiting_mail(cast.actor("anna"))}
    assert Task.objects.using(OWNER).get(subject_id=mail_id).for_account_id == cast.accounts["bram"]
    assert sorting.take_into(cast.actor("bram"), mail_id, _dossier(cast, "bram"), EVERYTHING)


def test_an_address_is_given_by_who_gives_roles_to_who_may_write(cast: Cast, mailed_in: MailServer) -> None:
    sam = cast.actor("sam")
    for who in ("anna", "bram", "adam"):
        with pytest.raises(Refused):
            addresses.make(cast.actor(who), cast.accounts["adam"])
    for who in ("olga", "chris", "sam"):
        with pytest.raises(InvalidInput):
            addresses.make(sam, cast.accounts[who])
    given = addresses.make(sam, cast.accounts["bram"])
    assert given in addresses.own_addresses(cast.actor("bram"))
    assert given not in addresses.own_addresses(cast.actor("anna"))
    mail_id = came(mailed_in, given)
    found = next(one for one in addresses.addresses(sam) if one.address == given)
    addresses.hand_over(sam, found.id, cast.accounts["anna"])
    assert mail_id in {one.id for one in selectors.waiting_mail(cast.actor("anna"))}, "what waits goes along"
    addresses.end(sam, found.id)
    assert mailed_in.hand_in(message(), given)[0] == 550
    with pytest.raises(NotFound):
        addresses.end(sam, found.id)


def test_where_nobody_opens_the_post_the_sender_is_asked_to_try_again(cast: Cast, mailed_in: MailServer) -> None:
    from tests.apps.cast import let_in
    from waarborg.accounts.models import Membership

    sam = cast.actor("sam")
    eva = let_in(cast.here, sam, "eva", "coach")
    given = addresses.make(sam, eva)
    role = Membership.objects.using(OWNER).get(account_id=eva)
    end_role(sam, role.pk, until_on=clock.today())
    with clock.travel(clock.now() + timedelta(days=1)):
        assert mailed_in.hand_in(message(), given)[0] == 450


def test_the_server_listens_to_this_machine_alone_and_only_where_mail_comes_in() -> None:
    for host in ("0.0.0.0", "192.0.2.1"):
        with pytest.raises(ConfigurationError):
            must_be_safe(host)
    with override_settings(WAARBORG_MAIL_DOMAIN=""), pytest.raises(ConfigurationError):
        must_be_safe("127.0.0.1")
