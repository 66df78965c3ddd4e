"""Letters set in type: an accessible PDF (PDF/UA-1, tagged) from a template of this room and the letter's data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from waarborg.kernel.errors import ConfigurationError
from waarborg.practice.house_style import HouseStyle
from waarborg.practice.letter_texts import LANGUAGES, standard_letters

TEMPLATES = Path(__file__).resolve().parent / "templates"


def languages_of(kind: str) -> frozenset[str]:
    """The languages in which a kind of letter is written."""
    if standard_letters().letter(kind):
        return frozenset(LANGUAGES)
    return frozenset(path.name.split(".")[1] for path in TEMPLATES.glob(f"{kind}.*.typ"))


def typeset(
    kind: str, language: str, data: Mapping[str, Any], *, at: datetime, house: HouseStyle | None = None
) -> bytes:
    """The PDF of a letter. The same letter of the same moment is the same file, byte for byte.

    `house` says how it looks. Only the fonts inside the typesetter are used, so it looks the same everywhere; nothing
    leaves this process. Raises `ConfigurationError` when there is no such letter in that language; one whose words all
    come filled in has none.
    """
    template = TEMPLATES / ".".join(filter(None, (kind, language, "typ")))
    if not template.is_file():
        raise ConfigurationError(f"There is no letter {kind} in {language}.")
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
