"""Requests that were sent in on the website, in words: the list, and one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.desk.forms.incoming_requests import MatchForm, UndeliveredForm
from waarborg.desk.pages.rights import title_of
from waarborg.rights.sorting_in import OpenedRequest, WaitingRequest
from waarborg.rights.undelivered import Undelivered


def incoming_page(found: Sequence[WaitingRequest], undelivered: Sequence[Undelivered]) -> dict[str, Any]:
    """What desk/incoming_requests.html needs: no contents, the nearest day first; and what did not arrive."""
    return {
        "back_url": reverse("desk:rights_open"),
        "lines": [
            {
                "url": reverse("desk:incoming_request", args=[one.id]),
                "title": _title(one.rights),
                "received_on": one.received_on,
                "answer_by": one.answer_by,
                "late": one.days < 0,
            }
            for one in found
        ],
        "undelivered": [
            {
                "url": reverse("desk:incoming_undelivered", args=[one.id]),
                "title": _title(one.rights),
                "since": one.since,
                "answer_by": one.answer_by,
            }
            for one in undelivered
        ],
    }


def one_page(one: OpenedRequest, form: MatchForm) -> dict[str, Any]:
    """What desk/incoming_request.html needs."""
    return {
        "back_url": reverse("desk:incoming_requests"),
        "title": _title(one.rights),
        "received_on": one.received_on,
        "answer_by": one.answer_by,
        "by_mail": one.by_mail,
        "undelivered_on": one.undelivered_on,
        "said": one.said,
        "form": form,
        "nothing_url": reverse("desk:incoming_nothing", args=[one.id]),
    }


def undelivered_page(one: Undelivered, form: UndeliveredForm) -> dict[str, Any]:
    """What desk/incoming_undelivered.html needs."""
    return {
        "back_url": reverse("desk:incoming_requests"),
        "title": _title(one.rights),
        "received_on": one.received_on,
        "answer_by": one.answer_by,
        "since": one.since,
        "said": one.said,
        "form": form,
    }


def _title(rights: Sequence[str]) -> str:
    return ", ".join(title_of(right) for right in rights)
