"""The same person is found however the name was typed; and a token says nothing to who lacks the key."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waarborg.kernel.errors import InvalidInput
from waarborg.vault.blind_index import TOKEN_BYTES, name_prefixes, name_words, normalised, token, tokens_of_days
from waarborg.vault.choices import TokenKind

KEY = b"i" * 32

SAME = [
    (TokenKind.NAME, ["Ünal", "unal", "UNAL", " Unal "]),
    (TokenKind.NAME, ["Groß", "gross"]),
    (TokenKind.NAME, ["Søren", "Soren"]),
    (TokenKind.NAME, ["O'Neill", "O’Neill", "oneill"]),
    (TokenKind.BIRTH_DATE, [date(1980, 3, 1), "1980-03-01", "01-03-1980", "1-3-1980", "1/3/1980", "1.3.1980"]),
    (TokenKind.POSTCODE, ["1234 AB", "1234ab", " 1234  Ab"]),
    (TokenKind.NUMBER, ["9999.99.011", "999999011", "9999 99 011"]),
    (TokenKind.NUMBER, ["W-2026/017", "w2026017"]),
    (TokenKind.PHONE, ["06-12345678", "0612345678", "+31 6 12345678", "0031612345678", "+31 (0)6 1234 5678"]),
    (TokenKind.EMAIL, ["Chris@Example.nl", "chris@example.nl "]),
]
NOT_A_VALUE = [
    (TokenKind.NAME, "  - "),
    (TokenKind.BIRTH_DATE, "31-02-1980"),
    (TokenKind.BIRTH_DATE, "yesterday"),
    (TokenKind.POSTCODE, "0123 AB"),
    (TokenKind.POSTCODE, "12345"),
    (TokenKind.NUMBER, "--"),
    (TokenKind.PHONE, "none"),
    (TokenKind.EMAIL, " "),
]


@pytest.mark.parametrize(("kind", "spellings"), SAME, ids=str)
def test_spellings_of_one_value_give_one_token(kind: TokenKind, spellings: list[str | date]) -> None:
    assert len({token(KEY, kind, spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("kind", "value"), NOT_A_VALUE)
def test_what_is_no_value_is_refused(kind: TokenKind, value: str) -> None:
    with pytest.raises(InvalidInput):
        token(KEY, kind, value)


def test_the_same_text_of_another_kind_gives_another_token() -> None:
    tokens = {token(KEY, kind, "999999011") for kind in (TokenKind.NAME, TokenKind.NUMBER, TokenKind.EMAIL)}
    assert len(tokens) == 3


def test_the_tokens_of_many_days_are_those_of_each_day() -> None:
    first, days = date(2024, 2, 27), 5
    each = [token(KEY, TokenKind.BIRTH_DATE, first + timedelta(days=at)) for at in range(days)]
    assert tokens_of_days(KEY, first, days) == b"".join(each)


@given(st.binary(min_size=32, max_size=32), st.text(st.characters(categories=["Ll"]), min_size=1))
def test_with_another_key_the_same_name_gives_another_token(key: bytes, name: str) -> None:
    found = token(key, TokenKind.NAME, name)
    assert len(found) == TOKEN_BYTES
    assert found != token(b"o" * 32, TokenKind.NAME, name)
    assert name.encode() not in found or len(name.encode()) < 3


@given(st.text(min_size=1))
def test_normalising_twice_is_normalising_once(name: str) -> None:
    for kind in (TokenKind.NAME, TokenKind.NUMBER, TokenKind.EMAIL):
        try:
            once = normalised(kind, name)
        except InvalidInput:
            continue
        assert normalised(kind, once) == once


def test_a_name_is_found_by_each_of_its_words_and_their_beginnings() -> None:
    assert name_words("Ünal-van den Berg") == {"unal", "van", "den", "berg"}
    assert name_prefixes("Jan Bergsma") == {"jan", "ber", "berg", "bergs", "bergsm", "bergsma"}
    assert name_prefixes("Li") == {"li"}
