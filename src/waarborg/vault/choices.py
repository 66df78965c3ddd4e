"""The closed lists of the vault."""

from django.db.models import TextChoices


class KeyKind(TextChoices):
    """What an organisation's own key is for."""

    INDEX = "index", "blind index"
    WRAPPING = "wrapping", "wraps data keys"


class TokenKind(TextChoices):
    """What can be looked up without being readable. A value of one kind never matches one of another."""

    BIRTH_DATE = "birth_date", "birth date"
    EMAIL = "email", "e-mail address"
    NAME = "name", "part of a name"
    NUMBER = "number", "number"
    PHONE = "phone", "telephone number"
    POSTCODE = "postcode", "postcode"
    REGION = "region", "first digit of a postcode"
