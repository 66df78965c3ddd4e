"""The values of a record's fields: checked by type, kept in one written form, shown to people.

Kept as JSON text: dates as ISO 8601, money in cents, minutes as a whole number, telephone numbers as E.164.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import phonenumbers
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from stdnum import iban as iban_number
from stdnum.nl import bsn as bsn_number
from stdnum.nl import postcode as postcode_number

from waarborg.dossiers.catalogue import Catalogue, Entry
from waarborg.dossiers.covering import covers
from waarborg.dossiers.free_text import MEDICAL, Finding, ForbiddenInText, found_in
from waarborg.kernel.errors import InvalidInput
from waarborg.policy.citing import numbered
from waarborg.policy.model.catalogue import FILES, FieldRule

LONGEST_LINE = 300
SAYS_LITTLE = frozenset({"date", "minutes", "number", "percentage", "yes_no", *FILES})
"""Types whose value tells a record from others only when there is nothing better."""


def checked(
    catalogue: Catalogue, category: str, given: Mapping[str, Any], *, judged: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The fields as they are kept. Raises `InvalidInput` with a message per field, in the user's language.

    A field that the catalogue does not name cannot be kept, and the message names the article. What free text may not
    carry raises `ForbiddenInText`; `judged` says per field why what looks like health is no health datum.
    """
    entry = catalogue.entry(category)
    wrong: dict[str, str] = {}
    for name in given:
        if name not in entry.rule.fields:
            wrong[name] = _("Article %(article)s does not name this: it cannot be recorded.") % {
                "article": numbered(entry.article)
            }
    kept: dict[str, str] = {}
    for name, field in entry.rule.fields.items():
        value = given.get(name)
        if value in (None, ""):
            if field.required:
                wrong[name] = _("Fill in: %(label)s.") % {"label": field.label}
            continue
        try:
            kept[name] = normal(field, value)
        except ValueError as mistake:
            wrong[name] = str(mistake)
    if not wrong and not kept:
        wrong[""] = _("Fill in at least one thing.")
    found = _forbidden(entry, kept, judged or {})
    if found:
        said = {name: _said(entry, kept[name], each) for name, each in found.items()}
        raise ForbiddenInText(_("Some things are not right yet."), {**wrong, **said}, found, kept)
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    return kept


def _forbidden(entry: Entry, kept: Mapping[str, str], judged: Mapping[str, str]) -> dict[str, tuple[Finding, ...]]:
    """What stands in free text that its field forbids, but for what somebody judged with a reason to be no health."""
    found: dict[str, tuple[Finding, ...]] = {}
    for name, value in kept.items():
        forbids = entry.rule.fields[name].forbids
        cleared = MEDICAL if judged.get(name, "").strip() else ""
        each = tuple(one for one in found_in(value, forbids) if one.what != cleared) if forbids else ()
        if each:
            found[name] = each
    return found


def judged_in(entry: Entry, kept: Mapping[str, str], judged: Mapping[str, str]) -> dict[str, str]:
    """The judgements that were needed: of fields in which something was found. Others are not kept."""
    return {
        name: judged[name].strip()
        for name, value in kept.items()
        if judged.get(name, "").strip()
        and MEDICAL in (forbids := entry.rule.fields[name].forbids)
        and any(one.what == MEDICAL for one in found_in(value, forbids))
    }


def _said(entry: Entry, text: str, found: Sequence[Finding]) -> str:
    words = ", ".join(f"“{word}”" for word in dict.fromkeys(one.words(text) for one in found if one.what == MEDICAL))
    said = []
    if any(one.what != MEDICAL for one in found):
        said.append(_("There seems to be a citizen service number in this text. Take it out."))
    if words:
        said.append(
            _(
                "%(words)s seems to be about health. Article %(article)s does not allow that here. Take it out, or say"
                " below why this is no health datum."
            )
            % {"words": words, "article": numbered(entry.article)}
        )
    return " ".join(said)


def normal(field: FieldRule, value: Any) -> str:
    """One value in its written form. Raises ValueError with a sentence for people."""
    text = value.isoformat() if isinstance(value, date) else str(value).strip()
    return _FORMS.get(field.type, _line)(text, field)


def shown(field: FieldRule, value: str) -> str:
    """A kept value as people read it."""
    if field.choices:
        return field.choice(value)
    return _SHOWN.get(field.type, str)(value)


def title_of(entry: Entry, fields: Mapping[str, str]) -> str:
    """One line that tells a record from its neighbours: its first filled field that is not covered, in words if it can
    be, since the day stands beside it."""
    under = covers(entry)
    for name, field in sorted(entry.rule.fields.items(), key=lambda one: one[1].type in SAYS_LITTLE):
        if name in fields and name not in under:
            text = shown(field, fields[name])
            return text if len(text) <= 80 else f"{text[:77]}…"  # noqa: PLR2004 - one line on a screen
    return entry.rule.title


