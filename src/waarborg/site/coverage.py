"""What holds each sentence of the regulations that come with the program: for anybody, and about nobody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waarborg.adoption.coverage_words import counts_of, sentence_line
from waarborg.policy.shown import shown_everywhere


@require_GET
def coverage(request: HttpRequest) -> HttpResponse:
    """All sentences of all regulations, counted by what holds them, and one by one."""
    return render(request, "site/coverage.html", coverage_page())


def coverage_page() -> dict[str, Any]:
    """What site/coverage.html needs."""
    found = shown_everywhere()
    return {
        "counts": counts_of([one for _name, covered in found for one in covered]),
        "regulations": [
            {"name": name, "counts": counts_of(covered), "sentences": [sentence_line(one) for one in covered]}
            for name, covered in found
        ],
    }
