"""The dry run: everything that would come in, and every refusal with its reason, while nothing is stored of anybody."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import Catalogue, catalogue_of
from waarborg.dossiers.consent_forms import article_not_met
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.imports import columns, duplicates
from waarborg.imports.choices import TO_CHOOSE, ImportState, Weight
from waarborg.imports.files import Packed, unpacked
from waarborg.imports.findings import Finding
from waarborg.imports.judging import Judge
from waarborg.imports.known import Known, known
from waarborg.imports.mapping import Mapped, from_json
from waarborg.imports.models import Import
from waarborg.imports.planning import Plan, Planner, columns_out
from waarborg.imports.tables import Table, read
from waarborg.imports.waiting import ACT, Opened, beforehand, content_of, opened, report_progress
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.citing import numbered


def choose(actor: Actor, import_id: UUID, mapped: Mapped) -> None:
    """Say what each column is, and let the worker try it; what was chosen is remembered for the same headings.

    Raises `Refused`, `NotFound`, `Conflict` once it is being brought in, and `InvalidInput` with a message per choice.
    """
    catalogue = catalogue_of(actor.in_force)
    _identifies(mapped, catalogue)
    with open_door(actor, ACT, claims=beforehand(actor)) as door:
        door.require_anywhere()
        found = opened(door, import_id)
        if found.row.state not in TO_CHOOSE:
            raise Conflict("This is being brought in, or is in already.")
        decision = door.note(Kind.IMPORT_READ, details={"import": str(import_id)})
        found.waiting.mapped = mapped.within(actor.in_force, catalogue).as_json()
        columns.remember(door, found.waiting.headers, mapped, decision)
        Import.objects.filter(pk=import_id).update(
            sealed=found.seal(), state=ImportState.TRYING, strong=actor.strong, done=0, failed=False
        )


def _identifies(mapped: Mapped, catalogue: Catalogue) -> None:
    names = {("field", catalogue.identity.key, name) for name in catalogue.name_fields}
    if not names & {(target.kind, target.name, target.field) for target in mapped.columns.values()}:
        said = _("Choose which column is the name: without it nobody can come in.")
        raise InvalidInput(_("Some things are not right yet."), {"": said})


def try_out(actor: Actor, import_id: UUID, *, using: str = "default") -> Plan:
    """Do the dry run, and keep what it found with the file. Raises `Refused` and `NotFound`."""
    claims = beforehand(actor, using=using)
    with open_door(actor, ACT, claims=claims, using=using) as door:
        door.require_anywhere()
        found = opened(door, import_id)
        read_now = ReadIn(door, found)
        door.note(Kind.IMPORT_READ, details={"import": str(import_id)})
    plan = read_now.plan(lambda done: report_progress(actor, import_id, done, using=using))
    with open_door(actor, ACT, claims=claims, using=using) as door:
        door.require_anywhere()
        found = opened(door, import_id)
        duplicates.against(plan, actor.organisation_id, using=using)
        door.note(Kind.IMPORT_TRIED, details={"import": str(import_id), "rows": plan.rows})
        keep_findings(door, found, plan)
    return plan


def keep_findings(door: Door, found: Opened, plan: Plan) -> None:
    """Seal what a dry run found beside the file, and say how many would come in."""
    found.waiting.findings = [one.as_json() for one in sorted(plan.findings, key=lambda one: (one.row, one.column))]
    found.waiting.fingerprint = fingerprint(plan)
    Import.objects.using(door.using).filter(pk=found.row.pk).update(
        sealed=found.seal(),
        state=ImportState.TRIED,
        rows=plan.rows,
        done=plan.rows,
        coming_in=len(plan.dossiers),
        parked=len(plan.parked),
    )


class ReadIn:
    """A file and everything that its rows are judged by, read in one unit of work."""

    def __init__(self, door: Door, found: Opened) -> None:
        self.table: Table = read(content_of(door, found))
        self.packed = unpacked(content_of(door, found, files=True))
        self.actor, self.waiting = door.actor, found.waiting
        self.judge = Judge(door.actor, door.outline.given, clock.now())
        self.known = known(door.actor, using=door.using)

    def plan(self, tell: Callable[[int], None]) -> Plan:
        """The plan, without who is here already."""
        return planned(self.table, self.judge, self.known, self.mapped(), self.shut(), self.packed, tell)

    def mapped(self) -> Mapped:
        """What was chosen. Raises `Conflict` when nobody has."""
        if self.waiting.mapped is None:
            raise Conflict("Nobody has chosen yet what the columns are.")
        return from_json(self.waiting.mapped)

    def shut(self) -> dict[int, str]:
        """Columns of kinds that the regulation shuts out."""
        return {int(place): kind for place, kind in self.waiting.shut.items()}


@dataclass(frozen=True, slots=True)
class _Shut:
    """Columns that cannot be what they were chosen to be."""

    mapped: Mapped
    findings: Sequence[Finding]


def planned(
    table: Table,
    judge: Judge,
    known_here: Known,
    mapped: Mapped,
    shut: dict[int, str],
    packed: Packed | None = None,
    tell: Callable[[int], None] = lambda _done: None,
) -> Plan:
    """The plan of a table: columns first, then rows, then who stands in it twice."""
    catalogue = catalogue_of(judge.actor.in_force)
    mapped = mapped.within(judge.actor.in_force, catalogue)
    weak = _consents_too_weak(judge.actor, mapped)
    planner = Planner(judge=judge, mapped=weak.mapped, known=known_here, packed=packed or Packed(), tell=tell)
    plan = planner.plan(table)
    plan.findings[:0] = [*columns_out(table.headers, mapped, catalogue, shut), *weak.findings]
    duplicates.within(plan)
    return plan


def _consents_too_weak(actor: Actor, mapped: Mapped) -> _Shut:
    """Consents that were given in a weaker form than their article asks do not come in."""
    found: list[Finding] = []
    kept = dict(mapped.columns)
    for place, target in mapped.columns.items():
        article = (
            article_not_met(actor.in_force, target.name, mapped.consent_form) if target.kind == "declared" else None
        )
        if article is not None:
            said = _("Article %(article)s asks another form for this consent.") % {"article": numbered(article)}
            found.append(Finding(Weight.COLUMN, 0, place, said, article))
            del kept[place]
    return _Shut(replace(mapped, columns=kept), found)


def fingerprint(plan: Plan) -> str:
    """What would happen, in one word: which rows come in, with which kinds of data, and which are parked."""
    said = [(one.row, sorted(item.entry.key for item in one.items)) for one in plan.dossiers]
    return hashlib.sha256(repr((said, [one.row for one in plan.parked])).encode()).hexdigest()
