"""Letters set in type: an accessible PDF (PDF/UA-1, tagged) from a template of this room and the letter's data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from waarborg.kernel.errors import ConfigurationError

TEMPLATES = Path(__file__).resolve().parent / "templates"


def languages_of(kind: str) -> frozenset[str]:
    """The languages in which a kind of letter is written."""
    return frozenset(path.name.split(".")[1] for path in TEMPLATES.glob(f"{kind}.*.typ"))


def typeset(kind: str, language: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF of a letter. The same letter of the same moment is the same file, byte for byte.

    Only the fonts inside the typesetter are used, so it looks the same everywhere; nothing leaves this process. Raises
    `ConfigurationError` when there is no such letter in that language.
    """
    template = TEMPLATES / f"{kind}.{language}.typ"
    if not template.is_file():
        raise ConfigurationError(f"There is no letter {kind} in {language}.")
    pdf: bytes = typst.compile(
        str(template),
        root=str(TEMPLATES),
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        sys_inputs={"letter": json.dumps(data, ensure_ascii=False)},
        timestamp=int(at.timestamp()),
    )
    return pdf
