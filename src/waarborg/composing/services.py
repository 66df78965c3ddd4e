"""Documents made from templates. Each act is one unit of work.

choices(actor, dossier_id)                 which templates there are, and which of them this actor may make here
prepare(actor, dossier_id, order)          what it would say: the form's first values, and the document filled in
make(actor, dossier_id, order)             it becomes a record of its kind of data, with its file where that has one
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.composing.filling import Filled, filled
from waarborg.composing.gathering import gather
from waarborg.composing.papers import as_pdf
from waarborg.composing.suggesting import suggested
from waarborg.composing.wishes import Wish, field_for
from waarborg.documents.kinds import PDF
from waarborg.documents.services import Made, file_fields, file_made
from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.dossiers.free_text import found_in
from waarborg.dossiers.items import Place
from waarborg.dossiers.records import NewRecord, stated, write
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, open_door
from waarborg.gate.scopes import Scope
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.citing import numbered
from waarborg.practice.filling import check
from waarborg.practice.selectors import practice_of
from waarborg.practice.templates import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A document that somebody wants: from which template, in which language, with what.

    Without a `record` it is what the form starts with. `written` is the text of a letter whose kind of data keeps it
    in the file alone.
    """

    template: str
    language: str
    record: NewRecord | None = None
    written: str = ""
    trajectory_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A template, and the kind of data that it becomes; None where the regulation has none. `may_make`: here, now."""

    template: Template
    entry: Entry | None
    may_make: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What the page needs: where it goes, what the form starts with, the document as it would be."""

    where: Place
    template: Template
    trajectory_id: UUID | None
    asks_text: bool
    """Is there a text to write that no field of its kind of data holds?"""
    fields: Mapping[str, str]
    document: Filled


def choices(actor: Actor, dossier_id: UUID) -> tuple[Place, Sequence[Choice]]:
    """The templates of this agency. Raises `Refused` when nothing may be written here, and `NotFound`."""
    catalogue = catalogue_of(actor.in_force)
    templates = [one for one in practice_of(actor.organisation_id).templates.values() if not one.retired]
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        writable = door.permitted()
        if not writable:
            raise door.refuse()
        door.note(Kind.DOSSIER_READ, categories=())
        found = [
            Choice(template=one, entry=(entry := catalogue.serving_as(one.serves_as)), may_make=_may(door, entry))
            for one in templates
        ]
        return _place(door, catalogue.identity, "", door.scopes), found


def prepare(actor: Actor, dossier_id: UUID, order: Order) -> Prepared:
    """Fill a document in without keeping anything of it. Raises `Refused` and `NotFound`."""
    template, entry = _ordered(actor, order)
    claims = stated(entry, entry.serves(actor.in_force.main_purpose))
    with open_door(actor, "write", dossier_id=dossier_id, claims=claims) as door:
        allowed = _required(door, entry)
        trajectory_id = _trajectory(door, allowed, order)
        door.turn_to("read", claims=Claims())
        material = gather(door, _wish(template, entry, order, trajectory_id))
        fields = order.record.fields if order.record else suggested(material)
        return Prepared(
            where=_place(door, entry, material.client, allowed),
            template=template,
            trajectory_id=trajectory_id,
            asks_text=asks_text(template, entry),
            fields=fields,
            document=filled(replace(material, wish=replace(material.wish, fields=fields))),
        )


def make(actor: Actor, dossier_id: UUID, order: Order) -> UUID:
    """Keep the document as a record; returns its id. What it was made from it inherits the origin of.

    Raises `Refused`, `NotFound`, and `InvalidInput` with a message per field.
    """
    template, entry = _ordered(actor, order)
    if order.record is None:
        raise InvalidInput(_("Some things are not right yet."))
    _check_written(entry, order, template)
    claims = stated(entry, order.record.purpose or entry.serves(actor.in_force.main_purpose))
    with open_door(actor, "write", dossier_id=dossier_id, claims=claims) as door:
        trajectory_id = _trajectory(door, _required(door, entry), order)
        door.turn_to("read", claims=Claims())
        document = filled(gather(door, _wish(template, entry, order, trajectory_id)))
        door.turn_to("write", claims=claims)
        new = replace(order.record, category=entry.key, derived_from=document.used, trajectory_id=trajectory_id)
        field = next(iter(file_fields(entry)), None)
        if field is None:
            return write(door, new)
        pdf = as_pdf(document, at=door.context.moment)
        return file_made(door, new, Made(field=field, name=document.title, kind=PDF, content=pdf))


