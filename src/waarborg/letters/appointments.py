"""Letters and messages about appointments: time and place, and nothing else of whoever it is for.

    announce(door, news, Channel.EMAIL)     a letter, and a message with a file for calendars
    announce(door, news, Channel.LETTER)    a letter to print and give

Called in the unit of work in which the appointment was made, moved or called off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from waarborg.accounts.models import Organisation
from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import Channel, LetterKind, LetterState
from waarborg.letters.days import clock_in_words, day_in_words, weekday_in_words
from waarborg.letters.keeping import keep
from waarborg.letters.language import language_of
from waarborg.letters.models import Letter
from waarborg.letters.outbox import Message, queue_message
from waarborg.letters.services import address_in
from waarborg.policy.phrases import Language

PRODUCT = "-//Waarborg//Waarborg 1//NL"
"""The product identifier that calendars ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentNews:
    """What is told: which appointment, when and where; `kind` says whether it is new, moved or off."""

    kind: LetterKind
    appointment_id: UUID
    starts_at: datetime
    minutes: int
    place: str
    revision: int


def announce(door: Door, news: AppointmentNews, channel: Channel) -> UUID:
    """Write the letter, and send it where that is the way. Raises `InvalidInput` when there is no address."""
    organisation = Organisation.objects.using(door.using).get(pk=door.actor.organisation_id)
    language = language_of(door, news.kind)
    letter = _letter(door, news, organisation.name, language)
    if channel is Channel.EMAIL:
        door.turn_to("read")
        address = address_in(door)
        decision = door.note(Kind.LETTER_SENT, categories=(letter.category,), details={"letter": str(letter.pk)})
        queue_message(door, letter, _message(news, organisation.name, language, address), decision)
        Letter.objects.using(door.using).filter(pk=letter.pk).update(
            state=LetterState.GIVEN, channel=channel, given_at=clock.now(), given_by_id=door.actor.account_id
        )
        door.turn_to("write")
    return letter.pk


def _letter(door: Door, news: AppointmentNews, organisation: str, language: Language) -> Letter:
    with translation.override(language):
        said = {
            "organisation": organisation,
            "date": day_in_words(clock.today()),
            "day": weekday_in_words(news.starts_at),
            "time": clock_in_words(news.starts_at),
            "minutes": news.minutes,
            "place": news.place,
        }
    return keep(door, news.kind, language, said)


def _message(news: AppointmentNews, organisation: str, language: Language, address: str) -> Message:
    with translation.override(language):
        words = {
            "organisation": organisation,
            "day": weekday_in_words(news.starts_at),
            "time": clock_in_words(news.starts_at),
            "minutes": news.minutes,
            "place": news.place,
        }
        subjects = {
            LetterKind.APPOINTMENT: _("Your appointment"),
            LetterKind.APPOINTMENT_MOVED: _("Your appointment was moved"),
            LetterKind.APPOINTMENT_OFF: _("Your appointment is off"),
        }
        bodies = {
            LetterKind.APPOINTMENT: _(
                "Hello,\n\nYou have an appointment.\n\nWhen: %(day)s, %(time)s (%(minutes)s minutes)\n"
                "Where: %(place)s\n\nKind regards,\n%(organisation)s\n"
            ),
            LetterKind.APPOINTMENT_MOVED: _(
                "Hello,\n\nYour appointment has another time or place.\n\n"
                "When: %(day)s, %(time)s (%(minutes)s minutes)\nWhere: %(place)s\n\n"
                "Kind regards,\n%(organisation)s\n"
            ),
            LetterKind.APPOINTMENT_OFF: _(
                "Hello,\n\nYour appointment of %(day)s, %(time)s is off.\n\nKind regards,\n%(organisation)s\n"
            ),
        }
        return Message(
            to=address,
            subject=str(subjects[news.kind]),
            body=str(bodies[news.kind]) % words,
            calendar=calendar_of(news, _("Appointment")),
        )


def calendar_of(news: AppointmentNews, title: str) -> str:
    """The appointment as a file for calendar programs: when, where, and no name."""
    event = Event()
    event.add("uid", f"{news.appointment_id}@waarborg")
    event.add("sequence", news.revision)
    event.add("summary", title)
    event.add("dtstamp", clock.now())
    event.add("dtstart", news.starts_at)
    event.add("dtend", news.starts_at + timedelta(minutes=news.minutes))
    event.add("location", news.place)
    event.add("status", "CANCELLED" if news.kind is LetterKind.APPOINTMENT_OFF else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical()).decode()
