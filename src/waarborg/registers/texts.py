"""What a person writes for a register: the newest version, those before it, and the text that it starts from.

text_of(actor, kind)                 the newest, or the text to start from
write(actor, kind, text)             a new version
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from waarborg.accounts.models import Account
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.explaining import explains
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.reading import read_text
from waarborg.policy.vocabulary import regulations_folder
from waarborg.registers.choices import WrittenKind
from waarborg.registers.models import Written
from waarborg.registers.reading import reading, writes_registers
from waarborg.vault.services import data_key, open_keys

TABLE = "registers_written"
FATE = "register"
"""The retention class: of nobody in particular, and kept as proof."""
FEWEST_WORDS = 5
STARTS_FROM = "practice/registers.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenText:
    """The newest version; `number` is 0 while nobody wrote one."""

    kind: WrittenKind
    number: int
    text: str
    written_at: datetime | None
    written_by: str
    earlier: Sequence[tuple[int, datetime, str]]
    """Versions before it: number, when, by whom."""


@cache
def starting_texts() -> dict[str, str]:
    """The texts that came along with the program, by kind."""
    file = regulations_folder() / STARTS_FROM
    found: Mapping[str, str] = read_text(file.read_text(encoding="utf-8"), Path(STARTS_FROM)).value
    return dict(found)


def text_of(actor: Actor, kind: WrittenKind) -> SeenText:
    """The newest version, as an event. Raises `NotFound`."""
    with reading(actor, kind.value) as door:
        return text_in(door, kind)


def text_in(door: Door, kind: WrittenKind) -> SeenText:
    """The same in an open unit of work."""
    rows = list(Written.objects.using(door.using).filter(kind=kind).order_by("-number"))
    names = dict(
        Account.objects.using(door.using)
        .filter(pk__in={row.written_by_id for row in rows})
        .values_list("pk", "display_name")
    )
    first = rows[0] if rows else None
    return SeenText(
        kind=kind,
        number=first.number if first else 0,
        text=_opened(door, first) if first else starting_texts()[kind.value],
        written_at=first.written_at if first else None,
        written_by=names.get(first.written_by_id, "") if first else "",
        earlier=[(row.number, row.written_at, names.get(row.written_by_id, "")) for row in rows[1:]],
    )


def write(actor: Actor, kind: WrittenKind, text: str) -> UUID:
    """Keep a new version. Raises `NotFound` for who does not write registers, and `InvalidInput`."""
    require_writer(actor)
    if not explains(text, FEWEST_WORDS):
        wrong = {"text": _("Write it down in a few words at least.")}
        raise InvalidInput(_("Some things are not right yet."), wrong)
    with open_door(actor, "read") as door:
        key = data_key(actor.organisation_id, person_id=None, scope_id=None, retention_class=FATE, using=door.using)
        made, last = new_id(), Written.objects.using(door.using).filter(kind=kind).aggregate(last=Max("number"))["last"]
        row = Written(
            id=made,
            organisation_id=actor.organisation_id,
            kind=kind,
            number=(last or 0) + 1,
            written_at=clock.now(),
            written_by_id=actor.somebody,
            data_key_id=key.id,
            sealed=key.seal(text.strip().encode(), row=made, table=TABLE),
            decision_id=door.note(Kind.REGISTER_WRITTEN, details={"register": kind.value}),
        )
        Written.objects.using(door.using).bulk_create([row])
    return made


def require_writer(actor: Actor) -> None:
    """Raises `NotFound` for who writes no registers."""
    if not writes_registers(actor):
        raise NotFound("You write no registers.")


def _opened(door: Door, row: Written) -> str:
    keys = open_keys(row.organisation_id, {row.data_key_id}, using=door.using)
    if row.data_key_id not in keys:
        raise NotFound("This has been destroyed.")
    return keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=TABLE).decode()
