"""Who looked at a client's dossier and what was done in it, as sentences that the client reads.

    page = looked(actor, dossier_id)                        the newest fifty, in the language that is on
    page = looked(actor, dossier_id, before=page.before)    the next

The client reads it, who decides for them, and whoever reads in the dossier: the same sentences. That is an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.accounts.models import Account
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.selectors import split
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.kernel.languages import reader_language
from waarborg.ledger.selectors import NEWEST, PAGE, LoggedEvent, events_of
from waarborg.ledger.sentences import sentence
from waarborg.ledger.vocabulary import LOOKING, Kind
from waarborg.letters.days import clock_in_words, day_in_words
from waarborg.policy.names import Names
from waarborg.subject_access.wording import by_name

MOST_KINDS = 6
"""Kinds of data that a sentence names; of more it says how many others there were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that happened, as a sentence. `article` is the first that let it, or that stood in the way."""

    id: UUID
    at: datetime
    sentence: str
    article: str
    looked: bool
    """Did it leave everything as it was?"""
    refused: bool
    own: bool
    """Did the reader do it?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A page of them, newest first; `before` is where the next page begins, empty after the last."""

    number: str
    lines: Sequence[Told]
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """What the sentences ask: the words of the rules, who is who, who worked on it when, whether names are told."""

    in_force: InForce
    reader: UUID | None
    names: Mapping[UUID, str]
    worked: Sequence[Mapping[str, Any]]
    by_name: bool

    def tell(self, event: LoggedEvent) -> Told:
        """The event as a sentence: what happened, when, and by which article."""
        kinds = self._kinds(event.categories)
        what = sentence(event.kind, actor=self._who(event), dossier=_("your dossier"), categories=kinds)
        article = self._article(event)
        when = {"day": day_in_words(clock.day_of(event.at)), "time": clock_in_words(event.at), "article": article}
        if not article:
            then = _("That was on %(day)s at %(time)s.")
        elif event.allowed:
            then = _("That was on %(day)s at %(time)s, allowed by article %(article)s.")
        else:
            then = _("That was on %(day)s at %(time)s; article %(article)s did not allow it.")
        return Told(
            id=event.id,
            at=event.at,
            sentence=f"{what[:1].upper()}{what[1:]} {then % when}",
            article=article,
            looked=event.kind in LOOKING,
            refused=not event.allowed,
            own=event.actor_id is not None and event.actor_id == self.reader,
        )

    def _who(self, event: LoggedEvent) -> str:
        if event.actor_id is None:
            return _("The program itself")
        if event.actor_id == self.reader:
            return _("You")
        words = Names(self.in_force.regulation, reader_language())
        said = {
            "role": ", ".join(words.role(role) for role in event.roles),
            "name": self.names.get(event.actor_id, "") if self.by_name else "",
        }
        if self._works(event):
            return (_("Your %(role)s %(name)s") if said["name"] else _("Your %(role)s")) % said
        if not said["role"]:
            return said["name"] or _("Somebody")
        return (_("%(name)s (%(role)s)") if said["name"] else _("Somebody (%(role)s)")) % said

    def _works(self, event: LoggedEvent) -> bool:
        """Were they assigned to this dossier on that day?"""
        day = clock.day_of(event.at)
        return any(
            one["account"] == str(event.actor_id)
            and date.fromisoformat(one["from_on"]) <= day <= date.fromisoformat(one["until_on"] or date.max.isoformat())
            for one in self.worked
        )

    def _kinds(self, categories: Sequence[str]) -> str:
        catalogue = catalogue_of(self.in_force)
        titles = [catalogue.title(one) for one in categories]
        if len(titles) <= MOST_KINDS:
            return ", ".join(titles)
        shown = {"kinds": ", ".join(titles[:MOST_KINDS]), "number": len(titles) - MOST_KINDS}
        return _("%(kinds)s and %(number)s other kinds") % shown

    def _article(self, event: LoggedEvent) -> str:
        if not event.articles:
            return ""
        found = self.in_force.article(event.articles[0])
        return f"{found.number} {found.law}".strip()


def looked(actor: Actor, dossier_id: UUID, *, before: str | None = None) -> Log:
    """A page of what happened with a dossier, for its client. As many statements however much there is.

    Raises `Refused` with the nearest no to who may read nothing of it, and `NotFound`.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        yes, _no = split(door)
        if not yes:
            raise door.refuse()
        door.noting(yes.values())
        door.note(Kind.WHO_LOOKED_READ)
        found = events_of(actor.organisation_id, dossier_id, before=_mark(before), limit=PAGE + 1, using=door.using)
        page = found[:PAGE]
        teller = teller_in(door, page)
        number = door.dossier["number"]
    within = None if actor.narrow is None else set(actor.narrow)
    told = [event for event in page if within is None or set(event.categories) <= within]
    before = str(page[-1].id) if len(found) > PAGE else ""
    return Log(number=number, lines=[teller.tell(event) for event in told], before=before)


def teller_in(door: Door, events: Iterable[LoggedEvent], *, reader: UUID | None = None) -> Teller:
    """What tells these events to a reader (else to who acts), in a unit of work on their dossier. Two statements."""
    people = {event.actor_id for event in events if event.actor_id}
    rows = Account.objects.using(door.using).filter(pk__in=people).values_list("pk", "display_name")
    return Teller(
        in_force=door.actor.in_force,
        reader=reader or door.actor.account_id,
        names=dict(rows),
        worked=door.outline.given["assignments"],
        by_name=by_name(door.actor.organisation_id, using=door.using),
    )


def _mark(before: str | None) -> UUID:
    try:
        return UUID(before) if before else NEWEST
    except ValueError:
        return NEWEST
