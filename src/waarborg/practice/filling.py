"""What templates may fill in under a regulation: its own kinds of data beside what is always there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from waarborg.gate.policies import InForce
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.languages import reader_language
from waarborg.policy.english import said
from waarborg.policy.model.catalogue import FILES, CategoryRule
from waarborg.practice.templates import Known, Template, mistakes


def kinds_of_data(in_force: InForce) -> Iterator[CategoryRule]:
    """Every kind of data of the catalogue in force."""
    for article in in_force.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, CategoryRule):
                yield rule


def may_be_filled_in(rule: CategoryRule) -> bool:
    """What is its writer's alone, or kept in the vault, is never written into a document."""
    return rule.visibility != "author_only" and not rule.in_vault


def known_in(in_force: InForce, use: str) -> Known:
    """What a template may name: kinds of data by their own word and by what they serve as, each with its fields.

    `use` is what the document itself serves as: `this` is what is filled in for it.
    """
    known: dict[str, dict[str, str]] = {}
    regulation, language = in_force.regulation, reader_language()
    for rule in kinds_of_data(in_force):
        if not may_be_filled_in(rule):
            continue
        labels = {name: field.label for name, field in rule.fields.items() if field.type not in FILES}
        fields = {name: said(label, regulation, language) for name, label in labels.items()}
        for word in {rule.category, rule.serves_as or rule.category}:
            known.setdefault(word, {}).update(fields)
        if rule.serves_as == use:
            known["this"] = fields
    return known


def keeps_text(in_force: InForce, use: str) -> bool:
    """Can the kind of data that serves so hold the text of a letter, in a field of its own or in a file?"""
    return any(
        field.type in FILES or field.serves_as == "body"
        for rule in kinds_of_data(in_force)
        if rule.serves_as == use
        for field in rule.fields.values()
    )


def wrong_in(template: Template, in_force: InForce) -> Sequence[str]:
    """What of a template cannot be filled in under a regulation, each with its line."""
    known, keeps = known_in(in_force, template.serves_as), keeps_text(in_force, template.serves_as)
    texts = [template.text(language) for language in template.languages]
    return [said for text in texts for said in mistakes(text, known, keeps_text=keeps)]


def wrong_texts(serves_as: str, texts: Mapping[str, str], in_force: InForce) -> Mapping[str, str]:
    """What is wrong in the texts of a template to be, by the names under which they are given; each with its line."""
    known, keeps = known_in(in_force, serves_as), keeps_text(in_force, serves_as)
    wrong: dict[str, str] = {}
    for name, text in texts.items():
        try:
            said = mistakes(text, known, keeps_text=keeps)
        except ValueError as mistake:
            said = [str(mistake)]
        if said:
            wrong[name] = "; ".join(said)
    return wrong


def check(templates: Sequence[Template], in_force: InForce) -> None:
    """Every template that is used can be filled in. Raises `InvalidInput`, with each mistake and its line."""
    served = {rule.serves_as for rule in kinds_of_data(in_force)}
    wrong = {
        f"templates.{one.key}": "; ".join(said)
        for one in templates
        if not one.retired and one.serves_as in served and (said := wrong_in(one, in_force))
    }
    if wrong:
        raise InvalidInput("; ".join(f"{place}: {said}" for place, said in wrong.items()), wrong)
