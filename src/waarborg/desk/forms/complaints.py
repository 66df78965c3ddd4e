"""Forms about a complaint: each thing that can be done with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.complaints.choices import (
    NEEDED,
    Channel,
    Instance,
    Outcome,
    StepKind,
)
from waarborg.desk.forms.principals import day
from waarborg.desk.forms.records import Choices, chosen
from waarborg.kernel import clock

LONGEST, LONGEST_LINE = 6000, 200


def words(label: str, help_text: str = "", *, rows: int = 4, required: bool = True) -> forms.CharField:
    """Some sentences."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST, widget=area, required=required)


def line(label: str, help_text: str = "", *, required: bool = False) -> forms.CharField:
    """A line."""
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST_LINE, required=required)


def of_fields(data: Any, **fields: forms.Field) -> forms.Form:
    """A form of these fields, in their order."""
    form = forms.Form(data)
    form.fields.update(fields)
    return form


def assign(data: Any = None, *, handlers: Choices) -> forms.Form:
    """Who handles it."""
    choices = [("", _("Choose one")), *handlers]
    help_text = _("Only people who have no part in it: the program looked at assignments and at the ledger.")
    return of_fields(data, handler=forms.ChoiceField(label=_("Who handles it?"), choices=choices, help_text=help_text))


def match(data: Any = None) -> forms.Form:
    """Of which dossier it is."""
    return of_fields(data, number=line(_("Number of the dossier"), required=True))


def accused(data: Any = None, *, colleagues: Choices) -> forms.Form:
    """Which colleague it is about."""
    choices = [("", _("Nobody in particular")), *colleagues]
    help_text = _("They handle it no more and do not see it. One about who leads goes to other colleagues.")
    return of_fields(
        data,
        account=forms.ChoiceField(
            label=_("Which colleague is it about?"), choices=choices, required=False, help_text=help_text
        ),
        words=words(_("How do you know that?"), rows=2, required=False),
    )


def invite(data: Any = None, *, accused: str) -> forms.Form:
    """The letter that invites to the hearing; `accused` is whom it is about, by name."""
    fields: dict[str, forms.Field] = {
        "place": line(_("Where and at what time?"), required=True),
        "present": line(
            _("Who is there besides the complainant?"),
            _("Somebody of the principal only if the complainant agreed in writing."),
        ),
    }
    if accused:
        label = _("Ask %(name)s to be there as well") % {"name": accused}
        fields["accused"] = forms.BooleanField(label=label, required=False, initial=True)
    return of_fields(data, **fields)


def missing(data: Any = None) -> forms.Form:
    """What is asked by letter, and until when it waits."""
    return of_fields(
        data,
        words=words(_("What do you want to add?"), rows=3, required=False),
        until=day(
            label=_("Until which day do you wait for it?"),
            help_text=_("After that you may decide on what there is. The terms run on."),
        ),
    )


def on_day(data: Any = None, *, label: str) -> forms.Form:
    """A day."""
    return of_fields(data, on=day(label=label, initial=clock.today))


def in_words(data: Any = None, *, label: str, help_text: str = "") -> forms.Form:
    """Some sentences."""
    return of_fields(data, words=words(label, help_text))


def complete(data: Any = None, *, missing: tuple[str, ...]) -> forms.Form:
    """What was missing."""
    fields: dict[str, forms.Field] = {}
    for word in missing:
        name = {"date": "dated", "signature": "signed"}.get(word, word)
        label = str(NEEDED[word]).capitalize()
        if name == "signed":
            fields[name] = forms.BooleanField(label=_("It is signed"), required=False)
        elif name == "dated":
            fields[name] = day(label=label, required=False)
        else:
            fields[name] = line(label)
    return of_fields(data, **fields)


def meeting(data: Any = None) -> forms.Form:
    """When there is a meeting, or why there is none."""
    return of_fields(
        data,
        meeting_on=day(label=_("On which day?"), required=False),
        words=words(_("Where and with whom; or why there is no meeting"), rows=3),
    )


def confirm(data: Any = None) -> forms.Form:
    """The letter that confirms it."""
    return of_fields(data, place=line(_("Where and at what time is the meeting?")))


