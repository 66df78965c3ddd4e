"""Something of a complaint to somebody outside: the principal at the hearing, the insurer at the end.

Only by a rule that lets it go on the complainant's written consent, and only what was chosen. The client reads it in
their own pages; who works on the dossier does not.

    prepare(actor, complaint_id, NewGiving(...))    weighed and copied; nothing has gone yet
    give(actor, complaint_id, giving_id, ...)       weighed again, and gone on that day
    agree(actor, complaint_id, recipient, yes)      the complainant's own yes or no, in their own pages
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connections
from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.complaints.choices import Channel, Instance, StepKind
from waarborg.complaints.files import File, handling, in_words, opened, spoken
from waarborg.complaints.models import ComplaintGiving
from waarborg.complaints.numbering import number_of
from waarborg.complaints.rules import CATEGORY, PURPOSE, claims_for
from waarborg.complaints.sealing import COPY, GIVING, STEP
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Claims, Door, open_door
from waarborg.gate.organisations import agency
from waarborg.gate.policies import InForce
from waarborg.gate.stating import answer_stating
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.days import day_in_words
from waarborg.letters.typesetting import PIECE, typeset
from waarborg.policy.model.access import Permit
from waarborg.policy.terms_places import placed

ACT: Final = "disclose"
GROUND: Final = "written_consent"
"""Ground and fact: the complainant agreed in writing, and did not take it back."""
RECIPIENTS: Final[Mapping[str, tuple[StepKind, StepKind]]] = {
    Instance.PRINCIPAL.value: (StepKind.PRINCIPAL_YES, StepKind.PRINCIPAL_NO),
    Instance.INSURER.value: (StepKind.INSURER_CONSENT, StepKind.INSURER_NO),
}
"""To whom, and the steps by which the complainant says yes or no to it."""
CHANNELS = (Channel.LETTER, Channel.IN_PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGiving:
    """To whom by name, why, and what of it: its words, and the steps whose words go along."""

    recipient: str
    name: str
    reason: str
    with_words: bool
    steps: frozenset[StepKind] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenGiving:
    """One of them: to whom, by which article, when it went."""

    id: UUID
    recipient: str
    name: str
    parts: Sequence[str]
    article: str
    prepared_on: date
    given_on: date | None


def may_go_to(in_force: InForce, roles: Collection[str] | None = None) -> list[str]:
    """The recipients to whom a rule may let something of a complaint go, on the complainant's consent: by somebody in
    these roles, or by anybody. No statement."""
    rules = [found.rule for found in placed(in_force.regulation, Permit) if ACT in found.rule.permit]
    return [
        recipient
        for recipient in RECIPIENTS
        if any(
            recipient in rule.recipients
            and GROUND in rule.grounds
            and CATEGORY in rule.categories
            and (roles is None or set(rule.roles) & set(roles))
            for rule in rules
        )
    ]


def agreed_in(door: Door, complaint_id: UUID, recipient: str) -> bool:
    """Does the complainant agree in writing, as it stands: their own yes, or one that who handles it has on paper?"""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.complaint_may_go(%s, %s)", [complaint_id, recipient])
        return bool(cursor.fetchone()[0])


def agree(actor: Actor, complaint_id: UUID, recipient: str, *, yes: bool) -> None:
    """The complainant says in their own pages that it may go to this recipient, or may not. Raises `NotFound`."""
    if recipient not in RECIPIENTS:
        raise NotFound("There is no such recipient.")
    with open_door(actor, "write", claims=claims_for(actor)) as door:
        spoken(door, complaint_id).add(door, RECIPIENTS[recipient][0 if yes else 1])


def prepare(actor: Actor, complaint_id: UUID, new: NewGiving) -> UUID:
    """Weigh it and make the copy; returns the giving. Raises `Refused`, `NotFound`, `Conflict`, `InvalidInput`."""
    if new.recipient not in RECIPIENTS:
        raise NotFound("There is no such recipient.")
    _check(new)
    with handling(actor, complaint_id, action=ACT, ended=True, claims=_claims(new.recipient)) as (door, file):
        answer = _weighed(door, file, new.recipient)
        row = ComplaintGiving(
            id=new_id(),
            organisation_id=file.row.organisation_id,
            complaint_id=file.row.pk,
            recipient=new.recipient,
            ground=GROUND,
            rule=answer.rules[0],
            article=answer.articles[0],
            prepared_at=clock.now(),
            prepared_by_id=actor.somebody,
            data_key_id=file.key.id,
        )
        with translation.override(file.said.language):
            parts = _parts(file, new)
        said = {"name": new.name.strip(), "reason": new.reason.strip(), "parts": [title for title, _words in parts]}
        row.sealed = file.key.seal(json.dumps(said, ensure_ascii=False).encode(), row=row.pk, table=GIVING)
        row.sealed_copy = file.key.seal(_copy(door, file, row, new, parts), row=row.pk, table=COPY)
        details = {"complaint": str(file.row.pk), "giving": str(row.pk)}
        row.decision_id = door.note(Kind.COMPLAINT_WENT_ON, details=details)
        _keep(door, row)
        return row.pk


def give(actor: Actor, complaint_id: UUID, giving_id: UUID, channel: Channel, on: date) -> None:
    """It goes, if the rules and the complainant still say so. Raises as `prepare` does."""
    recipient = _recipient_of(actor, complaint_id, giving_id)
    with handling(actor, complaint_id, action=ACT, ended=True, claims=_claims(recipient)) as (door, file):
        row = _row(door, complaint_id, giving_id)
        if row.given_on is not None:
            raise Conflict(_("This was given already."))
        if on > clock.today() or on < clock.day_of(row.prepared_at):
            said = _("Choose the day on which it went.")
            raise InvalidInput(_("Some things are not right yet."), {"on": said})
        _weighed(door, file, recipient)
        instance = Instance(recipient)
        file.add(door, StepKind.GIVEN_OUT, on=on, instance=instance, event=Kind.COMPLAINT_GIVEN)
        _went(door, row, channel, on)


def open_copy(actor: Actor, complaint_id: UUID, giving_id: UUID) -> bytes:
    """The copy as it goes. Raises `NotFound`."""
    with open_door(actor, "read", claims=claims_for(actor)) as door:
        file, row = opened(door, complaint_id), _row(door, complaint_id, giving_id)
        door.note(Kind.COMPLAINTS_READ, details={"complaint": str(complaint_id)})
        return file.key.open(bytes(row.sealed_copy or b""), row=row.pk, table=COPY)


def givings_in(door: Door, file: File) -> list[SeenGiving]:
    """What went of one complaint, and what is ready."""
    rows = ComplaintGiving.objects.using(door.using).filter(complaint_id=file.row.pk).defer("sealed_copy")
    return [_seen(file, row) for row in rows.order_by("prepared_at")]


def _seen(file: File, row: ComplaintGiving) -> SeenGiving:
    said = json.loads(file.key.open(bytes(row.sealed or b""), row=row.pk, table=GIVING)) if row.sealed else {}
    return SeenGiving(
        id=row.pk,
        recipient=row.recipient,
        name=said.get("name", ""),
        parts=said.get("parts", ()),
        article=row.article,
        prepared_on=clock.day_of(row.prepared_at),
        given_on=row.given_on,
    )


def _keep(door: Door, row: ComplaintGiving) -> None:
    ComplaintGiving.objects.using(door.using).bulk_create([row])


def _went(door: Door, row: ComplaintGiving, channel: Channel, on: date) -> None:
    ComplaintGiving.objects.using(door.using).filter(pk=row.pk).update(channel=channel, given_on=on)


def _check(new: NewGiving) -> None:
    wrong = {}
    if not new.name.strip():
        wrong["name"] = _("Fill in who receives it.")
    if not (new.with_words or new.steps):
        wrong["with_words"] = _("Choose what is to go.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    in_words(new.reason, "reason")


def _claims(recipient: str) -> Claims:
    return Claims(purpose=PURPOSE, ground=GROUND, recipient=recipient, facts=(GROUND,))


def _weighed(door: Door, file: File, recipient: str) -> Answer:
    """The regulation's yes to this recipient. Raises `Refused`, and `Conflict` where the insurer comes too soon."""
    agreed = agreed_in(door, file.row.pk, recipient)
    true, false = ([GROUND], []) if agreed else ([], [GROUND])
    answer = answer_stating(door, CATEGORY, ACT, true=true, false=["assigned", "restricted", *false])
    if not answer.allowed or answer.obligations.second_person:
        raise Refused(answer)
    if recipient == Instance.INSURER and not file.has(StepKind.INSTANCE_ENDED):
        raise Conflict(_("The insurer comes after the instances before it."))
    door.noting([answer])
    return answer


