"""The files of a dossier, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from waarborg.desk.forms.documents import kinds_in_words
from waarborg.desk.forms.records import Around
from waarborg.desk.pages.records import around, category_of, form_page
from waarborg.documents.choices import Scan
from waarborg.documents.scanning import scanner
from waarborg.documents.selectors import FileOfDossier, OpenFile, SeenFiles
from waarborg.documents.services import file_fields
from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.items import Place
from waarborg.gate.actors import Actor


def documents_page(found: SeenFiles) -> dict[str, Any]:
    """What desk/documents.html needs beside its form."""
    number = found.number
    return {
        "number": number,
        "name": found.name,
        "back_url": reverse("desk:dossier", args=[number]),
        "can_add": bool(found.fileable),
        "kinds": kinds_in_words(),
        "scanned": bool(scanner()),
        "waiting": [waiting_line(number, one) for one in found.waiting],
        "filed": [{**_about(one), "url": reverse("desk:document", args=[number, one.id])} for one in found.filed],
    }


def waiting_line(number: str, one: FileOfDossier) -> dict[str, Any]:
    """A file that waits, with where it is said what it is."""
    return {
        **_about(one),
        "expires_at": one.expires_at,
        "file_url": reverse("desk:document_file", args=[number, one.id]),
        "drop_url": reverse("desk:document_drop", args=[number, one.id]),
    }


def _about(one: FileOfDossier) -> dict[str, Any]:
    return {
        "name": one.name,
        "size": filesizeformat(one.size),
        "unscanned": one.scan is Scan.UNSCANNED,
        "at": one.at,
        "by": one.by,
        "category": category_of(one.entry) if one.entry else None,
        "version": one.version,
        "mailed": one.mailed,
    }


def choose_page(found: SeenFiles, waiting: FileOfDossier) -> dict[str, Any]:
    """What desk/document_kind.html needs: the kinds of data that a file may be."""
    url = reverse("desk:document_file", args=[found.number, waiting.id])
    return {
        "number": found.number,
        "file": _about(waiting),
        "back_url": reverse("desk:documents", args=[found.number]),
        "groups": _groups(found.writable if _is_message(waiting) else found.fileable, url),
        "closed": [
            {**category_of(entry), "refused_by": article}
            for entry, article in found.closed
            if file_fields(entry) or _is_message(waiting)
        ],
    }


def _is_message(waiting: FileOfDossier) -> bool:
    return waiting.mailed is not None and bool(waiting.mailed.text)


def around_of(actor: Actor, where: Place, waiting: FileOfDossier) -> Around:
    """What may be chosen around the fields, and of a message what its own fields say."""
    plain, mailed = around(actor, where), waiting.mailed
    if mailed is None:
        return plain
    said = {"day": mailed.on, "subject": mailed.subject, "other_side": mailed.sender, "body": mailed.text}
    uses = {name: rule.serves_as or "" for name, rule in where.entry.rule.fields.items()}
    return replace(plain, values={name: said[use] for name, use in uses.items() if said.get(use)})


def _groups(entries: Sequence[Entry], url: str) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        groups.setdefault(entry.rule.group or "", []).append({**category_of(entry), "url": f"{url}?soort={entry.key}"})
    return [{"title": title, "kinds": kinds} for title, kinds in groups.items()]


def filing_page(actor: Actor, where: Place, waiting: FileOfDossier) -> dict[str, Any]:
    """What desk/document_file.html needs beside its form."""
    return {
        **form_page(actor, where),
        "file": _about(waiting),
        "back_url": reverse("desk:document_file", args=[where.number, waiting.id]),
    }


def document_page(opened: OpenFile, pages: int) -> dict[str, Any]:
    """What desk/document.html needs."""
    number, seen, first = opened.where.number, opened.seen, opened.versions[-1].id
    return {
        "number": number,
        "name": opened.where.name,
        "file": _about(seen),
        "category": category_of(opened.where.entry),
        "back_url": reverse("desk:records", args=[number, opened.where.entry.key]),
        "take_url": reverse("desk:document_take", args=[number, first, seen.version]) if opened.may_take else "",
        "again_url": reverse("desk:document_again", args=[number, first]),
        "pages": [
            reverse("desk:document_page", args=[number, first, seen.version, page]) for page in range(1, pages + 1)
        ],
        "versions": [
            {
                **_about(one),
                "url": reverse("desk:document_version", args=[number, first, one.version]),
                "current": one.id == seen.id,
            }
            for one in opened.versions
        ],
    }
