"""A question as people write it, in a worked case or on the shell: words for roles and facts, not bits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from waarborg.policy.compile import compile_regulation
from waarborg.policy.compiled import CompiledPolicy
from waarborg.policy.decision import decide
from waarborg.policy.loader import Folder, laws_in_force
from waarborg.policy.model.regulation import Law
from waarborg.policy.question import Decision, Question

ANOTHER_NAME = {"role": "roles", "by": "channel", "principal": "principal_kind"}
DIMENSION_OF = {
    "recipient": "recipients",
    "principal_kind": "principals",
    "channel": "channels",
    "ground": "grounds",
}
KEYS = frozenset({"roles", "action", "category", "purpose", "facts", "true", "false", *DIMENSION_OF})


class UnclearQuestion(ValueError):
    """A question that holds a word or a key that does not exist."""


def question_from(given: Mapping[str, Any], policy: CompiledPolicy) -> Question:
    """Read a question. Without `roles`, any member of staff is meant. Raises UnclearQuestion.

    Facts stand under `true` and `false`, or under `facts` with true or false each; what is absent is unknown.
    """
    plain = {ANOTHER_NAME.get(key, key): value for key, value in given.items()}
    for key in plain:
        if key not in KEYS:
            raise UnclearQuestion(f"unknown key `{key}`")
    if not isinstance(plain.get("action"), str) or plain["action"] not in policy.actions:
        raise UnclearQuestion(f"unknown action `{plain.get('action')}`")
    known, true = _facts(plain, policy)
    return Question(
        roles=_roles(plain.get("roles"), policy),
        action=plain["action"],
        category=_one_of(plain, "category", (*policy.categories, *policy.forbidden)),
        purpose=_one_of(plain, "purpose", policy.purposes),
        known=known,
        true=true,
        **{key: _one_of(plain, key, policy.vocabulary.dimensions[name]) for key, name in DIMENSION_OF.items()},
    )


def answer(asked: Mapping[str, Any], folder: Folder, laws: Sequence[Law], day: dt.date) -> dict[str, Any]:
    """Decide one written question by the version and the law of its `day`. Raises UnclearQuestion."""
    if not isinstance(asked, Mapping):
        raise UnclearQuestion("a question is a list of keys: roles, action, category ...")
    written = asked.get("day")
    day = dt.date.fromisoformat(written) if isinstance(written, str) else written or day
    policy = compile_regulation(folder.in_force(day), laws_in_force(laws, day))
    question = question_from({key: value for key, value in asked.items() if key != "day"}, policy)
    return decision_as_data(decide(policy, question), policy) | {"day": day.isoformat()}


def decision_as_data(decision: Decision, policy: CompiledPolicy) -> dict[str, Any]:
    """A decision as JSON can hold it, with the titles of its articles."""
    obligations = decision.obligations.model_dump(mode="json", exclude_defaults=True) if decision.obligations else {}
    return {
        "allowed": decision.allowed,
        "role": decision.role,
        "rules": list(decision.rules),
        "articles": list(decision.articles),
        "titles": {where: policy.title(where) for where in decision.articles},
        "missing": list(decision.missing),
        "obligations": obligations,
        "regulation": policy.regulation,
        "in_force_from": policy.in_force_from.isoformat(),
        "sha256": policy.sha256,
    }


def _roles(given: Any, policy: CompiledPolicy) -> tuple[str, ...]:
    if given is None:
        return tuple(role for role in policy.roles if policy.kinds[role] == "staff")
    roles = (given,) if isinstance(given, str) else tuple(given)
    for role in roles:
        if role not in policy.roles:
            raise UnclearQuestion(f"unknown role `{role}`")
    return roles


def _one_of(given: Mapping[str, Any], key: str, words: Any) -> str | None:
    word: str | None = given.get(key)
    if word is not None and word not in words:
        raise UnclearQuestion(f"unknown {key.replace('_', ' ')} `{word}`")
    return word


def _facts(given: Mapping[str, Any], policy: CompiledPolicy) -> tuple[int, int]:
    stated = dict(given.get("facts") or {})
    for key, value in (("true", True), ("false", False)):
        words = given.get(key) or ()
        stated |= dict.fromkeys((words,) if isinstance(words, str) else words, value)
    known = true = 0
    for key, value in stated.items():
        if key not in policy.vocabulary.facts:
            raise UnclearQuestion(f"unknown fact `{key}`")
        if value is None:
            continue
        if not isinstance(value, bool):
            raise UnclearQuestion(f"the fact `{key}` is true or false, not {value!r}")
        known |= policy.vocabulary.facts[key].bit
        true |= policy.vocabulary.facts[key].bit if value else 0
    return known, true
