"""Records in words: the items of one kind, the form around one, its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.composing.services import has_template
from waarborg.desk.forms.records import Around, RecordForm, RevealForm
from waarborg.desk.pages.dossier import readers_of, records_url
from waarborg.desk.pages.gate import gate_of, is_special
from waarborg.desk.pages.restricted import restricted_article, restricted_lines
from waarborg.desk.pages.said import said_lines
from waarborg.desk.words import source_in_words, trajectory_in_words, words_of
from waarborg.disclosures.approving import asked_of
from waarborg.dossiers import values
from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.covering import expired_on
from waarborg.dossiers.items import EarlierVersion, Place
from waarborg.dossiers.retention_days import Ending, endings
from waarborg.dossiers.selectors import SeenDossier, SeenRecord
from waarborg.dossiers.statutes import statute_asked
from waarborg.gate.actors import Actor
from waarborg.gate.scopes import APPROVED
from waarborg.kernel.identifiers import is_identifier
from waarborg.policy.compiled import CompiledRule
from waarborg.policy.model.catalogue import FILES, FieldRule
from waarborg.practice.selectors import Practice, practice_of, standard


def records_page(actor: Actor, seen: SeenDossier, entry: Entry, revealed: SeenRecord | None = None) -> dict[str, Any]:
    """What desk/records.html needs beside the shared part. `revealed` is shown whole, this once."""
    found = [one for one in endings(actor, seen) if one.record.entry.key == entry.key]
    page: dict[str, Any] = {
        "category": category_of(entry),
        "records": [_record(actor, seen, one, revealed) for one in found],
        "restricted": restricted_lines(actor, seen.restricted, entry.key),
    }
    if found and has_template(actor.organisation_id, entry):
        for one, record in zip(found, page["records"], strict=True):
            record["url_piece"] = reverse("desk:piece", args=[seen.number, one.record.id])
    if entry.key in asked_of(actor.in_force):
        for one, record in zip(found, page["records"], strict=True):
            record["approved"] = APPROVED in one.record.marks
            if one.record.moved_on is None and one.record.erased_on is None:
                record["url_approval"] = reverse("desk:approval", args=[seen.number, one.record.id])
    if entry.key in seen.writable and not _is_full(entry, found) and is_addable(entry):
        page["add_url"] = add_url(seen.number, entry)
    elif entry.key not in seen.writable and seen.view is None:
        page["not_addable"] = {"text": _("You may not add anything here."), "article": ""}
    if seen.writing is not None and is_special(entry):
        page["gate"] = gate_of(actor, entry, seen.writing)
    if entry.key in seen.revealable:
        page["reveal_form"] = RevealForm()
    return page


def category_of(entry: Entry) -> dict[str, Any]:
    """A kind of data with the article that names it."""
    return {"key": entry.key, "label": entry.rule.title, "article": entry.article, "explanation": entry.rule.note or ""}


def is_addable(entry: Entry) -> bool:
    """Can it be typed? What must be a file is added as a document."""
    return not any(rule.required and rule.type in FILES for rule in entry.rule.fields.values())


def add_url(number: str, entry: Entry) -> str:
    """Where one more is added: time has a form of its own, and so has a contact note."""
    own = {"hours": "desk:time_add", "contact_note": "desk:note_add"}.get(entry.rule.serves_as or "")
    return reverse(own, args=[number]) if own else reverse("desk:record_add", args=[number, entry.key])


def _is_full(entry: Entry, found: Sequence[Ending]) -> bool:
    return entry.rule.single and bool(found)


def _record(actor: Actor, seen: SeenDossier, ending: Ending, revealed: SeenRecord | None) -> dict[str, Any]:
    record, fate, words = ending.record, ending.fate, words_of(actor.in_force.regulation)
    if revealed is not None and revealed.id == record.id:
        record = revealed
    page: dict[str, Any] = {
        "title": values.title_of(record.entry, record.content.fields),
        "fields": fields_of(record.entry, record.content.fields, record.covered, seen.number) + _note(record),
        "source": source_in_words(record.source, words),
        "author": record.author_name or _("Waarborg itself"),
        "recorded_at": record.created_at,
        "occurred_on": record.occurred_on,
        "purpose": actor.in_force.purposes_said().get(record.purpose, ""),
        "url_history": reverse("desk:record_history", args=[seen.number, record.id]),
        "versions": record.version,
        "expired_on": expired_on(record.entry, record.content.fields),
        "origin": _origin(actor, record),
        "moved_on": record.moved_on,
        "internal": record.entry.rule.visibility == "author_only",
        "restricted": _("This item is shielded: it may be kept, not used.") if "restricted" in record.marks else "",
        "restricted_article": restricted_article(actor) if "restricted" in record.marks else "",
        "erased_on": record.erased_on,
        "secret_address": record.secret_address,
        "said": said_lines(record.said),
        "url_statement": reverse("desk:statement_record", args=[seen.number, record.id]),
        "destroyed_on": fate.due,
        "destroyed_article": actor.in_force.article(fate.article) if fate.article else "",
    }
    if record.moved_on is not None or record.erased_on is not None:
        return page | {"versions": 0, "url_history": "", "url_statement": ""}
    if record.entry.key in seen.correctable:
        page["url_correct"] = reverse("desk:record_correct", args=[seen.number, record.id])
        page["url_move"] = reverse("desk:record_move", args=[seen.number, record.id])
    if record.covered and record.entry.key in seen.revealable:
        page["url_reveal"] = reverse("desk:record_reveal", args=[seen.number, record.id])
    return page


def _origin(actor: Actor, record: SeenRecord) -> dict[str, Any]:
    """That it came from UWV or another principal, with the article that says what follows from that."""
    came = next((mark for mark in ("origin_uwv", "origin_principal") if mark in record.marks), None)
    if came is None:
        return {}
    label = _("from UWV") if came == "origin_uwv" else _("from the principal")
    follows = next((rule for rule in actor.in_force.policy.rules if _asks(actor, rule, came)), None)
    return {"label": label, "article": actor.in_force.article(follows.where) if follows else ""}


def _asks(actor: Actor, rule: CompiledRule, fact: str) -> bool:
    """Is this a prohibition that stands because of the fact?"""
    return not rule.permit and bool(rule.when & actor.in_force.policy.vocabulary.mask(fact))


def fields_of(entry: Entry, kept: Mapping[str, str], covered: frozenset[str], number: str = "") -> list[dict[str, str]]:
    """The filled fields, in the order of the catalogue. What the catalogue no longer names keeps its own name."""
    named = [
        _field(rule, kept[name], number, covered=name in covered)
        for name, rule in entry.rule.fields.items()
        if name in kept
    ]
    return named + [{"label": name, "value": kept[name]} for name in kept if name not in entry.rule.fields]


def _field(rule: FieldRule, kept: str, number: str, *, covered: bool) -> dict[str, str]:
    """A field with its value; of a file, where it can be looked at in the dossier with this number."""
    if rule.type in FILES and not covered and is_identifier(kept):
        url = reverse("desk:document", args=[number, kept]) if number else ""
        return {"label": rule.label, "value": _("Look at the file"), "url": url}
    return {"label": rule.label, "value": kept if covered else values.shown(rule, kept)}


def _note(record: SeenRecord) -> list[dict[str, str]]:
    said = [{"label": _("Why this is necessary"), "value": record.content.note}] if record.content.note else []
    judged = record.content.judged
    rules = record.entry.rule.fields
    return said + [
        {"label": _("Judged to be no health datum"), "value": f"{rules[name].label}: {why}" if name in rules else why}
        for name, why in judged.items()
    ]


def trajectory_choices(practice: Practice, trajectories: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Trajectories to choose from."""
    return [(one["id"], trajectory_in_words(practice, one)) for one in trajectories]


