"""What single keys do, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


def keys_page(on: bool) -> dict[str, Any]:  # noqa: FBT001 - a fact, not a switch
    """What desk/keys.html needs."""
    return {
        "on": on,
        "keys": [
            {"keys": ["/"], "does": _("To the search field")},
            {"keys": ["g", "v"], "does": _("Go to Today")},
            {"keys": ["g", "c"], "does": _("Go to my clients")},
            {"keys": ["g", "u"], "does": _("Go to my hours")},
            {"keys": ["n", "v"], "does": _("New contact note: in this dossier, or choose one")},
            {"keys": ["n", "u"], "does": _("Enter time in this dossier")},
            {"keys": ["w"], "does": _("Open: why may I see this?")},
            {"keys": ["?"], "does": _("This list")},
        ],
    }
