"""The keys of what ends together: get one, open many, look something up, destroy.

    create_organisation(organisation_id)                                      once, in that organisation's context
    key = data_key(organisation_id, person_id=…, scope_id=…, retention_class="report")
    sealed = key.seal(b"…", row=record.id, table="dossiers_record")
    keys = open_keys(organisation_id, {record.key_id for record in page})     one statement for a page
    plain = keys[record.key_id].open(record.sealed, row=record.id, table="dossiers_record")
    token = blind_token(organisation_id, TokenKind.NAME, "jansen")            16 bytes
    destroy(organisation_id, key_ids)                                         then `rotation.rotate_epoch` in time

All run on the connection `using`, in the caller's context: of another organisation no key exists.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connections

from waarborg.kernel import clock
from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.identifiers import new_id
from waarborg.vault.choices import KeyKind, TokenKind
from waarborg.vault.envelope import new_key
from waarborg.vault.index_keys import INDEX_KEYS
from waarborg.vault.key_cache import (
    CACHE,
    WrappedKey,
    unwrapped_data_key,
    wrapped_data_key,
    wrapped_organisation_key,
)
from waarborg.vault.keyring import Epoch
from waarborg.vault.open_key import OpenKey

__all__ = [
    "OpenKey",
    "TokenKind",
    "blind_token",
    "blind_tokens",
    "create_organisation",
    "data_key",
    "destroy",
    "new_data_keys",
    "open_keys",
]


def create_organisation(organisation_id: UUID, *, using: str = "default") -> None:
    """Give an organisation its first wrapping key and index key. Doing it again changes nothing."""
    with connections[using].cursor() as cursor:
        for kind in KeyKind.values:
            epoch, key_id = Epoch(organisation_id, kind, 1), new_id()
            wrapped = wrapped_organisation_key(new_key(), key_id, epoch)
            cursor.execute(_ADD_ORGANISATION_KEY, [key_id, organisation_id, kind, 1, wrapped, clock.now()])


def data_key(
    organisation_id: UUID,
    *,
    person_id: UUID | None,
    scope_id: UUID | None,
    retention_class: str,
    own: bool = False,
    using: str = "default",
) -> OpenKey:
    """The key of one fate, made when there is none yet. One statement when it exists, two when it is new.

    `scope_id` is the trajectory, or the dossier; `own` makes a new key for one item that may be erased alone. Raises
    `ConfigurationError` when the organisation has no keys, or is not the one of this context.
    """
    fate = (person_id, scope_id, retention_class)
    with connections[using].cursor() as cursor:
        row = _fate_row(cursor, organisation_id, fate, own=own)
        if row[6] is None:
            made = _make(
                cursor, _wrapped_key(organisation_id, KeyKind.WRAPPING, row[:3]), organisation_id, fate, own=own
            )
            if made:
                return made
            row = _fate_row(cursor, organisation_id, fate, own=own)  # another transaction made it meanwhile
    return _opened(organisation_id, row[6:])


@dataclass(frozen=True, slots=True)
class NewFate:
    """What a new key is for: whose, of which trajectory or dossier, ending how, and whether for one item alone."""

    person_id: UUID | None
    scope_id: UUID | None
    retention_class: str
    own: bool = False


def new_data_keys(organisation_id: UUID, fates: Sequence[NewFate], *, using: str = "default") -> list[OpenKey]:
    """Keys for fates that have none yet, as many as there are fates and in their order. Two statements for all.

    Raises `ConfigurationError` when the organisation has no keys here, and what the database raises for a fate that
    has a key already.
    """
    if not fates:
        return []
    with connections[using].cursor() as cursor:
        row = _fate_row(cursor, organisation_id, (None, None, ""), own=True)
        wrapping = _wrapped_key(organisation_id, KeyKind.WRAPPING, row[:3])
        outer = CACHE.key(wrapping)
        fresh = [(new_id(), new_key()) for _fate in fates]
        cursor.execute(
            _ADD_DATA_KEYS,
            [
                organisation_id,
                wrapping.id,
                clock.now(),
                [key_id for key_id, _key in fresh],
                [fate.person_id for fate in fates],
                [fate.scope_id for fate in fates],
                [fate.retention_class for fate in fates],
                [fate.own for fate in fates],
                [wrapped_data_key(outer, wrapping.id, organisation_id, key_id, key) for key_id, key in fresh],
            ],
        )
    return [OpenKey(id=key_id, organisation_id=organisation_id, key=key) for key_id, key in fresh]


def open_keys(organisation_id: UUID, key_ids: Iterable[UUID], *, using: str = "default") -> dict[UUID, OpenKey]:
    """The keys of a whole page in one statement. A destroyed key, or one of another organisation, is not among them."""
    wanted = list(set(key_ids))
    if not wanted:
        return {}
    with connections[using].cursor() as cursor:
        cursor.execute(_OPEN, [organisation_id, wanted])
        rows = cursor.fetchall()
    return {key.id: key for key in (_opened(organisation_id, row) for row in rows)}


def blind_token(organisation_id: UUID, kind: TokenKind, value: str | date, *, using: str = "default") -> bytes:
    """The look-up token of a value: 16 bytes. Raises `InvalidInput` when it is no value of this kind."""
    return INDEX_KEYS.current(organisation_id, using=using).token(kind, value)


def blind_tokens(
    organisation_id: UUID, kind: TokenKind, values: Collection[str | date], *, using: str = "default"
) -> set[bytes]:
    """The look-up tokens of several values, for instance `blind_index.name_prefixes(name)`."""
    key = INDEX_KEYS.current(organisation_id, using=using)
    return {key.token(kind, value) for value in values}


def destroy(organisation_id: UUID, key_ids: Iterable[UUID], *, using: str = "default") -> list[UUID]:
    """Destroy data keys, set-based in one statement; return those that were there.

    From the commit on nobody opens what they sealed. Copies of the wrapped keys in PostgreSQL's log, heap files and
    backups become worthless when `rotation.rotate_epoch` destroys the epoch they were wrapped in, within
    `EPOCH_DAYS` days (settings).
    """
    wanted = list(set(key_ids))
    if not wanted:
        return []
    with connections[using].cursor() as cursor:
        cursor.execute(_DESTROY, [clock.now(), organisation_id, wanted])
        return [row[0] for row in cursor.fetchall()]


def _fate_row(cursor: Any, organisation_id: UUID, fate: tuple[UUID | None, UUID | None, str], *, own: bool) -> Any:
    """The organisation's current keys, and beside them the key of a fate where there is one."""
    person, scope, retention_class = fate
    statement = _LOCATE.format(
        person="is not null and false" if own else ("is null" if person is None else "= %(person)s"),
        scope="is null" if scope is None else "= %(scope)s",
    )
    parameters = {"organisation": organisation_id, "person": person, "scope": scope, "class": retention_class}
    cursor.execute(statement, parameters)
    row = cursor.fetchone()
    if row is None:
        raise ConfigurationError("this organisation has no keys here, or is not the one of this context")
    INDEX_KEYS.seen(_wrapped_key(organisation_id, KeyKind.INDEX, row[3:6]))
    return row


