"""The same story under every shipped regulation: refused, asked, found by who may decide, granted, seen, over."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.forms import Form, MultipleChoiceField
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.apps.cast import NAME, Cast, canaries, gather
from tests.apps.desk.conftest import a_database_of_its_own
from waarborg.desk.forms.records import RecordForm
from waarborg.desk.pages.gate import is_special
from waarborg.dossiers.assignments import assign
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.looks import rule_for
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.dossiers.selectors import dossier
from waarborg.dossiers.services import NewDossier, NewTrajectory, open_dossier
from waarborg.kernel import clock
from waarborg.kernel.errors import Refused
from waarborg.policy.vocabulary import regulations_folder

SHIPPED = sorted(path.name for path in regulations_folder().iterdir() if (path / "clauses.yaml").exists())


@pytest.fixture(scope="module", params=SHIPPED)
def cast(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """The cast once for each regulation."""
    with django_db_blocker.unblock(), a_database_of_its_own():
        yield gather(request.param)


def test_a_colleague_is_refused_and_looks_along_when_somebody_may_let_them(cast: Cast) -> None:
    bram, dina = cast.browser("bram"), cast.browser("dina")
    dossier = reverse("desk:dossier", args=[cast.number])
    page = bram.get(dossier)
    assert page.status_code == 403
    assert 'class="wb-art' in page.content.decode(), "a refusal names an article"
    ask = reverse("desk:view_ask", args=[cast.number])
    if rule_for(cast.actor("bram").in_force, ("coach",)) is None:
        assert ask not in page.content.decode()
        assert bram.post(ask, {"reason": "Waarneming."}).status_code == 403
        return
    url = bram.post(ask, {"reason": "Waarneming."})["Location"]
    assert url in dina.get(reverse("desk:today")).content.decode()
    decide = dina.get(url)
    kinds = [kind for kind, _label in decide.context["form"].fields["categories"].choices]
    granted = dina.post(url, {"decision": "grant", "categories": kinds, "on_the_spot": "on"})
    assert granted.status_code == 302, granted.content.decode()
    assert bram.get(dossier).status_code == 200
    with clock.travel(clock.now() + timedelta(days=40)):
        assert bram.get(dossier).status_code == 403
        assert dina.get(f"{url}nakijken/").status_code == 200


def test_a_client_reads_their_own_dossier_under_every_regulation(cast: Cast) -> None:
    chris = cast.browser("chris")
    listed = chris.get(reverse("mine:data")).content.decode()
    identity = catalogue_of(cast.actor("chris").in_force).identity.key
    assert reverse("mine:kind", args=[identity]) in listed
    for name in ("mine:start", "mine:letters"):
        assert chris.get(reverse(name)).status_code == 200, name


@pytest.mark.parametrize("who", ["anna", "bram", "dina", "adam", "sam"])
def test_every_page_opens_or_says_by_which_article_it_does_not(cast: Cast, who: str) -> None:
    client = cast.browser(who)
    for name in ("today", "tasks", "caseload", "view_requests", "my_access", "practice"):
        assert client.get(reverse(f"desk:{name}")).status_code == 200, name
    for name in ("dossier", "trajectories", "who_has_access", "who_looked", "retention", "letters", "dossier_close"):
        answer = client.get(reverse(f"desk:{name}", args=[cast.number]))
        assert answer.status_code in {200, 403, 404}, name
        if answer.status_code == 403:
            assert 'class="wb-art' in answer.content.decode(), name
            assert NAME not in answer.content.decode(), name


def test_every_form_of_the_catalogue_opens_for_who_may_write(cast: Cast) -> None:
    anna = cast.browser("anna")
    opened = 0
    for kind in cast.actor("anna").in_force.policy.categories:
        answer = anna.get(reverse("desk:record_add", args=[cast.number, kind]))
        assert answer.status_code in {200, 403}, kind
        opened += answer.status_code == 200
    assert opened


def test_every_kind_of_data_opens_or_says_by_which_article_it_does_not(cast: Cast) -> None:
    anna, opened = cast.browser("anna"), 0
    for entry in catalogue_of(cast.actor("anna").in_force):
        answer = anna.get(reverse("desk:records", args=[cast.number, entry.key]))
        page = answer.content.decode()
        assert answer.status_code in {200, 403}, entry.key
        assert 'class="wb-art' in page, entry.key
        opened += answer.status_code == 200
        if is_special(entry) and entry.rule.exception:
            assert 'id="h-gate"' in page, "what must be so first, condition by condition"
    assert opened


def test_an_intake_is_walked_from_its_first_step_to_the_start(cast: Cast) -> None:
    anna, actor, today = cast.browser("anna"), cast.actor("anna"), clock.today().isoformat()
    number = _referred(cast)
    overview = reverse("desk:intake", args=[number])
    start = reverse("desk:intake_start", args=[number])
    if anna.get(overview).context["blocks"]:
        assert anna.post(start).status_code == 422, "what blocks stands on the page"
    for _round in range(2):  # what is shut at first opens when a consent is there
        for step in anna.get(overview).context["steps"]:
            if step["state"] != "open":
                continue
            page = anna.get(step["url"])
            assert page.status_code == 200, step
            if "addresses" in page.context:
                given = {"record": str(page.context["addresses"][0]["id"])}
            else:
                assert anna.post(step["url"], {"answer": ""}).status_code == 422, step
                given = _filled(page.context["form"], today)
            answer = anna.post(step["url"], given)
            assert answer.status_code == 302, (step, answer.context["form"].errors if answer.context else "")
    left = [step for step in anna.get(overview).context["steps"] if step["state"] == "open"]
    assert left == []
    assert anna.post(start).status_code == 302
    assert dossier(actor, dossier_numbered(actor, number)).trajectories[0]["phase"] == "running"


def _referred(cast: Cast) -> str:
    trajectory = NewTrajectory(
        principal_id=cast.party_id, contract_id=cast.contract_id, type="reintegration", referred_on=clock.today()
    )
    for who in ("anna", "adam", "dina"):
        try:
            made = open_dossier(
                cast.actor(who),
                NewDossier(trajectory=trajectory, coach_id=cast.accounts["anna"] if who != "adam" else None),
            )
        except Refused:
            continue
        if who == "adam":
            assign(
                cast.actor("dina"), made.dossier_id, made.trajectory_id, cast.accounts["anna"], from_on=clock.today()
            )
        return made.number
    raise LookupError("nobody opens dossiers")


def _filled(form: Form, today: str) -> dict[str, Any]:
    """Every field of a form with something that fits it."""
    given: dict[str, Any] = {"answer": "yes", "received": "on", "signed": "on", "on": today, "occurred_on": today}
    if isinstance(form, RecordForm):
        given |= {form.named(name): value for name, value in canaries(form.entry).items()}
    for name, field in form.fields.items():
        choices = [value for value, _label in getattr(field, "choices", []) if value]
        if choices and name not in given and name != "record_id":
            given[name] = choices[:1] if isinstance(field, MultipleChoiceField) else choices[0]
        elif field.required and name not in given:
            given[name] = "nodig"
    return given
