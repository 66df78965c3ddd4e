"""What pages draw: icons, references to articles, bars, messages, days and times."""

import datetime as dt
import json
import re
from collections.abc import Mapping

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.template import Context
from django.template.defaultfilters import date as format_date
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from waarborg.kernel.languages import reader_language
from waarborg.policy.english import InDutch
from waarborg.site.icons import ICONS

register = template.Library()

LETTERED = re.compile(r"[A-Z]\d*(\.\d+)*")
"""The number of an article that begins with a letter, as in a second text that came along: K4."""
LONG_LABEL = 18  # characters; a longer reference may wrap over two lines
ALERT_ICONS = {"ok": "check-round", "warning": "warning", "error": "cross-round", "info": "info"}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A decorative icon, or one with a text alternative when a label is given. Unknown names are a `KeyError`."""
    aria = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    drawing = mark_safe(ICONS[name])  # noqa: S308  our own constants
    return format_html('<svg class="wb-icon" viewBox="0 0 20 20" {} focusable="false">{}</svg>', aria, drawing)


@register.simple_tag(takes_context=True)
def article(context: Context, reference: object, label: str = "", *, full: bool = False) -> SafeString:
    """A reference to an article, linked to the text in its version.

    `reference` is an article number of the regulation in the context ("2.7"), or a thing with `number` and
    optionally `url` (where that version's text stands), `law` (the short name of a law, for an article that is
    not the agency's own) and `title`. `full` writes "article" out, for readers who are not staff.
    """
    number = _part(reference, "number") or str(reference)
    law = _part(reference, "law")
    url = _part(reference, "url") or ("" if law else _address_in(context.get("regulation"), number))
    text = label or _label(number, law, full=full)
    kind = " wb-art--lang" if len(text) > LONG_LABEL else ""
    if url:
        return format_html('<a class="wb-art{}" href="{}">{}</a>', kind, url, text)
    return format_html('<span class="wb-art wb-art--tekst{}">{}</span>', kind, text)


def _part(thing: object, name: str) -> str:
    """The named part of a reference, whether it is an object or a mapping; empty when it has none."""
    value = thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
    return "" if value is None else str(value)


def _address_in(regulation: object, number: str) -> str:
    page = _part(regulation, "url")
    return f"{page}#{anchor(number)}" if page else ""


def _label(number: str, law: str, *, full: bool) -> str:
    values = {"law": law, "number": number}
    if not number[:1].isdigit() and not LETTERED.fullmatch(number):
        return f"{law} {number}".strip()  # an annex or a preamble has a name of its own
    if law:
        return _("%(law)s article %(number)s") % values if full else _("%(law)s art. %(number)s") % values
    return _("article %(number)s") % values if full else _("art. %(number)s") % values


@register.simple_tag
def dutch(words: str) -> str:
    """Words that were adopted in Dutch alone, such as the title of an article.

    Whoever reads in another language gets them marked as Dutch, so that they are read aloud rightly. Labels of kinds of
    data, purposes and the like are no such words: they come in the language of the reader.
    """
    return words if reader_language() == "nl" or not words else InDutch(words)


@register.inclusion_tag("site/parts/other_site.html")
def other_site(url: str, label: str) -> dict[str, str]:
    """A link to a website of somebody else, marked as such, with the advice to read its own rules."""
    return {"url": url, "label": label}


@register.filter
def anchor(number: object) -> str:
    """The id that an article has on the regulation page: "2.6.1" becomes "art-2-6-1"."""
    return "art-" + "".join(sign if sign.isalnum() else "-" for sign in str(number)).strip("-").lower()


@register.simple_tag
def bar(value: float, maximum: float, kind: str = "", *, high: bool = False) -> SafeString:
    """A bar for `value` of `maximum`. Its size is an SVG attribute, so no inline style is needed."""
    share = 100 * float(value) / float(maximum) if float(maximum) else 0.0
    return format_html(
        '<svg class="wb-balk{}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="wb-balk__spoor" width="100" height="10"/>'
        '<rect class="wb-balk__deel{}" width="{}" height="10"/></svg>',
        " wb-balk--hoog" if high else "",
        f" wb-balk__deel--{kind}" if kind else "",
        f"{min(max(share, 0.0), 100.0):.2f}",
    )


@register.simple_tag
def stack(*pairs: str | float) -> SafeString:
    """A stacked bar of kinds and numbers: `stack "goed" 6 "let-op" 2`."""
    parts = [(str(kind), float(number)) for kind, number in zip(pairs[::2], pairs[1::2], strict=True)]
    total = sum(number for _kind, number in parts) or 1.0
    drawn, start = [], 0.0
    for kind, number in parts:
        width = 100 * number / total
        if width:
            drawn.append((kind, f"{start:.2f}", f"{max(width - 0.6, 0.4):.2f}"))
        start += width
    return format_html(
        '<svg class="wb-balk wb-balk--hoog" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false">{}</svg>',
        format_html_join("", '<rect class="wb-balk__deel wb-balk__deel--{}" x="{}" width="{}" height="10"/>', drawn),
    )


@register.simple_block_tag
def alert(content: str, kind: str = "info", role: str = "") -> SafeString:
    """A message on the page: ok, warning, error or info. The icon and the first bold words carry the meaning."""
    aria = format_html(' role="{}"', role) if role else ""
    return format_html(
        '<div class="utrecht-alert utrecht-alert--{}">{}<div class="utrecht-alert__message"{}>{}</div></div>',
        kind,
        icon(ALERT_ICONS[kind]),
        aria,
        mark_safe(content),  # noqa: S308  rendered by the template, which escaped it
    )


@register.filter
def as_json(value: object) -> str:
    """What a script of the page needs, as JSON for an attribute."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def drawing(svg: str) -> SafeString:
    """An SVG that the program itself drew (the picture for an authenticator app), to stand inside a page."""
    _prolog, start, rest = str(svg).partition("<svg")
    label = escape(_("Picture to scan with the app"))
    return mark_safe(f'{start} role="img" aria-label="{label}"{rest}')  # noqa: S308  never made by a person


@register.filter(expects_localtime=True)
def day(value: dt.date | None) -> str:
    """A day with its month in letters and its year: 5 januari 2029. Empty for no day."""
    return format_date(value, "j F Y") if value else ""


@register.filter(expects_localtime=True)
def weekday(value: dt.date | None) -> str:
    """A day with the day of the week: maandag 23 november 2026."""
    return format_date(value, "l j F Y") if value else ""


@register.filter(expects_localtime=True)
def clock(value: dt.datetime | dt.time | None) -> str:
    """A time as people say it: 9.30 uur and 17 uur in Dutch, 9:30 and 17:00 in English."""
    if value is None:
        return ""
    if get_language() != "nl":
        return f"{value.hour}:{value.minute:02}"
    return f"{value.hour}.{value.minute:02} uur" if value.minute else f"{value.hour} uur"


@register.filter(expects_localtime=True)
def moment(value: dt.datetime | dt.date | None) -> str:
    """A day and a time: maandag 23 november 2026, 9.12 uur. A day without a time stays a day, and so does midnight."""
    if not isinstance(value, dt.datetime) or value.time() == dt.time():
        return weekday(value)
    return f"{weekday(value)}, {clock(value)}"
