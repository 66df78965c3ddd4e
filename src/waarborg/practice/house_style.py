"""How an agency's letters look: its colour, its logo, and how to reach it. Part of the way of working."""

from __future__ import annotations

import base64
import binascii
import io
import re
from typing import Final, Self

from django.utils.translation import gettext as _
from PIL import Image
from pydantic import Field, model_validator

from waarborg.policy.model.base import Part

COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
LEAST_CONTRAST: Final = 4.5
"""Between the colour and white paper (WCAG 2.2, 1.4.3)."""
NEARLY_BLACK: Final = 0.04045
"""Below this a screen is lit in proportion (WCAG 2.2, relative luminance)."""
LARGEST_LOGO: Final = 60_000
"""Bytes of a logo, as it is kept."""
WIDEST, HIGHEST = 800, 300
"""Pixels of a logo."""


class HouseStyle(Part):
    """What stands above and below every letter, and in which colour."""

    colour: str = "#0b5c6b"
    address: str = Field(default="", max_length=300)
    phone: str = Field(default="", max_length=40)
    email: str = Field(default="", max_length=120)
    website: str = Field(default="", max_length=120)
    logo: str = ""
    """A PNG, in base 64."""

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        if not COLOUR.fullmatch(self.colour):
            raise ValueError(_("A colour is written like #0b5c6b."))
        if contrast(self.colour) < LEAST_CONTRAST:
            raise ValueError(_("This colour is too light to read on white paper."))
        if self.logo and not is_a_logo(self.logo):
            raise ValueError(_("This is no logo that can be printed."))
        return self

    @property
    def contact(self) -> tuple[str, ...]:
        """How to reach the agency, line by line."""
        lines = (*self.address.splitlines(), self.phone, self.email, self.website)
        return tuple(line.strip() for line in lines if line.strip())

    @property
    def logo_bytes(self) -> bytes:
        """The logo as a file; empty without one."""
        return base64.b64decode(self.logo)


def contrast(colour: str) -> float:
    """The contrast of a colour with white, by WCAG 2.2: from 1 to 21."""
    red, green, blue = (_light(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _light(part: float) -> float:
    """How light a part of a colour is (WCAG 2.2, relative luminance)."""
    return part / 12.92 if part <= NEARLY_BLACK else ((part + 0.055) / 1.055) ** 2.4


def is_a_logo(text: str) -> bool:
    """Is it a PNG of a size that can be printed, and nothing else?"""
    try:
        content = base64.b64decode(text, validate=True)
        with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
            return len(content) <= LARGEST_LOGO and picture.width <= WIDEST and picture.height <= HIGHEST
    except (binascii.Error, OSError, ValueError):
        return False


def logo_from(content: bytes) -> str:
    """A picture that somebody sent, drawn anew as a small PNG without what else was in the file, in base 64.

    Raises ValueError for what is no picture, or too large to become a logo.
    """
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as sent:
            drawn = sent.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError):
        raise ValueError(_("This is no picture as PNG or JPEG.")) from None
    drawn.thumbnail((WIDEST, HIGHEST))
    file = io.BytesIO()
    picture = drawn.quantize(colors=128, method=Image.Quantize.FASTOCTREE)
    picture.save(file, "PNG", optimize=True)
    if len(file.getvalue()) > LARGEST_LOGO:
        raise ValueError(_("This logo is too large. Take one with fewer colours or details."))
    return base64.b64encode(file.getvalue()).decode()
