"""To whom data went: of one client, and of the whole agency; and one giving with what it held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from waarborg.accounts.models import Account
from waarborg.disclosures.choices import DisclosureState, StopReason
from waarborg.disclosures.elsewhere import AlsoWent, also_went_of
from waarborg.disclosures.models import DisclosedItem, Disclosure, OneTimeLink
from waarborg.disclosures.prepared import require_every_kind
from waarborg.disclosures.sealing import COPY, TABLE, Said
from waarborg.disclosures.ways import ACTS
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.possible import possible
from waarborg.vault.services import OpenKey, open_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenItem:
    """One record in it: its kind, its fields by key, and the article that let it go."""

    record_id: UUID
    version: int
    category: str
    fields: Sequence[str]
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDisclosure:
    """One giving, or what waits to be given: to whom by name, what for, on which ground, how, and by whom."""

    id: UUID
    recipient: str
    name: str
    address: str
    purpose: str
    ground: str
    channel: str
    reasons: dict[str, str]
    told: str
    claims: Sequence[str]
    articles: Sequence[str]
    state: DisclosureState
    why: StopReason | None
    prepared_at: datetime
    prepared_by: str
    agreed_by: str
    client_told_at: datetime | None
    given_at: datetime | None
    given_by: str
    fetched_at: datetime | None
    fetch_until: datetime | None
    items: Sequence[GivenItem]
    mine: bool
    linked: bool
    """Is there a link of its own? What a client had sent straight to another body goes by the link of that."""
    has_copy: bool

    @property
    def link_works(self) -> bool:
        """Can it still be fetched?"""
        return self.fetched_at is None and self.fetch_until is not None and self.fetch_until > clock.now()

    @property
    def categories(self) -> list[str]:
        """The kinds of data in it, each once."""
        return list(dict.fromkeys(item.category for item in self.items))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What was given of one client and what waits, the newest first."""

    dossier_id: UUID
    number: str
    given: Sequence[SeenDisclosure]
    may_give: bool
    """Does a rule let this actor give anything of this dossier to anybody?"""
    also: Sequence[AlsoWent] = ()
    """For the client: what else went, that stands in no dossier."""


def given_of(actor: Actor, dossier_id: UUID) -> Shared:
    """To whom this client's data went. Six statements at most, and for the client those of what stands elsewhere.

    Raises `Refused`, `NotFound`.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.note(Kind.DISCLOSURES_READ)
        within = None if actor.narrow is None else set(actor.narrow)
        return Shared(
            dossier_id=dossier_id,
            number=door.dossier["number"],
            given=[one for one in given_in(door) if within is None or set(one.categories) <= within],
            may_give=any(possible(actor.in_force.policy, actor.roles, act) for act in ACTS),
            also=also_went_of(door) if within is None else (),
        )


def given_in(door: Door) -> list[SeenDisclosure]:
    """To whom data of the dossier in focus went, in a unit of work that is open. Five statements at most."""
    rows = Disclosure.objects.using(door.using).filter(dossier_id=UUID(door.dossier["id"]))
    return _seen(door, rows.order_by("-prepared_at"))


def one(actor: Actor, dossier_id: UUID, disclosure_id: UUID) -> tuple[str, SeenDisclosure]:
    """One of them, with the dossier's number. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.note(Kind.DISCLOSURES_READ)
        rows = Disclosure.objects.filter(pk=disclosure_id, dossier_id=dossier_id)
        found = _seen(door, rows)
        if not found:
            raise NotFound("There is no such disclosure here.")
        return door.dossier["number"], found[0]


def copy(actor: Actor, dossier_id: UUID, disclosure_id: UUID) -> bytes:
    """The copy as it goes or went, to who may read every kind of data in it. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.require_anywhere()
        row = Disclosure.objects.filter(pk=disclosure_id, dossier_id=dossier_id).first()
        if row is None or row.sealed_copy is None:
            raise NotFound("There is no such copy here.")
        kinds = require_every_kind(door, row)
        door.note(Kind.DISCLOSURES_READ, categories=kinds, details={"disclosure": str(row.pk)})
        keys = open_keys(actor.organisation_id, {row.data_key_id})
        if row.data_key_id not in keys:
            raise NotFound("This has been destroyed.")
        return keys[row.data_key_id].open(bytes(row.sealed_copy), row=row.pk, table=COPY)


def _seen(door: Door, rows: QuerySet[Disclosure]) -> list[SeenDisclosure]:
    """Rows opened, with their items, people and links: as many statements for one as for many."""
    copied = ExpressionWrapper(Q(sealed_copy__isnull=False), BooleanField())
    found = list(rows.defer("sealed_copy").annotate(copied=copied))
    ids = [row.pk for row in found]
    keys = open_keys(door.actor.organisation_id, {row.data_key_id for row in found}, using=door.using)
    items: dict[UUID, list[DisclosedItem]] = {}
    for item in DisclosedItem.objects.using(door.using).filter(disclosure_id__in=ids).order_by("id"):
        items.setdefault(item.disclosure_id, []).append(item)
    links = {link.disclosure_id: link for link in OneTimeLink.objects.using(door.using).filter(disclosure_id__in=ids)}
    people = {
        account for row in found for account in (row.prepared_by_id, row.agreed_by_id, row.given_by_id) if account
    }
    names = dict(Account.objects.using(door.using).filter(pk__in=people).values_list("pk", "display_name"))
    return [
        _one(door, row, keys[row.data_key_id], items.get(row.pk, []), links.get(row.pk), names)
        for row in found
        if row.data_key_id in keys
    ]


def _one(
    door: Door,
    row: Disclosure,
    key: OpenKey,
    items: Sequence[DisclosedItem],
    link: OneTimeLink | None,
    names: dict[UUID, str],
) -> SeenDisclosure:
    said = Said.from_bytes(key.open(bytes(row.sealed), row=row.pk, table=TABLE))
    known = catalogue_of(door.actor.in_force).entries
    return SeenDisclosure(
        id=row.pk,
        recipient=row.recipient,
        name=said.name,
        address=said.address,
        purpose=row.purpose,
        ground=row.ground,
        channel=row.channel,
        reasons=dict(said.reasons),
        told=said.told or "\n".join(said.line.values()),
        claims=row.claims,
        articles=row.articles,
        state=DisclosureState(row.state),
        why=StopReason(row.why) if row.why else None,
        prepared_at=row.prepared_at,
        prepared_by=names.get(row.prepared_by_id, ""),
        agreed_by=names.get(row.agreed_by_id, "") if row.agreed_by_id else "",
        client_told_at=row.client_told_at,
        given_at=row.given_at,
        given_by=names.get(row.given_by_id, "") if row.given_by_id else "",
        fetched_at=link.fetched_at if link else None,
        fetch_until=link.expires_at if link and link.closed_at is None else None,
        items=[
            GivenItem(
                record_id=item.record_id,
                version=item.version,
                category=item.category,
                fields=item.fields,
                article=item.article,
            )
            for item in items
            if item.category in known
        ],
        mine=row.prepared_by_id == door.actor.account_id,
        linked=link is not None,
        has_copy=row.copied,  # type: ignore[attr-defined]
    )