def heard(data: Any = None) -> forms.Form:
    """The minutes."""
    return of_fields(
        data,
        on=day(label=_("On which day?"), initial=clock.today),
        words=words(_("What was said, by both sides"), rows=8),
    )


def note(data: Any = None) -> forms.Form:
    """Something to remember, said or agreed."""
    kinds = (
        StepKind.TALKED,
        StepKind.PRINCIPAL_YES,
        StepKind.PRINCIPAL_NO,
        StepKind.INSURER_CONSENT,
        StepKind.INSURER_NO,
        StepKind.NOTE,
    )
    return of_fields(
        data,
        kind=chosen(_("What is it?"), [(one.value, str(one.label)) for one in kinds]),
        on=day(label=_("On which day?"), initial=clock.today),
        words=words(_("What was said")),
    )


def refuse(data: Any = None, *, reasons: Choices) -> forms.Form:
    """Why it is left."""
    return of_fields(
        data,
        because=chosen(_("By which reason of the procedure?"), reasons),
        third_party=words(
            _("Whom is it about, and what shows that?"),
            _("Only where it is about somebody outside."),
            rows=2,
            required=False,
        ),
        reasons=words(_("Why do you leave it? You may, and do not have to."), _("The complainant reads this.")),
    )


def decide(data: Any = None, *, colleagues: Choices) -> forms.Form:
    """The decision, and one thing that is done about it; more can be added afterwards."""
    outcomes = (Outcome.UPHELD, Outcome.PARTLY, Outcome.REJECTED)
    return of_fields(
        data,
        outcome=chosen(_("What do you find?"), [(one.value, str(one.label).capitalize()) for one in outcomes]),
        reasons=words(_("Why?"), _("The complainant reads this."), rows=6),
        what=line(_("What is done so that it does not happen again?"), _("No names. It stands in the yearly report.")),
        for_account=forms.ChoiceField(
            label=_("Who does it?"), choices=[("", _("Nobody")), *colleagues], required=False
        ),
        due_on=day(label=_("By when?"), required=False),
    )


def measure(data: Any = None, *, colleagues: Choices) -> forms.Form:
    """Something that is done."""
    return of_fields(
        data,
        what=line(
            _("What is done so that it does not happen again?"),
            _("No names. It stands in the yearly report."),
            required=True,
        ),
        for_account=forms.ChoiceField(label=_("Who does it?"), choices=[("", _("Choose one")), *colleagues]),
        due_on=day(label=_("By when?")),
    )


def further(data: Any = None) -> forms.Form:
    """The next instance."""
    return of_fields(
        data,
        instance=chosen(_("Who has it now?"), [(one.value, str(one.label).capitalize()) for one in Instance]),
        words=words(_("Who exactly, with their certificate where they mediate; and what is asked"), rows=3),
        costs_agreed_on=day(
            label=_("Costs of a mediator: signed on"),
            help_text=_("Only what both signed before the mediator began. Without it the complainant pays nothing."),
            required=False,
        ),
    )


def request(data: Any = None, *, rights: Choices) -> forms.Form:
    """A request about personal data that stands in it."""
    return of_fields(
        data,
        right=forms.ChoiceField(label=_("What is asked?"), choices=[("", _("Choose one")), *rights]),
        words=words(_("What they ask, in their words"), rows=3),
    )


def given(data: Any = None) -> forms.Form:
    """How and when a letter was given."""
    return of_fields(
        data,
        channel=chosen(_("How did you give it?"), [(one.value, str(one.label).capitalize()) for one in Channel]),
        on=day(label=_("On which day?"), initial=clock.today),
    )


def body(data: Any = None) -> forms.Form:
    """Somebody to turn to."""
    steps = (Instance.COMPLAINTS_BODY, Instance.QUALITY_MARK)
    return of_fields(
        data,
        key=forms.CharField(required=False, max_length=40, widget=forms.HiddenInput),
        step=chosen(_("What is it?"), [(one.value, str(one.label).capitalize()) for one in steps]),
        name=line(_("What is it called?"), required=True),
        reach=line(_("How is it reached?"), _("An address, a website or a telephone number.")),
        ended=forms.BooleanField(label=_("It exists no more"), help_text=_("No letter names it then."), required=False),
    )
