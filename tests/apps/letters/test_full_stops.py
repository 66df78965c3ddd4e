"""A sentence ends once, also behind a name that ends in a full stop itself."""

import pytest

from waarborg.letters.filling import fill
from waarborg.practice.letter_texts import Place, Wording

TEXT = "Wij gaven het aan {to}. Bel {name}, of schrijf."
PLACES = {"to": Place(nl="aan wie", en="to whom"), "name": Place(nl="wie", en="who")}


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("De Vuurtoren N.V.", "Wij gaven het aan De Vuurtoren N.V. Bel Robin, of schrijf."),
        ("De Vuurtoren", "Wij gaven het aan De Vuurtoren. Bel Robin, of schrijf."),
    ],
)
def test_no_full_stop_follows_one(to: str, said: str) -> None:
    (part,) = fill(Wording(title="Brief", text=TEXT), PLACES, {"to": to, "name": "Robin"})
    (pieces,) = part.items
    assert "".join(piece.words for piece in pieces) == said
