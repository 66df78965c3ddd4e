"""The agency whose dossiers these tests open."""

import pytest

from tests.apps.gate.agencies import Agency, agency
from waarborg.policy.vocabulary import regulations_folder


@pytest.fixture
def here() -> Agency:
    """An agency under the regulation of Partner in Werk, with a coach and a responsible."""
    people: dict[str, tuple[str, ...]] = {
        "anna": ("coach",),
        "dina": ("responsible",),
        "sam": ("system_administrator",),
    }
    return agency(regulations_folder() / "partner-in-werk", people)
