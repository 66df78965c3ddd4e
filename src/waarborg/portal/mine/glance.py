"""The dossier at a glance, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waarborg.admission.selectors import Comer
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.frames import SeenFrame
from waarborg.dossiers.working import working_on
from waarborg.kernel import clock
from waarborg.kernel.languages import reader_language
from waarborg.policy.term_clock import ClockState
from waarborg.portal.pages import phase_in_words
from waarborg.rights.choices import TITLES
from waarborg.rights.selectors import SeenRequest
from waarborg.work.agenda import SeenAppointment


def start_page(
    frame: SeenFrame, appointments: Sequence[SeenAppointment], asked: Sequence[SeenRequest], put: int
) -> dict[str, Any]:
    """What portal/mine/start.html needs."""
    ahead = [one for one in appointments if one.is_planned and one.starts_at >= clock.now()]
    return {
        "name": frame.name,
        "guides": guides_of(frame),
        "next": appointment(ahead[0]) if ahead else None,
        "waits": list(_waiting(asked, put)),
        "trajectories": [
            {
                "type": frame.practice.type_label(one["type"], reader_language()),
                "phase": frame.practice.phase_label(one["type"], one["own_phase"], reader_language())
                or phase_in_words(one["phase"]),
            }
            for one in frame.trajectories
        ],
        "closed_on": frame.closed_on,
        "reads": len(frame.readable),
    }


def trajectory_page(frame: SeenFrame, appointments: Sequence[SeenAppointment]) -> dict[str, Any]:
    """What portal/mine/trajectory.html needs."""
    ahead = [one for one in appointments if one.is_planned and one.starts_at >= clock.now()]
    before = [one for one in appointments if one not in ahead]
    return {
        "guides": guides_of(frame),
        "ahead": [appointment(one) for one in ahead],
        "before": [appointment(one) for one in reversed(before)],
        "trajectories": [
            {
                "type": frame.practice.type_label(one["type"], reader_language()),
                "phase": frame.practice.phase_label(one["type"], one["own_phase"], reader_language())
                or phase_in_words(one["phase"]),
                "principal": one["principal_name"],
                "started_on": _day(one["started_on"]),
                "planned_end_on": _day(one["planned_end_on"]),
                "ended_on": _day(one["ended_on"]),
            }
            for one in frame.trajectories
        ],
    }


def deciding_lines(found: Sequence[Comer]) -> list[dict[str, Any]]:
    """Who comes in for the client today, as what, how far and until when."""
    return [
        {
            "name": one.name,
            "acting": one.acting.label,
            "only_reads": one.only_reads,
            "until_on": one.until_on,
            "stop_url": reverse("mine:mandate_stop", args=[one.membership_id])
            if one.acting is GivenBy.REPRESENTATIVE
            else "",
        }
        for one in found
        if one.runs and one.acting is not GivenBy.CLIENT
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def guides_of(frame: SeenFrame) -> list[str]:
    """Who works on it today, by name, each once."""
    working = working_on(frame.assignments, clock.today())
    return list(dict.fromkeys(one["name"] for one in working if one["name"]))


def appointment(one: SeenAppointment) -> dict[str, Any]:
    """A time, with whom and where."""
    return {
        "starts_at": one.starts_at,
        "minutes": one.minutes,
        "with": one.colleague,
        "place": one.place,
        "state": one.state.label,
        "planned": one.is_planned,
    }


def _waiting(asked: Sequence[SeenRequest], put: int) -> Iterator[dict[str, Any]]:
    """What waits for the client: a question before a request goes on, something that goes only with their yes."""
    if put:
        yield {
            "title": _("May this go to others?"),
            "about": ngettext("%(number)s item waits for your answer", "%(number)s items wait for your answer", put)
            % {"number": put},
            "url": reverse("mine:approvals"),
        }
    for one in asked:
        if one.state is ClockState.PAUSED:
            yield {
                "title": _("We asked you something"),
                "about": str(TITLES[one.right]).capitalize(),
                "url": reverse("mine:request", args=[one.id]),
            }
