"""A regulation in plain words, for the people it is about: questions, and answers made from its rules alone.

No sentence here says anything by itself: who, what for, how long and within which time come from the rules, so that the
summary cannot promise what the system does not do. Short sentences, usual words (B1), in Dutch and English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from waarborg.policy.model.access import ConsentRule, Minors, Permit
from waarborg.policy.model.catalogue import CategoryRule, PurposeRule
from waarborg.policy.model.procedures import BreachRule, ComplaintRule
from waarborg.policy.model.regulation import Regulation
from waarborg.policy.model.retention import RetentionRule
from waarborg.policy.model.rights import Fee, Remedy, RightRule
from waarborg.policy.names import Names
from waarborg.policy.phrases import PLAIN, RIGHTS, Language, phrases
from waarborg.policy.sentences import sentence
from waarborg.policy.terms_places import Placed, RuleT, placed
from waarborg.policy.words import period_in_words

NOT_STAFF = frozenset({"client", "representative", "system", "principal", "third_party_viewer", "auditor"})


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: a sentence, or a sentence with a list; and the article that it comes from."""

    text: str
    article: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants to know, with the answers."""

    question: str
    answers: tuple[Said, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """Where it stands, each article once."""
        return tuple(dict.fromkeys(said.article for said in self.answers if said.article))


def in_full(said: Said) -> str:
    """An answer as one text, its list behind it."""
    return f"{said.text} {'; '.join(said.items)}." if said.items else said.text


def in_plain_words(regulation: Regulation, language: Language = "nl") -> tuple[Question, ...]:
    """The summary. A question to which the regulation has no rule is left out."""
    teller = _Teller(regulation, Names(regulation, language), phrases(PLAIN, language))
    asked: tuple[tuple[str, Callable[[], Iterator[Said]]], ...] = (
        ("q_who", teller.who),
        ("q_purposes", teller.purposes),
        ("q_what", teller.kinds),
        ("q_sees", teller.readers),
        ("q_given", teller.recipients),
        ("q_kept", teller.kept),
        ("q_rights", teller.rights),
        ("q_disagree", teller.remedies),
        ("q_leak", teller.leaks),
        ("q_young", teller.young),
    )
    told = (Question(teller.says[word], tuple(answers())) for word, answers in asked)
    return tuple(one for one in told if one.answers)


@dataclass(frozen=True, slots=True)
class _Teller:
    regulation: Regulation
    names: Names
    says: dict[str, str]

    def _rules(self, kind: type[RuleT]) -> Iterator[Placed[RuleT]]:
        return placed(self.regulation, kind)

    def _within(self, word: str, period: object) -> str:
        return self.says[word].format(period_in_words(period, self.names.language))  # type: ignore[arg-type]

    def who(self) -> Iterator[Said]:
        controller = self.regulation.controller
        place = f" ({controller.place})" if controller.place else ""
        yield Said(self.says["who"].format(f"{controller.name}{place}"))

    def purposes(self) -> Iterator[Said]:
        found = list(self._rules(PurposeRule))
        if found:
            titles = tuple(dict.fromkeys(self.names.said(one.rule.title) for one in found))
            yield Said(self.says["purposes"], found[0].at.article, titles)

    def kinds(self) -> Iterator[Said]:
        by_article: dict[str, list[str]] = {}
        for one in self._rules(CategoryRule):
            by_article.setdefault(one.at.article, []).append(self.names.said(one.rule.title))
        for article, titles in by_article.items():
            yield Said(self.says["kinds"].format(article), article, tuple(titles))

    def readers(self) -> Iterator[Said]:
        found = [one for one in self._rules(Permit) if "read" in one.rule.permit]
        roles = dict.fromkeys(
            role
            for one in found
            for role in one.rule.roles
            if role != "all" and self.regulation.roles.get(role, role) not in NOT_STAFF and role not in NOT_STAFF
        )
        if roles:
            yield Said(self.says["readers"], found[0].at.article, tuple(map(self.names.role, roles)))

    def recipients(self) -> Iterator[Said]:
        found = [one for one in self._rules(Permit) if "disclose" in one.rule.permit and one.rule.recipients]
        recipients = dict.fromkeys(key for one in found for key in one.rule.recipients)
        if recipients:
            yield Said(self.says["given"], found[0].at.article, tuple(map(self.names.recipient, recipients)))
        for one in self._rules(ConsentRule):
            yield Said(self.says["consent"], one.at.article)
            return

    def kept(self) -> Iterator[Said]:
        for one in self._rules(RetentionRule):
            said = sentence(one.rule, self.names)
            if said and (one.rule.at_most or one.rule.at_least or one.rule.exactly):
                yield Said(said, one.at.article)

    def rights(self) -> Iterator[Said]:
        words = phrases(RIGHTS, self.names.language)
        for one in self._rules(RightRule):
            asked = self.names.list_of(words.get(right, right.replace("_", " ")) for right in one.rule.right)
            said = [self.says["right"].format(asked)]
            if one.rule.answer_within:
                said.append(self._within("answer", one.rule.answer_within))
            elif one.rule.as_soon_as_possible:
                said.append(self.says["soon"])
            if one.rule.fee == "none":
                said.append(self.says["free"])
            elif isinstance(one.rule.fee, Fee):
                said.append(self.says["costs"])
            yield Said(" ".join(said), one.at.article)

    def remedies(self) -> Iterator[Said]:
        for complaint in self._rules(ComplaintRule):
            if complaint.rule.complaint.decide_within:
                text = self._within("complaint", complaint.rule.complaint.decide_within)
                yield Said(text, complaint.at.article)
        for one in self._rules(Remedy):
            if one.rule.within and one.rule.remedy == "court":
                yield Said(self._within("court", one.rule.within), one.at.article)
        yield Said(self.says["authority"])

    def leaks(self) -> Iterator[Said]:
        for one in self._rules(BreachRule):
            if one.rule.breach.tell_authority_within:
                yield Said(self._within("leak", one.rule.breach.tell_authority_within), one.at.article)

    def young(self) -> Iterator[Said]:
        for one in self._rules(Minors):
            yield Said(self.says["young"].format(one.rule.under), one.at.article)
