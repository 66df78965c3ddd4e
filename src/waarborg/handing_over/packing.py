"""The package: per dossier a copy to read (PDF), the data (JSON), for public bodies metadata (MDTO); and a manifest.

    <number>/copy.pdf · <number>/data.json · <number>/dossier.mdto.xml · <number>/copy.pdf.mdto.xml · …
    manifest.json        every file with its size and SHA-256; which kinds of data never go, with the article

The manifest says of nobody what is not in it: kinds that stay behind stand there for everybody alike.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from waarborg.handing_over import mdto
from waarborg.parties.choices import PartyKind

PUBLIC = (PartyKind.MUNICIPALITY, PartyKind.UWV)
"""Principals whose archives fall under the law on archives."""
COPY, DATA, MANIFEST = "copy.pdf", "data.json", "manifest.json"
FORMAT = "waarborg hand-over, 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the package is: of which agency, for whom, at the end of which agreement, by which article."""

    agency: str
    principal: str
    agreement: str
    ended_on: date
    regulation: str
    article: str
    given_at: datetime
    language: str
    public: bool
    shielded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneDossier:
    """What goes of one dossier: its number, the copy, and what stands in it per field (`category.number.field`)."""

    number: str
    copy: bytes
    line: Mapping[str, str]
    began_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Packed:
    """The package, and the SHA-256 of its manifest."""

    content: bytes
    manifest: str


def pack(about: About, dossiers: Sequence[OneDossier], never: Mapping[str, Sequence[str]]) -> Packed:
    """All of it in one ZIP, the same for the same. `never` says per kind of data by which articles it stays behind."""
    files: dict[str, bytes] = {}
    for one in dossiers:
        files |= {f"{one.number}/{name}": content for name, content in _files(about, one).items()}
    manifest = _manifest(about, files, len(dossiers), never)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in (*files.items(), (MANIFEST, manifest)):
            whole.writestr(_entry(name, about.given_at), content)
    return Packed(made.getvalue(), hashlib.sha256(manifest).hexdigest())


def records_of(line: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """What stands in it per kind of data, each item with its fields."""
    found: dict[str, dict[int, dict[str, str]]] = {}
    for where, text in line.items():
        category, number, name = where.split(".", 2)
        found.setdefault(category, {}).setdefault(int(number), {})[name] = text
    return {category: [items[number] for number in sorted(items)] for category, items in found.items()}


def _files(about: About, one: OneDossier) -> dict[str, bytes]:
    data = {"dossier": one.number, "agreement": about.agreement, "records": records_of(one.line)}
    files = {COPY: one.copy, DATA: _json(data)}
    if not about.public:
        return files
    said = mdto.OfDossier(
        number=one.number,
        agency=about.agency,
        agreement=about.agreement,
        began_on=one.began_on,
        ended_on=one.ended_on,
        handed_over_at=about.given_at,
        shielded_by=about.shielded_by,
        language=about.language,
    )
    described = {f"{name}.mdto.xml": mdto.of_file(said, name, content) for name, content in files.items()}
    return files | described | {"dossier.mdto.xml": mdto.of_dossier(said, list(files))}


def _manifest(about: About, files: Mapping[str, bytes], dossiers: int, never: Mapping[str, Sequence[str]]) -> bytes:
    said: dict[str, Any] = {
        "format": FORMAT,
        "agency": about.agency,
        "principal": about.principal,
        "agreement": about.agreement,
        "ended_on": about.ended_on.isoformat(),
        "given_at": about.given_at.isoformat(timespec="seconds"),
        "regulation": about.regulation,
        "article": about.article,
        "dossiers": dossiers,
        "stays_behind": [{"kind": kind, "articles": list(articles)} for kind, articles in never.items()],
        "files": [
            {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        ],
    }
    return _json(said)


def _json(said: Any) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, date_time=_stamp(at.timetuple()))
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def _stamp(parts: Iterable[int]) -> tuple[int, int, int, int, int, int]:
    year, month, day, hour, minute, second, *_rest = parts
    return year, month, day, hour, minute, second
