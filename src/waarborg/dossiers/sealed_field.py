"""The column of a sealed text: it takes only what was held against the catalogue before it was sealed.

`sealing.sealed` is the one place that makes such a text. So a field that no article names cannot be stored by a form,
a service, an import or a call of the ORM: bytes that were sealed in another way never reach the database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from waarborg.gate.policies import in_force
from waarborg.kernel.errors import InvalidInput
from waarborg.policy.citing import numbered

if TYPE_CHECKING:
    Binary = models.BinaryField[Any, Any]
else:
    Binary = models.BinaryField


class Sealed(bytes):
    """The sealed content of one record, whose fields the catalogue names; bound to its category and row."""

    category: str
    row: UUID

    @classmethod
    def of(cls, text: bytes, *, category: str, row: UUID) -> Sealed:
        """Bind a sealed text to what it was checked as."""
        made = cls(text)
        made.category, made.row = category, row
        return made


class SealedField(Binary):
    """Bytes that are a `Sealed`. Raises `InvalidInput`, naming the article that closes the list, for any other."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's signature
        """Of a row that is written: is the text checked as a record of this category, and as this row?"""
        value = super().pre_save(model_instance, add)
        row: Any = model_instance
        if not isinstance(value, Sealed) or (value.category, value.row) != (row.category, row.pk):
            raise unchecked(row.organisation_id, row.category)
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Of a column that is written by itself."""
        if isinstance(value, bytes | memoryview | bytearray) and not isinstance(value, Sealed):
            raise unchecked()
        return super().get_db_prep_save(value, connection)


def unchecked(organisation_id: UUID | None = None, category: str = "") -> InvalidInput:
    """What to say of a text that nobody held against the catalogue."""
    said = _("A record is written with the fields that the catalogue names, and in no other way.")
    if organisation_id is not None:
        said = _("Article %(article)s names what is recorded: this was not held against it.") % {
            "article": numbered(_article(organisation_id, category))
        }
    return InvalidInput(said, {"": said})


def _article(organisation_id: UUID, category: str) -> str:
    """The article that names a category, or else the one that closes the list."""
    from waarborg.dossiers.catalogue import catalogue_of

    catalogue = catalogue_of(in_force(organisation_id))
    entry = catalogue.entries.get(category)
    return entry.article if entry else catalogue.forbidden.get(category, catalogue.closing_article)
