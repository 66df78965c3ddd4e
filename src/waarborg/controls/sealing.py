"""What is sealed of a control: what was found, or the text that was laid down."""

from __future__ import annotations

from uuid import UUID

from waarborg.controls.models import Control
from waarborg.gate.door import Door
from waarborg.vault.services import OpenKey, data_key, open_keys

TABLE = "controls_control"
FATE = "control"
"""The retention class of findings: of nobody in particular, and kept as proof."""


def key_in(door: Door) -> OpenKey:
    """The key of what controls found."""
    return data_key(door.actor.organisation_id, person_id=None, scope_id=None, retention_class=FATE, using=door.using)


def sealed_text(key: OpenKey, row: UUID, text: str) -> bytes:
    """The text as it is stored."""
    return key.seal(text.encode(), row=row, table=TABLE)


def text_of(control: Control) -> str:
    """What was found or laid down, in the context of who may read it; empty once its key is gone."""
    key = open_keys(control.organisation_id, {control.data_key_id}).get(control.data_key_id)
    return key.open(bytes(control.sealed), row=control.pk, table=TABLE).decode() if key else ""
