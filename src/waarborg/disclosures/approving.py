"""A client approves one version of one item, where a rule lets it go only then; a correction makes it unapproved.

    asked_of(in_force)                         which kinds of data a rule lets go only when approved, by which article
    approvals_of(actor, dossier_id)            the items that ask it, and what was said of each
    ask(actor, dossier_id, record_id)          a task for who works on it
    answer(actor, dossier_id, record_id, new)  what the client said, with its proof
    take_back(actor, dossier_id, record_id)    the client no longer approves

Whoever may add to a kind of data may write down what the client said of it. What was asked, the client and who decides
for them answer themselves, by their right to ask.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.disclosures.choices import ApprovalForm, ApprovalState
from waarborg.disclosures.models import ClientApproval
from waarborg.disclosures.sealing import key_in
from waarborg.disclosures.stopping import on_approval_ended
from waarborg.disclosures.ways import ACT
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.items import one_record
from waarborg.dossiers.models import Record
from waarborg.dossiers.records import stated
from waarborg.dossiers.selectors import SeenDossier, SeenRecord, read_in
from waarborg.gate.actors import Actor, is_client
from waarborg.gate.door import Door, open_door
from waarborg.gate.policies import InForce
from waarborg.gate.scopes import APPROVED, MARKS
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.model.catalogue import FILES
from waarborg.vault.services import open_keys
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish

APPROVAL = "disclosures_clientapproval"
STANDING: Final = (ApprovalState.ASKED, ApprovalState.GIVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the client said of the version that was put to them: who answered, how, when, on which words; the proof."""

    approves: bool
    version: int
    who: str
    form: str
    on: date
    wording: str
    kept_at: str = ""
    """Of a signed paper that was not scanned: where it is."""
    scan_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenApproval:
    """One time that a version was put to a client."""

    version: int
    state: ApprovalState
    asked_on: date
    asked_by: str
    who: GivenBy | None
    form: ApprovalForm | None
    answered_on: date | None
    wording: str
    kept_at: str
    scan_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approvals:
    """A dossier, which of its kinds of data ask approval by which article, and what was said of each item."""

    seen: SeenDossier
    asked: Mapping[str, str]
    said: Mapping[UUID, Sequence[SeenApproval]]

    @property
    def records(self) -> list[SeenRecord]:
        """The items that go only when approved."""
        return [
            one
            for one in self.seen.records
            if one.entry.key in self.asked and one.moved_on is None and one.erased_on is None
        ]

    @property
    def scans(self) -> list[SeenRecord]:
        """The items that hold a file, and so perhaps the signed paper."""
        return [
            one
            for one in self.seen.records
            if any(rule.type in FILES and name in one.content.fields for name, rule in one.entry.rule.fields.items())
        ]


def asked_of(in_force: InForce) -> Mapping[str, str]:
    """The kinds of data that a rule lets go only when the client approved that version, each with its article."""
    policy = in_force.policy
    mask = policy.vocabulary.mask(APPROVED)
    found: dict[str, str] = {}
    for rule in policy.rules:
        if mask & (rule.when if rule.permit else rule.unless) and (rule.actions is None or ACT in rule.actions):
            for category in policy.categories:
                if rule.categories is None or category in rule.categories:
                    found.setdefault(category, rule.where)
    return found


def approvals_of(actor: Actor, dossier_id: UUID) -> Approvals:
    """The items of a dossier that ask approval, and what was said of each. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        seen = read_in(door, Kind.DOSSIER_READ)
        rows = ClientApproval.objects.filter(dossier_id=dossier_id).select_related("asked_by").order_by("-id")
        kept = list(rows)
        keys = open_keys(actor.organisation_id, {row.data_key_id for row in kept if row.data_key_id})
    said: dict[UUID, list[SeenApproval]] = {}
    for row in kept:
        plain: dict[str, str] = {}
        if row.sealed is not None and row.data_key_id in keys:
            plain = json.loads(keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=APPROVAL))
        said.setdefault(row.record_id, []).append(_seen(row, plain))
    return Approvals(seen=seen, asked=asked_of(actor.in_force), said=said)


def _seen(row: ClientApproval, plain: Mapping[str, str]) -> SeenApproval:
    return SeenApproval(
        version=row.version,
        state=ApprovalState(row.state),
        asked_on=clock.day_of(row.asked_at),
        asked_by=row.asked_by.display_name,
        who=GivenBy(row.answered_by) if row.answered_by else None,
        form=ApprovalForm(row.form) if row.form else None,
        answered_on=row.answered_on,
        wording=plain.get("wording", ""),
        kept_at=plain.get("kept_at", ""),
        scan_id=row.scan_id,
    )


def ask(actor: Actor, dossier_id: UUID, record_id: UUID) -> None:
    """Leave a task to ask the client for approval of the version that stands.

    Raises `Refused` to who may not add to this kind of data, `NotFound`, `Conflict` when it was asked already.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        record = _require_record(door, record_id)
        if _standing(record) is not None:
            raise Conflict(_("This version was put to the client already."))
        row = _new(door, record, ApprovalState.ASKED)
        row.decision_id = door.note(
            Kind.APPROVAL_ASKED, categories=(record.entry.key,), details={"record": str(record.id)}
        )
        ClientApproval.objects.bulk_create([row])
        new = NewTask(
            kind=TaskKind.ASK_APPROVAL,
            for_account_id=actor.somebody,
            subject_id=row.pk,
            article=asked_of(actor.in_force).get(record.entry.key, ""),
        )
        create(door, new)


