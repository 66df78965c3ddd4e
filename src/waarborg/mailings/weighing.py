"""Who may stand on a list, one by one: what goes of each, and of the others what keeps them off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Max

from waarborg.disclosures import ways
from waarborg.disclosures.choices import BY_LINK, DisclosureState
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.ways import ACT, Way
from waarborg.disclosures.weighing import Asked, claims_of, limits_of, party_of
from waarborg.dossiers import values
from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.dossiers.covering import covers
from waarborg.dossiers.leaving import leaving
from waarborg.dossiers.models import Dossier
from waarborg.dossiers.sealing import opened
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Claims, Door, open_door
from waarborg.gate.kinds import scopes_of_list
from waarborg.gate.scopes import Scope
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.mailings.rules import ListRule
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.model.catalogue import FILES

MOST = 5000
"""Dossiers that are weighed at once."""
LOOKING_UP = "request"
"""The act in which nothing is done but finding which dossiers there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedList:
    """Which list: by which rule, for which party, what for, on which ground, and what is stated about it."""

    rule: ListRule
    party_id: UUID
    purpose: str
    ground: str
    stated: frozenset[str] = frozenset()

    @property
    def way(self) -> Way:
        """The way out that it is."""
        return Way(recipient=self.rule.recipient, purpose=self.purpose, ground=self.ground, channel=BY_LINK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """One record that goes: which, by which answer, and what of it."""

    row: Mapping[str, Any]
    answer: Answer
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheList:
    """One client who may stand on it."""

    dossier_id: UUID
    person_id: UUID
    number: str
    going: Sequence[Going]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaysOff:
    """Why some stay off: by which articles, what would have to be so, and of how many. Not who."""

    articles: tuple[str, ...]
    missing: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedList:
    """Everybody weighed for one list."""

    asked: AskedList
    party: str
    people: Sequence[OnTheList]
    off: Sequence[StaysOff]
    statements: Sequence[str]
    """What whoever gives it says about it."""
    assured: frozenset[str]

    @property
    def answers(self) -> list[Answer]:
        """The answers by which something goes, each rule once."""
        every = [one.answer for person in self.people for one in person.going]
        return list({answer.rules[0]: answer for answer in every}.values())


def weigh_list(actor: Actor, asked: AskedList) -> WeighedList:
    """Who would stand on it, if everything that is asked were stated. One event with everybody on it.

    Raises `NotFound` for a party of another kind.
    """
    with open_door(actor, LOOKING_UP) as door:
        weighed = weigh_in(door, asked)
        door.note(
            Kind.RECORDS_LISTED,
            dossier_ids=tuple(person.dossier_id for person in weighed.people),
            categories=tuple(asked.rule.fields),
        )
        return weighed


def weigh_in(door: Door, asked: AskedList, *, only: Sequence[UUID] | None = None) -> WeighedList:
    """The same in a door that is open; afterwards it is open for giving, to this recipient, of these dossiers."""
    ids = list(only) if only is not None else _every_dossier(door)
    of_one = Asked(way=asked.way, party_id=asked.party_id, stated=asked.stated)
    party = party_of(door, of_one)
    if party is None:
        raise NotFound("There is no such recipient here.")
    askable = ways.statements(door.actor, asked.way)
    claims = claims_of(door, of_one, party, askable)
    door.turn_to_many(ACT, ids, claims, narrow=tuple(asked.rule.fields))
    scopes = scopes_of_list(door)
    people = _people(door, asked, scopes)
    lately = _too_lately(door, asked, [person.dossier_id for person in people])
    return WeighedList(
        asked=asked,
        party=party.name,
        people=[person for person in people if person.dossier_id not in lately],
        off=_off(door, asked, scopes, {person.dossier_id for person in people}, len(lately)),
        statements=[fact for fact in ways.with_reasons(askable) if fact not in ways.ASSURED],
        assured=frozenset(claims.facts) & ways.ASSURED,
    )


def claims_in_list(row: Any) -> Claims:
    """The claims of an act about a list that was made ready."""
    return Claims(
        purpose=row.purpose,
        ground=row.ground,
        channel=BY_LINK,
        recipient=row.recipient,
        party=row.party_id,
        facts=tuple(row.claims),
    )


def _every_dossier(door: Door) -> list[UUID]:
    with connections[door.using].cursor() as cursor:
        cursor.execute("select id from gate.dossiers_to_weigh(%s) as t (id)", [MOST])
        return [row[0] for row in cursor.fetchall()]


def _people(door: Door, asked: AskedList, scopes: Sequence[Scope]) -> list[OnTheList]:
    """Who has something that goes: judged by PostgreSQL and here, record by record."""
    catalogue = catalogue_of(door.actor.in_force)
    ids = {scope.dossier_id for scope in scopes}
    rows = [row for row in leaving(door, ids, asked.rule.fields, scopes) if row["moved_on"] is None]
    contents = opened(door.actor.organisation_id, rows)
    within = {scope.id: scope for scope in scopes}
    found: dict[UUID, list[Going]] = {}
    for row in rows:
        own = row["author_id"] == door.actor.account_id
        answer = door.decide(row["category"], within[row["scope_id"]], author=own, marks=row["marks"])
        if not answer.allowed or answer.rules[0] != asked.rule.rule.id or row["id"] not in contents:
            continue
        fields = _fields(door, answer, catalogue.entry(row["category"]), contents[row["id"]].fields)
        if fields:
            found.setdefault(row["dossier_id"], []).append(Going(row=row, answer=answer, fields=fields))
    frames = Dossier.objects.using(door.using).filter(pk__in=found).order_by("number")
    return [
        OnTheList(dossier_id=one.pk, person_id=one.person_id, number=one.number, going=found[one.pk]) for one in frames
    ]


def _fields(door: Door, answer: Answer, entry: Entry, said: Mapping[str, str]) -> dict[str, str]:
    """What of a record goes: the fields that the rule names, none that is covered."""
    named = dict(limits_of(door.actor, answer).fields).get(entry.key, ())
    under, rules = covers(entry), entry.rule.fields
    return {
        name: str(values.shown(rules[name], said[name]))
        for name in named
        if name in said and name not in under and rules[name].type not in FILES
    }


def _too_lately(door: Door, asked: AskedList, ids: Sequence[UUID]) -> set[UUID]:
    """Of whom the rule lets it go again only later."""
    frequency = asked.rule.rule.limits.frequency
    if frequency is None:
        return set()
    before = (
        Disclosure.objects.using(door.using)
        .filter(
            dossier_id__in=ids,
            recipient=asked.rule.recipient,
            rules__contains=[asked.rule.rule.id],
            state__in=[DisclosureState.GIVEN],
        )
        .values_list("dossier_id")
        .annotate(latest=Max("given_at"))
    )
    found = set()
    for dossier_id, latest in before:
        again = shipped_calendar().add(frequency, clock.day_of(latest))
        if clock.today() < (clock.day_of(again) if isinstance(again, datetime) else again):
            found.add(dossier_id)
    return found


def _off(door: Door, asked: AskedList, scopes: Sequence[Scope], on: set[UUID], lately: int) -> list[StaysOff]:
    """What keeps the others off, counted."""
    counted: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    category = next(iter(asked.rule.fields))
    for scope in scopes:
        if scope.id == scope.dossier_id and scope.dossier_id not in on:
            answer = door.decide(category, scope)
            counted[(() if answer.allowed else answer.articles, () if answer.allowed else answer.missing)] += 1
    if lately:
        counted[((asked.rule.rule.where,), ("frequency",))] += lately
    return [StaysOff(articles=key[0], missing=key[1], people=people) for key, people in counted.most_common()]
