"""Time entered, corrected and struck. The rules of the catalogue's own kind of data for hours govern it.

    add_time(actor, dossier_id, new)               one entry, in a unit of work of its own
    enter_time(door, new)                          the same in an open unit of work, such as that of a contact note
    correct_time(actor, dossier_id, entry_id, new) strike an entry and enter it as it should have been
    strike_time(actor, dossier_id, entry_id)       it was not so at all

A regulation without a kind of data for hours lets them stand with its contact note, whose length they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import Catalogue, Entry, catalogue_of
from waarborg.dossiers.records import stated
from waarborg.dossiers.sealing import key_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, open_door
from waarborg.gate.scopes import Scope
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.citing import numbered
from waarborg.practice.selectors import practice_of
from waarborg.practice.time_categories import TimeCategory
from waarborg.work.time_models import LONGEST, TimeApproval, TimeEntry

WHOLE = 100
"""Percent."""
HOURS = ("hours", "contact_note")
"""What a kind of data serves as under which time is kept, the first that the catalogue has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTime:
    """Time to enter: `activity` is a key of the agency's list.

    `declarable` is the percentage of it, where the list leaves that open; None for that of the list.
    """

    activity: str
    minutes: int
    declarable: int | None = None
    travel_minutes: int = 0
    worked_on: date | None = None
    trajectory_id: UUID | None = None
    note_record_id: UUID | None = None


def governing(catalogue: Catalogue) -> Entry | None:
    """The kind of data whose rules govern time; None where the regulation knows nothing it could stand with."""
    return next((entry for use in HOURS if (entry := catalogue.serving_as(use))), None)


def required_governing(catalogue: Catalogue) -> Entry:
    """The same. Raises `InvalidInput`, naming the catalogue's article, where there is none."""
    found = governing(catalogue)
    if found is None:
        article = catalogue.closing_article
        raise InvalidInput(
            _("Article %(article)s names no hours: they cannot be recorded.") % {"article": numbered(article)}
        )
    return found


def claims_for_time(actor: Actor) -> Claims:
    """What is stated by entering time: the purpose that hours serve. Raises `InvalidInput`."""
    entry = required_governing(catalogue_of(actor.in_force))
    return stated(entry, entry.serves(actor.in_force.main_purpose))


def add_time(actor: Actor, dossier_id: UUID, new: NewTime) -> UUID:
    """Enter time in a dossier. Raises `Refused`, `NotFound`, and `InvalidInput` with a message per field."""
    with open_door(actor, "write", dossier_id=dossier_id, claims=claims_for_time(actor)) as door:
        return enter_time(door, new)


def enter_time(door: Door, new: NewTime, *, corrects: UUID | None = None) -> UUID:
    """Enter time in an open unit of work for `write`, in which the purpose of hours is claimed."""
    catalogue = catalogue_of(door.actor.in_force)
    entry, scope = required_governing(catalogue), _trajectory_in(door, new.trajectory_id)
    door.require(entry.key, scope, author=True)
    kind = _kind_of_time(door, new)
    _check(new)
    _check_week(door, new.worked_on or clock.today())
    _fate, key = key_of(door, entry, scope)
    made = TimeEntry(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        dossier_id=scope.dossier_id,
        trajectory_id=scope.id,
        category=entry.key,
        data_key_id=key.id,
        account_id=door.actor.somebody,
        activity=new.activity,
        worked_on=new.worked_on or clock.today(),
        minutes=new.minutes,
        travel_minutes=new.travel_minutes,
        declarable=kind.declarable if kind.locked or new.declarable is None else new.declarable,
        note_record_id=new.note_record_id,
        corrects_id=corrects,
        created_at=clock.now(),
    )
    made.decision_id = door.note(Kind.TIME_ENTERED, categories=(entry.key,), details={"time": str(made.pk)})
    TimeEntry.objects.using(door.using).bulk_create([made])
    return made.pk


