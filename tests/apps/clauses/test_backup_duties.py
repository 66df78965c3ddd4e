"""A young copy and a rehearsal are asked of whom the article names; the plan for a calamity has versions."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.running import signed_in
from tests.apps.gate.populations import superuser
from tests.policy.clauses.register import Registered
from waarborg.backups import calamities, duties, plans, selectors, services
from waarborg.backups.choices import RunKind
from waarborg.backups.models import Calamity, CalamityPlan
from waarborg.backups.plans import Contact
from waarborg.backups.runs import note_run
from waarborg.gate.actors import system_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

OWNER = "owner"
WHAT = "Op alle schermen staat een losgeldbrief."
TEXT = "Wie het merkt belt de beheerder. Die zet de laatste kopie terug op een andere machine."
CONTACTS = [Contact("Sam de Wit", "server", "06 12345678")]
LATE, REHEARSE = TaskKind.BACKUP_LATE, TaskKind.REHEARSE_RESTORE
EXPECTED = {
    "bijstand-naar-werk": {LATE: ("p09/backups", "system_administrator")},
    "click-re-integratie": {REHEARSE: ("2.1/calamities", "responsible")},
}


def asked(house: House) -> dict[TaskKind, Task]:
    """What stands open of backups, after the worker's round."""
    organisation = house.agency.organisation.pk
    duties.keep(system_at(organisation, using="worker"))
    tasks = Task.objects.using(OWNER).filter(
        organisation_id=organisation, kind__in=(LATE, REHEARSE), done_at__isnull=True
    )
    return {TaskKind(task.kind): task for task in tasks}


def succeeded(kind: RunKind, *, well: bool = True) -> None:
    note_run(kind, "20260101T000000Z-0", clock.now(), {"rows": 3}, succeeded=well)


