"""The same person twice: within the file, and against who has a dossier. Found by number, or by name and birth date.

Who is here already is asked of PostgreSQL with keyed tokens; it says that there is a dossier, and nothing of what is in
it (`gate.people_known`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.dossiers.numbering import numbers_of
from waarborg.imports.choices import Weight
from waarborg.imports.findings import Finding
from waarborg.imports.planning import Plan, Planned
from waarborg.vault.blind_index import name_words
from waarborg.vault.choices import TokenKind
from waarborg.vault.index_keys import INDEX_KEYS

AT_ONCE = 1000
TELLING = 3
"""Letters of a word of a name from which it tells one person from another; initials do not."""


@dataclass(frozen=True, slots=True)
class Traits:
    """By what somebody is known: number, birth date, words of the name."""

    number: str
    birth: str
    words: frozenset[str]


def traits_of(planned: Planned) -> Traits:
    """What a row says of who it is."""
    number = birth = name = ""
    for item in planned.items:
        for field, value in item.fields.items():
            kind = item.entry.rule.fields[field].type
            if kind == "bsn":
                number = value
            elif kind == "birth_date":
                birth = value
            elif kind == "name" and item.entry.rule.identifies:
                name = value
    words = name_words(name)
    return Traits(number, birth, frozenset(word for word in words if len(word) >= TELLING) or words)


def within(plan: Plan) -> None:
    """Keep of each person the first row, and say of the others which that was."""
    numbers: dict[str, int] = {}
    births: dict[str, list[tuple[frozenset[str], int]]] = {}
    kept: list[Planned] = []
    for planned in plan.dossiers:
        traits = traits_of(planned)
        first = numbers.get(traits.number) if traits.number else None
        if first is None and traits.birth and traits.words:
            first = next((row for words, row in births.get(traits.birth, ()) if _same(words, traits.words)), None)
        if first is not None:
            said = _("The same person as in row %(row)s.") % {"row": first}
            plan.findings.append(Finding(Weight.ROW, planned.row, -1, said))
            continue
        if traits.number:
            numbers[traits.number] = planned.row
        if traits.birth and traits.words:
            births.setdefault(traits.birth, []).append((traits.words, planned.row))
        kept.append(planned)
    plan.dossiers[:] = kept


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def against(plan: Plan, organisation_id: UUID, *, using: str) -> None:
    """Leave out who has a dossier here already. In a unit of work for opening dossiers; one statement per thousand."""
    here: dict[int, UUID] = {}
    for start in range(0, len(plan.dossiers), AT_ONCE):
        asked = list(_asked(plan.dossiers[start : start + AT_ONCE], organisation_id, using))
        if asked:
            with connections[using].cursor() as cursor:
                cursor.execute("select place, dossier_id from gate.people_known(%s)", [json.dumps(asked)])
                here |= dict(cursor.fetchall())
    numbers = numbers_of(here.values(), using=using) if here else {}
    for row, dossier_id in here.items():
        number = numbers.get(dossier_id)
        said = _("This person has a dossier here: %(number)s.") % {"number": number} if number else ""
        plan.findings.append(Finding(Weight.ROW, row, -1, said or _("This person has a dossier here already.")))
    plan.dossiers[:] = [planned for planned in plan.dossiers if planned.row not in here]


def _asked(some: Sequence[Planned], organisation_id: UUID, using: str) -> Iterator[Mapping[str, object]]:
    key = INDEX_KEYS.current(organisation_id, using=using)
    for planned in some:
        traits = traits_of(planned)
        asked: dict[str, object] = {"place": planned.row, "words": []}
        if traits.number:
            asked["number"] = key.token(TokenKind.NUMBER, traits.number).hex()
        if traits.birth and traits.words:
            asked["birth"] = key.token(TokenKind.BIRTH_DATE, traits.birth).hex()
            asked["words"] = [key.token(TokenKind.NAME, word).hex() for word in sorted(traits.words)]
        if len(asked) > 2:  # noqa: PLR2004 - there is something to know them by
            yield asked
