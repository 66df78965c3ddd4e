"""The words in which each room says what its tables hold of people. `inventory` gathers what they say.

Every column of every table is classified once, in the `personal_data.py` of its room; a test compares that with the
database itself. Access requests, portability, correction and destruction walk these holdings and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from waarborg.kernel.errors import ConfigurationError


class Holds(StrEnum):
    """What a column says, of whom."""

    NOBODY = "nobody"
    """Nothing of anybody: numbers of rows, rules, kinds, counters."""
    SEALED = "sealed"
    """Personal data under the key of their fate."""
    TOKEN = "token"  # noqa: S105 - a word, not a secret
    """Derived from personal data with a key: it finds, and says nothing by itself."""
    POINTER = "pointer"
    """The number of a person, a dossier or an account: it says who to those who may look that up."""
    CLIENT = "client"
    """Of a client, in clear under a pseudonym, since rules or terms ask it before anything is read."""
    STAFF = "staff"
    """Of who works here or signs in."""
    SECRET = "secret"  # noqa: S105 - a word, not a secret
    """Proves who somebody is, or opens something: hashed, wrapped or random."""


class Ends(StrEnum):
    """How what a table holds of people comes to an end."""

    KEY = "key"
    """By destroying the key in `data_key_id`; the row keeps nothing that opens."""
    DERIVED = "derived"
    """Deleted with what it was derived from."""
    FILE = "file"
    """By destroying the key that the file was sealed with; the worker removes what is left of it."""
    FRAME = "frame"
    """Emptied with the last key of its dossier."""
    WITH_ACCOUNT = "with_account"
    """When the account or role ended and its term is over."""
    BY_ITSELF = "by_itself"
    """Within days: sessions, jobs, counters."""
    PROOF = "proof"
    """Kept as proof, without content; its details can be forgotten while it stays proved."""
    NEVER = "never"
    """There is nothing of anybody in it."""


class Subject(StrEnum):
    """Of whom a table speaks."""

    CLIENT = "client"
    STAFF = "staff"
    NOBODY = "nobody"


Opens = Callable[[Any, Any], Mapping[str, Any]]
"""From a row (a model instance) and its open key to what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What one table holds. `model` is Django's label, such as `dossiers.Record`.

    `by_person` and `by_dossier` are look-ups from the model to a person's or dossiers' numbers: by one of them the rows
    of a client are found. `by_key` is the look-up to the data key that ends a derived row. `from_others` says of a row
    and the name of something in it whether somebody else than the client said it, or is to be known by it: in a copy it
    stays covered until a person decides otherwise (GDPR art. 15(4)).
    """

    model: str
    about: Subject
    ends: Ends
    columns: Mapping[str, Holds]
    category: str = ""
    """The kind of data, for rules and terms: a word, or `column:<name>` where each row says its own."""
    by_person: str = ""
    by_dossier: str = ""
    by_key: str = ""
    opens: Opens | None = field(default=None, compare=False)
    from_others: Callable[[Any, str], bool] | None = field(default=None, compare=False)

    def holding(self, *kinds: Holds) -> tuple[str, ...]:
        """The columns of these kinds."""
        return tuple(name for name, holds in self.columns.items() if holds in kinds)


def holding(model: str, about: Subject, ends: Ends, *, columns: Mapping[Holds, str], **more: Any) -> Holding:
    """A holding, its columns written as words per kind. Raises `ConfigurationError` for what cannot be right."""
    found: dict[str, Holds] = {}
    for holds, names in columns.items():
        for name in names.split():
            if name in found:
                raise ConfigurationError(f"{model}.{name} is classified twice.")
            found[name] = holds
    made = Holding(model=model, about=about, ends=ends, columns=found, **more)
    personal = set(found.values()) - {Holds.NOBODY, Holds.SECRET}
    if about is Subject.CLIENT and not (made.category and (made.by_person or made.by_dossier)):
        raise ConfigurationError(f"{model} holds data of clients: say which kind, and how a client's rows are found.")
    if about is Subject.NOBODY and personal:
        raise ConfigurationError(f"{model} is said to be of nobody, but holds {', '.join(sorted(personal))}.")
    if (ends is Ends.KEY) != (Holds.SEALED in personal) or (ends is Ends.KEY and made.opens is None):
        raise ConfigurationError(f"{model}: what is sealed ends with its key, and says how it is opened.")
    if (ends in {Ends.DERIVED, Ends.FILE}) != bool(made.by_key):
        raise ConfigurationError(f"{model}: what is derived or a file says by which key it ends.")
    return made
