"""What a client says on their own pages: consents, requests, messages; who decides for them, within their mandate."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from tests.apps.cast import CANARY, NAME, Cast
from tests.apps.documents import samples
from waarborg.accounts.choices import Basis
from waarborg.accounts.models import Account, Membership
from waarborg.admission import selectors, services
from waarborg.admission.models import Mandate
from waarborg.admission.newcomers import NewComer
from waarborg.desk.pages.consents import parties_for
from waarborg.documents.models import Document
from waarborg.documents.services import Filing, file_fields, file_waiting, receive
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.declarations import Giver, Reach, declaration, declare, withdraw
from waarborg.dossiers.history import who_looked
from waarborg.dossiers.intake import intake_of
from waarborg.dossiers.models import ClientDeclaration, Record
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.dossiers.objections import record_objection
from waarborg.dossiers.records import NewRecord
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.door import UnrecordedWork, open_door
from waarborg.incoming.selectors import waiting_mail
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.letters import information
from waarborg.letters.choices import Channel, LetterKind
from waarborg.letters.models import Letter
from waarborg.letters.services import give, letters_of
from waarborg.mailings import group_messages
from waarborg.mailings.choices import Outcome
from waarborg.policy.term_clock import Question
from waarborg.rights import going_on
from waarborg.rights.choices import CameBy, Identity
from waarborg.rights.models import Request
from waarborg.rights.selectors import requests_of
from waarborg.subject_access.looked import looked
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

REPORT = CANARY.format(category="progress_report")
CONSENT = "written_consent"


def consent_of(cast: Cast, fact: str = CONSENT) -> ClientDeclaration | None:
    rows = ClientDeclaration.objects.using("owner").filter(dossier_id=cast.dossier_id, fact=fact)
    return rows.order_by("-id").first()


def asked(cast: Cast) -> list[Request]:
    return list(Request.objects.using("owner").filter(dossier_id=cast.dossier_id).order_by("-recorded_at"))


def come_in(cast: Cast, **about: object) -> tuple[Client, Actor]:
    """Somebody who decides for the client of the cast's dossier, signed in with both steps."""
    told = {"name": "Vera Proef", "seen": "Getekende machtiging", "seen_on": clock.today(), **about}
    made = services.let_in(cast.actor("anna"), cast.dossier_id, NewComer(by_mail=False, **told))  # type: ignore[arg-type]
    account = Account.objects.get(login=made.login)
    browser = Client()
    browser.force_login(account)
    session = browser.session
    session["account_authentication_methods"] = [{"method": "password"}, {"method": "mfa"}]
    session.save()
    return browser, actor_at(account.pk, cast.here.organisation.pk, strong=True)


def read_by(actor: Actor, cast: Cast, narrow: tuple[str, ...] | None = None) -> set[str]:
    """Which kinds of data PostgreSQL brings this person, whatever a page would show."""
    found: set[str] = set()
    with pytest.raises(UnrecordedWork), open_door(actor, "read", dossier_id=cast.dossier_id, narrow=narrow):
        found |= set(Record.objects.values_list("category", flat=True))
    return found


def test_a_client_stops_a_consent_in_one_step_and_it_holds_at_once(cast: Cast) -> None:
    chris = cast.browser("chris")
    page = chris.get(reverse("mine:consents")).content.decode()
    stop = reverse("mine:consent_withdraw", args=[CONSENT])
    assert stop in page
    assert "progress_report" in read_by(cast.actor("paula"), cast)
    assert chris.post(stop, follow=True).status_code == 200
    kept = consent_of(cast)
    assert kept is not None
    assert kept.ended_on == clock.today()
    assert "progress_report" not in read_by(cast.actor("paula"), cast), "who read because of it reads no more"


def test_a_client_gives_it_on_the_exact_words_as_easily(cast: Cast) -> None:
    chris, url = cast.browser("chris"), reverse("mine:consent", args=[CONSENT])
    page = chris.get(url)
    assert "U mag nee zeggen" in page.content.decode() or "nee zeggen" in page.content.decode()
    fields = page.context["form"].fields
    said: dict[str, object] = {"answer": "yes"}
    for name in ("recipients", "kinds", "purposes"):
        if name in fields:
            said[name] = [key for key, _label in fields[name].choices]
    for name in page.context["form"]._confirms:
        said[name] = "on"
    assert chris.post(url, {"answer": ""}).status_code == 422, "nothing is ticked beforehand"
    assert chris.post(url, said, follow=True).status_code == 200
    kept = consent_of(cast)
    assert kept is not None
    assert (kept.given_by, kept.ended_on, kept.from_on) == ("client", None, clock.today())


