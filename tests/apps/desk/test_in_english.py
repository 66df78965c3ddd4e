"""Who reads English reads no label of a regulation in Dutch, on any page: but where it says that it is Dutch."""

from collections.abc import Iterable, Iterator

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.apps.cast import Cast, gather
from tests.apps.desk.conftest import a_database_of_its_own
from tests.apps.spoken import dutch_labels, labels_said, walked
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.policy.vocabulary import regulations_folder

FEWEST = 3
WALKED = "click-re-integratie"
"""The one of which every page is read; of the others what is in a dossier and in a client's own pages."""
SHIPPED = sorted(path.name for path in regulations_folder().iterdir() if (path / "clauses.yaml").exists())


@pytest.fixture(scope="module", params=SHIPPED)
def cast(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """The cast once for each regulation."""
    with django_db_blocker.unblock(), a_database_of_its_own():
        yield gather(request.param)


def without_saying_so(cast: Cast, who: str, starts: Iterable[str], within: str = "/") -> dict[str, list[str]]:
    """By address the labels that somebody reads there in Dutch as if they were English."""
    labels, pages, wrong = dutch_labels(cast.actor("anna").in_force.regulation), 0, {}
    for address, page in walked(cast.browser(who), starts, within):
        assert '<html lang="en"' in page, address
        pages += 1
        if said := labels_said(page, labels):
            wrong[address] = sorted(said)
    assert pages > FEWEST, "there was something to read"
    return wrong


def test_a_dossier_with_every_form_reads_in_english(cast: Cast) -> None:
    dossier = reverse("desk:dossier", args=[cast.number])
    kinds = [entry.key for entry in catalogue_of(cast.actor("anna").in_force)]
    forms = [reverse("desk:record_add", args=[cast.number, kind]) for kind in kinds]
    more = [reverse("desk:today"), reverse("desk:my_access")]
    public = reverse("site:regulation", args=[cast.here.organisation.slug])
    assert without_saying_so(cast, "anna", [dossier, *forms, *more, public], within=dossier) == {}


def test_a_client_reads_their_own_pages_in_english(cast: Cast) -> None:
    assert without_saying_so(cast, "chris", [reverse("mine:start"), reverse("mine:data")], reverse("mine:start")) == {}


@pytest.mark.parametrize("cast", [WALKED], indirect=True, scope="module")
@pytest.mark.parametrize("who", ["anna", "dina", "adam", "sam"])
def test_everything_that_links_lead_to_reads_in_english(cast: Cast, who: str) -> None:
    assert without_saying_so(cast, who, [reverse("desk:today"), reverse("desk:dossier", args=[cast.number])]) == {}
