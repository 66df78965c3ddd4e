"""What the agenda tells the client, written by letters: two rooms that do not know each other, in one unit of work."""

from __future__ import annotations

from collections.abc import Mapping

from waarborg.gate.door import Door
from waarborg.letters.appointments import AppointmentNews, announce
from waarborg.letters.choices import Channel, LetterKind
from waarborg.work.appointments import Appointed, Tell
from waarborg.work.choices import AppointmentState

KINDS: Mapping[tuple[AppointmentState, bool], LetterKind] = {
    (AppointmentState.PLANNED, False): LetterKind.APPOINTMENT,
    (AppointmentState.PLANNED, True): LetterKind.APPOINTMENT_MOVED,
    (AppointmentState.CANCELLED, True): LetterKind.APPOINTMENT_OFF,
}
"""Which letter an appointment asks for: by what became of it, and whether it was changed."""


def telling(channel: str) -> Tell | None:
    """Tell the client by this channel; None for the empty one: somebody tells it themself."""
    if not channel:
        return None

    def tell(door: Door, appointed: Appointed) -> None:
        kind = KINDS.get((appointed.state, appointed.revision > 0))
        if kind is None:
            return  # what has been is not told
        news = AppointmentNews(
            kind=kind,
            appointment_id=appointed.id,
            starts_at=appointed.starts_at,
            minutes=appointed.minutes,
            place=appointed.place,
            revision=appointed.revision,
        )
        announce(door, news, Channel(channel))

    return tell
