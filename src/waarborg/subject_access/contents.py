"""What is in a package, as plain data: what a computer reads (`data.json`), and what the pages are made from.

The fields and their meaning stand in `data.schema.json`, which goes along; it is made from these classes.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

VERSION = "1"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Keep(_Part):
    """Until when something is kept, and by which article."""

    until: str = Field(description="The last day, as year-month-day; empty while no day is known yet.")
    article: str = Field(description="The article that decides it; empty where none says how long.")


class Value(_Part):
    """One thing that is said."""

    name: str = Field(description="The name of the field, always the same.")
    label: str = Field(description="The same in words, in the language of the package.")
    value: Any = Field(description="As it is kept.")
    shown: str = Field(description="The same in words; empty for a number that only the program uses.")


class Item(_Part):
    """One item that is held: a row of a table, with everything it says."""

    table: str
    id: str
    kind: str = Field(description="The kind of data, by its key in `kinds`.")
    title: str = Field(description="What sort of item it is, in words.")
    day: str = Field(description="The day it is about, as year-month-day; empty where it is about none.")
    source: str = Field(description="Who gave it, in words; empty where that is not kept.")
    provided_by: str = Field(description="Who gave it, as a key.")
    purpose: str = Field(description="What it is used for, in words.")
    written_by: str
    keep: Keep
    values: tuple[Value, ...]
    files: tuple[str, ...] = Field(description="Files in the folder `documents` that belong to it.")
    covered: tuple[str, ...] = Field(description="Labels of what is covered because it is about somebody else.")


class KindOfData(_Part):
    """One kind of data: what it is used for and why that may, where it comes from, who got it, how long it is kept."""

    key: str
    title: str
    purposes: tuple[str, ...]
    grounds: tuple[str, ...]
    sources: tuple[str, ...]
    recipients: tuple[str, ...]
    keep: tuple[Keep, ...]
    articles: tuple[str, ...]
    items: int


class GivenTo(_Part):
    """Once that something went to somebody else."""

    on: str
    recipient: str
    name: str
    purpose: str
    ground: str
    kinds: tuple[str, ...]
    articles: tuple[str, ...]


class Looked(_Part):
    """Once that somebody looked or did something."""

    at: str
    sentence: str
    article: str
    refused: bool


class LeftOut(_Part):
    """What stays out, and why."""

    what: str
    items: int
    article: str


class ClosedAway(_Part):
    """What nobody reads any more: how much of which kinds, since when, until when, by which article."""

    kinds: tuple[str, ...]
    items: int
    on: str
    until: str
    article: str
    nameless: bool = Field(description="True where a law keeps it and it lies without a name.")


class WayOn(_Part):
    """What a client can do who does not agree."""

    way: str
    article: str
    until: str


class Contents(_Part):
    """The whole package."""

    form: Literal["waarborg-package"] = "waarborg-package"
    version: str = VERSION
    about: Literal["access", "portability"]
    language: str
    made_at: str
    organisation: str
    dossier: str
    regulation: str
    empty: bool = Field(description="True when nothing is held.")
    kinds: tuple[KindOfData, ...]
    items: tuple[Item, ...]
    given: tuple[GivenTo, ...]
    looked: tuple[Looked, ...]
    left_out: tuple[LeftOut, ...]
    closed: tuple[ClosedAway, ...] = Field(description="What was closed away; it is not among the items.")
    closed_later: bool = Field(
        description="True when a law keeps some of this longer than the rest: then it is closed away without a name."
    )
    covered_by: str = Field(description="The article by which the privacy of others is kept.")
    automated_decisions: Literal["none"] = "none"
    free_by: tuple[str, ...] = Field(description="The articles by which this costs nothing.")
    ways_on: tuple[WayOn, ...]


def schema() -> bytes:
    """The JSON Schema of `data.json`."""
    return json.dumps(Contents.model_json_schema(), indent=2).encode()
