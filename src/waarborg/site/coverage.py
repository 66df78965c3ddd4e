"""What holds each sentence of the regulations that come with the program: for anybody, and about nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from waarborg.adoption.coverage_words import HELD
from waarborg.policy.coverage import Covered
from waarborg.policy.shown import shown_everywhere


@require_GET
def coverage(request: HttpRequest) -> HttpResponse:
    """All sentences of all regulations, counted by what holds them, and one by one."""
    return render(request, "site/coverage.html", coverage_page())


def coverage_page() -> dict[str, Any]:
    """What site/coverage.html needs."""
    found = shown_everywhere()
    return {
        "counts": _counts([one for _name, covered in found for one in covered]),
        "regulations": [
            {"name": name, "counts": _counts(covered), "sentences": [_sentence(one) for one in covered]}
            for name, covered in found
        ],
    }


def _counts(covered: Sequence[Covered]) -> list[dict[str, Any]]:
    held = [one.held for one in covered]
    return [
        {"label": _("Sentences"), "number": len(held)},
        {"label": _("Held by a test that passed"), "number": held.count("test")},
        {"label": _("Held by a rule that is enforced"), "number": held.count("rule")},
        {"label": _("Held by a register"), "number": held.count("register")},
        {"label": _("Definition: no behaviour of its own"), "number": held.count("definition")},
        {"label": _("Not covered"), "number": held.count("open")},
    ]


def _sentence(one: Covered) -> dict[str, Any]:
    return {
        "id": one.clause.id,
        "says": one.clause.says,
        "held_by": one.clause.held_by,
        "tests": len(one.tests),
        "state": one.held,
        "state_said": HELD[one.held],
    }
