"""Packages seen by who handles the request: how far, what is in it by kind, what is to be decided, what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count

from waarborg.accounts.models import Account
from waarborg.dossiers.selectors import SeenRecord
from waarborg.dossiers.values import title_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.rights.judging import by_right
from waarborg.rights.models import Request
from waarborg.subject_access.choices import RIGHTS, Cover, Form, PackageKind, PackageState, Way, Why
from waarborg.subject_access.deciding import judge_of_others
from waarborg.subject_access.delivering import pieces_of
from waarborg.subject_access.in_hand import in_hand
from waarborg.subject_access.models import Covering, Package, PackageItem
from waarborg.subject_access.open_links import works
from waarborg.subject_access.rules import Copy, Price, copy_by, price_of
from waarborg.subject_access.sealing import COVERING, PACKAGE, Goes
from waarborg.vault.services import OpenKey, open_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCovering:
    """One thing that may be about somebody else. `text` is None for who may not look at it."""

    id: UUID
    category: str
    field: str
    label: str
    why: Why
    day: date | None
    text: str | None
    decided: Cover | None
    words: str
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverable:
    """An item that this reader has in hand, with its filled fields that nothing was put forward of yet, by label."""

    record_id: UUID
    category: str
    title: str
    day: date | None
    fields: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPackage:
    """One package as it stands."""

    id: UUID
    kind: PackageKind
    state: PackageState
    language: str
    done: int
    total: int
    asked_by: str
    asked_at: datetime
    mine: bool
    made_at: datetime | None
    agreed_by: str
    agreed_at: datetime | None
    way: Way | None
    given_by: str
    given_at: datetime | None
    expires_at: datetime
    ended_at: datetime | None
    recipient: str
    goes: Goes | None
    kinds: Mapping[str, int]
    coverings: Sequence[SeenCovering]
    coverable: Sequence[Coverable]
    """What a colleague may have covered beside what was put forward, while it can still be decided on."""
    link_until: datetime | None
    """The moment until which its link works; None when there is none that works."""
    link_closed_at: datetime | None
    forms: Sequence[tuple[Form, int]]
    """The files that this reader may open, with their sizes: who may look at every item."""
    decided_since: bool
    """Was something decided since it was made? Then it is made anew before it goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForRequest:
    """What can be put together for one request, and what was."""

    dossier_id: UUID
    number: str
    request_id: UUID
    right: str
    kind: PackageKind
    running: bool
    rules: Copy
    price: Price
    judge: str
    """The role that an article names to decide on what is about others."""
    packages: Sequence[SeenPackage]


def of_request(actor: Actor, dossier_id: UUID, request_id: UUID) -> ForRequest:
    """Every package for one request, newest first. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row = _request(door, request_id)
        door.note(Kind.REQUESTS_READ)
        kind = RIGHTS.get(row.right)
        if kind is None:
            raise NotFound("This request asks something else.")
        number = door.dossier["number"]
        rows = Package.objects.using(door.using).filter(request_id=row.pk).order_by("-asked_at")
        packages = _seen(door, list(rows.select_related("link").prefetch_related("coverings", "files")))
    return ForRequest(
        dossier_id=dossier_id,
        number=number,
        request_id=row.pk,
        right=row.right,
        kind=kind,
        running=row.ended_on is None,
        rules=copy_by(actor.in_force, row.right),
        price=price_of(actor.in_force, row.right),
        judge=judge_of_others(actor),
        packages=packages,
    )


def open_package(
    actor: Actor, dossier_id: UUID, request_id: UUID, package_id: UUID, form: Form
) -> Callable[[], Iterator[bytes]]:
    """What was made, to look at or to print, for who may look at every item in it. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        _request(door, request_id)
        package = Package.objects.filter(pk=package_id, request_id=request_id, ended_at__isnull=True).first()
        if package is None:
            raise NotFound("There is no such package here.")
        door.note(Kind.PACKAGE_OPENED, details={"package": str(package.pk)})
        ids = _records(package)
        if set(in_hand(door, ids)) != ids:
            raise door.refuse()
        return pieces_of(door, package, form)


def _request(door: Door, request_id: UUID) -> Request:
    row = Request.objects.using(door.using).filter(pk=request_id, dossier_id=UUID(door.dossier["id"])).first()
    door.noting(by_right(door, row))
    if row is None:
        raise NotFound("There is no such request here.")
    return row


def _records(package: Package) -> set[UUID]:
    items = PackageItem.objects.filter(package_id=package.pk, record_id__isnull=False)
    return {one for one in items.values_list("record_id", flat=True) if one}