def around(actor: Actor, where: Place, record: SeenRecord | None = None) -> Around:
    """What may be chosen around the fields of a form."""
    words = words_of(actor.in_force.regulation)
    rule = where.entry.rule
    titles = actor.in_force.purposes_said()
    served = rule.purposes or actor.in_force.policy.purposes
    purposes = [(key, titles.get(key, key)) for key in served]
    several = where.trajectories if where.entry.of_trajectory and len(where.trajectories) > 1 else ()
    practice = practice_of(actor.organisation_id) if several else standard()
    return Around(
        sources=[(key, source_in_words(key, words)) for key in where.entry.sources],
        purposes=purposes,
        trajectories=trajectory_choices(practice, several),
        note=_("Why is this necessary?") if where.entry.asks_why else _asks_statute(actor, served),
        note_needed=where.entry.asks_why,
        values=uncovered(record) if record else {},
        covered=record.covered if record else frozenset(),
        version=record.version if record else 0,
        secret_address=record.secret_address if record else False,
    )


def _asks_statute(actor: Actor, purposes: Sequence[str]) -> str:
    """What is asked where something may be kept because a law asks it that the regulation does not name."""
    if any(statute_asked(actor.in_force, purpose) for purpose in purposes):
        return _("Is it kept because a law asks it? Which law, and which article?")
    return ""


