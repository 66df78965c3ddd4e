"""One complaint in words, with its clock and what can be done now, next act first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.complaints.attaching import FileOfComplaint
from waarborg.complaints.choices import NEEDED, Instance, StepKind
from waarborg.complaints.giving import SeenGiving, may_go_to
from waarborg.complaints.selectors import Seen
from waarborg.desk.forms import complaint_files as apart
from waarborg.desk.forms import complaints as made
from waarborg.desk.forms.records import Choices
from waarborg.desk.pages.complaint_register import line_of
from waarborg.desk.pages.rights import rights_of
from waarborg.documents.choices import Scan
from waarborg.gate.actors import Actor
from waarborg.gate.organisations import colleagues
from waarborg.kernel import clock
from waarborg.policy.complaints import THIRD_PARTY, TOO_OLD

TALKED_OVER = {StepKind.HEARD, StepKind.NO_MEETING, StepKind.DID_NOT_COOPERATE}
FILES = "bestanden"
"""The form with which files are added, among those that were sent."""
Act = tuple[str, str, forms.Form]


def people(actor: Actor) -> Choices:
    """Everybody who works here, by name."""
    kinds = actor.in_force.policy.kinds
    staff = [role for role, kind in kinds.items() if kind == "staff"]
    found = {str(one.account_id): one.name for one in colleagues(actor, staff)}
    return list(found.items())


def colleagues_and_self(actor: Actor) -> Choices:
    """The same, and oneself."""
    return [(str(actor.somebody), _("Myself")), *people(actor)]


def reasons(words: Sequence[str]) -> Choices:
    """The reasons for which a complaint may be left, in words."""
    named = {
        TOO_OLD: _("it is about something of too long ago"),
        THIRD_PARTY: _("it is beyond doubt about somebody outside the agency"),
    }
    return [(word, named.get(word, word)) for word in words]


def complaint_page(actor: Actor, one: Seen, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What desk/complaint.html needs; `sent` are forms that were sent and are not right yet, by their act."""
    return {
        **line_of(one.line),
        "said": one.said,
        "about": one.about,
        "about_on": one.about_on,
        "take_up_until": one.take_up_until,
        "handler": one.handler,
        "mine": one.mine,
        "of_dossier": one.of_dossier,
        "party": one.party,
        "follows": one.follows,
        "article": actor.in_force.article(one.article) if one.article else None,
        "missing": [str(NEEDED[word]) for word in one.missing],
        "dates": list(_dates(one)),
        "steps": [
            {
                "title": str(step.kind.label),
                "on": step.on,
                "by": step.by,
                "to": step.to,
                "words": step.words,
                "instance": step.instance.label if step.instance else "",
            }
            for step in one.steps
        ],
        "letters": [_letter(one, letter) for letter in one.letters],
        "covered": one.covered,
        "files": [_file(one, each) for each in one.files],
        "files_url": reverse("desk:complaint_files", args=[one.line.id]) if one.mine else "",
        "files_form": sent.get(FILES) or apart.FilesForm(),
        "givings": [_given(one, each) for each in one.givings],
        "measures": one.measures,
        "keep_until": one.keep_until,
        "acts": [_act(one, sent, *each) for each in acts(actor, one)],
        "nobody": one.line.ended_on is None and not one.handlers,
    }


def _file(one: Seen, file: FileOfComplaint) -> dict[str, Any]:
    args = [one.line.id, file.id]
    return {
        "id": file.id,
        "name": file.name,
        "size": file.size,
        "scanned": file.scan is Scan.CLEAN,
        "added_on": file.added_on,
        "what": str(file.what.label) if file.what else "",
        "url": reverse("desk:complaint_file", args=args) if one.mine and file.what else "",
        "sort_url": reverse("desk:complaint_file_sorted", args=args) if one.mine and not file.what else "",
        "choices": apart.what_choices(),
    }


