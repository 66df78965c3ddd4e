"""Letters set in type: an accessible PDF (PDF/UA-1, tagged) from a template of this room and the letter's data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from waarborg.kernel.errors import ConfigurationError
from waarborg.letters.signs import lacking_in, plain, without
from waarborg.practice.house_style import HouseStyle
from waarborg.practice.letter_texts import LANGUAGES, standard_letters

TEMPLATES = Path(__file__).resolve().parent / "templates"
MOST_TIMES = 8
"""So often it is set again without the next sign that cannot be shown; after that with the letters of Europe alone."""
PANIC = "PanicException"
"""What the typesetter raises when some signs beside each other are too much for it; no class that can be named."""
PIECE = "piece"
"""The template in which everything is set that is no letter."""


class UnshownSignError(Exception):
    """There are signs in it that the typesetter's fonts cannot show, where every sign counts."""


def languages_of(kind: str) -> frozenset[str]:
    """The languages in which a kind of letter is written."""
    if standard_letters().letter(kind):
        return frozenset(LANGUAGES)
    return frozenset(path.name.split(".")[1] for path in TEMPLATES.glob(f"{kind}.*.typ"))


def typeset(
    kind: str,
    language: str,
    data: Mapping[str, Any],
    *,
    at: datetime,
    house: HouseStyle | None = None,
    to_the_letter: bool = False,
) -> bytes:
    """The PDF of a letter. The same letter of the same moment is the same file, byte for byte.

    `house` says how it looks. Only the fonts inside the typesetter are used, so it looks the same everywhere; nothing
    leaves this process. A sign that they cannot show is a little square, but where every sign counts `to_the_letter`:
    then `UnshownSignError` is raised. Raises `ConfigurationError` when there is no such letter in that language; one
    whose words all come filled in has none.
    """
    template = TEMPLATES / ".".join(filter(None, (kind, language, "typ")))
    if not template.is_file():
        raise ConfigurationError(f"There is no letter {kind} in {language}.")
    for _time in range(MOST_TIMES):
        try:
            return _compiled(template, data, at, house)
        except typst.TypstError as wrong:
            lacking = lacking_in(str(wrong))
            if not lacking:
                raise
            if to_the_letter:
                raise UnshownSignError(lacking) from None
            data = without(data, lacking)
        except BaseException as wrong:
            if type(wrong).__name__ != PANIC:
                raise
            if to_the_letter:
                raise UnshownSignError("these signs beside each other") from None
            break
    return _compiled(template, plain(data), at, house)


def _compiled(template: Path, data: Mapping[str, Any], at: datetime, house: HouseStyle | None) -> bytes:
    pdf: bytes = typst.compile(
        str(template),
        root=str(TEMPLATES),
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        sys_inputs={"letter": json.dumps(data, ensure_ascii=False), "style": json.dumps(_style(house))},
        timestamp=int(at.timestamp()),
    )
    return pdf


def _style(house: HouseStyle | None) -> dict[str, Any]:
    return {"colour": house.colour, "contact": house.contact, "logo": list(house.logo_bytes)} if house else {}
