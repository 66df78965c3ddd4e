"""An item erased because the client asks it: its content, history, look-up tokens, files and previews (AVG 17).

    erase(actor, dossier_id, request_id, item_id, reasons)

What stands in the way is asked first, here and in PostgreSQL again. Where the regulation asks it a note stays that says
that something was erased at the client's request, and nothing of what it was.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.dossiers.covering import put_apart
from waarborg.dossiers.sealing import Content, sealed, tokens_of
from waarborg.dossiers.selectors import SeenRecord, opened_records, rows_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import PROVE_NOTHING
from waarborg.letters.models import Letter
from waarborg.policy.citing import numbered
from waarborg.rights.choices import BECAUSE, Decided
from waarborg.rights.deciding import require_judged, settle
from waarborg.rights.item_rules import rules_of
from waarborg.rights.models import Request, RequestItem
from waarborg.rights.obstacles import Frame, frame_of, obstacles, pending
from waarborg.vault.services import destroy, open_keys

ERASE = "select data_key_id, alone from gate.erase_item(%s, %s, %s::text[], %s::bytea[], %s)"
NOTE = "content_free_note"


def erase(actor: Actor, dossier_id: UUID, request_id: UUID, item_id: UUID, reasons: str = "") -> None:
    """Erase it, at once and for good.

    Raises `Conflict` with what stands in the way and its article, `Refused`, `NotFound`, and `InvalidInput`.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row, item = require_judged(door, request_id, item_id)
        if row.right not in {"erasure", "objection"}:
            raise Conflict(_("The client did not ask to have this erased."))
        if item.letter_id is not None:
            _erase_letter(door, row, item, item.letter_id, reasons)
            return
        frame = frame_of(door, item)
        for one in obstacles(door, row, item, frame):
            if one.certain:
                said = _("This cannot be erased: %(why)s (article %(article)s). Refuse it with that reason.")
                raise Conflict(said % {"why": BECAUSE[one.word], "article": numbered(one.article)})
        settle(door, row, item, Decided.DONE, reasons=reasons)
        door.note(Kind.RECORD_DESTROYED, categories=(item.category,), details={"item": str(item.pk)})
        _carry_out(door, row, item, frame)


def _erase_letter(door: Door, row: Request, item: RequestItem, letter_id: UUID, reasons: str) -> None:
    """A letter alone: only one that shows no duty done, and while nothing that is pending stops it."""
    kind = Letter.objects.using(door.using).filter(pk=letter_id).values_list("kind", flat=True).first()
    if kind not in PROVE_NOTHING:
        raise Conflict(_("This letter shows that somebody was told or answered, and goes with the dossier. Refuse it."))
    for one in pending(door, row):
        said = _("This cannot be erased: %(why)s (article %(article)s). Refuse it with that reason.")
        raise Conflict(said % {"why": BECAUSE[one.word], "article": numbered(one.article)})
    settle(door, row, item, Decided.DONE, reasons=reasons)
    door.note(Kind.RECORD_DESTROYED, details={"item": str(item.pk)})
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.erase_letter(%s, %s)", [item.pk, sorted(one.value for one in PROVE_NOTHING)])


def _carry_out(door: Door, row: Request, item: RequestItem, frame: Frame) -> None:
    entry = catalogue_of(door.actor.in_force).entry(frame.category)
    content = _left(door, item, entry)
    keys = open_keys(row.organisation_id, {frame.data_key_id}, using=door.using)
    if frame.data_key_id not in keys:
        raise NotFound("This record has been destroyed.")
    text = sealed(keys[frame.data_key_id], entry, content, row=frame.record_id, version=frame.version + 1)
    tokens = tokens_of(row.organisation_id, entry, content.fields)
    leaves = any(one.rule.leaves == NOTE for one in rules_of(door.actor.in_force, "erasure"))
    with connections[door.using].cursor() as cursor:
        kinds, found = [kind for kind, _token in tokens], [token for _kind, token in tokens]
        cursor.execute(ERASE, [item.pk, bytes(text), kinds, found, leaves])
        gone = cursor.fetchall()
    alone = {key_id for key_id, is_alone in gone if is_alone}
    if alone:
        destroy(row.organisation_id, alone, using=door.using)


def _left(door: Door, item: RequestItem, entry: Entry) -> Content:
    """What is left of the record: nothing, or all but the one value that goes."""
    if not item.field:
        return Content(fields={})
    record = _readable(door, item)
    if entry.rule.fields[item.field].required:
        said = _("Without this value the item says nothing: choose the whole item.")
        raise InvalidInput(_("Some things are not right yet."), {"": said})
    kept = {name: value for name, value in record.content.fields.items() if name != item.field}
    judged_fields = {name: why for name, why in record.content.judged.items() if name != item.field}
    fields, apart = put_apart(entry, kept, secret=record.secret_address)
    return replace(record.content, fields=fields, judged=judged_fields, secret=apart)


def _readable(door: Door, item: RequestItem) -> SeenRecord:
    if item.record_id is None:
        raise NotFound("There is no such record here.")
    rows = rows_of(door, set(), record_id=item.record_id)
    found = next(iter(opened_records(door, rows, whole=True)), None)
    if found is None:
        raise Conflict(_("You may not read this, so you cannot take one value out of it. Choose the whole item."))
    return found