def _given(one: Seen, giving: SeenGiving) -> dict[str, Any]:
    args, form = [one.line.id, giving.id], apart.went()
    form.auto_id = f"id_{giving.id}_%s"
    return {
        "to": str(Instance(giving.recipient).label),
        "name": giving.name,
        "parts": giving.parts,
        "article": giving.article,
        "given_on": giving.given_on,
        "url": reverse("desk:complaint_copy", args=args),
        "give_url": reverse("desk:complaint_went", args=args) if one.mine and not giving.given_on else "",
        "form": form,
    }


def _dates(one: Seen) -> Iterator[dict[str, Any]]:
    """Each last day, and when it was done."""
    line = one.line
    given = {letter.kind: letter.given_on for letter in one.letters if letter.given_on}
    for title, last, done in (
        (_("Confirm receipt"), line.confirm_by, line.confirmed_on),
        (_("Plan a meeting"), one.meet_by, _planned(one)),
        (_("Say that it is not taken up"), line.refuse_by, given.get("complaint_refused")),  # type: ignore[call-overload]
        (_("Decide"), line.decide_by, line.ended_on),
    ):
        if last is not None:
            yield {"title": title, "last": last, "done": done, "late": done is None and clock.today() > last}


def _planned(one: Seen) -> Any:
    planning = {StepKind.MEETING, StepKind.NO_MEETING}
    return next((step.on for step in one.steps if step.kind in planning), None)


def _letter(one: Seen, letter: Any) -> dict[str, Any]:
    args = [one.line.id, letter.id]
    form = made.given()
    form.auto_id = f"id_{letter.id}_%s"
    return {
        "title": str(letter.kind.label),
        "made_on": letter.made_on,
        "given_on": letter.given_on,
        "url": reverse("desk:complaint_letter", args=args),
        "give_url": reverse("desk:complaint_given", args=args) if one.mine and not letter.given_on else "",
        "form": form,
    }


def _act(one: Seen, sent: Mapping[str, Any], act: str, title: str, form: forms.Form) -> dict[str, Any]:
    shown = sent.get(act, form)
    shown.auto_id = f"id_{act}_%s"
    url = reverse("desk:complaint_act", args=[one.line.id, act])
    return {"act": act, "title": title, "url": url, "form": shown, "open": act in sent}


def acts(actor: Actor, one: Seen, data: Any = None) -> Iterator[Act]:
    """What can be done now, what comes next first."""
    if one.line.ended_on is not None:
        yield from _afterwards(actor, one, data) if one.mine else ()
        return
    handlers: Choices = [(str(each.account_id), each.name) for each in one.handlers]
    if not one.mine:
        yield "behandelaar", _("Say who handles it"), made.assign(data, handlers=handlers)
        return
    if _asks_whom_first(one):
        yield _accused(actor, data)
    if one.covered:
        yield "wie", _("Look who complains"), apart.look(data)
    yield from _next(actor, one, data) if one.line.written else _talking(data)
    if not one.of_dossier:
        yield "dossier", _("Say of which dossier it is"), made.match(data)
        if StepKind.NO_DOSSIER not in one.happened:
            label = _("Where did you look, and why is it handled all the same?")
            yield "zonder-dossier", _("Handle it without a dossier"), made.in_words(data, label=label)
    if not _asks_whom_first(one):
        yield _accused(actor, data)
    if one.missing:
        yield "aanvullen", _("Add what was missing"), made.complete(data, missing=tuple(one.missing))
        yield "ontbreekt", _("Ask by letter what is missing"), made.missing(data)
    yield from _meanwhile(actor, one, data, handlers)


def _asks_whom_first(one: Seen) -> bool:
    """Did the complainant name somebody who is not known yet as whom it is about?"""
    return bool(one.said.about_whom) and not one.happened & {StepKind.ACCUSED, StepKind.NOBODY_ACCUSED}


