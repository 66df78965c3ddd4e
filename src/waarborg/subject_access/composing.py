"""The contents of a package, in the language of the client.

Items, kinds of data, to whom they went, who looked, and what stays out and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from waarborg.accounts.models import Account, Membership, Organisation
from waarborg.destruction.closed_parts import ClosedPart, closed_in
from waarborg.disclosures.choices import DisclosureState
from waarborg.disclosures.elsewhere import AlsoWent, also_went_of
from waarborg.disclosures.register import SeenDisclosure, given_in
from waarborg.dossiers.catalogue import Catalogue, catalogue_of
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.ways import practice_in
from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.ledger.selectors import NEWEST, LoggedEvent, events_of
from waarborg.parties.models import Party
from waarborg.policy.model.catalogue import PurposeRule
from waarborg.policy.names import Names
from waarborg.policy.phrases import Language
from waarborg.policy.terms_places import placed
from waarborg.rights.remedies import ways_on
from waarborg.subject_access.choices import PackageKind
from waarborg.subject_access.contents import ClosedAway, Contents, GivenTo, Item, KindOfData, LeftOut, Looked, WayOn
from waarborg.subject_access.covering import Decisions
from waarborg.subject_access.gathering import Gatherer, Gathering
from waarborg.subject_access.keeping import kept_in
from waarborg.subject_access.looked import teller_in
from waarborg.subject_access.models import Package
from waarborg.subject_access.rules import Copy, cited_at, copy_by, price_of
from waarborg.subject_access.wording import by_name
from waarborg.subject_access.words import Said, practice_words

MOST_EVENTS = 1000
"""Events that are read at once."""
AROUND = {
    "account": lazy("your account"),
    "correspondence": lazy("letters, messages and requests"),
    "draft": lazy("what a colleague typed and did not save"),
    "file": lazy("files"),
    "frame": lazy("the dossier itself: trajectories, who works on it, consents, paper"),
    "looking_along": lazy("who was let look along"),
    "proof": lazy("proof of what was done"),
    "work": lazy("tasks and appointments"),
}
"""Kinds of what stands around the records, as the inventory calls them."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The contents, and what they were made from."""

    contents: Contents
    gathering: Gathering


def compose(door: Door, package: Package, decisions: Decisions, tell: Callable[[int], None]) -> Composed:
    """Put the package of the dossier in focus together, as the program, in the language that is on."""
    in_force, language = door.actor.in_force, _language(package)
    catalogue, names = catalogue_of(in_force), Names(in_force.regulation, language)
    said = Said(
        in_force=in_force,
        names=names,
        practice=practice_words(practice_in(door), language),
        people=_people(door, names),
        parties=dict(Party.objects.using(door.using).values_list("pk", "name")),
    )
    rules, kept = copy_by(in_force, package.right), kept_in(door)
    takes_along = package.kind == PackageKind.PORTABILITY
    gatherer = Gatherer(
        door=door,
        catalogue=catalogue,
        said=said,
        kept=kept,
        decisions=decisions,
        by_client=package.for_whom == GivenBy.CLIENT and not takes_along,
    )
    gathering = gatherer.gather(only=rules.provided_by if takes_along else None, tell=tell)
    items = [one.item for one in gathering.found]
    given = [] if takes_along else [one for one in given_in(door) if one.state is DisclosureState.GIVEN]
    also = also_went_of(door) if package.for_whom == GivenBy.CLIENT and not takes_along else []
    contents = Contents(
        about="portability" if takes_along else "access",
        language=language,
        made_at=clock.now().isoformat(),
        organisation=Organisation.objects.using(door.using).get(pk=door.actor.organisation_id).name,
        dossier=door.dossier["number"],
        regulation=f"{in_force.regulation.title}, {in_force.regulation.version}",
        empty=not items,
        kinds=_kinds(said, catalogue, items, given),
        items=tuple(items),
        given=(*(_given(said, one) for one in given), *(_also(said, one) for one in also)),
        looked=() if takes_along else _looked(door),
        left_out=() if takes_along else _left_out(door, package, names, dict(rules.left_out)),
        closed=() if takes_along else tuple(_closed(said, catalogue, one) for one in closed_in(door)),
        closed_later=kept.shielded and not takes_along,
        covered_by=_covered_by(said, rules),
        free_by=tuple(_article(said, one) for one in price_of(in_force, package.right).articles),
        ways_on=tuple(
            WayOn(way=way.what, article=way.article, until=way.until.isoformat() if way.until else "")
            for way in ways_on(in_force, package.right, clock.today())
        ),
    )
    return Composed(contents, gathering)


def _covered_by(said: Said, rules: Copy) -> str:
    """The article by which the privacy of others is kept: that of this right, or else that of a copy."""
    where = rules.covered_by or copy_by(said.in_force, "copy").covered_by
    return _article(said, where) if where else ""


def _language(package: Package) -> Language:
    return "en" if package.language == "en" else "nl"


def _article(said: Said, where: str) -> str:
    found = said.in_force.article(where)
    return f"{found.number} {found.law}".strip()