def _make(
    cursor: Any, wrapping: WrappedKey, organisation_id: UUID, fate: tuple[UUID | None, UUID | None, str], *, own: bool
) -> OpenKey | None:
    """A new data key; nothing when another transaction made the key of this fate first."""
    key_id, key = new_id(), new_key()
    wrapped = wrapped_data_key(CACHE.key(wrapping), wrapping.id, organisation_id, key_id, key)
    cursor.execute(_ADD_DATA_KEY, [key_id, organisation_id, *fate, own, wrapping.id, wrapped, clock.now()])
    if cursor.fetchone() is None:
        return None
    return OpenKey(id=key_id, organisation_id=organisation_id, key=key)


def _opened(organisation_id: UUID, row: Any) -> OpenKey:
    """Open a data key beside the organisation key that wraps it."""
    key_id, wrapped, *wrapping = row
    outer = _wrapped_key(organisation_id, KeyKind.WRAPPING, wrapping)
    key = unwrapped_data_key(CACHE.key(outer), outer.id, organisation_id, key_id, bytes(wrapped))
    return OpenKey(id=key_id, organisation_id=organisation_id, key=key)


def _wrapped_key(organisation_id: UUID, kind: KeyKind, row: Any) -> WrappedKey:
    key_id, epoch, wrapped = row
    return WrappedKey(key_id, Epoch(organisation_id, kind.value, epoch), bytes(wrapped))


_ADD_ORGANISATION_KEY: Final = """
insert into vault.organisation_key (id, organisation_id, kind, epoch, wrapped, current, created_at)
values (%s, %s, %s, %s, %s, true, %s) on conflict do nothing
"""

_LOCATE: Final = """
select w.id, w.epoch, w.wrapped, i.id, i.epoch, i.wrapped, d.id, d.wrapped, o.id, o.epoch, o.wrapped
from vault.organisation_key w
join vault.organisation_key i on i.organisation_id = w.organisation_id and i.kind = 'index' and i.current
left join (
    vault.data_key d join vault.organisation_key o on o.organisation_id = d.organisation_id and o.id = d.wrapped_by_id
) on d.organisation_id = w.organisation_id and d.person_id {person} and d.scope_id {scope}
    and d.retention_class = %(class)s and not d.own and d.destroyed_at is null
where w.organisation_id = %(organisation)s and w.kind = 'wrapping' and w.current
"""

_ADD_DATA_KEY: Final = """
insert into vault.data_key
    (id, organisation_id, person_id, scope_id, retention_class, own, wrapped_by_id, wrapped, created_at)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict do nothing returning id
"""

_ADD_DATA_KEYS: Final = """
insert into vault.data_key
    (organisation_id, wrapped_by_id, created_at, id, person_id, scope_id, retention_class, own, wrapped)
select %s, %s, %s, k.* from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::boolean[], %s::bytea[]) k
"""

_OPEN: Final = """
select d.id, d.wrapped, o.id, o.epoch, o.wrapped
from vault.data_key d
join vault.organisation_key o on o.organisation_id = d.organisation_id and o.id = d.wrapped_by_id
where d.organisation_id = %s and d.id = any(%s) and d.destroyed_at is null
"""

_DESTROY: Final = """
update vault.data_key set wrapped = null, wrapped_by_id = null, destroyed_under = wrapped_by_id, destroyed_at = %s
where organisation_id = %s and id = any(%s) and destroyed_at is null returning id
"""
