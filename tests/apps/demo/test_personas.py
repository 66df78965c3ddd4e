"""Choosing who to be: on this machine, in a demo, and each persona tells what its regulation lets it do."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.session import SessionStorage
from django.http import Http404, HttpRequest
from django.test import RequestFactory
from django.utils import translation

from waarborg.accounts.sessions import SessionStore
from waarborg.demo import views
from waarborg.demo.personas import personas_at, sentences
from waarborg.demo.seeding import Seeded, seed_agency
from waarborg.desk.entrance import ORGANISATION, PERSONA, actor_of, is_strong
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.models import Event
from waarborg.ledger.vocabulary import Kind

LOOPBACK, ELSEWHERE = "127.0.0.1", "192.0.2.7"


@pytest.fixture
def demo(settings: Any) -> None:
    """This is a demo."""
    settings.DEMO = True


def asked(address: str, persona: str = "") -> HttpRequest:
    """A form sent from an address, by somebody who is nobody yet."""
    request = RequestFactory().post("/", {"persona": persona}, REMOTE_ADDR=address)
    request.session = SessionStore()
    request.user = AnonymousUser()
    request._messages = SessionStorage(request)  # type: ignore[attr-defined]
    return request


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("view", [views.enter, views.leave])
@pytest.mark.parametrize("address", [ELSEWHERE, "", "2001:db8::1", "not an address"])
def test_from_elsewhere_there_is_nothing_to_choose(view: Any, address: str) -> None:
    with pytest.raises(Http404):
        view(asked(address))


@pytest.mark.parametrize("view", [views.enter, views.leave])
def test_outside_a_demo_there_is_nothing_to_choose(view: Any, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(Http404):
        view(asked(LOOPBACK))


@pytest.mark.real_commits
@pytest.mark.usefixtures("demo")
def test_one_click_signs_in_as_somebody_with_what_the_regulation_lets_them_do() -> None:
    seeded = seed_agency("working-progression", clock.today(), clients=1)
    personas = {role: each for each in personas_at(seeded.agency.id) for role in each.roles}
    assert {"coach", "responsible", "system_administrator", "privacy_officer", "client", "principal"} <= set(personas)
    with pytest.raises(NotFound):
        views.enter(asked(LOOPBACK, "nobody"))
    request = asked(LOOPBACK, personas["responsible"].key)
    assert views.enter(request).status_code == 302
    assert request.user == personas["responsible"].account
    assert request.session[PERSONA] == personas["responsible"].key
    assert request.session[ORGANISATION] == str(seeded.agency.id)
    assert is_strong(request)
    assert set(actor_of(request).roles) == set(personas["responsible"].roles)
    assert Event.objects.using("owner").filter(kind=Kind.SIGNED_IN, actor_id=request.user.pk).count() == 1
    _speaks_for_itself(seeded)


def _speaks_for_itself(seeded: Seeded) -> None:
    with translation.override("en"):
        coach_may, coach_may_not = sentences(seeded.agency.in_force, ["coach"])
        gives_may, gives_may_not = sentences(seeded.agency.in_force, ["system_administrator"])
    assert any(text.startswith("Read the dossiers that they work on (article ") for text in coach_may)
    assert "Just look into a colleague's dossier" in coach_may_not
    assert any(text.startswith("Give roles to people (article ") for text in gives_may)
    assert gives_may_not == ["Look into any dossier"]
