"""References on an invoice: numbers by which others know something, and never a person's name or national number."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from waarborg.dossiers.free_text import BSN, found_in
from waarborg.kernel.errors import InvalidInput

SHAPE = re.compile(r"^(?=.*[0-9])(?!.*[^\W\d_]{5})[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}$")
"""Letters, digits and what stands between them: with a digit, and no more than four letters in a row."""
SHORTEST_NAME = 3
"""Letters: shorter words stand in numbers too."""


def require_bare(*, reference: str, order: str, name: str) -> None:
    """Both say nothing of anybody; `name` is the client's, as far as the actor may read it.

    Raises `InvalidInput` with a message per field.
    """
    wrong = {}
    for field, said in (("reference", reference), ("order", order)):
        if (said or field == "reference") and (mistake := _wrong_with(said, name)):
            wrong[field] = mistake
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _wrong_with(said: str, name: str) -> str:
    if not SHAPE.match(said):
        return _("Fill in a number: digits and at most four letters in a row, and no name.")
    if found_in(said, (BSN,)):
        return _("This looks like a national number. It never stands on an invoice.")
    if _words(name) & _words(said):
        return _("A name does not stand in a reference.")
    return ""


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.split(r"[\W\d_]+", text) if len(word) >= SHORTEST_NAME}
