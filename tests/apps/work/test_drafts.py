"""What was typed when a visit ended is kept for its writer alone, and for a while."""

from __future__ import annotations

import pytest
from django.db import connections

from tests.apps.work.cast import Cast, cast
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.work import drafts
from waarborg.work.models import Draft

pytestmark = pytest.mark.real_commits
TYPED = {"f_agreed": ["Morgen bellen met de gemeente"]}


@pytest.fixture
def here() -> Cast:
    return cast()


def signed_out(here: Cast) -> Actor:
    """Anna, without a second step: her visit is over."""
    return actor_at(here.agency.accounts["anna"], here.agency.organisation.pk, strong=False)


def rows_of(actor: Actor, here: Cast) -> int:
    """How many drafts a bare query of this actor finds."""
    with open_door(actor, "read", dossier_id=here.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        return Draft.objects.count()


def test_its_writer_finds_it_again_and_nobody_else_does(here: Cast) -> None:
    drafts.keep(signed_out(here), here.dossier_id, drafts.NOTE, TYPED)
    found = drafts.kept(here.anna, here.dossier_id, drafts.NOTE)
    assert found is not None
    assert found.typed == TYPED
    for other in (here.bram, here.dina, here.agency.actor("sam")):
        assert drafts.kept(other, here.dossier_id, drafts.NOTE) is None
        assert rows_of(other, here) == 0


def test_it_is_sealed_where_it_stands(here: Cast) -> None:
    drafts.keep(here.anna, here.dossier_id, drafts.NOTE, TYPED)
    with open_door(here.anna, "read", dossier_id=here.dossier_id) as door:
        door.note(Kind.DOSSIER_READ)
        with connections["default"].cursor() as cursor:
            cursor.execute("select d::text from work_draft d")
            assert "gemeente" not in str(cursor.fetchall())


def test_there_is_one_per_form_and_it_can_be_thrown_away(here: Cast) -> None:
    drafts.keep(here.anna, here.dossier_id, drafts.NOTE, {"f_agreed": ["eerst"]})
    drafts.keep(here.anna, here.dossier_id, drafts.NOTE, TYPED)
    assert rows_of(here.anna, here) == 1
    drafts.throw_away(here.anna, here.dossier_id, drafts.NOTE)
    assert drafts.kept(here.anna, here.dossier_id, drafts.NOTE) is None


def test_after_its_time_it_is_gone(here: Cast) -> None:
    drafts.keep(here.anna, here.dossier_id, drafts.NOTE, TYPED)
    organisation = here.agency.organisation.pk
    assert drafts.throw_away_old(organisation) == 0
    with clock.travel(clock.now() + drafts.KEPT_FOR):
        assert drafts.kept(here.anna, here.dossier_id, drafts.NOTE) is None
        assert drafts.throw_away_old(organisation) == 1
    assert rows_of(here.anna, here) == 0
