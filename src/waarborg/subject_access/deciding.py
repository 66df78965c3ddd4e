"""What is about others, decided by a person, item by item: covered, in part or whole, or given since it harms nobody.

Until somebody decides it is covered, and the package is not given. What was decided stays with the package.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.kernel.languages import reader_language
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.model.access import Prohibition
from waarborg.policy.names import Names
from waarborg.policy.terms_places import placed
from waarborg.rights.going_on import handled
from waarborg.subject_access.asking import living
from waarborg.subject_access.choices import Cover, PackageState, Why
from waarborg.subject_access.in_hand import in_hand
from waarborg.subject_access.models import Covering, Package, PackageItem
from waarborg.subject_access.sealing import COVERING
from waarborg.vault.services import open_keys

ABOUT_OTHERS = "about_third_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, and which words are covered where it is only those: one a line."""

    cover: Cover
    words: str = ""


def decide(actor: Actor, dossier_id: UUID, covering_id: UUID, decided: Decision) -> None:
    """Decide on one thing that may be about somebody else. Raises `Refused`, `NotFound`, `Conflict`, `InvalidInput`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row = Covering.objects.filter(pk=covering_id, dossier_id=dossier_id).first()
        if row is None:
            raise NotFound("There is no such thing to decide on here.")
        package = living(door, row.package_id)
        _require(door, package, row.record_id)
        words = _words(decided)
        key = open_keys(actor.organisation_id, {package.data_key_id})[package.data_key_id]
        decision = door.note(
            Kind.PACKAGE_COVERED,
            categories=(row.category,) if row.category in catalogue_of(actor.in_force).entries else (),
            details={"package": str(package.pk), "covering": str(row.pk), "decided": decided.cover.value},
        )
        sealed = key.seal("\n".join(words).encode(), row=row.pk, table=COVERING) if words else None
        Covering.objects.filter(pk=row.pk).update(
            decided=decided.cover,
            decided_by_id=actor.somebody,
            decided_at=clock.now(),
            sealed=sealed if decided.cover is Cover.WORDS else None,
            decision_id=decision,
        )


def cover_too(actor: Actor, dossier_id: UUID, package_id: UUID, record_id: UUID, field: str, decided: Decision) -> None:
    """Cover a field, or words in it, that the program did not put forward. Raises as `decide` does."""
    _words(decided)
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        package = living(door, package_id)
        if not PackageItem.objects.filter(package_id=package.pk, record_id=record_id).exists():
            raise NotFound("There is no such item in this package.")
        _require(door, package, record_id)
        record = in_hand(door, {record_id})[record_id]
        if field not in record.entry.rule.fields:
            raise InvalidInput(_("Some things are not right yet."), {"field": _("Choose one from the list.")})
        row = Covering.objects.filter(package_id=package.pk, row=str(record_id), field=field).first()
        if row is None:
            row = Covering(
                id=new_id(),
                organisation_id=actor.organisation_id,
                package_id=package.pk,
                dossier_id=dossier_id,
                record_id=record_id,
                row=str(record_id),
                category=record.entry.key,
                field=field,
                why=Why.BY_HAND,
                data_key_id=package.data_key_id,
            )
            row.decision_id = door.note(Kind.PACKAGE_COVERED, details={"package": str(package.pk)})
            Covering.objects.bulk_create([row])
        else:
            door.note(Kind.PACKAGE_COVERED, details={"package": str(package.pk)})
    decide(actor, dossier_id, row.pk, decided)


def _words(decided: Decision) -> list[str]:
    words = [line.strip() for line in decided.words.splitlines() if line.strip()]
    if decided.cover is Cover.WORDS and not words:
        raise InvalidInput(_("Some things are not right yet."), {"words": _("Write down which words, one a line.")})
    return words


def judge_of_others(actor: Actor) -> str:
    """The role that an article names to judge what is about others; empty where it is for whoever handles it."""
    rules = (one.rule for one in placed(actor.in_force.regulation, Prohibition))
    return next((one.judged_by for one in rules if ABOUT_OTHERS in one.when and one.judged_by), "")


def _require(door: Door, package: Package, record_id: UUID | None) -> None:
    """Who handles the request, holds the role that the article names, and may read what it is about."""
    handled(door, package.answers)
    if package.state == PackageState.MAKING:
        raise Conflict(_("It is being made at this moment."))
    judge = judge_of_others(door.actor)
    if judge and judge not in door.actor.roles:
        names = Names(door.actor.in_force.regulation, reader_language())
        raise Conflict(_("This is for %(role)s to decide.") % {"role": names.role(judge)})
    if record_id and record_id not in in_hand(door, {record_id}):
        raise door.refuse()
