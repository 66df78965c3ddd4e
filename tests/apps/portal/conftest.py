"""One cast per file of tests, with two principals who each let somebody in: Paula of the first, Petra of the other."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.apps.cast import Cast, gather
from tests.apps.desk.conftest import a_database_of_its_own
from tests.apps.gate.agencies import sign_everything
from waarborg.accounts.models import Account
from waarborg.kernel import clock
from waarborg.parties.contacts import NewContact, let_contact_in
from waarborg.parties.services import NewContract, agree, register_party


@pytest.fixture(scope="module", params=["jm-werkt"])
def cast(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """The people and their dossier; what a test adds, the next one finds."""
    with django_db_blocker.unblock(), a_database_of_its_own():
        found = gather(request.param)
        other = register_party(found.actor("dina"), kind="municipality", name="Gemeente Ergens")
        agree(found.actor("dina"), other, NewContract(number="2026-2", starts_on=clock.today()))
        come_in(found, "paula", found.party_id)
        come_in(found, "petra", other)
        yield found


@pytest.fixture(autouse=True)
def _with_the_database(cast: Cast, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def come_in(cast: Cast, who: str, party_id: object) -> None:
    """Somebody of a principal is let in by who gives roles, and signs."""
    let_contact_in(cast.actor("sam"), NewContact(party_id=party_id, name=who.title(), login=f"{who}@buiten"))  # type: ignore[arg-type]
    cast.accounts[who] = Account.objects.get(login=f"{who}@buiten").pk
    sign_everything(cast.actor(who))
