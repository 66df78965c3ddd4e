"""The end of an agreement: its principal gets what it may hold of its own clients, once, and somebody says so."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID
from xml.etree.ElementTree import Element, fromstring

import pytest
from dateutil.relativedelta import relativedelta
from django.db import DatabaseError
from django.urls import reverse

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.handed_over import handed_over_by, said_to_be_fetched
from tests.apps.clauses.house import House, an_item, stated
from tests.apps.clauses.running import TYPE, consents, signed_in
from tests.apps.clauses.test_disclosing import address_in, sent
from tests.apps.clauses.test_keeping_and_destroying import record_what_may
from tests.apps.gate.agencies import sign_everything
from tests.policy.clauses.register import Registered
from waarborg.accounts.choices import Basis
from waarborg.accounts.models import Account
from waarborg.destruction.closed_parts import kept_of
from waarborg.disclosures.attaching import FileToGo, fitting
from waarborg.disclosures.choices import BY_LINK, IN_PORTAL, DisclosureState
from waarborg.disclosures.register import given_of
from waarborg.dossiers import exclusions
from waarborg.dossiers.assignments import assign
from waarborg.dossiers.records import Correction, correct_record, write
from waarborg.dossiers.selectors import dossier
from waarborg.dossiers.services import NewDossier, NewTrajectory, Opened, open_dossier, open_trajectory
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.authorisations import NewRole, give_role
from waarborg.gate.door import in_context, open_door
from waarborg.handing_over import giving, jobs, making, telling
from waarborg.handing_over.choices import HandOverState, PartState, Shown, Why
from waarborg.handing_over.fetching import fetch_hand_over, fetch_in_portal, look_hand_over, waiting_in_portal
from waarborg.handing_over.models import HandOver
from waarborg.handing_over.selectors import WholeHandOver, coming, hand_overs, one_hand_over
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.ledger.models import Decision, Event
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import Channel
from waarborg.letters.services import give as give_letter
from waarborg.letters.services import letters_of
from waarborg.parties.contacts import NewContact, let_contact_in
from waarborg.parties.models import Contract
from waarborg.parties.services import NewContract, agree, end_agreement, register_party
from waarborg.work.choices import TaskKind
from waarborg.work.selectors import SeenTask, deadlines

WHERE = "archief@gemeente.voorbeeld.invalid"
NAMESPACE = "{https://www.nationaalarchief.nl/mdto}"
MDTO: Mapping[str, tuple[str, ...]] = {
    "informatieobject": (
        "identificatie+", "naam", "aggregatieniveau?", "classificatie*", "trefwoord*", "omschrijving*",
        "raadpleeglocatie*", "dekkingInTijd*", "dekkingInRuimte*", "taal*", "event*", "waardering", "bewaartermijn?",
        "informatiecategorie?", "isOnderdeelVan*", "bevatOnderdeel*", "heeftRepresentatie*", "aanvullendeMetagegevens*",
        "gerelateerdInformatieobject*", "archiefvormer+", "betrokkene*", "activiteit?", "beperkingGebruik+",
    ),
    "bestand": (
        "identificatie+", "naam", "omvang", "bestandsformaat", "checksum+", "URLBestand?", "isRepresentatieVan",
    ),
    "identificatie": ("identificatieKenmerk", "identificatieBron"),
    "verwijzingIdentificatie": ("identificatieKenmerk", "identificatieBron"),
    "checksum": ("checksumAlgoritme", "checksumWaarde", "checksumDatum"),
    "dekkingInTijd": ("dekkingInTijdType", "dekkingInTijdBegindatum", "dekkingInTijdEinddatum?"),
    "event": ("eventType", "eventTijd?", "eventVerantwoordelijkeActor?", "eventResultaat?"),
    "beperkingGebruik": (
        "beperkingGebruikType", "beperkingGebruikNadereBeschrijving?", "beperkingGebruikDocumentatie*",
        "beperkingGebruikTermijn?",
    ),
    **dict.fromkeys(
        ("aggregatieniveau", "waardering", "eventType", "dekkingInTijdType", "beperkingGebruikType",
                     "bestandsformaat", "checksumAlgoritme"),
        ("begripLabel", "begripCode?", "begripBegrippenlijst"),
    ),
    **dict.fromkeys(
        ("begripBegrippenlijst", "eventVerantwoordelijkeActor", "heeftRepresentatie", "archiefvormer",
                     "activiteit", "isRepresentatieVan"),
        ("verwijzingNaam", "verwijzingIdentificatie?"),
    ),
}  # fmt: skip
"""What stands in what, in which order, how often, as MDTO 1.0 says it."""


def ended(house: House) -> tuple[UUID, UUID, list[Opened]]:
    """An agreement of a test's own that ends today, with two dossiers; the first has a trajectory for another too."""
    assigns, opens, coach = house.first("assign"), house.first("open_dossier"), house.actor("coach")
    party = register_party(assigns, kind="municipality", name="Gemeente Proefdam")
    contract = agree(assigns, party, NewContract(number="OV-7", starts_on=clock.today() - timedelta(days=9)))
    made = []
    for _ in range(2):
        new = NewTrajectory(principal_id=party, contract_id=contract, type=TYPE, referred_on=clock.today())
        one = open_dossier(opens, NewDossier(trajectory=new, handed_out_on=clock.today(), minor=False))
        assign(assigns, one.dossier_id, one.trajectory_id, coach.somebody, from_on=clock.today())
        consents(house, one)
        record_what_may(house, one)
        made.append(one)
    of_another(house, made[0])
    end_agreement(assigns, contract, ends_on=clock.today())
    return party, contract, made


