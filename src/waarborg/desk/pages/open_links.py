"""One-time links that still work, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.desk.words import term
from waarborg.disclosures.open_links import OpenLink


def open_links_page(found: Sequence[OpenLink]) -> dict[str, Any]:
    """What desk/open_links.html needs."""
    return {
        "lines": [
            {
                "url": reverse("desk:disclosure", args=[one.number, one.disclosure_id]),
                "withdraw_url": reverse("desk:disclosure_act", args=[one.number, one.disclosure_id, "intrekken"]),
                "who": one.party or term("recipients", one.recipient).capitalize(),
                "recipient": term("recipients", one.recipient),
                "number": one.number,
                "given_by": one.given_by,
                "made_at": one.made_at,
                "expires_at": one.expires_at,
                "wrong_codes": one.wrong_codes,
            }
            for one in found
        ]
    }