def _accused(actor: Actor, data: Any) -> Act:
    form = made.accused(data, colleagues=colleagues_and_self(actor))
    return "over-wie", _("Say which colleague it is about"), form


def _talking(data: Any) -> Iterator[Act]:
    yield "notitie", _("Note a talk or an agreement"), made.note(data)
    yield (
        "opgelost",
        _("Talking solved it"),
        made.in_words(data, label=_("What solved it, by what the complainant says?")),
    )
    label = _("Received in writing on")
    yield "schriftelijk", _("It is in writing now"), made.on_day(data, label=label)


def _next(actor: Actor, one: Seen, data: Any) -> Iterator[Act]:
    planned = one.meeting_on is not None or StepKind.NO_MEETING in one.happened
    decide = ("besluit", _("Decide by letter"), made.decide(data, colleagues=colleagues_and_self(actor)))
    hear = ("gehoord", _("Write down the hearing"), made.heard(data))
    plan = ("gesprek", _("Plan a meeting"), made.meeting(data))
    confirm = ("bevestigen", _("Confirm receipt by letter"), made.confirm(data))
    invite = ("uitnodigen", _("Invite to the hearing by letter"), made.invite(data, accused=one.about))
    if not planned:
        yield from (plan, confirm)
    elif one.line.confirmed_on is None:
        yield from (confirm, plan)
    elif one.happened & TALKED_OVER:
        yield from (decide, hear)
    else:
        yield from (hear, invite, plan) if StepKind.INVITED in one.happened else (invite, hear, plan)
    help_text = _("It is settled then on what there is.")
    label = _("Who did not come or did not give what, and when was it asked?")
    yield "niet-meegewerkt", _("Somebody does not take part"), made.in_words(data, label=label, help_text=help_text)
    if one.reasons:
        yield "niet-behandelen", _("Do not take it up, by letter"), made.refuse(data, reasons=reasons(one.reasons))


def _giving(actor: Actor, one: Seen, data: Any) -> Iterator[Act]:
    """What may go to somebody outside: only where a rule and the complainant let it."""
    going = [each for each in may_go_to(actor.in_force, actor.roles) if each in one.agreed]
    if going:
        recipients = [(each, str(Instance(each).label).capitalize()) for each in going]
        yield "geven", _("Give something of it to somebody outside"), apart.giving(data, recipients=recipients)


def _meanwhile(actor: Actor, one: Seen, data: Any, handlers: Choices) -> Iterator[Act]:
    yield from _giving(actor, one, data)
    if one.line.written:
        yield "notitie", _("Note a talk or an agreement"), made.note(data)
        yield "stand", _("The complainant asks how it stands"), made.of_fields(data)
        yield "stand-brief", _("Tell by letter how it stands"), made.in_words(data, label=_("How does it stand?"))
        yield (
            "opgelost",
            _("Talking solved it"),
            made.in_words(data, label=_("What solved it, by what the complainant says?")),
        )
    if one.longer_until:
        label = _("Why is more time needed?")
        yield "langer", _("Tell by letter that more time is needed"), made.in_words(data, label=label)
    yield "verzoek", _("There is a request about data in it"), made.request(data, rights=rights_of(actor))
    yield "verder", _("An adviser or mediator comes in"), made.further(data)
    yield "ingetrokken", _("It is taken back"), made.of_fields(data)
    yield "behandelaar", _("Give it to a colleague"), made.assign(data, handlers=handlers)


def _afterwards(actor: Actor, one: Seen, data: Any) -> Iterator[Act]:
    if one.line.appeal:
        yield "klaar", _("The next instance is done"), made.in_words(data, label=_("What came of it?"))
    yield from _giving(actor, one, data)
    yield "verder", _("The complainant turns to the next instance"), made.further(data)
    yield "maatregel", _("Agree on a measure"), made.measure(data, colleagues=colleagues_and_self(actor))
    yield "notitie", _("Note a talk or an agreement"), made.note(data)