def correct_time(actor: Actor, dossier_id: UUID, entry_id: UUID, new: NewTime) -> UUID:
    """Strike one's own entry and enter it as it should have been. Raises `Refused`, `NotFound`, `InvalidInput`."""
    claims = claims_for_time(actor)
    with open_door(actor, "correct", dossier_id=dossier_id, claims=claims) as door:
        old = _strike(door, entry_id)
        door.turn_to("write", claims=claims)
        as_it_was = NewTime(
            activity=new.activity,
            declarable=new.declarable,
            minutes=new.minutes,
            travel_minutes=new.travel_minutes,
            worked_on=new.worked_on,
            trajectory_id=old.trajectory_id,
            note_record_id=old.note_record_id,
        )
        return enter_time(door, as_it_was, corrects=old.pk)


def strike_time(actor: Actor, dossier_id: UUID, entry_id: UUID) -> None:
    """Strike one's own entry: it was not so. It stays readable as struck. Raises `Refused`, `NotFound`."""
    with open_door(actor, "correct", dossier_id=dossier_id, claims=claims_for_time(actor)) as door:
        _strike(door, entry_id)


def _strike(door: Door, entry_id: UUID) -> TimeEntry:
    old = (
        TimeEntry.objects.using(door.using)
        .filter(
            pk=entry_id, dossier_id=UUID(door.dossier["id"]), account_id=door.actor.somebody, struck_at__isnull=True
        )
        .first()
    )
    if old is None:
        raise NotFound("There is no such time here.")
    door.require(old.category, door.scope(old.trajectory_id), author=True)
    _check_week(door, old.worked_on)
    decision = door.note(Kind.TIME_STRUCK, categories=(old.category,), details={"time": str(old.pk)})
    TimeEntry.objects.using(door.using).filter(pk=old.pk).update(struck_at=clock.now(), struck_decision_id=decision)
    return old


def _trajectory_in(door: Door, trajectory_id: UUID | None) -> Scope:
    """Time hangs on a trajectory: the one that was named, or the only one there is."""
    if trajectory_id:
        return door.scope(trajectory_id)
    trajectories = [scope for scope in door.scopes if scope.id != scope.dossier_id]
    if len(trajectories) != 1:
        raise InvalidInput(_("Choose a trajectory."), {"trajectory": _("Choose the trajectory that this belongs to.")})
    return trajectories[0]


def _kind_of_time(door: Door, new: NewTime) -> TimeCategory:
    """The kind of time, from the agency's list as it is today."""
    found = practice_of(door.actor.organisation_id, using=door.using).item("time_categories", new.activity)
    if not isinstance(found, TimeCategory) or found.retired:
        raise InvalidInput(_("Some things are not right yet."), {"activity": _("Choose a kind of time from the list.")})
    return found


def _check(new: NewTime) -> None:
    wrong: dict[str, str] = {}
    if new.worked_on and new.worked_on > clock.today():
        wrong["worked_on"] = _("This day has not been yet.")
    if new.minutes <= 0 and new.travel_minutes <= 0:
        wrong["minutes"] = _("Fill in how many minutes it took.")
    for name, given in (("minutes", new.minutes), ("travel_minutes", new.travel_minutes)):
        if not 0 <= given <= LONGEST:
            wrong[name] = _("Fill in a number of minutes that fits in one day.")
    if new.declarable is not None and not 0 <= new.declarable <= WHOLE:
        wrong["declarable"] = _("Fill in a percentage from 0 to 100.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _check_week(door: Door, day: date) -> None:
    """Time of an approved week stands."""
    monday = day - timedelta(days=day.weekday())
    approved = TimeApproval.objects.using(door.using).filter(
        account_id=door.actor.somebody, week=monday, taken_back_at__isnull=True
    )
    if approved.exists():
        said = _("This week was approved. Ask who approved it to take that back.")
        raise InvalidInput(_("Some things are not right yet."), {"worked_on": said})
