"""The certificate on paper: an accessible PDF (PDF/UA-1), without any name but of who approved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import formats, translation
from django.utils.translation import gettext as _

from waarborg.accounts.models import Organisation
from waarborg.destruction.models import Destruction
from waarborg.destruction.proposing import may_look
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.typesetting import PIECE, typeset


def certificate(actor: Actor, destruction_id: UUID) -> dict[str, Any]:
    """The certificate as data, with the proof that its event stands in the sealed ledger. Raises `NotFound`."""
    made = _done(actor, destruction_id)
    return {**(made.certificate or {}), "proof": made.proof}


def certificate_pdf(actor: Actor, destruction_id: UUID, language: str) -> bytes:
    """The certificate as PDF. The same certificate is the same file, byte for byte. Raises `NotFound`."""
    made = _done(actor, destruction_id)
    said = made.certificate or {}
    with translation.override(language):
        titles = {entry.key: entry.rule.title for entry in catalogue_of(actor.in_force)}
        parts = [
            _fields(_facts(said)),
            _table(said, titles),
            *_not_destroyed(said, titles),
            _fields(_approved(said)),
            _fields(_proved(made)),
        ]
        data = {
            "organisation": Organisation.objects.get(pk=actor.organisation_id).name,
            "title": _("Certificate of destruction %(number)s") % {"number": made.number},
            "parts": parts,
        }
        assert made.ended_at is not None  # noqa: S101 - a check of the table
        return typeset(PIECE, language, data, at=made.ended_at)


def _done(actor: Actor, destruction_id: UUID) -> Destruction:
    if not may_look(actor):
        raise NotFound("There is no such certificate.")
    with open_door(actor, "read") as door:
        made = Destruction.objects.using(door.using).filter(pk=destruction_id, certificate__isnull=False).first()
        if made is None:
            raise NotFound("There is no such certificate.")
        door.note(Kind.DESTRUCTIONS_READ)
        return made


def _facts(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (_("Destroyed on"), _day(said["destroyed_on"])),
        (_("Due from"), f"{_day(said['first_due'])} – {_day(said['last_due'])}"),
        (_("By article"), str(said["article"])),
        (_("Dossiers"), str(said["dossiers"])),
        (_("Items"), str(said["records"])),
        (_("Files"), str(said["files"])),
        *((_("Received by a principal before"), _received(one)) for one in said.get("handed_over", ())),
        *((_("Paper shredded"), _shredded(one)) for one in said.get("paper", ())),
    ]


def _received(one: Mapping[str, Any]) -> str:
    return _("%(dossiers)s dossiers, on %(day)s") % {"dossiers": one["dossiers"], "day": _day(one["on"])}


def _shredded(one: Mapping[str, Any]) -> str:
    words = {"parts": one["parts"], "name": one["name"], "day": _day(one["on"])}
    if one["whole"]:
        return _("%(parts)s parts whole, by %(name)s on %(day)s") % words
    return _("pages out of %(parts)s parts, by %(name)s on %(day)s") % words


def _table(said: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    heads = [_("What"), _("Article"), _("Items")]
    rows = [
        [
            _what(one, titles),
            one["article"],
            str(one["records"]),
        ]
        for one in said["what"]
    ]
    return {"shape": "table", "lines": [], "rows": [heads, *rows]}


def _not_destroyed(said: Mapping[str, Any], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """What was put away where nobody reads it, and what stays where it is: each until which day."""
    rows = [
        [_what(one, titles), one["article"], _("put away, nobody reads it; destroyed after %(day)s") % _until(one)]
        for one in said.get("put_away", ())
    ]
    rows += [
        [_what(one, titles), one["article"], _("stays until %(day)s") % _until(one) if one["until"] else _("stays")]
        for one in said.get("stays", ())
    ]
    heads = [_("What was not destroyed"), _("Article"), _("What became of it")]
    told = [{"shape": "table", "lines": [], "rows": [heads, *rows]}] if rows else []
    if said.get("put_away"):
        told.append({"shape": "paragraph", "lines": [_nobody_can_say()], "rows": []})
    return told


def _nobody_can_say() -> str:
    """What becomes impossible once a name is gone (AVG 11): plainly, for whoever is asked later."""
    return _(
        "What a law keeps lies closed without a name. Where the name is gone from the dossier too, nobody finds it "
        "by a name any more, and nothing can be said about it, not to the client either. So long as the dossier is "
        "there, its page on keeping says what was closed away, when, until when and by which article."
    )


def _until(one: Mapping[str, Any]) -> dict[str, str]:
    return {"day": _day(one["until"])}


def _what(one: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    return ", ".join(titles.get(key, _("what goes with it")) for key in one["categories"])


def _approved(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(_("Approved by"), f"{one['name']}, {_day(one['on'])}") for one in said["approved_by"]]


def _proved(made: Destruction) -> list[tuple[str, str]]:
    said, proof = made.certificate or {}, made.proof or {}
    rows = [
        (_("Searched afterwards"), _("nothing is left, in database, files, search and queues")),
        (_("Last copy of the keys gone, also from backups, by"), _day(said["keys_gone_from_backups_by"])),
    ]
    if proof:
        rows += [(_("Place in the ledger"), str(proof["index"])), (_("Root of the ledger"), str(proof["head"]["root"]))]
    return rows


def _fields(rows: list[tuple[str, str]]) -> dict[str, Any]:
    return {"shape": "fields", "lines": [], "rows": [list(row) for row in rows]}


def _day(day: str) -> str:
    return formats.date_format(date.fromisoformat(day), "j F Y")