def _people(door: Door, names: Names) -> Mapping[UUID, str]:
    """Who is who, for the client: themself, and colleagues by role or by name as the agency decided."""
    rows = Membership.objects.using(door.using).filter(organisation_id=door.actor.organisation_id)
    roles: dict[UUID, dict[str, None]] = {}
    own: set[UUID] = set()
    for row in rows:
        roles.setdefault(row.account_id, {})[names.role(row.role)] = None
        if row.person_id and str(row.person_id) == door.dossier["person"] and row.role == "client":
            own.add(row.account_id)
    called = dict(Account.objects.using(door.using).filter(pk__in=list(roles)).values_list("pk", "display_name"))
    named = by_name(door.actor.organisation_id, using=door.using)
    found = {}
    for account, words in roles.items():
        role = ", ".join(words)
        found[account] = f"{called[account]} ({role})" if named and called.get(account) else role
    return found | dict.fromkeys(own, _("yourself"))


def _kinds(
    said: Said, catalogue: Catalogue, items: Sequence[Item], given: Sequence[SeenDisclosure]
) -> tuple[KindOfData, ...]:
    """Each kind of data that is held, in the order of the catalogue, then what stands around."""
    by_kind: dict[str, list[Item]] = {}
    for item in items:
        by_kind.setdefault(item.kind, []).append(item)
    order = [key for key in catalogue.entries if key in by_kind]
    return tuple(
        _kind(said, catalogue, key, by_kind[key], given) for key in [*order, *(k for k in by_kind if k not in order)]
    )


def _kind(
    said: Said, catalogue: Catalogue, key: str, items: Sequence[Item], given: Sequence[SeenDisclosure]
) -> KindOfData:
    entry = catalogue.entries.get(key)
    main = said.in_force.main_purpose or ""
    wanted = (entry.rule.purposes or (main,)) if entry else (main,)
    bases = {one.rule.purpose: one.rule.basis for one in placed(said.in_force.regulation, PurposeRule)}
    return KindOfData(
        key=key,
        title=entry.rule.title if entry else str(AROUND.get(key, key.replace("_", " "))),
        purposes=_each(item.purpose for item in items) or _each(said.names.purpose(one) for one in wanted if one),
        grounds=_each(_article(said, where) for one in wanted for where in bases.get(one, ())),
        sources=_each(item.source for item in items) or (said.source("staff"),),
        recipients=_each(one.name or said.names.recipient(one.recipient) for one in given if key in one.categories),
        keep=tuple(sorted({item.keep for item in items}, key=lambda keep: (keep.until, keep.article))),
        articles=(entry.article,) if entry else (),
        items=len(items),
    )


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _given(said: Said, one: SeenDisclosure) -> GivenTo:
    return GivenTo(
        on=_day(one.given_at),
        recipient=said.names.recipient(one.recipient),
        name=one.name,
        purpose=said.names.purpose(one.purpose),
        ground=said.names.ground(one.ground),
        kinds=tuple(said.names.category(kind) for kind in one.categories),
        articles=tuple(_article(said, where) for where in one.articles),
    )


def _closed(said: Said, catalogue: Catalogue, part: ClosedPart) -> ClosedAway:
    known = [catalogue.entries[key].rule.title for key in part.categories if key in catalogue.entries]
    return ClosedAway(
        kinds=tuple(known) or (str(AROUND["frame"]),),
        items=part.records,
        on=part.since_on.isoformat(),
        until=part.until_on.isoformat(),
        article=_article(said, cited_at(part.rests_on)) if part.rests_on else "",
        nameless=part.statute,
    )


def _also(said: Said, one: AlsoWent) -> GivenTo:
    """What stands in no dossier, in its own words."""
    return GivenTo(
        on=one.on.isoformat(),
        recipient=said.names.recipient(one.recipient),
        name=one.name,
        purpose=said.names.purpose(one.purpose) if one.purpose else "",
        ground=said.names.ground(one.ground) if one.ground else "",
        kinds=(one.what, *one.parts),
        articles=tuple(_article(said, where) for where in one.articles),
    )


def _day(moment: datetime | None) -> str:
    return clock.day_of(moment).isoformat() if moment else ""


def _looked(door: Door) -> tuple[Looked, ...]:
    """Everything that happened with the dossier, newest first."""
    events: list[LoggedEvent] = []
    before, dossier_id = NEWEST, UUID(door.dossier["id"])
    while page := events_of(door.actor.organisation_id, dossier_id, before=before, limit=MOST_EVENTS, using=door.using):
        events += page
        before = page[-1].id
    client = Membership.objects.using(door.using).filter(person_id=UUID(door.dossier["person"]), role="client").first()
    teller = teller_in(door, events, reader=client.account_id if client else None)
    return tuple(
        Looked(at=one.at.isoformat(), sentence=one.sentence, article=one.article, refused=one.refused)
        for one in map(teller.tell, events)
    )


def _left_out(door: Door, package: Package, names: Names, articles: Mapping[str, str]) -> tuple[LeftOut, ...]:
    """What its article keeps out: how many of which kind, never what they say."""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select category, items from gate.left_out_of(%s) order by category", [package.pk])
        rows = cursor.fetchall()
    return tuple(
        LeftOut(what=names.category(kind), items=items, article=articles.get(kind, "")) for kind, items in rows
    )
