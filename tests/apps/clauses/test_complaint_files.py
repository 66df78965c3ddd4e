"""What comes with a complaint and what of it leaves: files in quarantine, written consent, an e-mail."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from uuid import UUID

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail.backends.locmem import EmailBackend
from django.db import ProgrammingError
from django.test import Client, override_settings
from django.urls import reverse

from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.running import opened, signed_in
from tests.apps.clauses.test_complaints import (
    UNDER,
    WHOLE,
    a_pdf,
    made,
    officer,
    past_the_service,
    taken_on,
    text_of_pdf,
)
from tests.apps.clauses.test_own_pages import come_in
from tests.policy.clauses.register import Registered, register
from waarborg.accounts.choices import Basis
from waarborg.admission import services
from waarborg.admission.selectors import own_dossiers
from waarborg.complaints import assigning, attaching, deciding, giving, going_on, selectors
from waarborg.complaints.choices import CameBy, Channel, Complainant, FileOf, Instance, StepKind, Subject
from waarborg.complaints.giving import NewGiving
from waarborg.complaints.models import Complaint, ComplaintFile, ComplaintGiving
from waarborg.complaints.registering import NewComplaint, send_in
from waarborg.complaints.telling import confirm_by_mail
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import Claims, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.kernel.file_answers import SANDBOX
from waarborg.ledger.models import Event
from waarborg.ledger.vocabulary import Kind
from waarborg.overviews.counting import QUARTER, population
from waarborg.overviews.rules import sees_overviews
from waarborg.overviews.rules import stated as overviews_stated
from waarborg.vault.services import destroy

CLOSED = "dicht@voorbeeld.invalid"
NEW = NewGiving(
    recipient="principal", name="UWV, mevrouw Jansen", reason="Om bij het gesprek te zijn.", with_words=True
)


@pytest.mark.clause("PIW-K2.2", "PIW-K1.3")
@UNDER
def test_what_comes_by_the_website_is_confirmed_by_mail_and_its_files_wait_in_quarantine(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    slug, system = house.agency.organisation.slug, system_at(house.agency.organisation.pk, using="worker")
    confirm_by_mail(system)
    mail.outbox.clear()
    said = {
        "description": "Niemand belde mij terug, al weken niet.",
        "complainant": "representative",
        "name": "Sam Gemachtigde",
        "acts_for": "Chris Client",
        "email": "sam@voorbeeld.invalid",
    }
    address = reverse("site:complaint_new", args=[slug])
    bad = SimpleUploadedFile("machtiging.pdf", b"MZ not a document")
    refused = Client().post(address, {**said, "chosen_files": bad})
    assert refused.status_code == InvalidInput.status
    assert "machtiging.pdf" in refused.content.decode()
    assert "al weken niet" in refused.content.decode(), "nothing typed is lost"
    good = SimpleUploadedFile("machtiging.pdf", a_pdf())
    assert Client().post(address, {**said, "chosen_files": good}).status_code == 302
    complaint = Complaint.objects.using("owner").filter(came_by=CameBy.FORM).latest("recorded_at").pk
    assert confirm_by_mail(system) == 1
    assert confirm_by_mail(system) == 0, "once"
    (sent,) = mail.outbox
    assert sent.to == ["sam@voorbeeld.invalid"]
    assert "belde" not in sent.body, "nothing of the complaint"
    karin = officer(house)
    for email in (CLOSED, "robin@voorbeeld.invalid"):
        by_form = {"came_by": CameBy.FORM, "subject": Subject.OTHER, "complainant": Complainant.OTHER}
        new = NewComplaint(said=replace(WHOLE, email=email), received_on=clock.today(), **by_form)  # type: ignore[arg-type]
        send_in(house.agency.organisation.pk, new)
    with override_settings(EMAIL_BACKEND=f"{__name__}.Choosy"):
        assert confirm_by_mail(system) == 1, "an address that is refused stops nobody else's message"
    mail.outbox.clear()
    assigning.assign(karin, complaint, karin.somebody)
    (file,) = selectors.one(karin, complaint).files
    with pytest.raises(NotFound):
        attaching.open_file(karin, complaint, file.id)  # until somebody says what it is
    desk = signed_in(karin)
    page = reverse("desk:complaint", args=[complaint])
    assert "machtiging.pdf" in desk.get(page).content.decode()
    assert desk.post(f"{page}bestand/{file.id}/soort/", {"what": "mandate"}).status_code == 302
    taken = desk.get(f"{page}bestand/{file.id}/")
    assert b"".join(taken.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    with pytest.raises(Conflict):
        attaching.throw_away(karin, complaint, file.id)
    attaching.add(karin, complaint, [attaching.Attached("los.pdf", io.BytesIO(a_pdf()))], None)
    loose = next(one for one in selectors.one(karin, complaint).files if one.what is None)
    attaching.throw_away(karin, complaint, loose.id)
    assert ComplaintFile.objects.using("owner").filter(complaint_id=complaint).count() == 1


class Choosy(EmailBackend):
    """A mail server that refuses one address."""

    def send_messages(self, messages: Sequence[mail.EmailMessage]) -> int:
        if any(CLOSED in message.to for message in messages):
            raise SMTPRecipientsRefused({CLOSED: (550, b"no such user")})
        return len(messages)


@pytest.mark.clause("PIW-K4.2c", "PIW-K3.2", "PIW-K3.4")
@UNDER
def test_the_principal_hears_of_a_complaint_only_while_the_complainant_agrees_and_they_read_what_went(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    of_whom = opened(house)
    browser, karin = signed_in(come_in(house, of_whom)), officer(house)
    said = {"description": "Mijn coach belde mij drie weken niet terug.", "name": "Chris de Client"}
    there = browser.post(reverse("mine:complaint_new"), said)["Location"]
    complaint = Complaint.objects.using("owner").get(dossier_id=of_whom.dossier_id).pk
    more = {
        "phone": "0612345678",
        "address": "Weg 1",
        "place": "Dam",
        "chosen_files": SimpleUploadedFile("a.pdf", a_pdf()),
    }
    assert browser.post(f"{there}aanvullen/", more).status_code == 302
    assigning.assign(karin, complaint, karin.somebody)
    seen = selectors.one(karin, complaint)
    assert (seen.missing, len(seen.files)) == ([], 1)
    with pytest.raises(Refused):
        giving.prepare(karin, complaint, NEW)
    going_on.write_down(karin, complaint, StepKind.PRINCIPAL_YES, "Dat zei de klager aan de telefoon.")
    with pytest.raises(Refused):
        giving.prepare(karin, complaint, NEW)  # said is not written
    assert browser.post(f"{there}opdrachtgever-ja/").status_code == 302
    ready = giving.prepare(karin, complaint, NEW)
    copy = signed_in(karin).get(reverse("desk:complaint_copy", args=[complaint, ready]))
    assert copy["Content-Security-Policy"] == SANDBOX, "the words of a complainant run nothing"
    text = text_of_pdf(copy.content)
    for words in ("UWV, mevrouw Jansen", "drie weken niet terug", "K4"):
        assert words in text
    assert "0612345678" not in text, "only what was chosen"
    assert browser.post(f"{there}opdrachtgever-nee/").status_code == 302
    with pytest.raises(Refused):
        giving.give(karin, complaint, ready, Channel.LETTER, clock.today())
    with pytest.raises(ProgrammingError):
        written_past_the_service(karin, ready)
    assert browser.post(f"{there}opdrachtgever-ja/").status_code == 302
    giving.give(karin, complaint, ready, Channel.LETTER, clock.today())
    assert "UWV, mevrouw Jansen" in browser.get(there).content.decode()
    events = Event.objects.using("owner").filter(kind=Kind.COMPLAINT_GIVEN.value)
    assert events.exists()
    assert not events.exclude(dossier_id=None), "nothing of it stands with the dossier"


def written_past_the_service(actor: Actor, ready: UUID) -> None:
    claims = Claims(recipient="principal", ground="written_consent")
    with open_door(actor, "disclose", claims=claims) as door:
        door.note(Kind.COMPLAINTS_READ)
        ComplaintGiving.objects.filter(pk=ready).update(given_on=clock.today())


@pytest.mark.clause("PIW-K6.3")
@UNDER
def test_the_insurer_gets_a_complaint_at_last_and_only_with_a_signed_consent(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    of_whom = opened(house)
    client = come_in(house, of_whom)
    karin, complaint = taken_on(house, dossier_id=of_whom.dossier_id)
    to_insurer = NewGiving(
        recipient="insurer", name="Rechtsbijstand Proef", reason="Om het geschil over te nemen.", with_words=True
    )
    going_on.write_down(karin, complaint, StepKind.INSURER_CONSENT, "De klager tekende een brief.")
    attaching.add(karin, complaint, [attaching.Attached("ja.pdf", io.BytesIO(a_pdf()))], FileOf.CONSENT)
    with pytest.raises(Conflict):
        giving.prepare(karin, complaint, to_insurer)  # the instances before it come first
    deciding.go_further(karin, complaint, Instance.MEDIATOR, "Een mediator met register, voorgesteld door de klager.")
    deciding.further_done(karin, complaint, "De bemiddeling leverde niets op.")
    giving.agree(client, complaint, "insurer", yes=False)
    going_on.write_down(karin, complaint, StepKind.INSURER_CONSENT, "De klager bedacht zich, zei een collega.")
    with pytest.raises(Refused):
        giving.prepare(karin, complaint, to_insurer)  # what they signed before they said no says nothing of now
    attaching.add(karin, complaint, [attaching.Attached("toch.pdf", io.BytesIO(a_pdf()))], FileOf.CONSENT)
    ready = giving.prepare(karin, complaint, to_insurer)
    giving.give(karin, complaint, ready, Channel.LETTER, clock.today())
    (given,) = selectors.one(karin, complaint).givings
    assert (given.article, given.given_on) == ("K6", clock.today())
    with pytest.raises(Conflict):
        giving.give(karin, complaint, ready, Channel.LETTER, clock.today())


@pytest.mark.clause("PIW-K1.3")
@UNDER
def test_who_complains_for_another_says_and_sees_no_more_of_it_than_their_mandate_lets(
    here: Registered, house_of: HouseOf
) -> None:
    house, today = house_of(here), clock.today()
    one, other = opened(house), opened(house)
    mandate = {"basis": Basis.MANDATE, "by_mail": True, "address": "vera@voorbeeld.invalid", "until_on": today}
    vera = come_in(house, one, **mandate)
    assert come_in(house, other, **mandate).account_id == vera.account_id
    of_one, of_other = sorted(own_dossiers(vera), key=lambda own: own.dossier_id == other.dossier_id)
    browser, karin = signed_in(vera), officer(house)
    browser.post(reverse("mine:for_whom"), {"whom": str(of_other.membership_id)})
    said = {"description": "Wij wachten al weken op een antwoord.", "name": "Vera Proef"}
    there = browser.post(reverse("mine:complaint_new"), said)["Location"]
    complaint = Complaint.objects.using("owner").get(dossier_id=other.dossier_id).pk
    assigning.assign(karin, complaint, karin.somebody)
    browser.post(reverse("mine:for_whom"), {"whom": str(of_one.membership_id)})
    assert browser.get(there).status_code == 200
    services.stop(house.actor("coach"), other.dossier_id, of_other.membership_id)
    acting = of_one.within(vera)
    for url in ("", "stand/", "verzekeraar-ja/", "intrekken/", "aanvullen/"):
        answer = browser.post(f"{there}{url}", {"place": "Dam"}) if url else browser.get(there)
        assert answer.status_code == 404, url
    assert not selectors.own(acting)
    come_in(house, other, **mandate, only_reads=True)
    assert browser.get(there).status_code == 200, "who may read it reads it"
    for url in ("stand/", "verzekeraar-ja/", "intrekken/", "aanvullen/"):
        assert browser.post(f"{there}{url}", {"place": "Dam"}).status_code == 404, url
    with pytest.raises(ProgrammingError):
        past_the_service(acting, complaint, outcome="withdrawn", ended_on=today)
    assert not agreed(karin, complaint)


def agreed(karin: Actor, complaint: UUID) -> frozenset[str]:
    return selectors.one(karin, complaint).agreed


@UNDER
def test_the_file_of_a_complaint_ends_with_its_term_and_by_no_person(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    of_whom = opened(house)
    client = come_in(house, of_whom)
    karin, complaint = taken_on(house, dossier_id=of_whom.dossier_id)
    attaching.add(karin, complaint, [attaching.Attached("ja.pdf", io.BytesIO(a_pdf()))], FileOf.OTHER)
    row = Complaint.objects.using("owner").get(pk=complaint)
    file = ComplaintFile.objects.using("owner").get(complaint_id=complaint)
    for who in (client, karin):
        for key in (row.data_key_id, file.data_key_id):
            with pytest.raises(ProgrammingError, match="ends with its term"):
                ended_by(who, key)
    assert selectors.one(karin, complaint).said.description


def ended_by(who: Actor, key: UUID) -> None:
    with open_door(who, "write") as door:
        door.note(Kind.COMPLAINTS_READ)
        destroy(who.organisation_id, [key])


STANDARD = pytest.mark.parametrize(
    "here", [each for each in register() if each.name == "bijstand-naar-werk"], ids=lambda each: each.name
)


@pytest.mark.clause("BNW-p15a")
@STANDARD
def test_an_agency_sets_its_own_terms_where_its_regulation_names_a_procedure_that_is_not_there(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    proposes, decides = signed_in(house.first("propose")), signed_in(house.first("define"))
    page = reverse("desk:practice_complaints")
    shown = proposes.get(page)
    assert {"6 weken", "zes weken"} & set(dict(shown.context["rows"]).values())
    said = {"base": shown.context["form"]["base"].value(), "decide_within": "5", "decide_within_unit": "weeks"}
    assert proposes.post(page, said | {"decide_within": "0"}).status_code == InvalidInput.status
    assert proposes.post(page, said).status_code == 302
    waiting = decides.get(reverse("desk:practice")).context["proposal"]
    if waiting:  # who proposes may decide too
        decides.post(waiting["approve_url"])
    _karin, complaint = taken_on(house)
    kept = Complaint.objects.using("owner").get(pk=complaint)
    assert kept.decide_by == clock.today() + timedelta(weeks=5)
    assert kept.confirm_by == clock.today() + timedelta(weeks=2), "what is left empty is as it came along"
    back = said | {"base": proposes.get(page).context["form"]["base"].value(), "decide_within": ""}
    assert proposes.post(page, back).status_code == 302
    waiting = decides.get(reverse("desk:practice")).context["proposal"]
    if waiting:
        decides.post(waiting["approve_url"])


COUNTED = pytest.mark.parametrize(
    "here",
    [each for each in register() if each.name in {"working-progression", "partner-in-werk"}],
    ids=lambda each: each.name,
)


@pytest.mark.clause("WP-1.2c")
@COUNTED
def test_management_counts_who_complained_only_where_its_regulation_has_overviews_of_it(
    here: Registered, house_of: HouseOf
) -> None:
    house, dossier = house_of(here), opened(house_of(here)).dossier_id
    made(house, dossier_id=dossier)
    made(house, dossier_id=dossier)
    counts = [actor for actor in map(house.actor, house.agency.accounts) if sees_overviews(actor)]
    with clock.travel(clock.now() + timedelta(days=366)):
        found = [counted_by(actor) for actor in counts]
    asked = Complaint.objects.using("owner").filter(written=True, received_on__year=clock.today().year)
    people = {one.together or one.pk for one in asked.filter(organisation_id=house.agency.organisation.pk)}
    assert found, "somebody makes overviews here"
    assert set(found) == {len(people) if here.name == "working-progression" else 0}, (
        "two complaints of one client are one"
    )


def counted_by(actor: Actor) -> int:
    with open_door(actor, "count", claims=overviews_stated(actor.in_force)) as door:
        door.require_anywhere()
        door.note(Kind.OVERVIEWS_READ)
        found = population(door, "complaints")
        this_year = frozenset(
            value for value in found.values(QUARTER) if value.startswith(f"{clock.today().year - 1}q")
        )
        return found.count({QUARTER: this_year}) if this_year else 0
