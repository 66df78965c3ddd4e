"""What goes of somebody whose identity stays hidden: closed words, numbers, and days by their year. Nobody's own words.

Names, numbers of people, birth days, addresses and whatever somebody wrote in words of their own stay here, by the type
of the field in the catalogue; so does a whole kind of data that says who somebody is, and every file.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from waarborg.dossiers import values
from waarborg.dossiers.catalogue import Entry
from waarborg.gate.policies import InForce
from waarborg.policy.model.catalogue import FieldRule

HIDDEN = "identity_hidden"
"""The fact that is so because of what stays here, once somebody states that it must be."""
SAYS_NOBODY: Final = frozenset(
    {"choice", "country", "date", "minutes", "money", "number", "percentage", "postcode", "yes_no"}
)
"""Types of fields that say by themselves nothing of who somebody is."""
YEAR, REGION = 4, 2
"""As many of the first characters of a day, and of a postcode, are left."""


def stays_hidden(entry: Entry, rule: FieldRule) -> bool:
    """May this field go without anybody seeing who it is about?"""
    closed = bool(rule.choices) or rule.type in SAYS_NOBODY
    return closed and not (entry.rule.identifies or rule.other_people)


def coarse(rule: FieldRule, kept: str) -> str:
    """What is shown of it: of a day the year, of a postcode the region."""
    if rule.type == "date":
        return kept[:YEAR]
    if rule.type == "postcode":
        return kept[:REGION]
    return str(values.shown(rule, kept))


def nobody() -> str:
    """What stands in the copy instead of a name."""
    return _("somebody whose name stays hidden")


def smallest_group(in_force: InForce) -> int | None:
    """The fewest people of whom the regulation lets anything be counted: in a smaller group somebody is recognised."""
    rules = (rule for article in in_force.regulation.articles for rule in article.rules)
    return max((found for rule in rules if (found := getattr(rule, "minimum_group", None))), default=None)
