"""The compiled policy of an organisation on a day. Compiled once per version, from the text that was adopted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db import connections

from waarborg.adoption.selectors import adopted, adopted_days
from waarborg.kernel import clock
from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.languages import reader_language
from waarborg.policy.citing import Cited, cited
from waarborg.policy.compiled import CompiledPolicy
from waarborg.policy.english import said
from waarborg.policy.model.catalogue import PurposeRule
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.phrases import Language
from waarborg.policy.purposes import main_purpose


@dataclass(frozen=True, slots=True)
class InForce:
    """A version in force: its id, its rules compiled, and the regulation and laws as people wrote them."""

    version_id: UUID
    policy: CompiledPolicy
    regulation: Regulation
    laws: tuple[Law, ...]
    main_purpose: str | None
    """The purpose that ordinary work serves."""

    @property
    def name(self) -> str:
        """`<id>@<in force from>`, as decisions remember it."""
        return f"{self.regulation.regulation}@{self.regulation.in_force_from.isoformat()}"

    def said(self, words: str) -> str:
        """A label of the regulation in the language of the reader; marked as Dutch where it has no English."""
        return said(words, self.regulation, reader_language())

    def purposes_said(self) -> Mapping[str, str]:
        """The purposes of the regulation with their titles, in the language of the reader; read once per language."""
        key = (self.version_id, reader_language())
        if key not in _PURPOSES:
            rules = (rule for article in self.regulation.articles for rule in article.rules)
            _PURPOSES[key] = {rule.purpose: self.said(rule.title) for rule in rules if isinstance(rule, PurposeRule)}
        return _PURPOSES[key]

    def article(self, where: str) -> Cited:
        """The article that a decision names (`4`, or `uavg 30`), with its title and text; read once per version."""
        key = (self.version_id, where)
        if key not in _CITED:
            _CITED[key] = cited(where, self.regulation, self.laws)
        return _CITED[key]


_CITED: dict[tuple[UUID, str], Cited] = {}
"""Adopted versions never change, so neither do their articles."""
_PURPOSES: dict[tuple[UUID, Language], Mapping[str, str]] = {}


def in_force(organisation_id: UUID, day: date | None = None, *, using: str = "default") -> InForce:
    """The version in force for an organisation on a day (today). One statement; compiled once per process.

    Raises `ConfigurationError` when none is: without a regulation nothing may be done.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("select id, sha256 from gate.version_in_force(%s, %s)", [organisation_id, day or clock.today()])
        row = cursor.fetchone()
    if row is None:
        raise ConfigurationError("No version of a regulation is in force for this organisation.")
    return _compiled(organisation_id, row[0], row[1], using)


def versions_of(organisation_id: UUID, *, using: str = "default") -> list[date]:
    """The days from which each adopted version is in force, newest first. A regulation is public."""
    return adopted_days(organisation_id, using=using)


@lru_cache(maxsize=256)
def _compiled(organisation_id: UUID, version_id: UUID, sha256: str, using: str) -> InForce:
    version = adopted(organisation_id, version_id, using=using)
    if version.policy.sha256 != sha256:
        raise ConfigurationError("The adopted text does not compile to the rules that were adopted.")
    return InForce(version_id, version.policy, version.regulation, version.laws, main_purpose(version.regulation))
