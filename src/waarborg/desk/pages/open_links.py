"""One-time links that still work, in words."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from django.urls import reverse

from waarborg.desk.words import term
from waarborg.disclosures.open_links import OpenLink
from waarborg.subject_access.open_links import OpenPackageLink


def open_links_page(found: Sequence[OpenLink], packages: Sequence[OpenPackageLink]) -> dict[str, Any]:
    """What desk/open_links.html needs: what was given to others, and what was made for clients."""
    lines = [*map(_given, found), *map(_package, packages)]
    return {"lines": sorted(lines, key=itemgetter("expires_at"))}


def _given(one: OpenLink) -> dict[str, Any]:
    return {
        **_line(one),
        "url": reverse("desk:disclosure", args=[one.number, one.disclosure_id]),
        "withdraw_url": reverse("desk:disclosure_act", args=[one.number, one.disclosure_id, "intrekken"]),
        "who": one.party or term("recipients", one.recipient).capitalize(),
    }


def _package(one: OpenPackageLink) -> dict[str, Any]:
    where = [one.number, one.request_id]
    return {
        **_line(one),
        "url": reverse("desk:package", args=where),
        "withdraw_url": reverse("desk:package_act", args=[*where, one.package_id, "intrekken"]),
        "who": term("recipients", one.recipient).capitalize(),
    }


def _line(one: OpenLink | OpenPackageLink) -> dict[str, Any]:
    return {
        "recipient": term("recipients", one.recipient),
        "number": one.number,
        "given_by": one.given_by,
        "made_at": one.made_at,
        "expires_at": one.expires_at,
        "wrong_codes": one.wrong_codes,
    }
