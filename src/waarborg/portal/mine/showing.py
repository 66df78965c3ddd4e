"""Showing a page to a client."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from waarborg.portal.entrance import MineRequest
from waarborg.portal.mine.words import shell


def show(request: MineRequest, template: str, page: dict[str, Any], *, tab: str, status: int = 200) -> HttpResponse:
    """Render one of a client's own pages; `tab` says where in the menu it stands."""
    around = {"here": shell(request.own, request.every_own), "tab": tab}
    return render(request, f"portal/mine/{template}.html", {**around, **page}, status=status)