def uncovered(record: SeenRecord) -> dict[str, str]:
    """What a record says, without what is covered."""
    return {name: value for name, value in record.content.fields.items() if name not in record.covered}


def form_page(actor: Actor, where: Place, record: SeenRecord | None = None) -> dict[str, Any]:
    """What desk/record_form.html needs beside its form."""
    return {
        "dossier": {"name": where.name, "number": where.number},
        "category": category_of(where.entry),
        "back_url": records_url(where.number, where.entry.key),
        "readers": readers_of(actor, where.entry.key),
        "warning": where.entry.rule.warns,
        "correcting": record is not None,
        "theirs": None,
    }


def history_page(actor: Actor, where: Place, record: SeenRecord, earlier: Sequence[EarlierVersion]) -> dict[str, Any]:
    """What desk/record_history.html needs: every version with what it changed, newest first."""
    contents = [record.content, *(one.content for one in earlier)]
    sources = [record.source, *(one.source for one in earlier)]
    shown = [
        {one["label"]: one["value"] for one in fields_of(record.entry, content.fields, record.covered)}
        for content in contents
    ]
    versions = []
    for place, fields in enumerate(shown):
        before = shown[place + 1] if place + 1 < len(shown) else {}
        made = earlier[place] if place < len(earlier) else None
        versions.append(
            {
                "number": record.version - place,
                "author": made.corrected_by if made else record.author_name,
                "source": source_in_words(sources[place], words_of(actor.in_force.regulation)),
                "recorded_at": made.replaced_at if made else record.created_at,
                "reason": contents[place].reason,
                "fields": _compared(before, fields, first=made is None),
            }
        )
    return {
        "dossier": {"name": where.name, "number": where.number},
        "record": {"title": values.title_of(record.entry, record.content.fields), "said": said_lines(record.said)},
        "category": category_of(where.entry),
        "back_url": records_url(where.number, where.entry.key),
        "versions": versions,
    }


def _compared(before: Mapping[str, str], after: Mapping[str, str], *, first: bool) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "before": before.get(label, ""),
            "after": after.get(label, ""),
            "changed": not first and before.get(label, "") != after.get(label, ""),
        }
        for label in dict.fromkeys([*after, *before])
    ]


def not_in_form(record: SeenRecord) -> dict[str, str]:
    """What a correction keeps as it is: the fields that no form shows."""
    rules = record.entry.rule.fields
    return {
        name: value
        for name, value in record.content.fields.items()
        if rules[name].type in FILES and name not in record.covered
    }


def overtaken(actor: Actor, form: RecordForm, record: SeenRecord) -> dict[str, Any]:
    """What somebody else made of a record meanwhile, to stand beside what was typed; the next attempt builds on it."""
    given = cast("QueryDict", form.data).copy()
    given["version"] = str(record.version)
    form.data = given
    return {
        "fields": fields_of(record.entry, record.content.fields, record.covered),
        "source": source_in_words(record.source, words_of(actor.in_force.regulation)),
        "changed_at": record.changed_at,
    }
