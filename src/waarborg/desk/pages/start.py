"""The pages before the work begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.accounts.choices import DeclarationKind
from waarborg.desk.words import role_in_words, roles_in_words
from waarborg.gate.actors import Actor, places_of
from waarborg.gate.organisations import agencies_among
from waarborg.gate.policies import in_force
from waarborg.policy.model.procedures import Confidentiality


def declaration_page(actor: Actor, text: Any) -> dict[str, Any]:
    """What accounts/declaration.html needs: the text to sign, with the article that asks for it."""
    titles = {
        DeclarationKind.CONFIDENTIALITY: _("Declaration of confidentiality"),
        DeclarationKind.INSTRUCTION: _("Working instruction"),
    }
    return {
        "declaration": {
            "title": titles[DeclarationKind(text.kind)],
            "paragraphs": [part for part in text.text.split("\n") if part.strip()],
            "version": text.version,
        },
        "article": _article(actor),
    }


def _article(actor: Actor) -> str:
    """The article that asks secrecy of one of the actor's roles."""
    for article in actor.in_force.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, Confidentiality) and set(rule.confidentiality) & set(actor.roles):
                return article.number
    return ""


def place_choices(account_id: UUID) -> list[tuple[str, str]]:
    """Every agency and role that this account may choose between: all roles there together, or one of them."""
    places = {place.organisation_id: place.roles for place in places_of(account_id)}
    found: list[tuple[str, str]] = []
    for agency in agencies_among(places):
        regulation, roles = in_force(agency.id).regulation, places[agency.id]
        found.append((str(agency.id), f"{agency.name}\n{roles_in_words(regulation, roles)}"))
        if len(roles) > 1:
            for role in roles:
                only = _("only as %(role)s") % {"role": role_in_words(regulation, role)}
                found.append((f"{agency.id}:{role}", f"{agency.name}\n{only}"))
    return found


def place_page(choices: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What desk/place.html needs."""
    return {"has_choice": len(choices) > 1}
