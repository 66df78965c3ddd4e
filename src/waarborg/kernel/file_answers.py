"""A file as the answer of a page.

kept(content, name)         to be saved: the browser opens nothing of it
streamed(pieces, name)      the same in pieces, for what may be large
shown(content, name)        opened in the browser: a PDF, a picture, a calendar

Whoever made it, a browser runs nothing of a file and no other site puts it in a frame: every answer here has `SANDBOX`
in place of the policy for pages. No copy of it stays behind, as of no page (`middleware.SecurityHeaders`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "xlsx": EXCEL,
    "xml": "application/xml",
    "zip": "application/zip",
}
"""By the ending of its name, of what the program makes itself."""
ANYTHING = "application/octet-stream"
"""Of every other file: bytes of which nothing is said."""
NAME = re.compile(r"[\w-]+\.[\w-]+", re.ASCII)
"""A number or a word, and an ending: no name of a person with its spaces, nothing that ends a header."""


def kept(content: bytes | str, name: str) -> HttpResponse:
    """A file to be saved. Raises `ValueError` for a name that is no number or word with an ending."""
    return HttpResponse(content, content_type=_type(name), headers=_headers(name, saved=True))


def streamed(pieces: Iterable[bytes], name: str, *, size: int | None = None) -> StreamingHttpResponse:
    """A file to be saved, in pieces; its size in bytes where that is known. Raises `ValueError` as `kept` does."""
    length = {} if size is None else {"Content-Length": str(size)}
    return StreamingHttpResponse(pieces, content_type=_type(name), headers=_headers(name, saved=True) | length)


def shown(content: bytes | str, name: str) -> HttpResponse:
    """A file that the browser opens. Raises `ValueError` as `kept` does."""
    return HttpResponse(content, content_type=_type(name), headers=_headers(name, saved=False))


def _type(name: str) -> str:
    return TYPES.get(name.rpartition(".")[2], ANYTHING)


def _headers(name: str, *, saved: bool) -> dict[str, str]:
    if not NAME.fullmatch(name):
        raise ValueError("The name of a file is a number or a word, and an ending.")
    return {
        "Content-Disposition": content_disposition_header(saved, name) or "",
        "Content-Security-Policy": SANDBOX,
        "X-Content-Type-Options": "nosniff",
    }