def test_a_consent_asked_for_one_party_stands_in_the_client_s_list_with_its_name(cast: Cast) -> None:
    coach, anna = cast.browser("anna"), cast.actor("anna")
    party = parties_for(anna, intake_of(anna, cast.dossier_id).consent(CONSENT))[0]
    url = reverse("desk:consent_ask", args=[cast.number, CONSENT])
    assert party.name in coach.get(url).content.decode()
    assert coach.get(url, {"to": str(uuid4())}).status_code == 404
    page = coach.get(url, {"to": str(party.id)})
    assert "recipients" not in page.context["form"].fields
    assert any(party.name in line for line in page.context["consent"]["lines"])
    said: dict[str, object] = {
        "answer": "yes", "who": "client", "form": "written", "on": clock.today().isoformat(), "proof": "on_screen",
        "signed": "on", "information_given": "on", "free_choice": "on",
    }  # fmt: skip
    for name in ("kinds", "purposes"):
        if name in page.context["form"].fields:
            said[name] = [key for key, _label in page.context["form"].fields[name].choices]
    assert coach.post(f"{url}?to={party.id}", said).status_code == 302
    kept = consent_of(cast)
    assert kept is not None
    assert (kept.party_id, kept.recipients) == (party.id, [party.kind.value])
    assert party.name in cast.browser("chris").get(reverse("mine:consents")).content.decode()


def test_a_request_runs_from_today_with_its_dates_and_is_taken_back(cast: Cast) -> None:
    chris, url = cast.browser("chris"), reverse("mine:request_new")
    assert chris.post(url, {"right": "access", "words": ""}).status_code == 422
    page = chris.post(url, {"right": "access", "words": "Ik wil alles zien."}, follow=True).content.decode()
    assert "Ik wil alles zien." in page
    made = asked(cast)[0]
    assert (made.came_by, made.identity, made.asked_by) == (CameBy.PORTAL, Identity.SIGNED_IN, "client")
    assert made.received_on == clock.today()
    _number, seen = requests_of(cast.actor("anna"), cast.dossier_id)
    assert made.pk in {one.id for one in seen}, "who works on it finds it too"
    going_on.ask(cast.actor("anna"), cast.dossier_id, made.pk, Question.CLARIFICATION, "Wat bedoelt u precies?")
    act = reverse("mine:request_act", args=[made.pk, "intrekken"])
    assert cast.browser("paula").post(act).status_code == 404
    assert chris.post(act, follow=True).status_code == 200
    assert asked(cast)[0].outcome == "withdrawn"
    assert chris.post(reverse("mine:request_act", args=[made.pk, "beantwoorden"])).status_code == 404
    assert chris.get(reverse("mine:request", args=[uuid4()])).status_code == 404


def test_the_database_lets_no_client_answer_a_request_or_ask_as_another(cast: Cast) -> None:
    chris = cast.actor("chris")
    chris_browser = cast.browser("chris")
    chris_browser.post(reverse("mine:request_new"), {"right": "access", "words": "Ik wil het zien."})
    made = asked(cast)[0]
    with pytest.raises(DatabaseError), open_door(chris, "read", dossier_id=cast.dossier_id):
        Request.objects.filter(pk=made.pk).update(outcome="granted", state="ended", ended_on=clock.today())
    with pytest.raises(DatabaseError):
        say_as_a_parent(chris, cast)


def say_as_a_parent(actor: Actor, cast: Cast) -> None:
    with open_door(actor, "request", dossier_id=cast.dossier_id) as door:
        giver = Giver(who="parent", mandate_seen_on=clock.today())
        made = declaration(
            door, "research_consent", "written", giver, door.note(Kind.CONSENT_GIVEN), from_on=clock.today()
        )
        ClientDeclaration.objects.bulk_create([made])