def answer(actor: Actor, dossier_id: UUID, record_id: UUID, new: Answered) -> None:
    """Write down what the client said of the version that stands.

    Raises `Refused` to who may not add to this kind of data, `NotFound`, `InvalidInput` with a message per field, and
    `Conflict` when the item was corrected meanwhile.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        record = _require_record(door, record_id)
        if record.version != new.version:
            raise Conflict(_("This was corrected in the meantime. Put the new version to the client."))
        if new.scan_id is not None and not Record.objects.filter(pk=new.scan_id, dossier_id=dossier_id).exists():
            raise InvalidInput(_("Some things are not right yet."), {"scan": _("Choose one from the list.")})
        _check(record, new)
        kind = Kind.APPROVAL_GIVEN if new.approves else Kind.APPROVAL_DECLINED
        decision = door.note(kind, categories=(record.entry.key,), details={"record": str(record.id)})
        row = _standing(record)
        if row is None and is_client(actor):
            raise Conflict(_("This was not put to you."))
        if row is None:
            row = _new(door, record, ApprovalState.ASKED)
            row.decision_id = decision
            ClientApproval.objects.bulk_create([row])
        elif row.state == ApprovalState.GIVEN:
            raise Conflict(_("This version is approved already."))
        key = key_in(door)
        plain = json.dumps({"wording": new.wording.strip(), "kept_at": new.kept_at.strip()}, ensure_ascii=False)
        ClientApproval.objects.filter(pk=row.pk).update(
            state=ApprovalState.GIVEN if new.approves else ApprovalState.DECLINED,
            answered_by=new.who,
            form=new.form,
            answered_on=new.on,
            written_by_id=actor.somebody,
            scan_id=new.scan_id,
            data_key_id=key.id,
            sealed=key.seal(plain.encode(), row=row.pk, table=APPROVAL),
            decision_id=decision,
        )
        if new.approves:
            _mark(door, record, decision, approved=True)
        _asked_no_more(door, record)


def take_back(actor: Actor, dossier_id: UUID, record_id: UUID) -> None:
    """The client no longer approves it: what waits on that does not go. Raises `Refused`, `NotFound`, `Conflict`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        record = _require_record(door, record_id)
        row = _standing(record)
        if row is None or row.state != ApprovalState.GIVEN:
            raise Conflict(_("This version is not approved."))
        decision = door.note(Kind.APPROVAL_ENDED, categories=(record.entry.key,), details={"record": str(record.id)})
        ClientApproval.objects.filter(pk=row.pk).update(
            state=ApprovalState.ENDED, ended_at=clock.now(), decision_id=decision
        )
        _mark(door, record, decision, approved=False)
        on_approval_ended(door, record.id, APPROVED)


def _require_record(door: Door, record_id: UUID) -> SeenRecord:
    """A record that may be read, in a door turned to adding something about it. Raises `Refused` and `NotFound`."""
    _where, record = one_record(door, record_id)
    entry = record.entry
    if is_client(door.actor):
        door.turn_to("request", UUID(door.dossier["id"]))
        door.require(entry.key, door.scope(record.scope_id), author=record.own, marks=_bits(record))
        return record
    door.turn_to(
        "write", UUID(door.dossier["id"]), claims=stated(entry, entry.serves(door.actor.in_force.main_purpose))
    )
    door.require(entry.key, door.scope(record.scope_id), author=record.own, marks=_bits(record))
    return record


def _standing(record: SeenRecord) -> ClientApproval | None:
    return ClientApproval.objects.filter(record_id=record.id, version=record.version, state__in=STANDING).first()


def _new(door: Door, record: SeenRecord, state: ApprovalState) -> ClientApproval:
    return ClientApproval(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        dossier_id=UUID(door.dossier["id"]),
        record_id=record.id,
        version=record.version,
        state=state,
        asked_at=clock.now(),
        asked_by_id=door.actor.somebody,
    )


def _check(record: SeenRecord, new: Answered) -> None:
    wrong: dict[str, str] = {}
    if new.who not in GivenBy.values:
        wrong["who"] = _("Choose one from the list.")
    if new.form not in ApprovalForm.values:
        wrong["form"] = _("Choose one from the list.")
    if new.on > clock.today():
        wrong["on"] = _("This day has not been yet.")
    elif new.on < clock.day_of(record.changed_at):
        wrong["on"] = _("On this day this version was not there yet.")
    if not new.wording.strip():
        wrong["wording"] = _("Write down the words that they answered to.")
    if new.form == ApprovalForm.PAPER and new.scan_id is None and not new.kept_at.strip():
        wrong["kept_at"] = _("Choose the scan, or write down where the paper is.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _bits(record: SeenRecord) -> int:
    return sum(MARKS[mark] for mark in record.marks)


def _mark(door: Door, record: SeenRecord, decision: UUID, *, approved: bool) -> None:
    """Let the mark of the record say it: both enforcers read that."""
    bits = _bits(record)
    marks = bits | MARKS[APPROVED] if approved else bits & ~MARKS[APPROVED]
    here = Record.objects.using(door.using).filter(pk=record.id, version=record.version)
    changed = here.update(marks=marks, decision_id=decision)
    if not changed:
        raise Conflict(_("This was corrected in the meantime. Put the new version to the client."))


def _asked_no_more(door: Door, record: SeenRecord) -> None:
    asked = ClientApproval.objects.filter(record_id=record.id).values_list("pk", flat=True)
    finish(door, Task.objects.filter(subject_id__in=list(asked), kind=TaskKind.ASK_APPROVAL, done_at__isnull=True))
