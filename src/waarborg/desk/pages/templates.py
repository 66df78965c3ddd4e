"""Templates in words: which there are, one to change, and the words that can be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.kernel.languages import reader_language
from waarborg.policy.possible import possible
from waarborg.practice.filling import known_in, may_be_filled_in
from waarborg.practice.selectors import Practice
from waarborg.practice.templates import FIELDS, WHOLE, Template


def templates_page(actor: Actor, practice: Practice) -> dict[str, Any]:
    """What desk/templates.html needs."""
    own = {one.key for one in practice.way.templates}
    catalogue, proposes = catalogue_of(actor.in_force), may_propose(actor)
    return {
        "proposes": proposes,
        "new_url": reverse("desk:template_new"),
        "article": catalogue.closing_article,
        "templates": [
            {
                "label": one.label(reader_language()),
                "kind": entry.rule.title if (entry := catalogue.serving_as(one.serves_as)) else "",
                "article": entry.article if entry else "",
                "own": one.key in own,
                "retired": one.retired,
                "languages": ", ".join(one.languages),
                "url": reverse("desk:template", args=[one.key]) if proposes else "",
            }
            for one in practice.templates.values()
        ],
    }


def may_propose(actor: Actor) -> bool:
    """May this actor propose a change of the way of working?"""
    return possible(actor.in_force.policy, actor.roles, "propose")


def kinds(actor: Actor) -> list[tuple[str, str]]:
    """The kinds of data that a document can become, by what they serve as."""
    return [
        (entry.rule.serves_as, entry.rule.title)
        for entry in catalogue_of(actor.in_force)
        if entry.rule.serves_as and may_be_filled_in(entry.rule)
    ]


def initial_of(one: Template | None, base: int) -> dict[str, Any]:
    """What the form starts with."""
    return {"base": base, **(one.model_dump() if one else {"text_nl": "# \n{this}\n"})}


def legend() -> list[Mapping[str, Any]]:
    """The words that can always be filled in, with what each says."""
    groups = [{"title": _("Alone on a line"), "words": [(f"{{{of}}}", str(said)) for of, said in WHOLE.items()]}]
    always = [(f"{{{of}.{name}}}", str(said)) for of, fields in FIELDS.items() for name, said in fields.items()]
    return [*groups, {"title": _("Always"), "words": always}]


def legend_of_kinds(actor: Actor, serves_as: str) -> Iterator[Mapping[str, Any]]:
    """The words of each kind of data that can be filled in."""
    known = known_in(actor.in_force, serves_as)
    for entry in catalogue_of(actor.in_force):
        words = known.get(entry.key)
        if words:
            named: Sequence[tuple[str, str]] = [(f"{{{entry.key}}}", _("all of it")), *_words(entry.key, words)]
            yield {"title": entry.rule.title, "article": entry.article, "words": named}


def _words(of: str, fields: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(f"{{{of}.{name}}}", label) for name, label in fields.items()]
