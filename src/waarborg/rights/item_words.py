"""The items of a request in words: as the client reads them in the letter with the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door
from waarborg.letters.choices import LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.models import Letter
from waarborg.rights.choices import BECAUSE, Decided
from waarborg.rights.models import RequestItem
from waarborg.rights.sealing import ITEM, SaidOfItem
from waarborg.vault.services import open_keys


def in_letter(door: Door, items: Sequence[RequestItem]) -> list[dict[str, Any]]:
    """Each item with what was decided, why and by which article, in the language that is on."""
    keys = open_keys(door.actor.organisation_id, {one.data_key_id for one in items}, using=door.using)
    letters = {one.letter_id for one in items if one.letter_id}
    kinds = kinds_of_letters(door, letters)
    lines = []
    for one in items:
        said = SaidOfItem.from_bytes(keys[one.data_key_id].open(bytes(one.sealed), row=one.pk, table=ITEM))
        refused = one.decided == Decided.REFUSED
        lines.append(
            {
                "what": f"{title_of(door.actor, one, kinds)}, {day_in_words(one.occurred_on)}",
                "done": not refused,
                "why": f"{str(BECAUSE[one.because]).capitalize()}. {said.reasons}" if refused else said.reasons,
                "article": one.article,
            }
        )
    return lines


def kinds_of_letters(door: Door, ids: set[Any]) -> dict[Any, LetterKind]:
    """What kind of letter each is; nothing is asked where there are none."""
    rows = Letter.objects.using(door.using).filter(pk__in=ids).values_list("pk", "kind") if ids else ()
    return {pk: LetterKind(kind) for pk, kind in rows}


def title_of(actor: Actor, item: RequestItem, letters: dict[Any, LetterKind]) -> str:
    """What an item is, without what it says: its kind, and of one value which."""
    if item.letter_id is not None:
        found = letters.get(item.letter_id)
        return _("Letter: %(what)s") % {"what": found.label} if found else _("Letter")
    entry = catalogue_of(actor.in_force).entries.get(item.category)
    if entry is None:
        return item.category
    rule = entry.rule.fields.get(item.field)
    return f"{entry.rule.title}: {rule.label}" if rule else entry.rule.title
