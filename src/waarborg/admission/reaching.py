"""As what somebody comes in for a client: what it rests on, how far that reaches, on which day it ends by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from waarborg.accounts.choices import Basis
from waarborg.dossiers.ages import birthday, born_on, of_age
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.selectors import SeenDossier
from waarborg.gate.policies import InForce
from waarborg.policy.model.access import Minors

CLIENT: Final = "client"
REPRESENTATIVE: Final = "representative"

ACTING: Mapping[str, GivenBy] = {
    Basis.OWN_DOSSIER: GivenBy.CLIENT,
    Basis.PARENTHOOD: GivenBy.PARENT,
    Basis.GUARDIANSHIP: GivenBy.GUARDIAN,
    Basis.MANDATE: GivenBy.REPRESENTATIVE,
}
"""As whom somebody acts in the portal, by what their role rests on: so it stands in the dossier."""

UNTIL_OF_AGE: Final = frozenset({Basis.PARENTHOOD})
"""What ends by itself when the client decides alone."""


def decides_alone_from(in_force: InForce) -> tuple[int, str]:
    """From which age a client decides alone about their data, and the article: the regulation's or the law's."""
    found = [
        (rule.under, f"{law.law} {article.number}")
        for law in in_force.laws
        for article in law.articles
        for rule in article.rules
        if isinstance(rule, Minors)
    ]
    found += [
        (rule.under, article.number)
        for article in in_force.regulation.articles
        for rule in article.rules
        if isinstance(rule, Minors)
    ]
    return min(found, key=lambda one: one[0], default=(of_age(in_force), ""))


def last_day(in_force: InForce, born: date) -> date:
    """The last day on which a parent comes in for a client born on a day."""
    return birthday(born, decides_alone_from(in_force)[0]) - timedelta(days=1)


def born_in(seen: SeenDossier, in_force: InForce) -> date | None:
    """The client's birth date, as far as whoever opened the dossier reads it."""
    found = (born_on(in_force, record.entry, record.content.fields) for record in seen.records)
    return next((born for born in found if born is not None), None)
