"""A file waits for who brought it alone, becomes part of a record of the catalogue, and ends with its key."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import override_settings

from tests.apps.cast import Cast
from tests.apps.documents import samples
from waarborg.documents import selectors, services
from waarborg.documents.choices import Scan
from waarborg.documents.models import Document, WaitingFile
from waarborg.documents.scanning import Infected, scanned
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.records import NewRecord
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused, Unavailable
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.models import Blob, DataKey

OWNER = "owner"
DOCUMENT = "document"
"""The kind of data of this regulation that is a file."""


def brought(cast: Cast, who: str = "anna", name: str = "Brief Jansen.pdf", content: bytes | None = None) -> UUID:
    return services.receive(cast.actor(who), cast.dossier_id, name, io.BytesIO(content or samples.pdf()))


def filing(cast: Cast) -> services.Filing:
    entry = catalogue_of(cast.actor("anna").in_force).entry(DOCUMENT)
    fields = {name: "een stuk" for name, rule in entry.rule.fields.items() if rule.type == "line"}
    new = NewRecord(category=DOCUMENT, fields=fields, source=entry.sources[0])
    return services.Filing(record=new, field=next(iter(services.file_fields(entry))))


def filed(cast: Cast) -> tuple[UUID, UUID]:
    record = services.file_waiting(cast.actor("anna"), cast.dossier_id, brought(cast), filing(cast))
    return record, Document.objects.using(OWNER).get(record_id=record).pk


def living(key_id: UUID) -> bool:
    return DataKey.objects.using(OWNER).get(pk=key_id).destroyed_at is None


def test_a_waiting_file_is_seen_by_who_brought_it_alone(cast: Cast) -> None:
    waiting = brought(cast)
    assert waiting in {one.id for one in selectors.files_of(cast.actor("anna"), cast.dossier_id).waiting}
    assert selectors.files_of(cast.actor("adam"), cast.dossier_id).waiting == []
    with pytest.raises(NotFound):
        selectors.waiting_file(cast.actor("adam"), cast.dossier_id, waiting)
    with pytest.raises(NotFound):
        services.file_waiting(cast.actor("adam"), cast.dossier_id, waiting, filing(cast))
    services.throw_away(cast.actor("anna"), cast.dossier_id, waiting)


@pytest.mark.parametrize("who", ["bram", "olga", "sam", "chris"])
def test_who_may_not_write_in_the_dossier_brings_nothing_in(cast: Cast, who: str) -> None:
    before = WaitingFile.objects.using(OWNER).count(), Blob.objects.using(OWNER).count()
    with pytest.raises((Refused, NotFound)):
        brought(cast, who)
    assert (WaitingFile.objects.using(OWNER).count(), Blob.objects.using(OWNER).count()) == before


def test_a_filed_file_reads_back_whole_and_cleaned(cast: Cast) -> None:
    record, document = filed(cast)
    opened = selectors.open_file(cast.actor("anna"), cast.dossier_id, document)
    content = b"".join(opened.pieces())
    assert content.startswith(b"%PDF-")
    assert samples.SECRET.encode() not in content
    assert opened.record.id == record
    assert opened.seen.name == "Brief Jansen.pdf"
    assert len(content) == opened.seen.size


def test_filing_ends_the_key_under_which_the_file_waited(cast: Cast) -> None:
    waiting = WaitingFile.objects.using(OWNER).get(pk=brought(cast))
    services.file_waiting(cast.actor("anna"), cast.dossier_id, waiting.pk, filing(cast))
    assert not living(waiting.data_key_id)
    assert not WaitingFile.objects.using(OWNER).filter(pk=waiting.pk).exists()


def test_a_file_that_is_thrown_away_opens_for_nobody(cast: Cast) -> None:
    waiting = WaitingFile.objects.using(OWNER).get(pk=brought(cast))
    services.throw_away(cast.actor("anna"), cast.dossier_id, waiting.pk)
    assert not living(waiting.data_key_id)


def test_what_waits_too_long_is_thrown_away_by_itself(cast: Cast) -> None:
    waiting = WaitingFile.objects.using(OWNER).get(pk=brought(cast))
    organisation = cast.here.organisation.pk
    assert services.throw_away_old(organisation) == 0
    with clock.travel(waiting.expires_at + timedelta(minutes=1)):
        assert services.throw_away_old(organisation) >= 1
    assert not living(waiting.data_key_id)


@pytest.mark.parametrize("who", ["bram", "olga", "sam"])
def test_who_may_not_read_the_record_does_not_reach_its_file(cast: Cast, who: str) -> None:
    _record, document = filed(cast)
    with pytest.raises((Refused, NotFound)):
        selectors.open_file(cast.actor(who), cast.dossier_id, document)


def test_a_newer_version_stands_in_front_and_the_earlier_one_stays(cast: Cast) -> None:
    _record, document = filed(cast)
    services.file_again(cast.actor("anna"), cast.dossier_id, document, "Nieuw.pdf", io.BytesIO(samples.pdf(pages=5)))
    opened = selectors.open_file(cast.actor("anna"), cast.dossier_id, document)
    assert (opened.seen.version, opened.seen.name) == (2, "Nieuw.pdf")
    assert [one.version for one in opened.versions] == [2, 1]
    assert selectors.open_file(cast.actor("anna"), cast.dossier_id, document, 1).seen.name == "Brief Jansen.pdf"


def test_a_file_is_only_filed_in_a_field_that_is_a_file_and_a_kind_that_the_catalogue_names(cast: Cast) -> None:
    waiting = brought(cast)
    good = filing(cast)
    with pytest.raises(InvalidInput):
        services.file_waiting(
            cast.actor("anna"), cast.dossier_id, waiting, services.Filing(record=good.record, field="title")
        )
    unknown = NewRecord(category="hobby", fields={}, source="client")
    with pytest.raises(InvalidInput) as refused:
        services.file_waiting(
            cast.actor("anna"), cast.dossier_id, waiting, services.Filing(record=unknown, field=good.field)
        )
    assert "article" in str(refused.value)
    with pytest.raises(NotFound):
        services.file_waiting(cast.actor("anna"), cast.dossier_id, uuid4(), good)
    services.throw_away(cast.actor("anna"), cast.dossier_id, waiting)


def test_every_look_at_a_file_is_an_event(cast: Cast) -> None:
    _record, document = filed(cast)
    from waarborg.ledger.models import Event

    before = Event.objects.using(OWNER).filter(kind=Kind.BLOB_OPENED).count()
    selectors.open_file(cast.actor("anna"), cast.dossier_id, document)
    assert Event.objects.using(OWNER).filter(kind=Kind.BLOB_OPENED).count() == before + 1


@pytest.fixture
def with_scanner(scanner: str) -> Iterator[None]:
    with override_settings(WAARBORG_SCANNER=scanner):
        yield


@pytest.mark.usefixtures("with_scanner")
def test_the_scanner_refuses_what_it_knows_and_nothing_of_it_is_kept(cast: Cast) -> None:
    before = Blob.objects.using(OWNER).count()
    with pytest.raises(Infected) as refused:
        brought(cast, name="notitie.txt", content=samples.EICAR)
    assert "Eicar" in str(refused.value)
    assert Blob.objects.using(OWNER).count() == before
    assert WaitingFile.objects.using(OWNER).get(pk=brought(cast)).scan == Scan.CLEAN


def test_without_a_scanner_a_file_says_that_it_was_not_scanned(cast: Cast) -> None:
    assert WaitingFile.objects.using(OWNER).get(pk=brought(cast)).scan == Scan.UNSCANNED


@override_settings(WAARBORG_SCANNER="unix:/nonexistent/clamd.sock")
def test_a_scanner_that_does_not_answer_stops_the_file() -> None:
    with pytest.raises(Unavailable):
        scanned(io.BytesIO(b"x"))
