"""Under a regulation that asks it a report goes only as the client approved it: this version, and no other."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.apps.cast import Cast, gather
from tests.apps.desk.conftest import a_database_of_its_own
from waarborg.disclosures.approving import Answered, answer, ask, asked_of, take_back
from waarborg.disclosures.choices import DisclosureState
from waarborg.disclosures.giving import give
from waarborg.disclosures.models import ClientApproval
from waarborg.disclosures.preparing import WHY, NewDisclosure, prepare
from waarborg.disclosures.register import given_of
from waarborg.disclosures.ways import Way
from waarborg.disclosures.weighing import Asked, WeighedItem, weigh
from waarborg.dossiers.items import one
from waarborg.dossiers.models import Record
from waarborg.dossiers.records import Correction, correct_record, stated
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.parties.services import NewAssurance, assure
from waarborg.policy.vocabulary import regulations_folder
from waarborg.work.choices import TaskKind
from waarborg.work.selectors import deadlines

KIND = "progress_report"
RULE = "when: [assigned, own_commission, written_consent, recipient_under_secrecy, confidentiality_signed]"
WAY = {"recipient": "principal", "purpose": "labour_participation", "ground": "written_consent", "channel": "letter"}


@pytest.fixture(scope="module")
def cast(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cast]:
    """The usual people, under a regulation whose rule about reports asks the client's approval too."""
    folder = tmp_path_factory.mktemp("asks") / "jm-werkt"
    shutil.copytree(regulations_folder() / "jm-werkt", folder)
    version = max(folder.glob("[0-9]*.yaml"))
    text = version.read_text(encoding="utf-8")
    assert text.count(RULE) == 1
    version.write_text(text.replace(RULE, f"{RULE[:-1]}, client_approved_this_version]"), encoding="utf-8")
    with django_db_blocker.unblock(), a_database_of_its_own():
        made = gather(str(folder))
        new = NewAssurance(fact="recipient_under_secrecy", from_on=clock.today(), shown_by="Overeenkomst 2026-1")
        assure(made.actor("dina"), made.party_id, new)
        yield made


def weighed(cast: Cast) -> WeighedItem:
    found = weigh(cast.actor("anna"), cast.dossier_id, Asked(way=Way(**WAY)))
    return next(item for item in found.items if item.record.entry.key == KIND)


def version(cast: Cast) -> int:
    return one(cast.actor("anna"), cast.dossier_id, cast.records[KIND])[1].version


def said(cast: Cast, **different: object) -> Answered:
    usual = {
        "approves": True,
        "version": version(cast),
        "who": "client",
        "form": "conversation",
        "on": clock.today(),
        "wording": "Ik heb dit gelezen en vind goed dat het zo weggaat.",
    }
    return Answered(**{**usual, **different})  # type: ignore[arg-type]


def approve(cast: Cast) -> None:
    answer(cast.actor("anna"), cast.dossier_id, cast.records[KIND], said(cast))


def correct(cast: Cast) -> None:
    anna, record_id = cast.actor("anna"), cast.records[KIND]
    now = one(anna, cast.dossier_id, record_id)[1]
    name = next(name for name, rule in now.entry.rule.fields.items() if rule.type == "text")
    correct_record(
        anna,
        cast.dossier_id,
        record_id,
        Correction(
            fields={**now.content.fields, name: f"beter, na versie {now.version}"},
            reason="Verbeterd.",
            source=now.source,
            version=now.version,
            purpose=now.purpose,
        ),
    )


def prepared(cast: Cast) -> UUID:
    found = weigh(cast.actor("anna"), cast.dossier_id, Asked(way=Way(**WAY)))
    new = NewDisclosure(
        asked=found.asked,
        records=frozenset({cast.records[KIND]}),
        reasons={WHY: "Nodig voor de opdracht."},
    )
    return prepare(cast.actor("anna"), cast.dossier_id, new)


def state_of(cast: Cast, disclosure_id: UUID) -> DisclosureState:
    given = given_of(cast.actor("anna"), cast.dossier_id).given
    return next(item.state for item in given if item.id == disclosure_id)


def test_a_version_goes_when_approved_and_a_correction_makes_it_unapproved(cast: Cast) -> None:
    assert asked_of(cast.actor("anna").in_force).keys() == {"plan", KIND, "placement", "hours"}
    before = weighed(cast)
    assert not before.goes
    assert before.answer.missing == ("client_approved_this_version",)
    with pytest.raises(Refused):
        prepared(cast)
    approve(cast)
    assert weighed(cast).goes
    waits = prepared(cast)
    correct(cast)
    assert not weighed(cast).goes
    with pytest.raises(Refused):
        give(cast.actor("anna"), cast.dossier_id, waits)
    assert not weighed(cast).let_go, "PostgreSQL says so too"
    approve(cast)
    give(cast.actor("anna"), cast.dossier_id, prepared(cast))


def test_what_is_taken_back_stops_what_waits_on_it(cast: Cast) -> None:
    correct(cast)
    approve(cast)
    waits = prepared(cast)
    take_back(cast.actor("anna"), cast.dossier_id, cast.records[KIND])
    assert state_of(cast, waits) is DisclosureState.STOPPED
    assert not weighed(cast).goes
    with pytest.raises(Conflict):
        take_back(cast.actor("anna"), cast.dossier_id, cast.records[KIND])


