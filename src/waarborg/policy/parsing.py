"""From a strict document to a typed regulation or law: unknown and missing keys, kinds of rules, their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from waarborg.policy.model.base import Part, Rule
from waarborg.policy.model.regulation import KINDS, Article, Law, Regulation
from waarborg.policy.problems import RegulationError, RegulationErrors
from waarborg.policy.reading import Document, Place

Form = TypeVar("Form", bound=Part)


@dataclass(frozen=True)
class Source:
    """A parsed regulation or law with the place in its file of each article and rule."""

    document: Document
    parsed: Regulation | Law
    articles: dict[str, Place]
    rules: dict[str, Place]

    def error(self, rule: str, message: str) -> RegulationError:
        """A mistake in a rule."""
        return self.document.error(self.rules.get(rule, ()), message, rule)


def parse(document: Document) -> Source:
    """Give every part of a regulation or law its type. Raises RegulationErrors with all that is wrong."""
    return _Parser(document).parse()


class _Parser:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.errors: list[RegulationError] = []
        self.articles: dict[str, Place] = {}
        self.rules: dict[str, Place] = {}
        law = document.value.get("law") if isinstance(document.value, dict) else None
        self.prefix = f"{law.replace('_', '')}." if isinstance(law, str) else ""
        """A law's rules carry its name, `avg.15/access`, so that no two sources share an id."""

    def parse(self) -> Source:
        raw = self.document.value
        if not isinstance(raw, dict):
            raise RegulationErrors([self.document.error((), "a regulation is a list of keys")])
        form: type[Regulation | Law] = Law if "law" in raw else Regulation
        written = raw.get("articles")
        if isinstance(written, tuple):
            articles = tuple(self._article(given, ("articles", at)) for at, given in enumerate(written))
            raw = {**raw, "articles": tuple(article for article in articles if article is not None)}
        parsed = self._typed(form, raw, ())
        if self.errors or parsed is None:
            raise RegulationErrors(self.errors)
        return Source(self.document, parsed, self.articles, self.rules)

    def _article(self, given: Any, place: Place) -> Article | None:
        if not isinstance(given, dict):
            self._refuse(place, "an article has number, title, text and rules")
            return None
        number = given.get("number")
        number = str(number) if isinstance(number, int) else number
        if number in self.articles:
            self._refuse(place, f"article {number} stands twice")
        if isinstance(number, str):
            self.articles[number] = place
        written = given.get("rules") or ()
        if not isinstance(written, tuple):
            self._refuse((*place, "rules"), "`rules` is a list")
            written = ()
        rules = tuple(self._rule(rule, (*place, "rules", at), number) for at, rule in enumerate(written))
        return self._typed(
            Article, {**given, "number": number, "rules": tuple(rule for rule in rules if rule is not None)}, place
        )

    def _rule(self, given: Any, place: Place, article: str | None) -> Rule | None:
        keys = list(given) if isinstance(given, dict) else []
        if keys[:1] != ["id"] or not isinstance(given["id"], str):
            self._refuse(place, "a rule starts with its `id`")
            return None
        name = given["id"]
        kind = keys[1] if keys[1:] else ""
        if kind not in KINDS:
            self._refuse(place, f"the key after `id` says what a rule is, one of: {', '.join(KINDS)}", name)
            return None
        if name in self.rules:
            first = self.document.line(self.rules[name])
            self._refuse(place, f"the id is used twice, first at line {first}", name)
        self.rules[name] = place
        if article is not None and not name.startswith(f"{self.prefix}{article}/"):
            self._refuse(place, f"the id of a rule in article {article} starts with {self.prefix}{article}/", name)
        return self._typed(KINDS[kind], given, place, name)

    def _typed(self, form: type[Form], given: Any, place: Place, rule: str | None = None) -> Form | None:
        try:
            return form.model_validate(given, strict=True)
        except ValidationError as mistakes:
            for mistake in mistakes.errors(include_url=False):
                self._refuse((*place, *mistake["loc"]), message_of(mistake), rule)
            return None

    def _refuse(self, place: Place, message: str, rule: str | None = None) -> None:
        self.errors.append(self.document.error(place, message, rule))


def message_of(mistake: Any) -> str:
    """What pydantic refused, in our own words."""
    where = ".".join(str(part) for part in mistake["loc"])
    if mistake["type"] == "extra_forbidden":
        return f"unknown key `{where}`"
    if mistake["type"] == "missing":
        return f"`{where}` is missing"
    said: str = mistake["msg"].removeprefix("Value error, ")
    return f"`{where}`: {said}" if where else said
