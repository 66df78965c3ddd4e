"""A regulation in words: its articles with what the system does about each, and the page in short."""

from __future__ import annotations

from typing import Any

from waarborg.gate.policies import InForce
from waarborg.policy.citing import rules_of, short_name
from waarborg.policy.model.regulation import Article
from waarborg.policy.names import Names
from waarborg.policy.phrases import Language
from waarborg.policy.plain import in_plain_words
from waarborg.policy.sentences import sentence
from waarborg.policy.wording import filled


def articles_in_words(version: InForce, language: Language) -> list[dict[str, Any]]:
    """What site/regulation.html needs of each article. The text is Dutch; what the system does is in `language`."""
    rules, names = rules_of(version.regulation), Names(version.regulation, language)
    return [
        {
            "number": article.number,
            "title": article.title,
            "short": _summary(article, rules) if article.summary else "",
            "paragraphs": filled(article, rules).split("\n\n"),
            "how": [said for rule in article.rules if (said := sentence(rule, names))],
            "by_hand": [
                {"text": f"{part.says} {part.why}", "who": names.role(part.decides) if part.decides else ""}
                for part in article.by_hand
            ],
            "rests_on": [_citation(place) for place in article.rests_on],
        }
        for article in version.regulation.articles
    ]


def questions_of(version: InForce, language: Language) -> list[dict[str, Any]]:
    """The regulation in short: questions and answers in plain words, made from its rules."""
    return [
        {
            "question": one.question,
            "answers": [{"text": said.text, "items": said.items, "article": said.article} for said in one.answers],
        }
        for one in in_plain_words(version.regulation, language)
    ]


def _summary(article: Article, rules: Any) -> str:
    return filled(article, rules, article.summary)


def _citation(place: str) -> str:
    law, _space, number = place.partition(" ")
    return f"{short_name(law)} art. {number}"
