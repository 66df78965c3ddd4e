"""What a page says, and in which language it says that it says it: words outside `lang="nl"` on an English page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

from waarborg.policy.english import labels_in, shared_english
from waarborg.policy.model.regulation import Regulation

SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-label")
"""Attributes that are read aloud or shown."""
SILENT = {"script", "style", "code", "textarea"}
"""What no label stands in: programs, and what somebody typed."""
LONG = 12
"""Letters. A shorter word is found only where it stands alone, since it may be part of any sentence."""
MOST_PAGES = 400
NAMES = ("Autoriteit Persoonsgegevens",)
"""Names that are Dutch in any language."""


def outside_dutch(page: str) -> Iterator[str]:
    """Every run of words of a page that is not inside an element marked as Dutch."""
    for element in html.document_fromstring(page).iter():
        if not isinstance(element.tag, str) or element.tag in SILENT:
            continue
        spoken = [element.get(name, "") for name in SPOKEN]
        if not _is_dutch(element):
            yield from filter(None, (words.strip() for words in (element.text or "", *spoken)))
        parent = element.getparent()
        if parent is not None and parent.tag not in SILENT and not _is_dutch(parent):
            yield from filter(None, [(element.tail or "").strip()])


def _is_dutch(element: html.HtmlElement) -> bool:
    marked = next(iter(element.xpath("ancestor-or-self::*[@lang][1]/@lang")), "")
    return bool(marked) and marked.startswith("nl")


def labels_said(page: str, labels: Iterable[str]) -> set[str]:
    """The labels that a page says in Dutch without saying that it is Dutch."""
    runs = [re.sub("|".join(NAMES), "", run) for run in outside_dutch(page)]
    parts = {part.casefold() for run in runs for part in (run, *re.split(r"\s*[,;:·()\n“”]\s*", run))}
    whole = " | ".join(runs).casefold()
    return {label for label in labels if _is_said(label.casefold(), parts, whole)}


def _is_said(label: str, parts: set[str], whole: str) -> bool:
    if label in parts:
        return True
    return len(label) >= LONG and re.search(rf"(?<!\w){re.escape(label)}(?!\w)", whole) is not None


def dutch_labels(regulation: Regulation) -> set[str]:
    """The labels of a regulation that are no English words too."""
    english = {words.casefold() for words in shared_english().values()}
    names = {words for words, said in shared_english().items() if words.casefold() in said.casefold().split()}
    return {words for words in labels_in(regulation) if words.casefold() not in english} - names


def walked(browser: Client, starts: Iterable[str], within: str = "/") -> Iterator[tuple[str, str]]:
    """Every kind of page that can be reached by links, once each, in English: its address and what it says.

    Links are followed that begin with `within`.
    """
    waiting, seen = list(starts), set[object]()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        kind = _kind_of(address)
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        answer = browser.get(address, headers={"accept-language": "en"}, follow=True)
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        page = answer.content.decode()
        yield address, page
        links = html.document_fromstring(page).xpath("//a/@href")
        waiting += [link for link in links if link.startswith(within)]


def _kind_of(address: str) -> object:
    """What page it is, whatever dossier or item it is about; None for what is no page of ours."""
    path, _mark, _place = address.partition("#")
    path, _mark, asked = path.partition("?")
    try:
        found = resolve(path)
    except Resolver404:
        return None
    about: Mapping[str, object] = found.kwargs
    return (
        found.view_name,
        *(value for value in about.values() if isinstance(value, str) and not _is_number(value)),
        asked[:20],
    )


def _is_number(value: str) -> bool:
    """Is it the number or id of one thing, and not the word for a kind of thing?"""
    try:
        UUID(value)
    except ValueError:
        return any(sign.isdigit() for sign in value)
    return True
