"""Signs that the typesetter's own fonts cannot show: an accessible PDF may hold none, and somebody may type any.

Without this one emoji in a client's words would stop every letter and package that repeats them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

UNSHOWN: Final = "□"
"""In the place of a sign that cannot be shown. What is invisible is left out."""
LACKING: Final = re.compile(r'the text (?:contains the disallowed codepoint )?`"(?P<said>.+?)"`', re.DOTALL)
"""How the typesetter says which sign it was."""
ESCAPED: Final = re.compile(r"\\u\{(?P<number>[0-9a-f]+)\}")
OTHER_SCRIPTS: Final = 0x2E80
"""From here on stand scripts of thousands of signs: where one cannot be shown, its neighbours cannot either."""
LATIN: Final = 0x0250
"""Below this stand the letters of most of Europe."""
PLAIN: Final = frozenset("–—‘’‚“”„†•…‰€□")
"""What else can certainly be shown."""

Change = Callable[[str], str]


def lacking_in(said: str) -> str:
    """The signs that the typesetter could not show, by what it says; empty where something else was wrong."""
    found = LACKING.search(said)
    return ESCAPED.sub(lambda one: chr(int(one["number"], 16)), found["said"]) if found else ""


def without(data: Any, lacking: str) -> Any:
    """The data of a document without these signs, and without what is like them."""
    alike = [_like(sign) for sign in lacking]
    return _changed(data, lambda text: "".join(_shown(sign, alike) for sign in text))


def plain(data: Any) -> Any:
    """The data with nothing but what can certainly be shown."""
    return _changed(data, lambda text: "".join(_shown(sign, [_is_odd]) for sign in text))


def _is_odd(sign: str) -> bool:
    return _is_invisible(sign) or (ord(sign) >= LATIN and sign not in PLAIN)


def _like(sign: str) -> Callable[[str], bool]:
    """Which signs go with one that cannot be shown."""
    if _is_invisible(sign):
        return _is_invisible
    if ord(sign) > 0xFFFF:  # noqa: PLR2004 - beyond the first plane of Unicode
        return lambda one: ord(one) > 0xFFFF  # noqa: PLR2004
    if ord(sign) >= OTHER_SCRIPTS:
        script = _script(sign)
        return lambda one: ord(one) >= OTHER_SCRIPTS and _script(one) == script
    return lambda one: one == sign


def _is_invisible(sign: str) -> bool:
    """Is it a control or a mark without a shape, other than the end of a line?"""
    return unicodedata.category(sign).startswith("C") and sign not in "\n\t\u00ad"


def _script(sign: str) -> str:
    return unicodedata.name(sign, "?").split()[0]


def _shown(sign: str, alike: list[Callable[[str], bool]]) -> str:
    if not any(one(sign) for one in alike):
        return sign
    return "" if _is_invisible(sign) else UNSHOWN


def _changed(data: Any, change: Change) -> Any:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, Mapping):
        return {name: _changed(value, change) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_changed(value, change) for value in data]
    return data
