"""Everybody opens every address of the program: what the policy closes for them appears on none.

Every kind of data of one dossier holds words that stand nowhere else. Who may read what is asked of the policy, through
the door alone; every page, form, list, search, refusal and error is then read for words of other kinds.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from uuid import UUID

import pypdf
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.urls.converters import get_converters
from django.utils.http import urlencode

from tests.apps.cast import ADDRESS, BSN, CANARY, EVERYBODY, NAME, Cast
from waarborg.dossiers import looks
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.door import open_door
from waarborg.kernel.errors import NotFound, Refused
from waarborg.ledger.vocabulary import Kind

NOWHERE = UUID(int=1)
INTEGER = get_converters()["int"]
SEARCHES = (NAME, NAME.split()[0][:4], "1989-03-14", "1234AB", BSN, "kanarie")
IN_CATALOGUE_AND_TYPED = {"contact": (NAME, ADDRESS, "Kanariedam", "kanariena@voorbeeld.nl"), "bsn": (BSN,)}


def canaries_of(cast: Cast) -> dict[str, tuple[str, ...]]:
    """Per kind of data the words that say it was shown."""
    kinds = catalogue_of(cast.actor("anna").in_force)
    found = {entry.key: IN_CATALOGUE_AND_TYPED.get(entry.key, (CANARY.format(category=entry.key),)) for entry in kinds}
    return {kind: words for kind, words in found.items() if kind in cast.records}


def readable(cast: Cast, who: str) -> set[str]:
    """The kinds of data of the dossier that the policy opens for somebody, asked at the door."""
    try:
        with open_door(cast.actor(who), "read", dossier_id=cast.dossier_id) as door:
            found = {category for _scope, category in door.permitted()}
            if not found:
                raise door.refuse()
            door.note(Kind.DOSSIER_READ)
    except (Refused, NotFound):
        return set()
    return found


def addresses(cast: Cast) -> Iterator[tuple[str, bool]]:
    """Every address of the program, with every kind of data and its record in their places; is it a pattern's first?"""
    for name, wanted in patterns(get_resolver()):
        each = sorted(cast.records.items()) if {"category", "record_id"} & wanted.keys() else [("", NOWHERE)]
        for position, (kind, record) in enumerate(each):
            values: dict[str, object] = {"number": cast.number, "category": kind, "record_id": record,
                      "slug": cast.here.organisation.slug, "version": 1, "page": 1, "place": 0, "year": 2025,
                      "step": "gegevens-contact", "fact": "storage_consent",
                      "day": date(2026, 1, 1).isoformat()}  # fmt: skip
            given = {key: values.get(key, 1 if kind_of == INTEGER else NOWHERE) for key, kind_of in wanted.items()}
            yield reverse(name, kwargs=given), position == 0