def of_another(house: House, made: Opened) -> None:
    """A trajectory of the same person for another principal, with something in it."""
    with in_context(house.first("open_dossier")):
        other = Contract.objects.filter(party__kind="uwv").first()
    assert other
    new = NewTrajectory(principal_id=other.party_id, contract_id=other.pk, type=TYPE, referred_on=clock.today())
    second = open_trajectory(house.first("open_dossier"), made.dossier_id, new)
    coach = house.actor("coach")
    assign(house.first("assign"), made.dossier_id, second, coach.somebody, from_on=clock.today())
    plan = house.catalogue.serving_as("plan")
    assert plan
    with open_door(coach, "write", dossier_id=made.dossier_id, claims=stated(plan, house)) as door:
        write(door, an_item(plan), trajectory_id=second)


def made_ready(actor: Actor, hand_over_id: UUID) -> WholeHandOver:
    """Made by the worker, step after step."""
    making.begin(actor, hand_over_id)
    finish(actor, hand_over_id)
    return one_hand_over(actor, hand_over_id)


def finish(actor: Actor, hand_over_id: UUID) -> None:
    while making.step(actor.organisation_id, hand_over_id):
        pass


@carrying({"partner-in-werk": ("PIW-7.3a", "PIW-7.3b")}, only=True)
def test_at_the_end_of_an_agreement_a_package_goes_with_what_its_principal_may_hold_of_its_own_clients(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    actor, coach = house.actor("administration"), house.actor("coach")
    party, _contract, [first, second] = ended(house)
    organisation = str(actor.organisation_id)
    assert jobs.plan_hand_overs_at(organisation) == 1
    assert jobs.plan_hand_overs_at(organisation) == 0, "once for each agreement"
    [due] = [one for one in hand_overs(actor) if one.party_id == party]
    today = clock.today()
    assert (due.state, due.first_on, due.last_on) == (HandOverState.DUE, today, today + relativedelta(months=1))
    assert due.party not in {one.party for one in coming(actor)}
    with pytest.raises(NotFound):
        hand_overs(coach)

    a_file_for_which_there_is_no_room_stays_and_stops_no_other()
    whole = one_fails_and_is_tried_again(house, actor, due.id, second)
    stays = {(one.category, one.why): one for one in whole.stays}
    assert stays["internal_note", Why.BY_RULE].items == 2
    assert stays["plan", Why.OF_ANOTHER].items == 1, "of a person with two principals its own trajectories alone"
    assert all(one.articles for one in whole.stays)

    late_is_told_to_who_oversees(house, actor, due.id)
    told_and_changed_since(actor, coach, due.id, first)
    package = given_and_fetched(house, actor, due.id)
    holds_what_it_says(coach, package, [first, second])
    assert [one.hold for one in kept_of(coach, first.dossier_id)[0].holds] == ["hand_over"], "the rest waits until then"
    received(actor, due.id)
    assert not kept_of(coach, first.dossier_id)[0].holds
    browser = signed_in(actor)
    assert "Gemeente Proefdam" in browser.get(reverse("desk:hand_overs")).content.decode()
    assert whole.parts[0].number in browser.get(reverse("desk:hand_over", args=[due.id])).content.decode()
    fetched_by_who_signs_in_for_it(house, actor)


def fetched_by_who_signs_in_for_it(house: House, actor: Actor) -> None:
    """While another agreement of the principal runs, its people fetch it in the portal; nobody else's do, and once."""
    party, _contract, clients = ended(house)
    jobs.plan_hand_overs_at(str(actor.organisation_id))
    [due] = [one for one in hand_overs(actor) if one.party_id == party]
    for part in made_ready(actor, due.id).parts:
        telling.told_by_hand(actor, due.id, part.id)
    agree(house.first("assign"), party, NewContract(number="OV-8", starts_on=clock.today()))
    other = register_party(house.first("assign"), kind="municipality", name="Gemeente Anderdam")
    agree(house.first("assign"), other, NewContract(number="OV-9", starts_on=clock.today()))
    theirs, strangers = comes_in(house, party, "eigen"), comes_in(house, other, "ander")
    third, _agreement, _of_them = ended(house)
    for_both = NewRole(
        account_id=theirs.somebody,
        role="principal",
        from_on=clock.today(),
        basis=Basis.COMMISSION,
        party_id=third,
    )
    give_role(house.first("authorise"), for_both)
    jobs.plan_hand_overs_at(str(actor.organisation_id))
    [over] = [one for one in hand_overs(actor) if one.party_id == third]
    for part in made_ready(actor, over.id).parts:
        telling.told_by_hand(actor, over.id, part.id)
    giving.give(actor, over.id, address=WHERE)
    with clock.travel(clock.now() + timedelta(days=1)):
        assert waiting_in_portal(theirs) == [], "of whose agreements none runs, whoever comes in for another as well"
    giving.give(actor, due.id, address=WHERE)
    assert due.id in [one.id for one in waiting_in_portal(theirs)]
    page = reverse("portal:hand_over", args=[due.id])
    assert page in signed_in(theirs).get(reverse("portal:start")).content.decode()
    assert page not in signed_in(strangers).get(reverse("portal:start")).content.decode()
    for who in (strangers, actor):
        with pytest.raises(NotFound):
            fetch_in_portal(who, due.id)
    dossiers = [one.dossier_id for one in clients]
    with pytest.raises(DatabaseError, match="how it was fetched"):
        said_to_be_fetched(house.actor("coach"), dossiers[0])
    assert handed_over_by(house, dossiers) == {BY_LINK}, "it goes by a link until somebody fetches it otherwise"
    answer = signed_in(theirs).post(page)
    assert "manifest.json" in unpacked(answer.content)
    assert handed_over_by(house, dossiers) == {IN_PORTAL}
    fetched = Event.objects.using("owner").filter(kind=Kind.DISCLOSURE_FETCHED.value, dossier_id__in=dossiers)
    decided = Decision.objects.using("owner").filter(pk__in=fetched.values("decision_id"))
    assert {one.claims["channel"] for one in decided} == {IN_PORTAL}
    with pytest.raises(NotFound):
        fetch_in_portal(theirs, due.id)
    with pytest.raises(NotFound):
        look_hand_over(address_in(sent(house)))


def comes_in(house: House, party: UUID, login: str) -> Actor:
    """Somebody of a principal, let in and bound to secrecy."""
    until = clock.today() + timedelta(days=30)
    new = NewContact(party_id=party, name=login.title(), login=f"{login}@buiten", until_on=until)
    let_contact_in(house.first("authorise"), new)
    account = Account.objects.get(login=f"{login}@buiten")
    actor = actor_at(account.pk, house.agency.organisation.pk, strong=True)
    sign_everything(actor)
    return actor


def one_fails_and_is_tried_again(house: House, actor: Actor, hand_over_id: UUID, second: Opened) -> WholeHandOver:
    kept_out = exclusions.exclude(
        house.first("assign"), second.dossier_id, actor.somebody, reason="Familie van elkaar."
    )
    whole = made_ready(actor, hand_over_id)
    assert whole.seen.state is HandOverState.READY
    assert [one.state for one in whole.parts] == [PartState.READY], "who is kept out of a dossier does not see it here"
    assert (whole.seen.made, whole.seen.failed) == (2, 1), "one that fails is reported, and stops no other"
    with pytest.raises(Conflict, match="iedereen"):
        giving.give(actor, hand_over_id, address=WHERE)
    exclusions.lift(house.first("assign"), second.dossier_id, kept_out, reason="Het was een naamgenoot.")
    whole = made_ready(actor, hand_over_id)
    assert [one.state for one in whole.parts] == [PartState.READY] * 2
    return whole


def told_and_changed_since(actor: Actor, coach: Actor, hand_over_id: UUID, first: Opened) -> None:
    """Nothing goes untold; what was corrected since is made, and told, again."""
    with pytest.raises(Conflict, match="weten nog niet"):
        giving.give(actor, hand_over_id, address=WHERE)
    [letter] = [one for one in letters_of(coach, first.dossier_id) if one.kind == "hand_over"]
    assert len(to_give(coach)) == 2, "whoever guides them is asked to give it"
    give_letter(coach, first.dossier_id, letter.id, Channel.IN_PERSON)
    assert len(to_give(coach)) == 1
    [waits] = [one for one in one_hand_over(actor, hand_over_id).parts if one.told_at is None]
    telling.told_by_hand(actor, hand_over_id, waits.id)
    with pytest.raises(Conflict):
        telling.told_by_hand(actor, hand_over_id, waits.id)

    changed = dossier(coach, first.dossier_id).of("principal_report")[0]
    correct_record(
        coach, first.dossier_id, changed.id,
        Correction(
            fields={**changed.content.fields, "text": "Een verbeterd verslag."}, reason="Verbeterd.", source="staff",
            version=changed.version,
        ),
    )  # fmt: skip
    with pytest.raises(giving.Changed):
        giving.give(actor, hand_over_id, address=WHERE)
    finish(actor, hand_over_id)
    assert letter.id not in {one.subject_id for one in to_give(coach)}, "of what is made again the new one is given"
    [again] = [one for one in one_hand_over(actor, hand_over_id).parts if one.told_at is None]
    telling.told_by_hand(actor, hand_over_id, again.id)
    jobs.plan_hand_overs_at(str(actor.organisation_id))
    assert not to_give(coach), "nobody is asked what was done in another way"


def to_give(coach: Actor) -> list[SeenTask]:
    return [one for one in tasks(coach, TaskKind.GIVE_LETTER) if one.rule == "7/contract-end"]


def tasks(actor: Actor, kind: TaskKind) -> list[SeenTask]:
    found = deadlines(actor)
    every = [*found.late, *found.today, *found.this_week, *found.later, *found.without_term]
    return [one for one in every if one.kind is kind]


def late_is_told_to_who_oversees(house: House, actor: Actor, hand_over_id: UUID) -> None:
    """What was not handed over holds destruction; past its last day whoever oversees what leaves is asked, once."""
    organisation, responsible = str(actor.organisation_id), house.actor("responsible")
    with clock.travel(clock.now() + timedelta(days=45)):
        for _time in range(2):
            jobs.plan_hand_overs_at(organisation)
        late = [one for one in tasks(responsible, TaskKind.HAND_OVER_LATE) if one.subject_id == hand_over_id]
        assert len(late) == 1
        assert late[0].article


def a_file_for_which_there_is_no_room_stays_and_stops_no_other() -> None:
    files = [FileToGo(field=name, label=name, ending=".pdf", goes=goes, size=size)
             for name, goes, size in (("a", True, 6), ("b", True, 5), ("c", False, 9), ("d", True, 4))]  # fmt: skip
    found = fitting(files, 10)
    assert [one.goes for one in found] == [True, False, False, True]
    assert [one.field for one in found if one.too_large] == ["b"]


def given_and_fetched(house: House, actor: Actor, hand_over_id: UUID) -> dict[str, bytes]:
    """Once, with the code."""
    with pytest.raises(DatabaseError, match="still missing"), in_context(actor, "hand_over"):
        HandOver.objects.filter(pk=hand_over_id).update(state="given", given_by_id=actor.somebody, given_at=clock.now())
    code = giving.give(actor, hand_over_id, address=WHERE)
    address = address_in(sent(house))
    assert look_hand_over(address).organisation == house.agency.organisation.name
    with pytest.raises(InvalidInput):
        fetch_hand_over(address, "no code")
    package = unpacked(fetch_hand_over(address, code).content)
    with pytest.raises(NotFound):
        fetch_hand_over(address, code)
    manifest = hashlib.sha256(package["manifest.json"]).hexdigest()
    assert one_hand_over(actor, hand_over_id).seen.manifest == manifest
    return package


def holds_what_it_says(coach: Actor, package: dict[str, bytes], clients: list[Opened]) -> None:
    manifest = json.loads(package.pop("manifest.json"))
    assert {one["name"]: one["sha256"] for one in manifest["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in package.items()
    }
    assert manifest["dossiers"] == 2
    assert not any("note" in json.dumps(json.loads(one)) for name, one in package.items() if name.endswith(".json"))
    assert "Een verbeterd verslag." in package[f"{number_of(coach, clients[0])}/data.json"].decode()
    for name, content in package.items():
        if name.endswith(".xml"):
            as_said(fromstring(content)[0])
    for made in clients:
        [given] = [one for one in given_of(coach, made.dossier_id).given if one.state is DisclosureState.GIVEN]
        kinds = set(json.loads(package[f"{number_of(coach, made)}/data.json"])["records"])
        assert {one.category for one in given.items} == kinds, "the register says item by item what left"


def received(actor: Actor, hand_over_id: UUID) -> None:
    """Written down once, by somebody, not for a day to come."""
    today = clock.today()
    tomorrow = today + timedelta(days=1)
    with pytest.raises(InvalidInput):
        giving.record_receipt(actor, hand_over_id, giving.Receipt(on=tomorrow, shown_by=Shown.EMAIL))
    giving.record_receipt(actor, hand_over_id, giving.Receipt(on=today, shown_by=Shown.EMAIL))
    whole = one_hand_over(actor, hand_over_id)
    assert (whole.seen.state, whole.seen.recorded_by) == (HandOverState.RECEIVED, "Administration")
    with pytest.raises(Conflict):
        giving.record_receipt(actor, hand_over_id, giving.Receipt(on=today, shown_by=Shown.EMAIL))


def number_of(coach: Actor, made: Opened) -> str:
    return dossier(coach, made.dossier_id).number


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def as_said(element: Element) -> None:
    """Hold an element against what MDTO says of it, and everything in it."""
    name = element.tag.removeprefix(NAMESPACE)
    children = [one.tag.removeprefix(NAMESPACE) for one in element]
    if name not in MDTO:
        assert not children
        assert element.text
        return
    at = 0
    for rule in MDTO[name]:
        child, often = rule.rstrip("?*+"), rule[-1]
        start = at
        while at < len(children) and children[at] == child:
            at += 1
        assert at - start >= (0 if often in "?*" else 1), (name, child)
        assert at - start <= (len(children) if often in "*+" else 1), (name, child)
    assert at == len(children), (name, children[at:])
    for one in element:
        as_said(one)
