"""What came from somebody else is told in a month, or sooner: at the first word to the client, or once it goes on."""

from __future__ import annotations

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import an_item
from tests.apps.clauses.running import opened
from tests.apps.clauses.test_disclosing import go, open_way, ready, where
from tests.apps.clauses.test_letters_and_notices import from_another, given_letter, tasks
from tests.policy.clauses.register import Registered
from waarborg.disclosures.preparing import prepare
from waarborg.dossiers.writing import Written
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind
from waarborg.notices.choices import NoticeKind
from waarborg.notices.finding import rule_of
from waarborg.notices.models import ClientNotice
from waarborg.notices.opening import open_notice, plan
from waarborg.notices.selectors import notices_of
from waarborg.rights.choices import CameBy
from waarborg.rights.registering import NewRequest, register
from waarborg.work.choices import TaskKind
from waarborg.work.contact_notes import NewContactNote, add_contact_note, note_entry
from waarborg.work.models import Task


@carrying({"partner-in-werk": ()}, only=True)
def test_it_is_told_at_the_latest_when_the_client_is_first_written_or_spoken_to(
    here: Registered, house_of: HouseOf
) -> None:
    """GDPR 14.3.b: the month is the longest; the first letter or talk comes before it."""
    house = house_of(here)
    coach, today = house.actor("coach"), clock.today()
    written, spoken = opened(house), opened(house)
    for made in (written, spoken):
        from_another(house, made)
        (notice,) = notices_of(coach, made.dossier_id)
        assert notice.due_on is not None
        assert notice.due_on > today
    asked = NewRequest(rights=("copy",), received_on=today, words="Een kopie graag.", came_by=CameBy.TELEPHONE)
    register(coach, written.dossier_id, asked)
    given_letter(house, written, LetterKind.REQUEST_RECEIPT)
    note = note_entry(house.catalogue)
    add_contact_note(coach, spoken.dossier_id, NewContactNote(fields=an_item(note).fields, on=today))
    for made in (written, spoken):
        (notice,) = notices_of(coach, made.dossier_id)
        (task,) = tasks(made, TaskKind.TELL_SOURCES)
        assert (notice.due_on, task.due_on) == (today, today)


@carrying({"partner-in-werk": ()}, only=True)
def test_what_another_gave_is_told_at_the_latest_on_the_day_on_which_it_goes_on(
    here: Registered, house_of: HouseOf
) -> None:
    """GDPR 14.3.c: whichever way it goes, the notice and its task come forward in the act of giving."""
    house = house_of(here)
    actor, weighed = open_way(house)
    dossier_id, today, told = where(house), clock.today(), rule_of(actor.in_force)
    open_tasks = Task.objects.using("owner").filter(subject_id=dossier_id, kind=TaskKind.TELL_SOURCES, done_at=None)
    assert told is not None
    with open_door(house.actor("coach"), "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.note(Kind.DOSSIER_READ)
        came = Written(
            door=door,
            entry=weighed.going[0].record.entry,
            record_id=new_id(),
            trajectory_id=None,
            fields={},
            occurred_on=today,
            source="network",
            purpose="",
        )
        notice = open_notice(door, came, NoticeKind.FROM_OTHERS, told)
        if not open_tasks.exists():
            plan(door, notice, TaskKind.TELL_SOURCES, dossier_id)
    assert notice.due_on is not None
    assert (notice.due_on > today, notice.at_latest) == (True, ["contact", "disclosure"])
    go(house, actor, prepare(actor, dossier_id, ready(weighed)))
    assert ClientNotice.objects.using("owner").get(pk=notice.pk).due_on == today
    assert set(open_tasks.values_list("due_on", flat=True)) == {today}
