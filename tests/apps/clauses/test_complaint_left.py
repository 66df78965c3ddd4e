"""A complaint whose handler may handle it no more: another is named by whom the procedure has, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import ProgrammingError
from django.urls import reverse

from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import newcomer, signed_in
from tests.apps.clauses.test_complaints import UNDER, confirmed, made, officer, past_the_service
from tests.apps.gate.populations import superuser
from tests.policy.clauses.register import Registered
from waarborg.accounts.models import Membership
from waarborg.complaints import assigning, deciding, going_on, selectors
from waarborg.complaints.choices import StepKind
from waarborg.complaints.watching import watch
from waarborg.gate.actors import Actor, actor_at, system_at
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.selectors import deadlines


def leaves(house: House, somebody: Actor) -> None:
    """Every role that they hold ended yesterday."""
    with superuser(house.server, house.urls) as god:
        god.execute(
            "update accounts_membership set from_on = from_on - 9, until_on = %s"
            " where account_id = %s and until_on is null",
            [clock.today() - timedelta(days=1), somebody.account_id],
        )
    assert not Membership.objects.using("owner").filter(account_id=somebody.account_id, until_on=None).exists()


def waiting(house: House, complaint: UUID, kind: TaskKind) -> list[Task]:
    return list(Task.objects.using("owner").filter(subject_id=complaint, kind=kind, done_at__isnull=True))


@pytest.mark.clause("PIW-K4.7")
@UNDER
def test_a_complaint_whose_handler_left_goes_on_with_somebody_who_had_no_part_in_it(
    here: Registered, house_of: HouseOf
) -> None:
    house, system = house_of(here), system_at(house_of(here).agency.organisation.pk, using="worker")
    karin = officer(house)
    gone = newcomer(house, "vertrekt", "complaints_officer")
    complaint = made(house)
    involved = newcomer(house, "betrokken", "complaints_officer")
    about_them = made(house, about_id=involved.account_id)
    for each in (complaint, about_them):
        assigning.assign(karin, each, gone.somebody)
    confirmed(gone, complaint)
    with pytest.raises(ProgrammingError, match="given on by who handles it"):
        past_the_service(karin, complaint, handler_id=karin.account_id)
    with pytest.raises(NotFound):
        assigning.left(karin, complaint)  # it is handled
    leaves(house, gone)

    watch(system)
    watch(system)
    assert len(waiting(house, complaint, TaskKind.COMPLAINT_TAKE_OVER)) == 1, "asked once"
    assert TaskKind.COMPLAINT_TAKE_OVER in {one.kind for one in deadlines(karin).today}
    with pytest.raises((NotFound, Refused)):
        assigning.left(house.actor("coach"), complaint)
    with pytest.raises((NotFound, Refused)):
        selectors.one(actor_at(gone.somebody, gone.organisation_id, strong=True), complaint)
    with pytest.raises(NotFound):
        assigning.left(involved, about_them)  # the one complained about names nobody
    with pytest.raises(InvalidInput):
        assigning.assign(karin, about_them, involved.somebody)
    with pytest.raises(NotFound):
        selectors.one(karin, complaint)  # what it says opens for the next handler alone
    named_on_the_page(karin, complaint)

    seen = selectors.one(karin, complaint)
    assert seen.mine
    given = [(step.by, step.to) for step in seen.steps if step.kind is StepKind.ASSIGNED]
    assert given == [("Karin", "Vertrekt"), ("Karin", "Karin")], "who handled it before stays written down"
    assert [letter.given_on for letter in seen.letters] == [clock.today()], "and what they sent"
    assert not waiting(house, complaint, TaskKind.COMPLAINT_TAKE_OVER)
    (asked,) = waiting(house, complaint, TaskKind.COMPLAINT)
    assert asked.for_account_id == karin.account_id
    going_on.heard(karin, complaint, "De klager en de coach zijn gehoord.", clock.today())
    deciding.solved(karin, complaint, "De klager is tevreden met de nieuwe afspraken.")
    assigning.assign(karin, about_them, karin.somebody)


def named_on_the_page(karin: Actor, complaint: UUID) -> None:
    """The register says that nobody handles it any more, and leads to the page that asks who does."""
    browser, page = signed_in(karin), reverse("desk:complaint_left", args=[complaint])
    assert page in browser.get(reverse("desk:complaints")).content.decode()
    assert browser.get(reverse("desk:complaint", args=[complaint]))["Location"] == page
    asked = browser.get(page).content.decode()
    assert "Vertrekt" in asked
    assert "drie keer niet door" not in asked
    assert browser.post(page, {"handler": ""}).status_code == InvalidInput.status
    assert browser.post(page, {"handler": str(karin.account_id)})["Location"] == reverse(
        "desk:complaint", args=[complaint]
    )
    assert browser.get(page).status_code == 404