def test_their_own_words_stand_with_an_item_at_once_and_unaltered(cast: Cast) -> None:
    chris = cast.browser("chris")
    url = reverse("mine:own_words", args=["progress_report", cast.records["progress_report"]])
    assert url in chris.get(reverse("mine:kind", args=["progress_report"])).content.decode()
    assert chris.post(url, {"words": ""}).status_code == 422
    assert "Zo was het niet." in chris.post(url, {"words": "Zo was het niet."}, follow=True).content.decode()
    shown = cast.browser("anna").get(reverse("desk:records", args=[cast.number, "progress_report"]))
    assert "Zo was het niet." in shown.content.decode()
    assert chris.post(reverse("mine:own_words", args=["progress_report", uuid4()]), {"words": "x"}).status_code == 404
    assert cast.browser("paula").post(url, {"words": "x"}).status_code == 404


def test_an_objection_to_advertising_holds_in_the_act_costs_nothing_and_asks_no_reason(cast: Cast) -> None:
    chris, stop = cast.browser("chris"), reverse("mine:objection")
    assert stop in chris.get(reverse("mine:consents")).content.decode()
    assert cast.browser("anna").post(stop).status_code == 404
    asked_before = len(asked(cast))
    chosen = chris.post(reverse("mine:request_new"), {"right": "marketing_objection", "words": ""}, follow=True)
    again = reverse("mine:objection_end")
    assert again in chosen.content.decode(), "chosen as a request it acts at once too"
    assert len(asked(cast)) == asked_before, "there is nothing to wait for"
    kept = consent_of(cast, "marketing_objection")
    assert kept is not None
    assert (kept.given_by, kept.from_on, kept.ended_on) == ("client", clock.today(), None)
    offer = group_messages.NewGroupMessage(
        subject="Cursus", text="Dag {client}", sender="Anna", dossier_ids=[cast.dossier_id], offer=True
    )
    (reached,) = group_messages.preview(cast.actor("anna"), offer)
    assert reached.outcome == Outcome.OBJECTS, "nothing of the kind reaches them"
    chris.post(again, follow=True)
    assert consent_of(cast, "marketing_objection").ended_on == clock.today()  # type: ignore[union-attr]


def test_a_mandate_is_stopped_by_the_client_at_once_and_by_nobody_else_of_their_side(cast: Cast) -> None:
    browser, actor = come_in(cast, basis=Basis.MANDATE, until_on=clock.today() + timedelta(days=30))
    guardian, _actor = come_in(cast, basis=Basis.GUARDIANSHIP, name="Gerrit Proef")
    (own,) = selectors.own_dossiers(actor)
    stop = reverse("mine:mandate_stop", args=[own.membership_id])
    chris, page = cast.browser("chris"), reverse("mine:trajectory")
    assert stop in chris.get(page).content.decode()
    assert "Gerrit Proef" in chris.get(page).content.decode()
    assert guardian.post(stop).status_code == 404
    assert browser.get(reverse("mine:start")).status_code == 200
    assert chris.post(stop, follow=True).status_code == 200
    assert browser.get(reverse("mine:start")).status_code in (302, 404), "the visit is over"
    assert read_by(actor, cast) == set()
    assert chris.post(stop).status_code == 404
    made = Letter.objects.using("owner").get(dossier_id=cast.dossier_id, kind=LetterKind.MANDATE_ENDED)
    assert chris.get(reverse("mine:letter", args=[made.pk])).content.startswith(b"%PDF")
    waiting = Task.objects.using("owner").filter(subject_id=made.pk, kind=TaskKind.GIVE_LETTER, done_at__isnull=True)
    assert waiting.exists()
    give(cast.actor("anna"), cast.dossier_id, made.pk, Channel.PORTAL)
    assert not waiting.exists()
    with pytest.raises(InvalidInput):
        give(cast.actor("bram"), *letter_of_another(cast), Channel.PORTAL)


def letter_of_another(cast: Cast) -> tuple[UUID, UUID]:
    """A letter to somebody who does not come to pages of their own."""
    dossier_id = dossier_numbered(cast.actor("bram"), cast.other_number)
    return dossier_id, information.make(cast.actor("bram"), dossier_id)