def test_it_is_asked_as_a_task_and_a_no_is_written_down_too(cast: Cast) -> None:
    correct(cast)
    anna, record_id = cast.actor("anna"), cast.records[KIND]
    ask(anna, cast.dossier_id, record_id)
    with pytest.raises(Conflict):
        ask(anna, cast.dossier_id, record_id)

    def to_ask() -> int:
        found = deadlines(anna)
        return sum(task.kind is TaskKind.ASK_APPROVAL for task in found.without_term)

    assert to_ask() == 1
    answer(anna, cast.dossier_id, record_id, said(cast, approves=False))
    assert to_ask() == 0
    assert not weighed(cast).goes


def test_proof_is_asked_and_nothing_is_approved_before_it_was_there(cast: Cast) -> None:
    wrong = {
        "kept_at": {"form": "paper"},
        "wording": {"wording": " "},
        "on": {"on": clock.today() + timedelta(days=1)},
        "who": {"who": "buurvrouw"},
        "form": {"form": "duif"},
    }
    for field, different in wrong.items():
        with pytest.raises(InvalidInput) as mistake:
            answer(cast.actor("anna"), cast.dossier_id, cast.records[KIND], said(cast, **different))
        assert field in mistake.value.fields
    too_early, of_before = said(cast, on=clock.today() - timedelta(days=1)), said(cast, version=version(cast) - 1)
    with pytest.raises(InvalidInput):
        answer(cast.actor("anna"), cast.dossier_id, cast.records[KIND], too_early)
    with pytest.raises(Conflict):
        answer(cast.actor("anna"), cast.dossier_id, cast.records[KIND], of_before)
    for who in ("bram", "sam", "chris"):
        with pytest.raises((Refused, NotFound, Conflict)):
            answer(cast.actor(who), cast.dossier_id, cast.records[KIND], said(cast))


def test_postgresql_lets_nobody_set_the_mark_past_it(cast: Cast) -> None:
    """Not without an approval of this version, and in the act of approving nothing else of the record changes."""
    correct(cast)
    anna, record_id = cast.actor("anna"), cast.records[KIND]
    entry = one(anna, cast.dossier_id, record_id)[1].entry
    claims = stated(entry, entry.serves(anna.in_force.main_purpose))
    for action, different in (("write", {"marks": 16}), ("correct", {"marks": 16}), ("write", {"source": "uwv"})):
        with pytest.raises(DatabaseError), open_door(anna, action, dossier_id=cast.dossier_id, claims=claims):
            Record.objects.filter(pk=record_id).update(**different)


def test_the_page_shows_what_asks_approval_and_the_way_out_says_what_to_do(cast: Cast) -> None:
    anna = cast.browser("anna")
    way_out = anna.get(f"{reverse('desk:disclosure_new', args=[cast.number])}?{urlencode(WAY)}").content.decode()
    listed = reverse("desk:approvals", args=[cast.number])
    assert f'href="{listed}"' in way_out, "the next step"
    page = anna.get(listed).content.decode()
    url = reverse("desk:approval", args=[cast.number, cast.records[KIND]])
    assert url in page
    form = anna.get(url).content.decode()
    assert "beter, na versie" in form, "what is put to the client stands there"
    typed = {
        "answer": "yes",
        "version": re.findall(r'name="version" value="(\d+)"', form)[0],
        "who": "client",
        "form": "paper",
        "on": clock.today().isoformat(),
        "wording": "Zo mag het weg.",
    }
    refused = anna.post(url, typed)
    assert refused.status_code == 422
    assert "Zo mag het weg." in refused.content.decode()
    done: HttpResponse = anna.post(url, {**typed, "kept_at": "In de map van maart."}, follow=True)
    assert "In de map van maart." in done.content.decode()
    assert weighed(cast).goes
    anna.post(reverse("desk:approval_end", args=[cast.number, cast.records[KIND]]))
    assert not weighed(cast).goes
    for who in ("bram", "sam", "olga"):
        for address in (listed, url):
            assert cast.browser(who).get(address).status_code in {403, 404}


def test_a_client_answers_what_was_put_to_them_on_their_own_pages_and_takes_it_back(cast: Cast) -> None:
    correct(cast)
    anna, chris, record_id = cast.actor("anna"), cast.browser("chris"), cast.records[KIND]
    url, end = (reverse(f"mine:{name}", args=[record_id]) for name in ("approval", "approval_end"))
    assert chris.get(url).status_code == 404, "not before it was put to them"
    ask(anna, cast.dossier_id, record_id)
    assert reverse("mine:approvals") in chris.get(reverse("mine:start")).content.decode(), "it waits for them"
    assert chris.post(url, {"answer": "", "version": version(cast)}).status_code == 422
    assert chris.post(url, {"answer": "yes", "version": version(cast) - 1}).status_code == 422, "another version"
    assert chris.post(url, {"answer": "yes", "version": version(cast)}, follow=True).status_code == 200
    assert weighed(cast).goes, "it may go now"
    kept = ClientApproval.objects.using("owner").filter(record_id=record_id).latest("id")
    assert (kept.form, kept.answered_by, kept.written_by_id) == ("portal", "client", cast.accounts["chris"])
    for other in ("bram", "paula", None):
        if other in cast.accounts or other is None:
            assert cast.browser(other).post(end).status_code in (302, 404)
    assert weighed(cast).goes
    assert chris.post(end, follow=True).status_code == 200
    assert not weighed(cast).goes
    with pytest.raises(DatabaseError), open_door(cast.actor("chris"), "request", dossier_id=cast.dossier_id):
        Record.objects.filter(pk=record_id).update(source="uwv")
