"""What may be recorded and what for: purposes, categories with their fields, what never."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from waarborg.policy.model.base import Citations, Key, Keys, Part, Period, Rule

FieldType = Literal[
    "line", "text", "name", "date", "birth_date", "number", "money", "minutes", "yes_no", "choice", "phone", "email",
    "address", "postcode", "place", "country", "bsn", "iban", "percentage", "credential", "file", "identity_document",
]  # fmt: skip

FieldUse = Literal[
    "next_step", "subject", "body", "other_side", "day", "goal", "period", "period_from", "period_until",
    "invoice_number", "reference", "named", "minutes", "amount",
]  # fmt: skip
"""What a field serves as in daily work; pages find it by this word, whatever an agency calls it. `body` is the text of
a letter, `other_side` whom it is from or for, `day` when something is made, `period` the days a report is about,
`reference` the number by which a commission is known outside, `named` the client's name as an invoice has it."""

FILES: frozenset[str] = frozenset({"file", "identity_document"})
"""Types of fields that are a file."""


class PurposeRule(Rule):
    """One entry of the closed list of purposes."""

    purpose: Key
    title: str
    basis: Citations = ()
    principals: Keys = ()
    """Kinds of principal it holds for; empty is all."""
    categories: Keys = ()
    """If given, nothing else serves this purpose."""
    legitimate_interest: str | None = None


class FieldRule(Part):
    """One field of a category. `name: line` is short for `name: {type: line}`."""

    type: FieldType
    label: str
    required: bool = False
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    forbids: Keys = ()
    """What free text may not carry: medical, bsn."""
    serves_as: FieldUse | None = None
    """What it serves as in daily work, such as `next_step`: what it says is also to be done, and becomes a task."""
    means: str | None = None
    """What the agency means by it, said at the field."""
    explained: dict[str, str] = {}
    """What each choice means, for those that need words."""
    other_people: bool = False
    """Says something about other people, in a category that `redacts` only some of its fields."""
    expires: bool = False
    """The day after which the item holds no longer and is not shown whole any more."""

    def choice(self, value: str) -> str:
        """What is read for a choice: the word itself."""
        return value

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        unknown = sorted(set(self.explained) - set(self.choices))
        if unknown:
            raise ValueError(f"`explained` names what is no choice: {', '.join(unknown)}")
        if self.expires and self.type != "date":
            raise ValueError("only a date can say when an item `expires`")
        return self

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"type": value} if isinstance(value, str) else value


class OnlyFor(Part):
    """When the category exists at all."""

    principals: Keys = ()
    """Kinds of principal; for others nothing can be recorded or read."""
    facts: Keys = ()
    """Facts that must be known true to write it."""
    reason: Key | None = None
    """A reason that must be chosen, such as illness_or_incapacity."""


Sensitivity = Literal[
    "ordinary", "contact", "profile", "financial", "health", "criminal", "national_number", "identity_document",
    "third_person", "credential", "ethnic", "biometric", "consequential", "author_note",
]  # fmt: skip


def _labelled(value: Any) -> Any:
    """Let `fields: {name: name}` take its label from the key."""
    if not isinstance(value, dict):
        return value
    done = {}
    for key, item in value.items():
        given = {"type": item} if isinstance(item, str) else item
        done[key] = {"label": key.replace("_", " ").capitalize(), **given} if isinstance(given, dict) else given
    return done


class CategoryRule(Rule):
    """One kind of data of the catalogue: its fields, where they come from and under what conditions."""

    category: Key
    title: str
    fields: Annotated[dict[Key, FieldRule], BeforeValidator(_labelled)]
    group: str | None = None
    """Heading on screens."""
    sensitivity: Sensitivity = "ordinary"
    serves_as: Key | None = None
    """What it serves as in daily work, such as `contact_note`; at most one category of a catalogue does."""
    identifies: bool = False
    """Carries the person's name; exactly one category of a catalogue does."""
    single: bool = False
    """At most one current record per dossier, such as contact data."""
    per_trajectory: bool = False
    """Belongs to a trajectory, not to the person."""
    sources: Keys = ()
    """Who may provide it: client, principal, staff, uwv, network, employer ... Empty: anyone of the vocabulary."""
    purposes: Keys = ()
    """Empty: every purpose of the regulation."""
    only_for: OnlyFor = OnlyFor()
    exception: str | None = None
    """The exception in law that lets special data be processed."""
    always_needs: Keys = ()
    """Facts needed under every permit, emergencies included."""
    needs_note: Key | None = None
    """A note that must be written with each record, such as `necessity`."""
    visibility: Literal["ordinary", "author_only"] = "ordinary"
    masked: bool = False
    """Shown masked; showing it whole is an event of its own."""
    redacts: bool = False
    """Says something about other people: shown blacked out by default, wholly or in its fields of `other_people`."""
    holds_no_file: bool = False
    """Only as it was seen on a day: no copy is kept, and no file can be added to it."""
    warns: str | None = None
    """A sentence at the form."""
    retention_class: str | None = None
    """Overrides the retention rule that would match."""
    erasable: bool = False
    """A record that may be erased alone and so gets a key of its own."""

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.holds_no_file and any(field.type in FILES for field in self.fields.values()):
            raise ValueError("a category that `holds_no_file` has no field for a file")
        if not self.redacts and any(field.other_people for field in self.fields.values()):
            raise ValueError("a field says it is about other people, and the category does not say `redacts`")
        return self

    @property
    def in_vault(self) -> bool:
        """Is it kept apart under a key of its own: credentials, and what stands on an identity document?"""
        return self.sensitivity in {"credential", "identity_document"}


class Forbid(Rule):
    """Kinds of data that may never be recorded."""

    forbid: Keys = Field(min_length=1)


class Sources(Rule):
    """Where data may come from, for the whole catalogue or for some categories."""

    sources: Keys
    categories: Keys = ("all",)
    with_agreement_of_client: Keys = ()
    """Sources that need the client's agreement on record."""


class Recency(Rule):
    """Data of these categories are asked again after this long."""

    refresh: Keys
    every: Period
