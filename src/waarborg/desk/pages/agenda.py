"""The agenda, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from waarborg.desk.forms.time import AppointmentForm
from waarborg.desk.requests import DeskRequest
from waarborg.desk.words import trajectory_in_words
from waarborg.dossiers.frames import SeenFrame
from waarborg.dossiers.working import working_on
from waarborg.gate.actors import Actor
from waarborg.gate.linking import CALENDAR, may_link
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.languages import reader_language
from waarborg.practice.selectors import Practice, practice_of
from waarborg.work.agenda import SeenAppointment
from waarborg.work.appointments import NewAppointment
from waarborg.work.choices import AppointmentState
from waarborg.work.time_sheets import WEEK, monday_of

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """Which days a page of the agenda shows."""

    first: date
    days: int
    day: date

    @classmethod
    def of(cls, day: date, *, one_day: bool) -> Shown:
        """A day, or the week around it."""
        return cls(day, 1, day) if one_day else cls(monday_of(day), WEEK.days, day)

    @property
    def one_day(self) -> bool:
        """Is it a single day?"""
        return self.days == 1


def agenda_page(actor: Actor, shown: Shown, found: Sequence[SeenAppointment]) -> dict[str, Any]:
    """What desk/agenda.html needs."""
    practice, url = practice_of(actor.organisation_id), reverse("desk:agenda")
    step, at = (ONE_DAY, "&toon=dag") if shown.one_day else (WEEK, "")
    days = [shown.first + ONE_DAY * offset for offset in range(shown.days)]
    return {
        "first": shown.first,
        "one_day": shown.one_day,
        "days": [
            {
                "on": day,
                "today": day == clock.today(),
                "appointments": [shown_of(practice, one) for one in found if clock.day_of(one.starts_at) == day],
            }
            for day in days
        ],
        "earlier_url": f"{url}?dag={(shown.day - step).isoformat()}{at}",
        "later_url": f"{url}?dag={(shown.day + step).isoformat()}{at}",
        "week_url": f"{url}?dag={shown.day.isoformat()}",
        "day_url": f"{url}?dag={shown.day.isoformat()}&toon=dag",
        "address_url": reverse("desk:agenda_address"),
    }


def shown_of(practice: Practice, one: SeenAppointment) -> dict[str, Any]:
    """One appointment: who, when, where, and what may be done with it."""
    over, there = one.starts_at <= clock.now(), bool(one.number)
    return {
        "at": one.starts_at,
        "title": one.name or one.number or _("a client"),
        "kind": practice.label("appointment_kinds", one.kind, reader_language()),
        "minutes": one.minutes,
        "place": one.place,
        "colleague": "" if one.mine else one.colleague,
        "state": "" if one.is_planned else str(one.state.label),
        "url": reverse("desk:dossier_appointments", args=[one.number]) if there else "",
        "move_url": reverse("desk:appointment_move", args=[one.number, one.id]) if there and one.is_planned else "",
        "settle_url": reverse("desk:appointment_settle", args=[one.number, one.id]) if there and one.is_planned else "",
        "over": over,
    }


def dossier_page(actor: Actor, number: str, found: Sequence[SeenAppointment]) -> dict[str, Any]:
    """What desk/appointments.html needs: what is to come first, the nearest first; then what has been."""
    practice, now = practice_of(actor.organisation_id), clock.now()
    coming = [one for one in found if one.is_planned and one.starts_at > now]
    been = [one for one in reversed(found) if one not in coming]
    return {
        "number": number,
        "name": next((one.name for one in found if one.name), ""),
        "dossier_url": reverse("desk:dossier", args=[number]),
        "coming": [shown_of(practice, one) for one in coming],
        "been": [shown_of(practice, one) for one in been],
        "make_url": reverse("desk:appointment_make", args=[number]),
    }


def one_of(found: Sequence[SeenAppointment], appointment_id: UUID) -> SeenAppointment:
    """The planned appointment that is meant. Raises `NotFound`."""
    for one in found:
        if one.id == appointment_id and one.is_planned:
            return one
    raise NotFound("There is no such appointment here.")


def make_parts(actor: Actor, frame: SeenFrame) -> dict[str, Any]:
    """What the form of a new appointment is made of."""
    running = [one for one in frame.trajectories if one["ended_on"] is None] or list(frame.trajectories)
    several = [(one["id"], trajectory_in_words(frame.practice, one)) for one in running]
    return {
        "kinds": practice_of(actor.organisation_id).choice_list("appointment_kinds", reader_language()),
        "trajectories": several if len(several) > 1 else (),
        "colleagues": _colleagues(actor, frame),
    }


def _colleagues(actor: Actor, frame: SeenFrame) -> list[tuple[str, str]]:
    """Oneself, and who works on this dossier now."""
    working = {one["account"]: one["name"] for one in working_on(frame.assignments, clock.today())}
    own = str(actor.somebody)
    return [(own, working.pop(own, _("My own"))), *working.items()]


def typed(form: AppointmentForm) -> NewAppointment:
    """What the service needs, from what was typed."""
    given = form.cleaned_data
    return NewAppointment(
        kind=given["kind"],
        starts_at=form.starts_at,
        minutes=given["minutes"],
        place=given["place"],
        trajectory_id=UUID(given["trajectory"]) if given.get("trajectory") else None,
        account_id=UUID(given["account"]) if given.get("account") else None,
    )


def as_it_is(old: SeenAppointment) -> dict[str, Any]:
    """What the form of a move begins with."""
    there = timezone.localtime(old.starts_at)
    return {"day": there.date(), "at": there.time(), "minutes": old.minutes, "place": old.place}


def form_page(number: str, name: str, form: AppointmentForm, old: SeenAppointment | None = None) -> dict[str, Any]:
    """What desk/appointment_form.html needs."""
    back = reverse("desk:dossier_appointments", args=[number])
    page = {"number": number, "name": name, "back_url": back, "form": form, "moving": old is not None}
    if old is not None:
        page["settle_url"] = reverse("desk:appointment_settle", args=[number, old.id])
        page["cancelled"] = AppointmentState.CANCELLED.value
    return page


def address_page(request: DeskRequest, *, secret: str, there_is_one: bool) -> dict[str, Any]:
    """What desk/agenda_address.html needs. The address itself is shown once."""
    url = request.build_absolute_uri(reverse("site:agenda", args=[secret])) if secret else ""
    actor = request.actor
    no = may_link(actor, CALENDAR)
    return {
        "address": url,
        "there_is_one": there_is_one,
        "agenda_url": reverse("desk:agenda"),
        "closed_by": [] if no.allowed else [actor.in_force.article(where) for where in no.articles],
    }
