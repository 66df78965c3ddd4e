"""What is always known of a dossier, whatever its regulation: its trajectory, days, hours, who makes the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from django.utils import formats
from django.utils.translation import gettext as _

from waarborg.composing.gathering import Material
from waarborg.dossiers.choices import Phase
from waarborg.practice.templates import FIELDS

MINUTES = 60


def always_known(material: Material) -> Mapping[str, Callable[[], str]]:
    """What stands in each place that needs no kind of data, by its two words. Nothing is computed until asked."""
    trajectory, practice, language = material.trajectory, material.practice, material.wish.language

    def chosen(name: str, key: str) -> str:
        return practice.label(name, trajectory[key], language) if trajectory.get(key) else ""

    def day(name: str) -> str:
        return day_in_words(trajectory[name]) if trajectory.get(name) else ""

    return {
        "organisation.name": lambda: material.organisation,
        "client.name": lambda: material.client,
        "dossier.number": lambda: material.number,
        "principal.name": lambda: str(trajectory.get("principal_name") or ""),
        "trajectory.type": lambda: practice.type_label(trajectory["type"], language) if trajectory else "",
        "trajectory.phase": lambda: _phase(material),
        "trajectory.goal": partial(chosen, "goals", "goal"),
        "trajectory.outcome": partial(chosen, "outcomes", "outcome"),
        "trajectory.closing_reason": partial(chosen, "closing_reasons", "closing_reason"),
        **{f"trajectory.{name}": partial(day, name) for name in FIELDS["trajectory"] if name.endswith("_on")},
        **_hours(material),
        "period.from": lambda: day_in_words(material.first.isoformat()),
        "period.until": lambda: day_in_words(material.until.isoformat()),
        "made.on": lambda: day_in_words(material.wish.on.isoformat()),
        "made.by": lambda: material.made_by,
    }


def _hours(material: Material) -> Mapping[str, Callable[[], str]]:
    """The hours, where they may be read; what was granted is known to whoever sees the trajectory."""
    hours = material.trajectory.get("hours_granted")
    granted = None if hours is None else round(Decimal(str(hours)) * MINUTES)
    spent = material.spent

    def told(minutes: float | None) -> str:
        return "" if minutes is None else time_in_words(round(minutes))

    used = None if spent is None else sum(one.until for one in spent)
    return {
        "hours.granted": lambda: told(granted),
        "hours.used": lambda: told(used),
        "hours.left": lambda: "" if used is None or granted is None else told(granted - used),
        "hours.in_period": lambda: told(None if spent is None else sum(one.in_period for one in spent)),
        "hours.declarable": lambda: told(None if spent is None else sum(one.declarable for one in spent)),
    }


def _phase(material: Material) -> str:
    """The agency's own word for the phase, or else where the trajectory stands."""
    trajectory = material.trajectory
    own = material.practice.phase_label(
        str(trajectory.get("type")), str(trajectory.get("own_phase")), material.wish.language
    )
    return own or (str(Phase(trajectory["phase"]).label) if trajectory.get("phase") in Phase.values else "")


def day_in_words(iso: str) -> str:
    """`3 maart 2026`."""
    return str(formats.date_format(date.fromisoformat(iso), "j F Y"))


def time_in_words(minutes: int) -> str:
    """`12:30 uur`."""
    hours, rest = divmod(abs(minutes), MINUTES)
    return _("%(time)s hours") % {"time": f"{'-' if minutes < 0 else ''}{hours}:{rest:02d}"}
