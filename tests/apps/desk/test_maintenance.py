"""Maintenance by a supplier in the browser: an account under an agreement, announced, looked at, closed, read back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.apps.cast import NAME, Cast, gather
from tests.apps.desk.conftest import a_database_of_its_own
from tests.apps.gate.agencies import sign_everything
from waarborg.accounts.models import Account
from waarborg.kernel import clock
from waarborg.parties.services import NewAssurance, assure, register_party

TYPED = {"reason": "Bijwerken van de server"}


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """An agency whose regulation lets a supplier in for maintenance."""
    with django_db_blocker.unblock(), a_database_of_its_own():
        yield gather("working-progression")


def supplier(cast: Cast) -> Client:
    """Let in by who gives roles, once both agreements stand in the register."""
    sam, dina = cast.browser("sam"), cast.actor("dina")
    party = register_party(dina, kind="supplier", name="Systeemhuis Oeverwoude")
    said = {"name": "Storm de Vries", "login": "storm", "party": party, "from_on": clock.today().isoformat()}
    refused = sam.post(reverse("desk:supplier_new"), said)
    assert refused.status_code == 422
    assert "2.7" in refused.content.decode()
    assert not Account.objects.filter(login="storm").exists()
    for fact in ("processing_agreement", "recipient_under_secrecy"):
        assure(dina, party, NewAssurance(fact=fact, from_on=clock.today(), shown_by="contract"))
    assert sam.post(reverse("desk:supplier_new"), said).status_code == 200
    cast.accounts["storm"] = Account.objects.get(login="storm").pk
    sign_everything(cast.actor("storm"))
    return cast.browser("storm")


def test_maintenance_is_announced_looked_at_closed_and_read_back(cast: Cast) -> None:
    storm, dina = supplier(cast), cast.browser("dina")
    look, own = reverse("desk:dossier", args=[cast.number]), reverse("desk:maintenance")
    assert NAME not in storm.get(own).content.decode()
    closed = storm.get(look, follow=True)
    assert closed.status_code in (403, 404)
    assert NAME not in closed.content.decode()
    begun = storm.get(reverse("desk:today"), follow=True)
    assert begun.redirect_chain == [(own, 302)], "a supplier has nothing to do but maintenance"
    assert reverse("desk:today") not in begun.content.decode()

    late = {**TYPED, "account": cast.accounts["storm"], "ends_at": at(timedelta(days=2))}
    refused = dina.post(own, late)
    assert refused.status_code == 422
    assert TYPED["reason"] in refused.content.decode()
    made = dina.post(own, {**late, "ends_at": at(timedelta(hours=1))})
    assert made.status_code == 302

    assert TYPED["reason"] in storm.get(own).content.decode()
    assert storm.post(own, {"number": cast.number}).url == look
    assert NAME in storm.get(look).content.decode()
    who = reverse("desk:who_has_access", args=[cast.number])
    assert "Storm de Vries" in cast.browser("anna").get(who).content.decode()
    read_back = dina.get(made.url).content.decode()
    assert "Storm de Vries" in read_back
    assert "2.7" in read_back
    assert NAME not in read_back
    assert dina.post(f"{made.url}sluiten/").status_code == 302
    assert "Storm de Vries" not in cast.browser("anna").get(who).content.decode()
    assert NAME not in storm.get(look, follow=True).content.decode()
    for who in ("anna", "sam"):
        assert cast.browser(who).get(own).status_code == 403
        assert cast.browser(who).get(made.url).status_code == 403


def at(step: timedelta) -> str:
    return (clock.now() + step).astimezone(clock.AMSTERDAM).strftime("%Y-%m-%dT%H:%M")
