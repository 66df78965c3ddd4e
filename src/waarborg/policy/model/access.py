"""Who may do what: permits, prohibitions, conditions, consent, linkage."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from waarborg.policy.model.base import Key, Keys, Part, Period, Rule


class Obligations(Part):
    """What comes with a yes. Each becomes a task, a limit on the view, or a letter."""

    view_only: bool = False
    on_the_spot: bool = False
    """Only at the agency's own place; presence is confirmed by the one who grants."""
    ends_after: Period | None = None
    tell_client: Literal["beforehand", "afterwards"] | None = None
    tell: Keys = ()
    reason: bool = False
    """The actor writes down why."""
    review_within: Period | None = None
    second_person: bool = False
    record: Key | None = None
    """A register that keeps the proof, such as `disclosures`."""
    notice: str | None = None


class Scope(Rule):
    """The dimensions of a question that a permit, a prohibition or a condition names.

    An unnamed dimension matches any answer; a named one that the question leaves open is unknown.
    Each has an `…_except` twin for recipients or categories named by exclusion.
    """

    roles: Keys = ()
    roles_except: Keys = ()
    categories: Keys = ("all",)
    """Categories of the catalogue, `all`, or `part_of_assignment` (those the assignment names)."""
    sensitivity: Keys = ()
    """Narrows to categories of these sensitivities (health, criminal, national_number ...)."""
    excepts: Keys = ()
    """Categories left out. Written `except`."""
    recipients: Keys = ()
    recipients_except: Keys = ()
    principals: Keys = ()
    """Kinds of principal."""
    principals_except: Keys = ()
    by: Keys = ()
    """Channels."""
    by_except: Keys = ()
    purposes: Keys = ()
    purposes_except: Keys = ()
    grounds: Keys = ()
    when: Keys = ()
    """All of these facts."""

    @model_validator(mode="before")
    @classmethod
    def _except(cls, value: object) -> object:
        if isinstance(value, dict) and "except" in value:
            value = {**value, "excepts": value["except"]}
            del value["except"]
        return value


class Permit(Scope):
    """Allows actions when every fact in `when` is known to be true."""

    permit: Keys
    only: Literal["this_article"] | None = None
    """Closes every wider permit of other articles over the same actions and categories; law may add."""
    only_roles: Keys = ()
    """With `only`: the roles for which others are closed; empty means every role but the client's own."""
    obliges: Obligations = Obligations()
    items: Literal["categories", "chosen"] = "categories"
    """`chosen`: record by record, never a whole category."""
    recent: Period | None = None
    """Nothing older than this goes."""
    frequency: Period | None = None
    fields: dict[Key, tuple[Key, ...]] = {}
    """Per category the only fields that may go."""
    opt_out: Key | None = None
    """A list on which a client's name stops this."""
    secrecy: str | None = None
    """The statutory secrecy under which the disclosure falls, such as `suwi 74.execution`."""

    @model_validator(mode="after")
    def _has_condition(self) -> Self:
        if not self.when:
            raise ValueError("a permit needs at least one fact under `when`")
        if not (self.roles or self.roles_except or self.recipients or self.recipients_except):
            raise ValueError("a permit names `roles` or `recipients`")
        return self


class Prohibition(Scope):
    """Refuses, unless some `when` is known to be false or some `unless` known to be true."""

    prohibit: Keys
    unless: Keys = ()


class Condition(Scope):
    """What must be known true under every permit in scope, emergencies included. Compiles to prohibitions."""

    condition: Keys
    """The actions."""
    needs: Keys
    unless: Keys = ()


class ConsentRule(Rule):
    """How a consent is asked, given, proved and withdrawn."""

    consent: Key
    """What for: disclosure, storage, survey, health, research, minors ..."""
    form: Literal["written", "separate_form", "explicit", "unambiguous", "any_form"]
    scope: Keys = ()
    needs: Keys = ()
    """Parts that the request must show: recipient, categories, purpose, period ..."""
    withdrawn: Literal["any_form", "written"]
    withdrawal: Keys = ()
    """What a withdrawal does: stops_at_once, closes_entry, erases_without_other_ground."""
    by: Keys = ("client",)
    """Who may give it: client, representative, parent."""
    lasts: Period | None = None
    proof: Key = "signature"


class LinkException(Part):
    """One named transfer to another system, with exactly which fields."""

    system: Key
    fields: tuple[Key, ...]
    started_by: Key = "staff"


class Linkage(Rule):
    """Links with other registers: none but the named exceptions."""

    linkage: Literal["none", "listed"]
    excepts: tuple[LinkException, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _except(cls, value: object) -> object:
        if isinstance(value, dict) and "except" in value:
            value = {**value, "excepts": value["except"]}
            del value["except"]
        return value


class Minors(Rule):
    """From what age a client decides alone, and who decides before it."""

    minors: Literal["parental_consent"]
    under: int
    """Years of age."""
    applies_to: Keys = ("consent",)
    """`consent`: only where consent is the ground (UAVG 5); `everything`: any recording."""
    form: Literal["written", "explicit", "any_form"] = "written"