def _parts(file: File, new: NewGiving) -> list[tuple[str, str]]:
    """What goes, as titles with their words."""
    found = [(_("The complaint"), file.said.description)] if new.with_words else []
    return found + [
        (f"{StepKind(step.kind).label} ({day_in_words(step.on)})", _words(file, step))
        for step in file.steps
        if StepKind(step.kind) in new.steps
    ]


def _words(file: File, step: object) -> str:
    sealed, row = step.sealed, step.pk  # type: ignore[attr-defined]
    return file.key.open(bytes(sealed), row=row, table=STEP).decode() if sealed else ""


def _copy(door: Door, file: File, row: ComplaintGiving, new: NewGiving, parts: Sequence[tuple[str, str]]) -> bytes:
    """The copy, for one recipient by name."""
    with translation.override(file.said.language):
        about = [
            [_("For"), new.name.strip()],
            [_("What for"), new.reason.strip()],
            [_("By which article"), row.article],
            [_("On which day"), day_in_words(clock.today())],
        ]
        if file.row.meeting_on:
            about.append([_("The meeting"), day_in_words(file.row.meeting_on)])
        data = {
            "organisation": agency(door.actor.organisation_id).name,
            "title": _("About complaint %(number)s") % {"number": number_of(file.row)},
            "parts": [
                {"shape": "fields", "lines": [], "rows": about},
                *(
                    shown
                    for title, words in parts
                    for shown in (
                        {"shape": "heading", "lines": [title], "rows": []},
                        {"shape": "paragraph", "lines": [words or title], "rows": []},
                    )
                ),
            ],
        }
    return typeset(PIECE, file.said.language, data, at=clock.now())


def _recipient_of(actor: Actor, complaint_id: UUID, giving_id: UUID) -> str:
    with handling(actor, complaint_id, action="read", ended=True) as (door, _file):
        door.note(Kind.COMPLAINTS_READ, details={"complaint": str(complaint_id)})
        return _row(door, complaint_id, giving_id).recipient


def _row(door: Door, complaint_id: UUID, giving_id: UUID) -> ComplaintGiving:
    row = ComplaintGiving.objects.using(door.using).filter(pk=giving_id, complaint_id=complaint_id).first()
    if row is None:
        raise NotFound("There is no such giving here.")
    return row
