"""Records sealed and opened: fields as JSON under the key of their fate, and the tokens by which they are found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import Catalogue, Entry, catalogue_of
from waarborg.dossiers.sealed_field import Sealed
from waarborg.gate.door import Door
from waarborg.gate.scopes import Scope
from waarborg.kernel.errors import InvalidInput
from waarborg.policy.citing import numbered
from waarborg.policy.retention_order import Subject
from waarborg.vault.blind_index import name_prefixes
from waarborg.vault.choices import TokenKind
from waarborg.vault.services import OpenKey, blind_token, blind_tokens, data_key, open_keys

TABLE = "dossiers_record"

FOUND_BY: Mapping[str, TokenKind] = {
    "birth_date": TokenKind.BIRTH_DATE,
    "postcode": TokenKind.POSTCODE,
    "email": TokenKind.EMAIL,
    "phone": TokenKind.PHONE,
    "bsn": TokenKind.NUMBER,
}
"""Types of fields by which a dossier can be looked up; names are, by the beginnings of their words."""

SECRET_ADDRESS = "secret_address"  # noqa: S105 - a name, and no password
"""What says of a record, where all of it is collected, that where the client lives is secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is sealed of a record: its fields, the note it may need, and the reason of the last correction.

    `judged` says per field why what looks like health in it was judged to be no health datum. `secret` are the
    fields of a secret address: they stand apart, so that whatever shows, lists or gives `fields` never has them.
    """

    fields: Mapping[str, str]
    note: str = ""
    reason: str = ""
    judged: Mapping[str, str] = field(default_factory=dict)
    secret: Mapping[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """As JSON."""
        said = {"fields": dict(self.fields), "note": self.note, "reason": self.reason, "judged": dict(self.judged)}
        if self.secret:
            said["secret"] = dict(self.secret)
        return json.dumps(said, ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, plain: bytes) -> Content:
        """From JSON."""
        return cls(**json.loads(plain))


def place(version: int) -> str:
    """What a sealed content is bound to, beside its row: the table and the version it is."""
    return f"{TABLE}:{version}"


def key_of(door: Door, entry: Entry, scope: Scope) -> tuple[str, OpenKey]:
    """The retention class of a new record about the dossier in focus, and the key of that fate."""
    fate, own = fate_of(catalogue_of(door.actor.in_force), entry, scope.principal_kind)
    key = data_key(
        door.actor.organisation_id,
        person_id=UUID(door.dossier["person"]),
        scope_id=scope.id,
        retention_class=fate,
        own=own,
        using=door.using,
    )
    return fate, key


def fate_of(catalogue: Catalogue, entry: Entry, principal_kind: str | None) -> tuple[str, bool]:
    """The retention class of a new record, and whether it ends alone and so has a key of its own."""
    subject = Subject(entry.key, principal=principal_kind, of_trajectory=entry.of_trajectory)
    fate = catalogue.retention.class_of(subject)
    return fate.id, fate.per_item or entry.rule.erasable or entry.rule.in_vault


def sealed(key: OpenKey, entry: Entry, content: Content, *, row: UUID, version: int) -> Sealed:
    """Seal a record's content, whose fields the catalogue must name.

    Raises `InvalidInput` with the article for one that it does not.
    """
    unknown = [name for name in (*content.fields, *content.secret) if name not in entry.rule.fields]
    if unknown:
        said = _("Article %(article)s does not name this: it cannot be recorded.") % {
            "article": numbered(entry.article)
        }
        raise InvalidInput(_("Some things are not right yet."), dict.fromkeys(unknown, said))
    text = key.seal(content.to_bytes(), row=row, table=place(version))
    return Sealed.of(text, category=entry.key, row=row)


def opened(
    organisation_id: UUID, rows: Iterable[Mapping[str, Any]], known: Mapping[UUID, OpenKey] | None = None
) -> dict[UUID, Content]:
    """The contents of a page of records in one statement for their keys, or with those that are `known` already.

    What has no key any more is left out.
    """
    found = list(rows)
    keys = known if known is not None else open_keys(organisation_id, {row["data_key_id"] for row in found})
    return {
        row["id"]: Content.from_bytes(
            keys[row["data_key_id"]].open(bytes(row["sealed"]), row=row["id"], table=place(row["version"]))
        )
        for row in found
        if row["data_key_id"] in keys
    }


def finds(entry: Entry) -> bool:
    """Can a dossier be looked up by what stands in records of this category?"""
    return any(field.type == "name" or field.type in FOUND_BY for field in entry.rule.fields.values())


def tokens_of(organisation_id: UUID, entry: Entry, fields: Mapping[str, str]) -> list[tuple[str, bytes]]:
    """Every (kind, token) by which these fields can be found."""
    made: list[tuple[str, bytes]] = []
    for name, value in fields.items():
        rule = entry.rule.fields[name]
        if rule.type == "name":
            prefixes = name_prefixes(value)
            made += [
                (TokenKind.NAME.value, token)
                for token in sorted(blind_tokens(organisation_id, TokenKind.NAME, prefixes))
            ]
        elif rule.type in FOUND_BY:
            kind = FOUND_BY[rule.type]
            made.append((kind.value, blind_token(organisation_id, kind, value)))
            if kind is TokenKind.POSTCODE:  # for counting by part of the country, without opening anything
                made.append((TokenKind.REGION.value, blind_token(organisation_id, TokenKind.REGION, value)))
    return made
