"""Looking along under every regulation: let by another, reading only, over by itself, told, looked back on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.policy.clauses.register import Registered
from waarborg.dossiers import looks
from waarborg.dossiers.records import NewRecord, add_record
from waarborg.dossiers.selectors import dossier
from waarborg.gate.actors import actor_at, system_at
from waarborg.gate.door import in_context
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.policy.model.base import Unit
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

LOOKING = {
    "bijstand-naar-werk": ("BNW-p06a",),
    "jm-werkt": ("JMW-3.1b",),
    "partner-in-werk": ("PIW-4.1b",),
    "working-progression": ("WP-2.7b",),
}


@carrying(LOOKING)
def test_a_colleague_looks_along_once_another_lets_them_and_for_no_longer_than_the_article_says(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    colleague, where = house.let_in("colleague", "coach"), house.dossiers["uwv"].dossier_id
    house.record(house.catalogue.identity, kind="uwv")
    with pytest.raises(Refused):
        dossier(colleague, where)
    grants = house.first("grant")
    asked = looks.ask(colleague, where, reason="Waarneming in de vakantie")
    rule = looks.rule_for(colleague.in_force, colleague.roles)
    assert rule is not None
    if "on_the_spot" in rule.when:
        with pytest.raises(InvalidInput):
            looks.grant(grants, where, asked, looks.Granting(on_the_spot=False))
    ends_at = looks.grant(grants, where, asked, looks.Granting(on_the_spot=True))
    assert rule.obliges.ends_after is not None
    assert ends_at <= clock.now() + _length(rule.obliges.ends_after.number, rule.obliges.ends_after.unit)
    assert dossier(colleague, where).records
    identity = NewRecord(category=house.catalogue.identity.key, fields={}, source="client")
    with pytest.raises(Refused):
        add_record(colleague, where, identity)
    with clock.travel(ends_at + timedelta(seconds=1)):
        later = actor_at(colleague.somebody, colleague.organisation_id, strong=True)
        with pytest.raises(Refused):
            dossier(later, where)
    assert duties(house.agency.organisation.pk, asked) == {TaskKind.REVIEW_VIEW, TaskKind.TELL_CLIENT}


def _length(number: int, unit: Unit) -> timedelta:
    """How long at the most; a term in days lasts until the end of its last day."""
    return timedelta(**{unit.value: number}) + timedelta(days=unit is Unit.DAYS)


def duties(organisation_id: object, view_id: object) -> set[TaskKind]:
    """The tasks that came with a view."""
    system = system_at(organisation_id, using="worker")  # type: ignore[arg-type]
    with in_context(system, using="worker"):
        found = Task.objects.using("worker").filter(subject_id=view_id)
        return {TaskKind(kind) for kind in found.values_list("kind", flat=True)}
