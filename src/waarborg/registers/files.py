"""Registers as files: CSV, an accessible PDF, JSON-LD; and all of them in one, for an expert's opinion.

in_file(actor, which, form, Asked(...), language)     one of them
pack(actor, Asked(...), language)                     everything, zipped, with a list of fingerprints
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.accounts.models import Organisation
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.letters.typesetting import PIECE, typeset
from waarborg.policy.phrases import Language
from waarborg.registers import dpv
from waarborg.registers.choices import WrittenKind
from waarborg.registers.processing import activities, measures
from waarborg.registers.reading import reading
from waarborg.registers.tables import REGISTERS, Asked, Register, register
from waarborg.registers.texts import text_of

CSV, PDF, JSON_LD, ZIP = "csv", "pdf", "jsonld", "zip"
PROCESSING = "verwerkingen"
"""The register that has JSON-LD too."""
EVERYTHING = "alles"
LONE = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet would run."""


def in_file(actor: Actor, which: str, form: str, asked: Asked, language: Language) -> bytes:
    """One register as a file. Raises `NotFound` for a form that there is not."""
    if which == EVERYTHING and form == ZIP:
        return pack(actor, asked, language)
    if form == JSON_LD and which == PROCESSING:
        return json_ld(actor, language)
    if form not in {CSV, PDF}:
        raise NotFound("There is no such file.")
    with translation.override(language):
        found = register(actor, which, asked, language)
        return as_csv(found) if form == CSV else as_pdf(actor, found, language)


def as_csv(found: Register) -> bytes:
    """Its tables below each other; no cell is ever run by a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for table in found.tables:
        writer.writerow([table.title])
        writer.writerow(table.heads)
        writer.writerows([[f"'{cell}" if cell.startswith(LONE) else cell for cell in row] for row in table.rows])
        writer.writerow([])
    return ("\ufeff" + out.getvalue()).encode()


def as_pdf(actor: Actor, found: Register, language: Language) -> bytes:
    """Its tables as an accessible PDF (PDF/UA-1)."""
    parts = [
        {"shape": "table", "lines": [], "rows": [list(table.heads), *map(list, table.rows)]} for table in found.tables
    ]
    data = {"organisation": _organisation(actor), "title": found.title, "parts": parts}
    return typeset(PIECE, language, data, at=clock.now())


def json_ld(actor: Actor, language: Language) -> bytes:
    """The processing activities in the terms of the Data Privacy Vocabulary. Raises `NotFound` for who reads none."""
    with reading(actor, PROCESSING):
        version = actor.in_force
        found = dpv.record(version, activities(version, language), measures(version, language))
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def pack(actor: Actor, asked: Asked, language: Language) -> bytes:
    """Every register and every text, with the fingerprint of each file. Nothing that stands in a dossier."""
    files: dict[str, bytes] = {}
    with translation.override(language):
        for which in REGISTERS:
            found = register(actor, which, asked, language)
            files[f"{which}.csv"], files[f"{which}.pdf"] = as_csv(found), as_pdf(actor, found, language)
        for kind in WrittenKind:
            seen = text_of(actor, kind)
            version = _("version %(number)s") % {"number": seen.number} if seen.number else _("not written yet")
            files[f"{kind.value}.txt"] = f"{kind.label} ({version})\n\n{seen.text}\n".encode()
    files["verwerkingen.jsonld"] = json_ld(actor, language)
    prints = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    files["SHA256SUMS"] = prints.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def _organisation(actor: Actor) -> str:
    return Organisation.objects.get(pk=actor.organisation_id).name
