"""Who reads English reads no label of a regulation in Dutch, on any page: but where it says that it is Dutch."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.apps.cast import Cast, gather
from tests.apps.desk.conftest import a_database_of_its_own
from tests.apps.spoken import dutch_labels, labels_said, walked
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.policy.vocabulary import regulations_folder

SHIPPED = sorted(path.name for path in regulations_folder().iterdir() if (path / "clauses.yaml").exists())


@pytest.fixture(scope="module", params=SHIPPED)
def cast(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """The cast once for each regulation."""
    with django_db_blocker.unblock(), a_database_of_its_own():
        yield gather(request.param)


def starts_of(cast: Cast, who: str) -> list[str]:
    """Where somebody begins: the first page, and what no link leads to."""
    if who == "chris":
        return [reverse("mine:start"), reverse("mine:data")]
    dossier = [reverse("desk:dossier", args=[cast.number])]
    kinds = [entry.key for entry in catalogue_of(cast.actor(who).in_force)]
    forms = [reverse("desk:record_add", args=[cast.number, kind]) for kind in kinds]
    records = [reverse("desk:records", args=[cast.number, kind]) for kind in kinds]
    public = [reverse("site:regulation", args=[cast.here.organisation.slug])]
    return (
        [reverse("desk:today"), *dossier, *forms, *records, *public]
        if who == "anna"
        else [reverse("desk:today"), *dossier]
    )


@pytest.mark.parametrize("who", ["anna", "dina", "adam", "sam", "chris"])
def test_no_page_says_a_label_in_dutch_without_saying_so(cast: Cast, who: str) -> None:
    labels, pages, wrong = dutch_labels(cast.actor("anna").in_force.regulation), 0, {}
    for address, page in walked(cast.browser(who), starts_of(cast, who)):
        assert '<html lang="en"' in page, address
        pages += 1
        if said := labels_said(page, labels):
            wrong[address] = sorted(said)
    assert wrong == {}
    assert pages > 3, "there was something to read"