def patterns(
    resolver: URLResolver, space: str = "", above: Mapping[str, object] = MappingProxyType({})
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Every named pattern with what its address is made from, what stands before it included."""
    for found in resolver.url_patterns:
        wanted = {**above, **found.pattern.converters}
        if isinstance(found, URLResolver):
            inner = f"{space}{found.namespace}:" if found.namespace else space
            yield from patterns(found, inner, wanted)
        elif found.name and found.pattern.regex.pattern.count("(") == len(found.pattern.converters):
            yield f"{space}{found.name}", wanted


def everything_shown(client: Client, cast: Cast, within: str) -> Iterator[tuple[str, str]]:
    """Every answer there is, with how it was asked. Masked values shown whole are asked for apart."""
    for url, is_first in addresses(cast):
        if url == reverse("account_logout") or within not in url:
            continue
        yield f"GET {url}", text_of(client.get(url))
        if is_first and not url.endswith(("/onverkort/", "/stoppen/", "/meekijken/")) and "/account/" not in url:
            yield f"POST {url}", text_of(client.post(url))
    for words in SEARCHES:
        answer = text_of(client.post(reverse("desk:search"), {"q": words}))
        yield f"search {words}", answer.replace(f'value="{words}"', "").replace(f"‘{words}’", "")
    for query in ("na=HIE-2026-9999", "na=' or true --", "voor=x", urlencode({"voor": NOWHERE})):
        for name in ("desk:caseload", "desk:who_looked"):
            url = reverse(name, args=[cast.number] if name == "desk:who_looked" else [])
            yield f"GET {url}?{query}", text_of(client.get(f"{url}?{query}"))


def text_of(answer: HttpResponse) -> str:
    """What an answer says, headers included; of a workbook the text in its sheets, of a PDF that on its pages."""
    assert answer.status_code < 500
    content = answer.content
    if "spreadsheet" in answer["Content-Type"]:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b" ".join(book.read(name) for name in book.namelist())
    if answer["Content-Type"].startswith("application/pdf"):
        content = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).encode()
    return content.decode() + str(dict(answer.headers))


@pytest.mark.parametrize("who", [*EVERYBODY, None])
def test_no_page_shows_what_the_policy_closes(cast: Cast, who: str | None) -> None:
    opened = readable(cast, who) if who else set()
    assert_nothing_else(cast, who, opened)


def test_a_view_opens_the_kinds_that_were_granted_and_no_page_shows_more(cast: Cast) -> None:
    asked = looks.ask(cast.actor("bram"), cast.dossier_id, reason="waarneming")
    granting = looks.Granting(categories=["plan", "progress_report"], on_the_spot=True)
    looks.grant(cast.actor("dina"), cast.dossier_id, asked, granting)
    opened = readable(cast, "bram")
    assert opened == {"plan", "progress_report"}
    assert_nothing_else(cast, "bram", opened)
    looks.stop(cast.actor("bram"), cast.dossier_id, asked)
    assert_nothing_else(cast, "bram", set(), within=f"/{cast.number}/")


def assert_nothing_else(cast: Cast, who: str | None, opened: set[str], *, within: str = "") -> None:
    """Walk, and find the words of opened kinds somewhere and of other kinds nowhere."""
    words = canaries_of(cast)
    met: set[str] = set()
    for asked, answer in everything_shown(cast.browser(who), cast, within):
        shown = {kind for kind, canaries in words.items() if any(canary in answer for canary in canaries)}
        assert shown <= opened, f"{who} saw {sorted(shown - opened)} at {asked}"
        assert BSN not in answer, f"{who} saw the number whole at {asked}"
        met |= shown
    assert met == opened & words.keys() - SILENT, f"{who} should have met {sorted(opened - SILENT - met)}"


SILENT = {"benefit", "identity_check", "bsn"}
"""Kinds without a field for words, and the one that is masked."""


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_masked_number_is_shown_whole_only_where_the_policy_reveals_it(cast: Cast, who: str) -> None:
    answer = cast.browser(who).post(
        reverse("desk:record_reveal", args=[cast.number, cast.records["bsn"]]), {"reason": "statute"}
    )
    assert (BSN in answer.content.decode()) == (who == "anna")
    assert answer.status_code == (200 if who == "anna" else 404 if who in {"chris", "olga"} else 403)


def test_showing_a_number_whole_is_an_event_of_its_own(cast: Cast) -> None:
    cast.browser("anna").post(
        reverse("desk:record_reveal", args=[cast.number, cast.records["bsn"]]), {"reason": "statute"}
    )
    page = cast.browser("anna").get(reverse("desk:who_looked", args=[cast.number])).content.decode()
    assert "helemaal zien" in page


def test_a_caseload_holds_ones_own_dossiers_also_while_nobody_has_written_a_name(cast: Cast) -> None:
    for who, own, other in (("anna", cast.number, cast.other_number), ("bram", cast.other_number, cast.number)):
        page = cast.browser(who).get(reverse("desk:caseload")).content.decode()
        assert own in page
        assert other not in page
