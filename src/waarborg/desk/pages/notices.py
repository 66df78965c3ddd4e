"""What a client must be told, in words: what is open until when, and how the rest ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.words import source_in_words
from waarborg.notices.choices import NoticeKind, NoticeState
from waarborg.notices.selectors import SeenNotice


def notices_page(number: str, found: Sequence[SeenNotice], words: Mapping[str, str]) -> dict[str, Any]:
    """What desk/notices.html needs beside its form."""
    lines = [_line(one, words) for one in found]
    return {
        "number": number,
        "back_url": reverse("desk:dossier", args=[number]),
        "letters_url": reverse("desk:letters", args=[number]),
        "open": [line for one, line in zip(found, lines, strict=True) if one.state is NoticeState.OPEN],
        "ended": [line for one, line in zip(found, lines, strict=True) if one.state is not NoticeState.OPEN],
        "writes": bool(still_to_tell(found)),
    }


def still_to_tell(found: Sequence[SeenNotice]) -> Sequence[SeenNotice]:
    """What is open of data from others: it goes in one letter, or need not be told."""
    return [one for one in found if one.state is NoticeState.OPEN and one.kind is NoticeKind.FROM_OTHERS]


def choices(found: Sequence[SeenNotice], words: Mapping[str, str]) -> list[tuple[str, str]]:
    """What may be chosen that need not be told."""
    return [(str(one.id), _says(one, words)) for one in still_to_tell(found)]


def _says(one: SeenNotice, words: Mapping[str, str]) -> str:
    return _("%(category)s, from %(source)s") % {
        "category": one.category,
        "source": source_in_words(one.source, words),
    }


def _line(one: SeenNotice, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "says": _says(one, words),
        "kind": str(one.kind.label),
        "article": one.article,
        "opened_on": one.opened_on,
        "due_on": one.due_on,
        "late": one.days is not None and one.days < 0 and one.state is NoticeState.OPEN,
        "has_letter": one.has_letter,
        "state": str(one.state.label),
        "ended_on": one.ended_on,
        "because": str(one.because.label) if one.because else "",
        "reason": one.reason,
    }
