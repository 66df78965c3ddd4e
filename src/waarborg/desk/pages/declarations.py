"""What people declare, in words: who signed which text when, what lacks, and one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waarborg.accounts.choices import AT_THE_DOOR, Audience, DeclarationKind
from waarborg.desk.words import roles_in_words
from waarborg.gate.actors import Actor
from waarborg.gate.texts import ACT, SeenText, Signature, Signer, wording_for
from waarborg.kernel import clock
from waarborg.parties.selectors import agreement_numbers
from waarborg.policy.possible import possible


def title_of(text: SeenText, numbers: dict[Any, str]) -> str:
    """What a text is, and for whom or under which agreement."""
    kinds = {
        DeclarationKind.CONFIDENTIALITY: _("Declaration of confidentiality"),
        DeclarationKind.INSTRUCTION: _("Working instruction"),
        DeclarationKind.PASSED_ON: _("Duties under agreement %(number)s")
        % {"number": numbers.get(text.contract_id, "")},
    }
    if text.kind is DeclarationKind.PASSED_ON or text.audience is Audience.EVERYBODY:
        return kinds[text.kind]
    return _("%(title)s, for %(audience)s") % {"title": kinds[text.kind], "audience": text.audience.label}


def register_page(actor: Actor, texts: Sequence[SeenText], signers: Sequence[Signer]) -> dict[str, Any]:
    """What desk/declarations.html needs."""
    numbers = agreement_numbers(actor)
    return {
        "texts": [
            {
                "title": title_of(one, numbers),
                "version": one.version,
                "in_force_from": one.in_force_from,
                "newest": one.newest,
                "later": one.in_force_from > clock.today(),
                "paragraphs": paragraphs(one),
            }
            for one in texts
        ],
        "people": [
            {
                "name": one.name,
                "roles": roles_in_words(actor.in_force.regulation, one.roles),
                "complete": one.complete,
                "asked": [_line(signature, numbers) for signature in one.asked],
                "proof_url": reverse("desk:declaration_proof", args=[one.account_id]),
            }
            for one in signers
        ],
        "lacking": sum(not one.complete for one in signers),
    }


def own_page(actor: Actor, signer: Signer) -> dict[str, Any]:
    """What desk/my_declarations.html needs."""
    numbers = agreement_numbers(actor)
    return {
        "asked": [_line(one, numbers) for one in signer.asked],
        "earlier": [_line(one, numbers) for one in signer.earlier],
        "may_see_all": possible(actor.in_force.policy, actor.roles, ACT),
    }


def _line(one: Signature, numbers: dict[Any, str]) -> dict[str, Any]:
    return {
        "title": title_of(one.text, numbers),
        "version": one.text.version,
        "signed_at": one.signed_at,
        "signed_as": one.signed_as,
        "until_on": one.until_on,
        "counts": one.counts,
        "sign_url": "" if one.counts else reverse("desk:declaration_sign", args=[one.text.id]),
    }


def paragraphs(text: SeenText) -> list[str]:
    """The text, by paragraph."""
    return [part for part in text.text.split("\n") if part.strip()]


def sign_page(actor: Actor, text: SeenText) -> dict[str, Any]:
    """What accounts/declaration.html needs beside its form, for one text."""
    return {
        "declaration": {
            "title": title_of(text, agreement_numbers(actor)),
            "paragraphs": paragraphs(text),
            "version": text.version,
        }
    }


def proposed(actor: Actor) -> list[dict[str, Any]]:
    """Per kind of text and for whom the words that the regulation has for it."""
    return [
        {"audience": audience.label, "article": article, "words": words}
        for kind in AT_THE_DOOR
        for audience in Audience
        for article, words in wording_for(actor.in_force, kind, audience)
    ]


def proof_words(actor: Actor, signer: Signer) -> dict[str, Any]:
    """What the proof on paper says."""
    numbers = agreement_numbers(actor)
    signed = [one for one in (*signer.asked, *signer.earlier) if one.signed_at]
    return {
        "name": signer.name,
        "made_on": _day(clock.today()),
        "signatures": [
            {
                "title": title_of(one.text, numbers),
                "version": str(one.text.version),
                "paragraphs": paragraphs(one.text),
                "signed_as": one.signed_as,
                "signed_at": date_format(one.signed_at.astimezone(clock.AMSTERDAM), "j F Y, H:i")
                if one.signed_at
                else "",
                "until": _day(one.until_on) if one.until_on else "",
                "sha256": one.wording_sha256,
            }
            for one in signed
        ],
        "lacking": [title_of(one.text, numbers) for one in signer.asked if not one.counts],
    }


def _day(day: Any) -> str:
    return date_format(day, "j F Y")
