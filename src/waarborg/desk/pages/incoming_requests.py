"""Requests that were sent in on the website, in words: the list, and one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.desk.forms.incoming_requests import MatchForm
from waarborg.desk.pages.rights import title_of
from waarborg.rights.sorting_in import OpenedRequest, WaitingRequest


def incoming_page(found: Sequence[WaitingRequest]) -> dict[str, Any]:
    """What desk/incoming_requests.html needs: no contents, the nearest day first."""
    return {
        "back_url": reverse("desk:rights_open"),
        "lines": [
            {
                "url": reverse("desk:incoming_request", args=[one.id]),
                "title": ", ".join(title_of(right) for right in one.rights),
                "received_on": one.received_on,
                "answer_by": one.answer_by,
                "late": one.days < 0,
            }
            for one in found
        ],
    }


def one_page(one: OpenedRequest, form: MatchForm) -> dict[str, Any]:
    """What desk/incoming_request.html needs."""
    return {
        "back_url": reverse("desk:incoming_requests"),
        "title": ", ".join(title_of(right) for right in one.rights),
        "received_on": one.received_on,
        "answer_by": one.answer_by,
        "by_mail": one.by_mail,
        "said": one.said,
        "form": form,
        "nothing_url": reverse("desk:incoming_nothing", args=[one.id]),
    }