def has_template(organisation_id: UUID, entry: Entry) -> bool:
    """Can something of this kind be set as a document? One statement, for a kind that serves as something."""
    use = entry.rule.serves_as
    return use is not None and any(
        one.serves_as == use and not one.retired for one in practice_of(organisation_id).templates.values()
    )


def asks_text(template: Template, entry: Entry) -> bool:
    """Is there a text to write that no field of the kind of data holds?"""
    return "{written}" in template.text_nl and field_for(entry, "body") is None


def _check_written(entry: Entry, order: Order, template: Template) -> None:
    """A text that goes into the file alone carries no more than the fields of its kind of data may."""
    if not asks_text(template, entry):
        return
    forbids = {word for rule in entry.rule.fields.values() for word in rule.forbids}
    if not order.written.strip():
        raise InvalidInput(_("Some things are not right yet."), {"written": _("Write the text.")})
    if found_in(order.written, forbids):
        said = _("Nothing about health and no citizen service number here (article %(article)s).")
        raise InvalidInput(
            _("Some things are not right yet."), {"written": said % {"article": numbered(entry.article)}}
        )


def _ordered(actor: Actor, order: Order) -> tuple[Template, Entry]:
    """The template, and the kind of data that it becomes.

    Raises `NotFound`, and `InvalidInput` for one that does not fit.
    """
    template = practice_of(actor.organisation_id).templates.get(order.template)
    if template is None or template.retired or order.language not in template.languages:
        raise NotFound("There is no such template.")
    catalogue = catalogue_of(actor.in_force)
    entry = catalogue.serving_as(template.serves_as)
    if entry is None:
        article = catalogue.closing_article
        raise InvalidInput(_("Article %(article)s names no kind of data for this.") % {"article": numbered(article)})
    check([template], actor.in_force)
    return template, entry


def _may(door: Door, entry: Entry | None) -> bool:
    if entry is None:
        return False
    stating = stated(entry, None).facts
    return any(door.decide(entry.key, scope, author=True, stating=stating).allowed for scope in door.scopes)


def _required(door: Door, entry: Entry) -> list[Scope]:
    """Where it may be written. Raises `Refused` when that is nowhere."""
    allowed = [scope for scope in door.scopes if door.decide(entry.key, scope, author=True).allowed]
    for scope in allowed or door.scopes[:1]:
        door.require(entry.key, scope, author=True)
    return allowed


def _trajectory(door: Door, allowed: Sequence[Scope], order: Order) -> UUID | None:
    """The trajectory that it is about: as was chosen, or else the latest. Raises `NotFound`."""
    wanted = order.trajectory_id or (order.record.trajectory_id if order.record else None)
    here = [UUID(one["id"]) for one in door.outline.given["trajectories"]]
    if wanted is not None and wanted not in here:
        raise NotFound("There is no such trajectory in this dossier.")
    may = {scope.id for scope in allowed}
    return wanted or next((one for one in reversed(here) if one in may), here[-1] if here else None)


def _wish(template: Template, entry: Entry, order: Order, trajectory_id: UUID | None) -> Wish:
    fields = {name: str(value) for name, value in (order.record.fields if order.record else {}).items()}
    return Wish(
        template=template,
        language=order.language,
        entry=entry,
        on=(order.record.occurred_on if order.record else None) or clock.today(),
        trajectory_id=trajectory_id,
        fields=fields,
        written=order.written or fields.get(field_for(entry, "body") or "", ""),
    )


def _place(door: Door, entry: Entry, name: str, scopes: Sequence[Scope]) -> Place:
    within = {str(scope.id) for scope in scopes}
    return Place(
        dossier_id=UUID(door.dossier["id"]),
        number=door.dossier["number"],
        name=name,
        entry=entry,
        trajectories=[one for one in door.outline.given["trajectories"] if one["id"] in within],
    )
