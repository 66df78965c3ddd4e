"""Look-up of what nobody can read: the same value in the same spelling gives the same token. Pure.

A token is the first 16 bytes of HMAC-SHA256 under the organisation's index key, over kind and normalised value: without
the key it can neither be read nor guessed, and equal values of two organisations have nothing in common.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from waarborg.kernel.errors import InvalidInput
from waarborg.vault.choices import TokenKind

TOKEN_BYTES: Final = 16
SHORTEST_PREFIX: Final = 3
"""With fewer letters than this nobody is found: such a token would match, and betray, too many."""

REGIONS: Final = tuple("123456789")
"""What a postcode begins with: nine parts of the country, which is what is counted and all that can be."""

_LETTERS: Final = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_WRITTEN_DATE: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_POSTCODE: Final = re.compile(r"[1-9]\d{3}[a-z]{2}")


def token(index_key: bytes, kind: TokenKind, value: str | date) -> bytes:
    """The token of `value`. Raises `InvalidInput` when nothing is left of it to look for."""
    message = kind.value.encode() + b"\x00" + normalised(kind, value).encode()
    return hmac.digest(index_key, message, hashlib.sha256)[:TOKEN_BYTES]


def tokens_of_days(index_key: bytes, first: date, days: int) -> bytes:
    """The tokens of so many days of birth from the first on, one after another: a day has one spelling already."""
    begun = hmac.new(index_key, TokenKind.BIRTH_DATE.value.encode() + b"\x00", hashlib.sha256)
    made = bytearray()
    for at in range(days):
        one = begun.copy()
        one.update((first + timedelta(days=at)).isoformat().encode())
        made += one.digest()[:TOKEN_BYTES]
    return bytes(made)


def normalised(kind: TokenKind, value: str | date) -> str:
    """One spelling of `value`, however it was typed. Raises `InvalidInput` when it is no value of this kind."""
    text = value.isoformat() if isinstance(value, date) else value.strip()
    result = _SPELLINGS[kind](_plain(text))
    if not result:
        raise InvalidInput(f"this is no {kind.label}", {kind.value: kind.label})
    return result


def name_words(name: str) -> frozenset[str]:
    """The separate words of a name, as they are looked up: `Ünal-van den Berg` is four of them."""
    return frozenset(re.findall(r"[^\W_]+", _plain(name).replace("'", "").replace("’", "")))


def name_prefixes(name: str) -> frozenset[str]:
    """All beginnings of the words of a name, so that typing its first letters finds it; short words only whole."""
    words = name_words(name)
    starts = {word[:length] for word in words for length in range(SHORTEST_PREFIX, len(word))}
    return words | frozenset(starts)


def _plain(text: str) -> str:
    """Without capitals and accents (Unicode's compatibility caseless match, and then without what combines)."""
    folded = unicodedata.normalize("NFKD", text)
    for _ in range(2):
        folded = unicodedata.normalize("NFKD", folded.casefold()).translate(_LETTERS)
    return "".join(letter for letter in folded if not unicodedata.combining(letter)).strip()


def _name(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", text))


def _number(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _phone(text: str) -> str:
    """Digits alone, with a Dutch number's country code folded to its leading zero."""
    digits = re.sub(r"\D", "", text)
    return re.sub(r"^(?:0031|31(?=0?\d{9}$))0?", "0", digits)


def _birth_date(text: str) -> str:
    written = _WRITTEN_DATE.fullmatch(text)
    iso = f"{written[3]}-{written[2]:0>2}-{written[1]:0>2}" if written else text
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        return ""


def _postcode(text: str) -> str:
    joined = re.sub(r"\s", "", text)
    return joined if _POSTCODE.fullmatch(joined) else ""


def _region(text: str) -> str:
    return _postcode(text)[:1] or (text if text in REGIONS else "")


_SPELLINGS: Final[dict[TokenKind, Callable[[str], str]]] = {
    TokenKind.BIRTH_DATE: _birth_date,
    TokenKind.EMAIL: lambda text: "".join(text.split()),
    TokenKind.NAME: _name,
    TokenKind.NUMBER: _number,
    TokenKind.PHONE: _phone,
    TokenKind.POSTCODE: _postcode,
    TokenKind.REGION: _region,
}