def test_a_file_of_an_item_is_fetched_from_the_own_pages_as_an_event(cast: Cast) -> None:
    entry = catalogue_of(cast.actor("anna").in_force).entry("document")
    waiting = receive(cast.actor("anna"), cast.dossier_id, "Brief.pdf", io.BytesIO(samples.pdf()))
    fields = {name: "een stuk" for name, rule in entry.rule.fields.items() if rule.type == "line"}
    new = NewRecord(category=entry.key, fields=fields, source=entry.sources[0])
    record = file_waiting(
        cast.actor("anna"), cast.dossier_id, waiting, Filing(record=new, field=next(iter(file_fields(entry))))
    )
    url = reverse("mine:file", args=[Document.objects.using("owner").get(record_id=record).pk])
    chris = cast.browser("chris")
    assert url in chris.get(reverse("mine:kind", args=["document"])).content.decode()
    got = chris.get(url)
    assert b"".join(got.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert "Brief" not in got["Content-Disposition"]
    assert Kind.BLOB_OPENED in {one.kind for one in who_looked(cast.actor("anna"), cast.dossier_id).events}
    assert cast.browser("anna").get(url).status_code == 404
    assert chris.get(reverse("mine:file", args=[uuid4()])).status_code == 404
    limited, _actor = come_in(
        cast, basis=Basis.MANDATE, until_on=clock.today(), categories=frozenset({"progress_report"})
    )
    assert limited.get(url).status_code == 404


def test_a_message_waits_for_who_guides_and_for_nobody_else(cast: Cast) -> None:
    url = reverse("mine:message")
    chris = cast.browser("chris")
    assert chris.post(url, {"subject": "Dinsdag", "text": ""}).status_code == 422
    assert chris.post(url, {"subject": "Dinsdag", "text": "Ik kom later."}, follow=True).status_code == 200
    (waiting,) = waiting_mail(cast.actor("anna"))
    assert waiting.said.text == "Ik kom later."
    assert not waiting_mail(cast.actor("bram"))


@pytest.mark.parametrize("page", ["who_looked", "given", "trajectory", "requests", "consents"])
def test_every_page_opens_for_the_client_and_for_no_colleague(cast: Cast, page: str) -> None:
    url = reverse(f"mine:{page}")
    assert cast.browser("chris").get(url).status_code == 200
    assert cast.browser("anna").get(url).status_code == 404


def test_a_mandate_opens_what_it_names_and_nothing_else_in_both_enforcers(cast: Cast) -> None:
    browser, actor = come_in(
        cast,
        basis=Basis.MANDATE,
        until_on=clock.today() + timedelta(days=30),
        categories=frozenset({"progress_report"}),
        only_reads=True,
    )
    listed = browser.get(reverse("mine:data")).content.decode()
    assert reverse("mine:kind", args=["progress_report"]) in listed
    identity = catalogue_of(actor.in_force).identity.key
    other = next(
        key
        for key in cast.records
        if key not in {identity, "progress_report"} and key in read_by(cast.actor("chris"), cast)
    )
    assert browser.get(reverse("mine:kind", args=[other])).status_code == 404
    assert read_by(actor, cast) == set(), "who does not say what it is about, sees nothing"
    assert "progress_report" in read_by(actor, cast, ("progress_report",))
    assert read_by(actor, cast, ("progress_report", other)) == set()
    (own,) = selectors.own_dossiers(actor)
    with pytest.raises((Refused, NotFound)):
        declare(own.within(actor), cast.dossier_id, CONSENT, form="written", from_on=clock.today())
    assert browser.get(reverse("mine:request_new")).status_code == 404
    assert browser.get(reverse("mine:message")).status_code == 404


def test_a_mandate_of_some_kinds_says_nothing_of_others_and_reads_nothing_that_was_asked_for_all(cast: Cast) -> None:
    browser, actor = come_in(
        cast, basis=Basis.MANDATE, until_on=clock.today(), categories=frozenset({"progress_report"})
    )
    (own,) = selectors.own_dossiers(actor)
    within, seen_on = own.within(actor), selectors.mandate_seen_on(own.within(actor), own)
    vera = Giver(who=own.acting.value, mandate_seen_on=seen_on)
    for categories in (None, ("plan",), ("progress_report", "plan")):
        reach = Reach(categories=categories, recipients=("principal",))
        with pytest.raises(NotFound):
            declare(within, cast.dossier_id, CONSENT, form="written", from_on=clock.today(), reach=reach, giver=vera)
        with pytest.raises(DatabaseError, match="row-level security"):
            said_past_the_service(within, cast, categories)
    with pytest.raises(NotFound):
        withdraw(within, cast.dossier_id, CONSENT, on=clock.today())
    with pytest.raises(NotFound):
        record_objection(within, cast.dossier_id, form="written", on=clock.today())
    assert reverse("mine:objection") not in browser.get(reverse("mine:consents")).content.decode()
    words = "Ik wil weten wat u over mijn verslaving bewaart."
    cast.browser("chris").post(reverse("mine:request_new"), {"right": "access", "words": words})
    (asked_by_chris, *_others) = asked(cast)
    assert browser.get(reverse("mine:request", args=[asked_by_chris.pk])).status_code == 404
    assert letters_of(cast.actor("chris"), cast.dossier_id)
    assert not letters_of(within, cast.dossier_id)
    browser.post(reverse("mine:request_new"), {"right": "statement", "words": "Zet erbij dat het werk goed gaat."})
    (own_request, *_others) = asked(cast)
    assert browser.get(reverse("mine:request", args=[own_request.pk])).status_code == 200
    told = looked(within, cast.dossier_id).lines
    everything = looked(cast.actor("chris"), cast.dossier_id).lines
    assert 0 < len(told) < len(everything)
    going_on.withdrawn(cast.actor("chris"), cast.dossier_id, asked_by_chris.pk, clock.today())


def said_past_the_service(actor: Actor, cast: Cast, categories: tuple[str, ...] | None) -> None:
    with open_door(actor, "request", dossier_id=cast.dossier_id) as door:
        decision = door.note(Kind.CONSENT_GIVEN)
        giver = Giver(who="representative", mandate_seen_on=clock.today())
        made = declaration(door, CONSENT, "written", giver, decision, from_on=clock.today())
        made.categories = list(categories) if categories else None
        ClientDeclaration.objects.bulk_create([made])


def test_it_ends_with_its_last_day(cast: Cast) -> None:
    browser, actor = come_in(cast, basis=Basis.MANDATE, until_on=clock.today())
    assert NAME in browser.get(reverse("mine:start")).content.decode()
    with clock.travel(clock.now() + timedelta(days=1)):
        assert browser.get(reverse("mine:start")).status_code in (302, 404)
        assert selectors.own_dossiers(actor) == []
        assert read_by(actor, cast) == set()


def test_without_proof_that_was_seen_nobody_decides_for_a_client(cast: Cast) -> None:
    for missing in ({"seen": ""}, {"seen_on": None}, {"until_on": None}):
        with pytest.raises(InvalidInput):
            come_in(cast, **{"basis": Basis.MANDATE, "until_on": clock.today(), **missing})
    stranger = Membership.objects.using("owner").filter(person_id__isnull=False, role="representative")
    assert all(Mandate.objects.using("owner").filter(membership=row).exists() for row in stranger)


def test_what_a_representative_asks_is_written_down_as_theirs(cast: Cast) -> None:
    browser, _actor = come_in(cast, basis=Basis.GUARDIANSHIP, seen="Beschikking van de rechter")
    browser.post(reverse("mine:request_new"), {"right": "access", "words": "Ik vraag dit voor haar."})
    made = asked(cast)[0]
    assert (made.asked_by, made.mandate_seen_on) == ("guardian", clock.today())
    trajectory = reverse("mine:trajectory")
    assert "Vera Proef" in cast.browser("chris").get(trajectory).content.decode(), "the client knows who comes in"
    assert "Vera Proef" not in browser.get(trajectory).content.decode()


def test_a_grown_client_has_no_parent_who_comes_in(cast: Cast) -> None:
    with pytest.raises(InvalidInput) as wrong:
        come_in(cast, basis=Basis.PARENTHOOD)
    assert "basis" in wrong.value.fields


def test_nobody_comes_in_once_the_client_died(cast: Cast) -> None:
    browser = cast.browser("chris")
    assert browser.get(reverse("mine:start")).status_code == 200
    url = reverse("desk:admission_death", args=[cast.number])
    assert cast.browser("anna").post(url, {"on": ""}).status_code == 422
    assert cast.browser("anna").post(url, {"on": clock.today().isoformat()}, follow=True).status_code == 200
    assert browser.get(reverse("mine:start")).status_code in (302, 404)
    assert not [one for one in selectors.comers_of(cast.actor("anna"), cast.dossier_id).found if one.runs]
    with pytest.raises(InvalidInput):
        come_in(cast, basis=Basis.MANDATE, until_on=clock.today())
