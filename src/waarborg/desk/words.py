"""The agency's own words on its screens, and words of the closed vocabulary in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from waarborg.dossiers.source_words import said_source
from waarborg.gate.policies import InForce
from waarborg.kernel.languages import reader_language
from waarborg.policy.model.regulation import Regulation
from waarborg.policy.vocabulary import standard_vocabulary
from waarborg.practice.selectors import Practice

NAMED: Mapping[str, str] = {"commissioner": "principal"}
"""Words that screens name otherwise than the regulation does."""


def words_of(regulation: Regulation) -> dict[str, str]:
    """Singular and plural of each word that screens use: `client`, `clients`, `coach`, `commissioner` …

    In Dutch they are the agency's own, from its regulation; in English the program's.
    """
    found = {
        "client": pgettext("word of the field", "client"),
        "clients": pgettext("word of the field", "clients"),
        "coach": pgettext("word of the field", "coach"),
        "coaches": pgettext("word of the field", "coaches"),
        "commissioner": pgettext("word of the field", "principal"),
        "commissioners": pgettext("word of the field", "principals"),
        "responsible": pgettext("word of the field", "responsible person"),
        "responsibles": pgettext("word of the field", "responsible persons"),
        "trajectory": pgettext("word of the field", "trajectory"),
        "trajectories": pgettext("word of the field", "trajectories"),
    }
    if reader_language() != "nl":
        return found
    plurals = {"coach": "coaches", "trajectory": "trajectories"}
    for one in ("client", "coach", "commissioner", "responsible", "trajectory"):
        own = regulation.words.get(NAMED.get(one, one))
        if own:
            found[one], found[plurals.get(one, f"{one}s")] = own.one, own.many
    return found


def role_in_words(regulation: Regulation, role: str) -> str:
    """A role as this agency calls it."""
    own = regulation.words.get(role)
    if own and reader_language() == "nl":
        return own.one
    return term("roles", regulation.roles.get(role, role))


def roles_in_words(regulation: Regulation, roles: Iterable[str]) -> str:
    """Some roles, with a comma between them."""
    return ", ".join(role_in_words(regulation, role) for role in roles)


def term(dimension: str, key: str) -> str:
    """A word of a dimension of the vocabulary, such as an action or a recipient."""
    found = standard_vocabulary().dimensions[dimension].get(key)
    return found.label(reader_language()) if found else key.replace("_", " ")


def trajectory_in_words(practice: Practice, one: Mapping[str, Any]) -> str:
    """A trajectory to choose: what kind it is, and for which principal."""
    kind = practice.type_label(one["type"], reader_language())
    return f"{kind}, {one['principal_name']}" if one["principal_name"] else kind


def fact_in_words(key: str) -> str:
    """A fact, or with `not ` in front its absence."""
    absent, _space, name = key.rpartition(" ")
    found = standard_vocabulary().facts.get(name)
    label = found.label(reader_language()) if found else name.replace("_", " ")
    return _("not: %(fact)s") % {"fact": label} if absent else label


def source_in_words(key: str, words: Mapping[str, str]) -> str:
    """Who gave something."""
    own = {"client": words["client"], "principal": words["commissioner"]}
    return own.get(key) or said_source(key)


def articles_in_words(in_force: InForce) -> list[tuple[str, str]]:
    """The articles of the regulation, to choose from."""
    return [(one.number, in_force.said(f"{one.number} {one.title}")) for one in in_force.regulation.articles]
