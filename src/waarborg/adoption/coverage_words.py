"""How it is said by what a sentence of a regulation's source is held."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from waarborg.policy.coverage import Covered

HELD: Mapping[str, Promise] = {
    "test": _("held by a test that passed"),
    "rule": _("held by a rule that is enforced"),
    "register": _("held by a register"),
    "definition": _("definition: no behaviour of its own"),
    "open": _("not covered"),
}


def sentence_line(one: Covered) -> dict[str, Any]:
    """One sentence, what it rests on, the tests that passed, and by what it is held."""
    return {
        "id": one.clause.id,
        "says": one.clause.says,
        "held_by": one.clause.held_by,
        "tests": one.tests,
        "state": one.held,
        "state_said": HELD[one.held],
    }


def counts_of(covered: Sequence[Covered]) -> dict[str, int]:
    """How many sentences are held by what, and `all` of them: what site/parts/clause_counts.html needs."""
    counts = dict.fromkeys(HELD, 0)
    for one in covered:
        counts[one.held] += 1
    return counts | {"all": len(covered)}
