"""The information letter at the start (GDPR art. 13), made from the regulation in force: who, what for, how long.

make(actor, dossier_id)      a letter to give with the regulation
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.utils import translation

from waarborg.accounts.models import Organisation
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.consent_forms import recipients_of
from waarborg.dossiers.working import working_on
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.letters.choices import LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.keeping import keep
from waarborg.letters.language import language_of
from waarborg.letters.looked_along_words import article_in_words, first_article, is_about_complaints
from waarborg.policy.model.access import ConsentRule
from waarborg.policy.model.base import Rule
from waarborg.policy.model.catalogue import PurposeRule
from waarborg.policy.model.retention import RetentionRule
from waarborg.policy.model.rights import Remedy, RightRule
from waarborg.policy.names import Names
from waarborg.policy.phrases import Language
from waarborg.policy.words import period_in_words

Of = TypeVar("Of", bound=Rule)
Saying = Callable[[Door], Mapping[str, Any]]
_ALSO: list[Saying] = []


def also_says(saying: Saying) -> None:
    """Have the letter say something more that a part above knows. Saying it twice changes nothing."""
    if saying not in _ALSO:
        _ALSO.append(saying)


def make(actor: Actor, dossier_id: UUID) -> UUID:
    """Write the letter, to be given. Raises `Refused` and `NotFound`."""
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        return write_letter(door, LetterKind.INFORMATION, lambda language: content(door, language))


def write_letter(door: Door, kind: LetterKind, said: Any) -> UUID:
    """Make a letter of this kind in an open unit of work for `write`, from what `said` says in its language."""
    language = language_of(door, kind)
    with translation.override(language):
        given = {
            "organisation": Organisation.objects.using(door.using).get(pk=door.actor.organisation_id).name,
            "date": day_in_words(clock.today()),
            "number": door.dossier["number"],
            **said(language),
        }
    return keep(door, kind, language, given).pk


def content(door: Door, language: Language) -> dict[str, Any]:
    """What the letter says, part by part as the law asks it."""
    version = door.actor.in_force
    regulation, names = version.regulation, Names(version.regulation, language)
    controller = regulation.controller
    kinds = {one["kind"] for one in door.outline.given["trajectories"]}
    return {
        "client": names.role("client"),
        "regulation": {"title": regulation.title, "version": regulation.version or ""},
        "entities": [entity.name for entity in controller.entities],
        "place": controller.place or "",
        "website": controller.website or "",
        "guides": _guides(door),
        "purposes": [
            {"title": names.said(rule.title), "basis": [citation.rpartition(" ")[2] for citation in rule.basis]}
            for rule in _rules(version, PurposeRule)
            if not rule.principals or kinds & set(rule.principals)
        ],
        "kinds": [
            entry.rule.title
            for entry in catalogue_of(version, language)
            if not entry.rule.needs_note and kinds & set(entry.rule.only_for.principals or kinds)
        ],
        "only_with_reason": [entry.rule.title for entry in catalogue_of(version, language) if entry.rule.needs_note],
        "recipients": [names.recipient(key) for key in recipients_of(version)],
        "keeping": _articles(version, RetentionRule),
        "rights": list(_rights(version, names)),
        "consents": _articles(version, ConsentRule),
        "complaint": first_article(regulation, is_about_complaints) or "",
        "remedies": _articles(version, Remedy),
        **{key: value for saying in _ALSO for key, value in saying(door).items()},
    }


def _guides(door: Door) -> list[str]:
    """Who works on it today: whom the client asks what they want to know."""
    running = working_on(door.outline.given["assignments"], clock.today())
    return list(dict.fromkeys(one["name"] for one in running))


def _rules(version: InForce, form: type[Of]) -> Iterator[Of]:
    for article in version.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, form):
                yield rule


def _articles(version: InForce, form: type[Rule]) -> list[dict[str, Any]]:
    """The articles with such a rule, in their plain words."""
    found = [one for one in version.regulation.articles if any(isinstance(rule, form) for rule in one.rules)]
    return [
        {"number": one.number, "words": list(article_in_words(version.regulation, one))} for one in found if one.summary
    ]


def _rights(version: InForce, names: Names) -> Iterator[dict[str, str]]:
    """Each right with its article and how soon an answer comes."""
    for article in version.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, RightRule):
                within = period_in_words(rule.answer_within, names.language) if rule.answer_within else ""
                yield {"right": rule.right[0], "article": article.number, "within": within}
