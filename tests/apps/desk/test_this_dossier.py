"""On a dossier's own pages it is "this dossier": its number stands at the top, and not in every line."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.apps.cast import Cast


@pytest.mark.parametrize("page", ["timeline", "who_looked"])
def test_no_line_repeats_the_number_of_the_dossier(cast: Cast, page: str) -> None:
    anna, url = cast.browser("anna"), reverse(f"desk:{page}", args=[cast.number])
    anna.get(url)
    seen = anna.get(url).context
    said = [line["title"] for day in seen["days"] for line in day["lines"]] if page == "timeline" else []
    said += [entry["what"] for entry in seen.get("entries") or ()]
    assert any("dit dossier" in one for one in said)
    assert not [one for one in said if cast.number in one]