@carrying({"bijstand-naar-werk": ("BNW-p09d",), "click-re-integratie": ("CLICK-2.1.2",)})
def test_what_the_article_says_of_copies_is_asked_until_it_was_done_and_again_in_time(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    with superuser(house.server, house.urls) as god:
        god.execute("delete from backups_run")  # they are of the whole installation, and other tests made some
    with clock.travel(clock.now()) as journey:
        before = asked(house)
        assert set(before) == {LATE, REHEARSE}
        for kind, (rule, role) in EXPECTED.get(here.name, {}).items():
            assert (before[kind].rule, before[kind].for_role) == (rule, role)
        assert all(house.anybody.in_force.article(task.article) for task in before.values())
        succeeded(RunKind.BACKUP, well=False)
        assert set(asked(house)) == {LATE, REHEARSE}, "what failed does not count"
        succeeded(RunKind.BACKUP)
        succeeded(RunKind.REHEARSAL)
        assert asked(house) == {}
        journey.advance(timedelta(days=3))
        assert set(asked(house)) == {LATE}
        journey.advance(timedelta(days=360))
        assert set(asked(house)) == {LATE, REHEARSE}


@carrying({"click-re-integratie": ("CLICK-2.1.2",)}, only=True)
def test_the_plan_is_written_in_versions_by_who_answers_for_it_and_seen_by_who_oversees(
    here: Registered, house_of: HouseOf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    house = house_of(here)
    who, coach = house.actor("responsible"), house.actor("coach")
    for text, contacts in (("Bel Sam.", CONTACTS), (TEXT, [])):
        with pytest.raises(InvalidInput):
            plans.keep_plan(who, text=text, contacts=contacts)
    for one in (coach,):
        with pytest.raises(NotFound):
            plans.keep_plan(one, text=TEXT, contacts=CONTACTS)
        with pytest.raises(NotFound):
            selectors.overview(one)
        with pytest.raises(NotFound):
            services.ask_rehearsal(one)
    plans.keep_plan(who, text=TEXT, contacts=CONTACTS)
    plans.keep_plan(who, text=TEXT + " Daarna belt die de verantwoordelijke.", contacts=CONTACTS)
    first, second = reversed(selectors.plan_versions(who))
    assert (second.number - first.number, first.contacts, first.text) == (1, CONTACTS, TEXT)
    with open_door(coach, "read") as door:
        door.note(Kind.CONTROLS_READ)
        assert not CalamityPlan.objects.exists(), "PostgreSQL holds the same"
    with pytest.raises(DatabaseError), open_door(who, "read"), connection.cursor() as cursor:
        cursor.execute("update backups_calamityplan set number = 7")

    with pytest.raises(InvalidInput):
        services.ask_rehearsal(who)
    monkeypatch.setenv("WAARBORG_BACKUP_DATA", str(tmp_path))
    browser = signed_in(who)
    page = browser.get(reverse("desk:backups"))
    assert (page.status_code, b"2.1" in page.content) == (200, True)
    assert browser.post(reverse("desk:rehearse")).status_code == 302
    assert selectors.overview(who).acts[0].kind == Kind.REHEARSAL_ASKED
    wrong = browser.post(reverse("desk:calamity_plan_write"), {"text": TEXT, "contacts": "Sam, de server"})
    assert (wrong.status_code, TEXT.encode() in wrong.content, b"Sam, de server" in wrong.content) == (422, True, True)
    right = browser.post(reverse("desk:calamity_plan_write"), {"text": TEXT, "contacts": "Sam; server; 06 12345678"})
    assert right.status_code == 302
    assert b"06 12345678" in browser.get(reverse("desk:calamity_plan")).content


@carrying({"click-re-integratie": ("CLICK-2.1.2",)}, only=True)
def test_a_calamity_is_registered_with_the_plan_that_held_and_what_was_done_and_closed_with_what_is_learnt(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    who, coach = house.actor("responsible"), house.actor("coach")
    plans.keep_plan(who, text=TEXT, contacts=CONTACTS)
    plan = selectors.plan_versions(who)[0].number
    with pytest.raises(NotFound):
        calamities.calamities(coach)
    with pytest.raises(NotFound):
        calamities.register_calamity(coach, happened())
    browser = signed_in(who)
    wrong = browser.post(reverse("desk:calamity_new"), {"kind": "intrusion", "what": "Losgeldbrief."})
    assert (wrong.status_code, b"Losgeldbrief." in wrong.content) == (422, True)
    made = calamities.register_calamity(who, happened())
    with pytest.raises(InvalidInput):
        calamities.register_calamity(who, happened(days=-1))
    with pytest.raises(Conflict):
        calamities.close_calamity(who, made, "Twee sleutels op de deur.", clock.now())
    succeeded(RunKind.RESTORE)
    address = reverse("desk:calamity_act", args=[made, "gedaan"])
    now = clock.now().astimezone(clock.AMSTERDAM)
    step = {"text": "De server is van het net gehaald.", "done_on": now.date().isoformat(), "done_at": f"{now:%H:%M}"}
    assert browser.post(address, step).status_code == 302
    seen = calamities.one(who, made)
    assert (seen.plan, seen.what, [one.text for one in seen.steps]) == (plan, WHAT, [step["text"]])
    assert RunKind.RESTORE in {one.kind for one in seen.runs}, "what was put back in its time stands there by itself"
    for words in (WHAT, step["text"]):
        assert words in browser.get(reverse("desk:calamity", args=[made])).content.decode()
    calamities.close_calamity(who, made, "Het plan noemt nu ook de wacht.", clock.now())
    with pytest.raises(Conflict):
        calamities.note_step(who, made, "Nog een stap gezet.", clock.now())
    with pytest.raises(DatabaseError), open_door(who, "read"), connection.cursor() as cursor:
        cursor.execute("update backups_calamity set number = 9")
    kept = Calamity.objects.using(OWNER).get(pk=made)
    assert b"losgeld" not in bytes(kept.sealed) + bytes(kept.sealed_lesson or b"")
    with open_door(coach, "read") as door:
        door.note(Kind.CONTROLS_READ)
        assert not Calamity.objects.exists(), "PostgreSQL holds the same"


def happened(days: int = 1) -> calamities.NewCalamity:
    since = clock.now() - timedelta(days=days)
    return calamities.NewCalamity(kind="intrusion", what=WHAT, happened_at=since)
