"""A secret address stands apart: nothing that shows, lists or gives has it; who must know opens it, as an event."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse

from tests.apps.cast import ADDRESS, NAME, TYPED, Cast, canaries
from waarborg.dossiers import exports, items, selectors
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.choices import GivenBy, RevealReason
from waarborg.dossiers.history import who_looked
from waarborg.dossiers.list_filters import Asked
from waarborg.dossiers.models import SearchToken
from waarborg.dossiers.records import Correction, correct_record
from waarborg.gate.actors import system_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.rights.choices import CameBy
from waarborg.rights.registering import NewRequest, register
from waarborg.subject_access import asking, making
from waarborg.subject_access.choices import Form
from waarborg.subject_access.delivering import pieces_of
from waarborg.subject_access.models import Package

WHERE = (ADDRESS, TYPED["place"], "1234 AB", "1234AB")
PAGES = (
    ("records", ("contact",)),
    ("record_history", ("record",)),
    ("record_correct", ("record",)),
    ("dossier", ()),
    ("timeline", ()),
    ("print", ()),
    ("intake", ()),
    ("disclosures", ()),
)


@pytest.fixture
def secret(cast: Cast) -> Cast:
    """The client of the cast asks that nobody learns where they live."""
    entry = catalogue_of(cast.actor("anna").in_force).entry("contact")
    where, record = items.one(cast.actor("anna"), cast.dossier_id, cast.records["contact"])
    if not record.secret_address:
        better = Correction(
            fields=canaries(entry),
            reason="De cliënt vraagt het",
            source=where.entry.sources[0],
            version=record.version,
            secret_address=True,
        )
        correct_record(cast.actor("anna"), cast.dossier_id, record.id, better)
    return cast


@pytest.mark.parametrize(("page", "about"), PAGES, ids=[page for page, _about in PAGES])
def test_no_page_shows_it_nor_its_history(secret: Cast, page: str, about: tuple[str, ...]) -> None:
    named = [secret.records["contact"] if one == "record" else one for one in about]
    shown = secret.browser("anna").get(reverse(f"desk:{page}", args=[secret.number, *named]))
    assert shown.status_code == 200
    said = shown.content.decode()
    assert [one for one in WHERE if one in said] == []
    own = secret.browser("chris").get(reverse("mine:kind", args=["contact"])).content.decode()
    assert NAME in own
    assert [one for one in WHERE if one in own] == []


def test_it_is_in_no_list_copy_or_token_and_stays_so_when_the_rest_is_corrected(secret: Cast) -> None:
    anna = secret.actor("anna")
    where, record = items.one(anna, secret.dossier_id, secret.records["contact"])
    assert record.secret_address
    fields = {**record.content.fields, "phone": "0687654321"}
    better = Correction(fields=fields, reason="Nieuw nummer", source=where.entry.sources[0], version=record.version)
    correct_record(anna, secret.dossier_id, record.id, better)
    seen = selectors.category_of(anna, secret.dossier_id, "contact").of("contact")[0]
    assert seen.secret_address
    assert {"address", "postcode", "place"}.isdisjoint(seen.content.fields)
    tokens = SearchToken.objects.using("owner").filter(record_id=seen.id)
    assert not tokens.filter(kind="postcode").exists()
    try:
        purpose = anna.in_force.main_purpose or ""
        sheets = exports.export(anna, Asked(), purpose=purpose, categories=["contact"]).sheets
    except Refused:
        sheets = []
    assert [one for one in WHERE if one in str(sheets)] == []


def test_who_must_know_opens_it_with_a_reason_and_the_client_gets_it_whole(secret: Cast) -> None:
    anna, record_id = secret.actor("anna"), secret.records["contact"]
    _where, whole = items.reveal(anna, secret.dossier_id, record_id, next(iter(RevealReason)))
    assert whole.content.fields["address"] == ADDRESS
    assert Kind.RECORD_REVEALED in {one.kind for one in who_looked(anna, secret.dossier_id).events}
    with pytest.raises(Refused):
        items.reveal(secret.actor("bram"), secret.dossier_id, record_id, next(iter(RevealReason)))


def test_a_package_has_it_for_the_client_and_for_nobody_who_asks_for_them(secret: Cast) -> None:
    """Whoever decides for a client is who a secret address may be kept from."""
    anna, today = secret.actor("anna"), clock.today()
    shown = {}
    for who in (GivenBy.CLIENT, GivenBy.REPRESENTATIVE):
        asked = NewRequest(
            rights=("copy",),
            received_on=today,
            words="Een kopie graag.",
            came_by=CameBy.IN_PERSON,
            asked_by=who,
            mandate_seen_on=today if who is GivenBy.REPRESENTATIVE else None,
        )
        (request_id,) = register(anna, secret.dossier_id, asked)
        package_id = asking.ask(anna, secret.dossier_id, request_id)
        making.make(anna.organisation_id, package_id)
        with open_door(system_at(anna.organisation_id), "read", dossier_id=secret.dossier_id) as door:
            door.note(Kind.DOSSIER_READ)
            pieces = pieces_of(door, Package.objects.get(pk=package_id), Form.ZIP)
        with zipfile.ZipFile(io.BytesIO(b"".join(pieces()))) as whole:
            shown[who] = whole.read("data.json").decode()
    assert ADDRESS in shown[GivenBy.CLIENT]
    assert [one for one in WHERE if one in shown[GivenBy.REPRESENTATIVE]] == []
    assert NAME in shown[GivenBy.REPRESENTATIVE]