def _seen(door: Door, rows: Sequence[Package]) -> list[SeenPackage]:
    """Rows opened with their items, files and people: as many statements for one as for many."""
    ids = [row.pk for row in rows]
    items = PackageItem.objects.using(door.using).filter(package_id__in=ids)
    counted: dict[UUID, dict[str, int]] = {}
    for package_id, category, count in items.values_list("package_id", "category").annotate(Count("id")):
        counted.setdefault(package_id, {})[category] = count
    keys = open_keys(door.actor.organisation_id, {row.data_key_id for row in rows}, using=door.using)
    people = {who for row in rows for who in (row.asked_by_id, row.agreed_by_id, row.given_by_id) if who}
    people |= {one.decided_by_id for row in rows for one in row.coverings.all() if one.decided_by_id}
    names = dict(Account.objects.using(door.using).filter(pk__in=people).values_list("pk", "display_name"))
    wanted = {one.record_id for row in rows for one in row.coverings.all() if one.record_id}
    inside: dict[UUID, set[UUID]] = {}
    for package_id, record_id in items.values_list("package_id", "record_id"):
        if record_id:
            inside.setdefault(package_id, set()).add(record_id)
    looked = in_hand(door, wanted.union(*inside.values()))
    return [
        _one(door, row, counted.get(row.pk, {}), keys.get(row.data_key_id), names, looked, inside.get(row.pk, set()))
        for row in rows
    ]


def _one(
    door: Door,
    row: Package,
    kinds: Mapping[str, int],
    key: OpenKey | None,
    names: Mapping[UUID, str],
    looked: Mapping[UUID, SeenRecord],
    inside: set[UUID],
) -> SeenPackage:
    coverings, link = list(row.coverings.all()), getattr(row, "link", None)
    return SeenPackage(
        id=row.pk,
        kind=PackageKind(row.kind),
        state=PackageState(row.state),
        language=row.language,
        done=row.done,
        total=row.total,
        asked_by=names.get(row.asked_by_id, ""),
        asked_at=row.asked_at,
        mine=row.asked_by_id == door.actor.account_id,
        made_at=row.made_at,
        agreed_by=names.get(row.agreed_by_id, "") if row.agreed_by_id else "",
        agreed_at=row.agreed_at,
        way=Way(row.channel) if row.channel else None,
        given_by=names.get(row.given_by_id, "") if row.given_by_id else "",
        given_at=row.given_at,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
        recipient=row.recipient,
        goes=Goes.from_bytes(key.open(bytes(row.sealed), row=row.pk, table=PACKAGE)) if key and row.sealed else None,
        kinds=dict(kinds),
        coverings=[_covering(one, key, names, looked) for one in coverings],
        coverable=_coverable(coverings, [looked[one] for one in inside if one in looked])
        if row.state in {PackageState.DECIDING, PackageState.READY}
        else (),
        link_until=link.expires_at if link and works(link) else None,
        link_closed_at=link.closed_at if link else None,
        forms=[(Form(file.form), file.size) for file in row.files.all()] if key and inside <= set(looked) else [],
        decided_since=any(one.decided_at and row.made_at and one.decided_at > row.made_at for one in coverings),
    )


def _coverable(coverings: Sequence[Covering], records: Sequence[SeenRecord]) -> list[Coverable]:
    """By kind, the newest day first."""
    known = {(one.record_id, one.field) for one in coverings}
    found = []
    for record in sorted(records, key=lambda one: one.occurred_on or date.min, reverse=True):
        rules, filled = record.entry.rule.fields, record.content.fields
        fields = [(name, rules[name].label) for name in rules if name in filled and (record.id, name) not in known]
        if fields:
            title = title_of(record.entry, filled)
            new = Coverable(
                record_id=record.id,
                category=record.entry.key,
                title=title,
                day=record.occurred_on,
                fields=fields,
            )
            found.append(new)
    return found


def _covering(
    one: Covering, key: OpenKey | None, names: Mapping[UUID, str], looked: Mapping[UUID, SeenRecord]
) -> SeenCovering:
    record = looked.get(one.record_id) if one.record_id else None
    words = key.open(bytes(one.sealed), row=one.pk, table=COVERING).decode() if key and one.sealed else ""
    rule = record.entry.rule.fields.get(one.field) if record else None
    return SeenCovering(
        id=one.pk,
        category=one.category,
        field=one.field,
        label=rule.label if rule else one.field.replace("_", " "),
        why=Why(one.why),
        day=record.occurred_on if record else None,
        text=record.content.fields.get(one.field, record.content.note) if record else None,
        decided=Cover(one.decided) if one.decided else None,
        words=words,
        decided_by=names.get(one.decided_by_id, "") if one.decided_by_id else "",
        decided_at=one.decided_at,
    )
