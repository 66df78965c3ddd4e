"""A cell of a sheet as a field of the catalogue is kept: tidied by its type, then judged as everything that is typed.

What was guessed, such as the century of a year of two digits, is said, so that somebody looks again.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from stdnum.nl import bsn as bsn_number

from waarborg.dossiers.values import normal
from waarborg.imports.days import day_of
from waarborg.imports.headings import plain
from waarborg.imports.tables import Cell
from waarborg.policy.model.catalogue import FieldRule

YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "x"})
NO = frozenset({"nee", "n", "neen", "no", "false", "onwaar", "0"})
EMPTY = frozenset({"", "-", "--", "?", "nvt", "n v t", "onbekend", "geen", "null", "#n/a", "unknown"})
"""What people write in a cell when they have nothing to write."""
BSN_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Tidied:
    """A value in its written form, and what had to be guessed to get there."""

    value: str
    guessed: str = ""


def is_empty(cell: Cell) -> bool:
    """Does the cell say nothing?"""
    if cell is None:
        return True
    return isinstance(cell, str) and (cell.strip() in EMPTY or plain(cell) in EMPTY)


def kept(rule: FieldRule, cell: Cell, today: dt.date) -> Tidied:
    """A cell as this field keeps it. Raises ValueError with a sentence for people."""
    if rule.type in {"date", "birth_date"}:
        return day(cell, today, past=rule.type == "birth_date")
    written = text_of(cell)
    if rule.type == "bsn":
        written = _bsn(written)
    elif rule.type == "phone":
        written = _phone(cell, written)
    elif rule.type == "yes_no":
        written = "yes" if truth(cell) else "no"
    elif rule.type in {"number", "minutes", "percentage"}:
        written = _whole(written)
    elif rule.choices:
        written = _chosen(written, rule)
    return Tidied(normal(rule, written))


def day(cell: Cell, today: dt.date, *, past: bool = False) -> Tidied:
    """A day as ISO 8601. Raises ValueError with a sentence for people."""
    try:
        found = day_of(cell, today, past=past)
    except ValueError:
        raise ValueError(_("This is no date. Write it as 14-3-1989.")) from None
    if past and found.on > today:
        raise ValueError(_("Nobody is born after today."))
    guessed = _("The year has two digits: look whether the century is right.") if found.guessed else ""
    return Tidied(found.on.isoformat(), guessed)


def truth(cell: Cell) -> bool:
    """Yes or no. Raises ValueError with a sentence for people."""
    if isinstance(cell, bool):
        return cell
    word = plain(text_of(cell))
    if word in YES or word in NO:
        return word in YES
    raise ValueError(_("Write yes or no."))


def amount(cell: Cell) -> Decimal:
    """A number with two decimals, such as hours. Raises ValueError with a sentence for people."""
    written = text_of(cell).replace(" ", "").removesuffix("uur").removesuffix("u")
    if "," in written:
        written = written.replace(".", "").replace(",", ".")
    try:
        found = Decimal(written)
    except InvalidOperation:
        raise ValueError(_("This is no number.")) from None
    if not found.is_finite() or not 0 <= found < 10_000:  # noqa: PLR2004 - as many as the column holds
        raise ValueError(_("Fill in a number from 0 to 9999."))
    return found.quantize(Decimal("0.01"))


def text_of(cell: Cell) -> str:
    """A cell as text: whole numbers without the decimals that Excel gives every number."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return " ".join(str(cell if cell is not None else "").replace("\xa0", " ").split(" ")).strip()


def _bsn(written: str) -> str:
    """With the noughts in front that Excel takes away."""
    digits = re.sub(r"[\s.\-]", "", written)
    if digits.isdecimal() and len(digits) == BSN_DIGITS - 1 and bsn_number.is_valid(digits.zfill(BSN_DIGITS)):
        return digits.zfill(BSN_DIGITS)
    return digits


def _phone(cell: Cell, written: str) -> str:
    """With the nought in front that Excel takes away from what it holds for a number."""
    return f"0{written}" if isinstance(cell, int | float) and len(written) == BSN_DIGITS else written


def _whole(written: str) -> str:
    plain_number = written.replace(" ", "").removesuffix("%").replace(",", ".")
    return plain_number.removesuffix(".0").removesuffix(".00")


def _chosen(written: str, rule: FieldRule) -> str:
    """The choice that is meant, however its capitals and spaces are: as the regulation has it, or as it is read."""
    by_word = {plain(rule.choice(choice)): choice for choice in rule.choices}
    by_word |= {plain(choice): choice for choice in rule.choices}
    return by_word.get(plain(written), written)