def _line(text: str, field: FieldRule) -> str:
    if field.type != "text" and len(text) > LONGEST_LINE:
        raise ValueError(_("Make this shorter than 300 characters."))
    if field.choices and text not in field.choices:
        raise ValueError(_("Choose one from the list."))
    return text


def _day(text: str, _field: FieldRule) -> str:
    try:
        return _any_day(text).isoformat()
    except ValueError:
        raise ValueError(_("Fill in a date, for example 14-3-1989.")) from None


def _any_day(text: str) -> date:
    written = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", text)
    if written:
        day, month, year = (int(part) for part in written.groups())
        return date(year, month, day)
    return date.fromisoformat(text)


def _number(text: str, field: FieldRule) -> str:
    try:
        number = int(text)
    except ValueError:
        raise ValueError(_("Fill in a whole number.")) from None
    if field.minimum is not None and number < field.minimum:
        raise ValueError(_("Fill in %(number)s or more.") % {"number": field.minimum})
    if field.maximum is not None and number > field.maximum:
        raise ValueError(_("Fill in %(number)s or less.") % {"number": field.maximum})
    if number < 0:
        raise ValueError(_("Fill in 0 or more."))
    return str(number)


def _money(text: str, _field: FieldRule) -> str:
    plain = text.replace("€", "").replace(" ", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        return str(int((Decimal(plain) * 100).to_integral_exact()))
    except InvalidOperation:
        raise ValueError(_("Fill in an amount, for example 1.250,00.")) from None


def _yes_no(text: str, _field: FieldRule) -> str:
    if text.casefold() in {"yes", "ja", "true", "on", "1"}:
        return "yes"
    if text.casefold() in {"no", "nee", "false", "off", "0"}:
        return "no"
    raise ValueError(_("Choose yes or no."))


def _phone(text: str, _field: FieldRule) -> str:
    try:
        number = phonenumbers.parse(text, "NL")
    except phonenumbers.NumberParseException:
        raise ValueError(_("Fill in a telephone number, for example 06 12 34 56 78.")) from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError(_("Fill in a telephone number, for example 06 12 34 56 78."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(text: str, _field: FieldRule) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        raise ValueError(_("Fill in an e-mail address, for example naam@voorbeeld.nl."))
    return text


def _postcode(text: str, _field: FieldRule) -> str:
    if not postcode_number.is_valid(text):
        raise ValueError(_("Fill in a postcode, for example 1234 AB."))
    return str(postcode_number.validate(text))


def _bsn(text: str, _field: FieldRule) -> str:
    if not bsn_number.is_valid(text):
        raise ValueError(_("This is not a citizen service number. Check the digits."))
    return str(bsn_number.compact(text))


def _iban(text: str, _field: FieldRule) -> str:
    if not iban_number.is_valid(text):
        raise ValueError(_("This is not an account number. Check the letters and digits."))
    return str(iban_number.compact(text))


_FORMS: Mapping[str, Callable[[str, FieldRule], str]] = {
    "date": _day,
    "birth_date": _day,
    "number": _number,
    "minutes": _number,
    "percentage": _number,
    "money": _money,
    "yes_no": _yes_no,
    "phone": _phone,
    "email": _email,
    "postcode": _postcode,
    "bsn": _bsn,
    "iban": _iban,
}


def _shown_day(value: str) -> str:
    return str(formats.date_format(date.fromisoformat(value), "DATE_FORMAT"))


def _shown_money(value: str) -> str:
    euros, cents = divmod(int(value), 100)
    return f"€ {euros},{cents:02d}"


def _shown_phone(value: str) -> str:
    return phonenumbers.format_number(phonenumbers.parse(value), phonenumbers.PhoneNumberFormat.NATIONAL)


def _shown_minutes(value: str) -> str:
    """Minutes with their unit; what is no number stays as it is."""
    if not value.isdigit():
        return value
    return ngettext("%(number)s minute", "%(number)s minutes", int(value)) % {"number": value}


_SHOWN: Mapping[str, Callable[[str], str]] = {
    "date": _shown_day,
    "birth_date": _shown_day,
    "money": _shown_money,
    "minutes": _shown_minutes,
    "yes_no": lambda value: _("yes") if value == "yes" else _("no"),
    "phone": _shown_phone,
    "percentage": lambda value: f"{value}%",
}


def judgement(judged: Mapping[str, str]) -> dict[str, Any]:
    """What an event says of text that looks like health and was judged to be none: in which fields, not why."""
    return {"no_health_datum": sorted(judged)} if judged else {}
