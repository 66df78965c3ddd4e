"""Who comes in for an organisation that works for the agency: the agreements that must stand in the register first.

The law asks both of every such organisation (GDPR art. 28(3) and (3)(b)); the regulation may say so in its own words.
PostgreSQL asks the same when a role is given and when maintenance is opened (`gate.works_for_us`).
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.policy.citing import numbered
from waarborg.policy.model.procedures import Processor

ROLE = "supplier"
"""The role of the vocabulary in which an organisation that works for the agency comes in."""
PROCESSING_AGREEMENT, UNDER_SECRECY = "processing_agreement", "recipient_under_secrecy"
"""What must have been made sure of about it, by the words of the register."""


def is_supplier(actor: Actor) -> bool:
    """Does this person come in for an organisation that works for the agency, and as nothing else?"""
    return actor.roles == (ROLE,)


def lacking(party_id: UUID | None, day: date, *, using: str = "default") -> list[str]:
    """What of this is not so on a day, in an open unit of work: the register of parties knows."""
    asked = [PROCESSING_AGREEMENT, UNDER_SECRECY]
    if party_id is None:
        return asked
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select f from unnest(%s::text[]) f where not gate.party_assured(%s, f, %s)", [asked, party_id, day]
        )
        return [row[0] for row in cursor.fetchall()]


def require_bound(actor: Actor, party_id: UUID) -> None:
    """Ask beforehand whether somebody of this organisation may come in. Raises `InvalidInput` saying what lacks."""
    with in_context(actor):
        found = lacking(party_id, clock.today())
    if found:
        raise InvalidInput(_("Some things are not right yet."), {"party": in_words(found, actor.in_force)})


def in_words(found: list[str], version: InForce) -> str:
    """What lacks, by which article, and what to do first."""
    words = {
        PROCESSING_AGREEMENT: _("a processing agreement"),
        UNDER_SECRECY: _("secrecy in its contract"),
    }
    return _("Article %(article)s asks %(what)s of this organisation. Record it under the organisation first.") % {
        "article": numbered(asked_by(version)),
        "what": _(" and ").join(words[one] for one in found),
    }


def asked_by(version: InForce) -> str:
    """The article that asks them: the regulation's own about suppliers, or else the law's about processors."""
    own = [(article.number, rule) for article in version.regulation.articles for rule in article.rules]
    for number, rule in own:
        if isinstance(rule, Processor) and rule.party == ROLE:
            return number
    for law in version.laws:
        for article in law.articles:
            if any(isinstance(rule, Processor) and PROCESSING_AGREEMENT in rule.needs for rule in article.rules):
                return f"{law.law} {article.number}"
    return ""
