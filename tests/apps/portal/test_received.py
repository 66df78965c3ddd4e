"""What was given to a principal in the portal: there for that principal alone, with its name in it, while it may."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.apps.cast import Cast
from tests.apps.portal.conftest import come_in
from waarborg.accounts.models import Membership
from waarborg.disclosures import ways
from waarborg.disclosures.choices import IN_PORTAL
from waarborg.disclosures.giving import give
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.preparing import WHY, NewDisclosure, prepare
from waarborg.disclosures.received import open_copy, received
from waarborg.disclosures.ways import Way
from waarborg.disclosures.weighing import Asked, weigh
from waarborg.dossiers import declarations
from waarborg.gate.authorisations import end_role
from waarborg.gate.door import UnrecordedWork, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.parties.services import NewAssurance, assure

WAY = Way(recipient="principal", purpose="labour_participation", ground="written_consent", channel=IN_PORTAL)


@pytest.fixture(autouse=True, scope="module")
def _under_secrecy(cast: Cast, django_db_blocker: DjangoDbBlocker) -> None:
    """What article 3.3b asks of every third party is known of this principal."""
    new = NewAssurance(fact="recipient_under_secrecy", from_on=clock.today(), shown_by="Overeenkomst 2026-1")
    with django_db_blocker.unblock():
        assure(cast.actor("dina"), cast.party_id, new)


def given(cast: Cast) -> UUID:
    """Everything that may go this way, given."""
    anna = cast.actor("anna")
    made = prepare(anna, cast.dossier_id, _new(cast))
    give(anna, cast.dossier_id, made)
    return made


def _new(cast: Cast) -> NewDisclosure:
    anna = cast.actor("anna")
    weighed = weigh(anna, cast.dossier_id, Asked(way=WAY, stated=frozenset(ways.statements(anna, WAY))))
    assert weighed.going
    return NewDisclosure(
        asked=replace(weighed.asked, stated=frozenset(weighed.statements)),
        records=frozenset(one.record.id for one in weighed.going),
        reasons={**dict.fromkeys(weighed.statements, "Nagegaan en opgeschreven."), WHY: "Nodig voor de opdracht."},
    )


def address(cast: Cast, made: UUID) -> str:
    return reverse("portal:given", args=[cast.number, made])


def test_a_copy_is_found_and_opened_by_its_principal_and_the_client_sees_that(cast: Cast) -> None:
    made, paula = given(cast), cast.browser("paula")
    page = paula.get(reverse("portal:commission", args=[cast.number])).content.decode()
    assert address(cast, made) in page
    opened = paula.get(address(cast, made))
    assert opened.content.startswith(b"%PDF-")
    assert "Paula" in cast.browser("anna").get(reverse("desk:who_looked", args=[cast.number])).content.decode()


@pytest.mark.parametrize("who", ["petra", "anna", "dina", "sam", "chris", "olga"])
def test_nobody_else_opens_it_by_its_address(cast: Cast, who: str) -> None:
    made = given(cast)
    assert cast.browser(who).get(address(cast, made)).status_code == 404
    with pytest.raises(NotFound):
        open_copy(cast.actor(who), cast.number, made)


def test_one_of_another_channel_or_another_dossier_is_not_there(cast: Cast) -> None:
    anna, paula = cast.actor("anna"), cast.actor("paula")
    new = _new(cast)
    by_letter = replace(new, asked=replace(new.asked, way=replace(WAY, channel="letter")))
    made = prepare(anna, cast.dossier_id, by_letter)
    give(anna, cast.dossier_id, made)
    waiting = prepare(anna, cast.dossier_id, _new(cast))
    for one in (made, waiting):
        with pytest.raises(NotFound):
            open_copy(paula, cast.number, one)
    assert {made, waiting}.isdisjoint(one.id for one in received(paula, cast.dossier_id))
    with pytest.raises(NotFound):
        open_copy(paula, cast.other_number, given(cast))
    with pytest.raises(UnrecordedWork), open_door(paula, "read", dossier_id=cast.dossier_id):
        assert {made, waiting}.isdisjoint(Disclosure.objects.values_list("pk", flat=True)), "nor in the database"


def test_where_nobody_of_the_principal_comes_in_the_portal_is_no_way(cast: Cast) -> None:
    held = Membership.objects.using("owner").get(account_id=cast.accounts["paula"])
    end_role(cast.actor("sam"), held.pk, until_on=clock.today())
    come_in(cast, "paul", cast.party_id)
    prepare(cast.actor("anna"), cast.dossier_id, _new(cast))
    held = Membership.objects.using("owner").get(account_id=cast.accounts["paul"])
    end_role(cast.actor("sam"), held.pk, until_on=clock.today())
    with clock.travel(clock.now() + timedelta(days=1)), pytest.raises(InvalidInput):
        prepare(cast.actor("anna"), cast.dossier_id, _new(cast))


def test_a_consent_that_is_withdrawn_closes_what_rests_on_it(cast: Cast) -> None:
    made = given(cast)
    paula = cast.browser("paula")
    assert paula.get(address(cast, made)).status_code == 200
    declarations.withdraw(cast.actor("anna"), cast.dossier_id, "written_consent", on=clock.today())
    assert paula.get(address(cast, made)).status_code == 404
