"""The form of a record, made from the catalogue: one field per field of the category, and what stands around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from waarborg.desk.forms.judging import JudgingForm
from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.choices import RevealReason
from waarborg.dossiers.covering import where_living
from waarborg.kernel import clock
from waarborg.policy.model.catalogue import FILES, FieldRule

PREFIX = "f_"
"""Before the names of the catalogue's own fields, which may be called `source` or `note` too."""
FEW = 5
"""Choices that stand one below another; more of them go into a list."""
Choices = Sequence[tuple[str, str]]

HELP: Mapping[str, str] = {
    "birth_date": "14-3-1989",
    "phone": "06 12 34 56 78",
    "email": "naam@voorbeeld.nl",
    "postcode": "1234 AB",
    "money": "1.250,00",
}
"""An example of how a value of a type is written."""
SIGNS: Mapping[str, Mapping[str, str]] = {
    "date": {"type": "date"},
    "birth_date": {"autocomplete": "off"},
    "number": {"inputmode": "numeric"},
    "minutes": {"inputmode": "numeric"},
    "percentage": {"inputmode": "numeric"},
    "money": {"inputmode": "decimal"},
    "phone": {"type": "tel"},
    "email": {"type": "email"},
    "bsn": {"inputmode": "numeric"},
    "credential": {"type": "password"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What may be chosen around the fields: who gave it, what for, which trajectory."""

    sources: Choices
    purposes: Choices
    trajectories: Choices = ()
    note: str = ""
    """The label of the note that the regulation wants; empty when it wants none."""
    note_needed: bool = True
    """Is it always wanted, or only for some of the purposes?"""
    values: Mapping[str, str] = field(default_factory=dict)
    """For a correction: what the record says now."""
    covered: frozenset[str] = frozenset()
    """For a correction: the fields that are covered; left empty they stay as they are."""
    version: int = 0
    """For a correction: which version was read. Zero for a new record."""
    secret_address: bool = False
    """For a correction: is where the client lives secret now?"""


class RecordForm(JudgingForm):
    """Adds a record, or corrects one. Values are checked by the service, which knows the rules."""

    def __init__(self, data: Any = None, *, entry: Entry, around: Around) -> None:
        super().__init__(data)
        self.entry = entry
        for name, rule in entry.rule.fields.items():
            if rule.type not in FILES:
                self.fields[PREFIX + name] = field_of(rule, around.values.get(name, ""))
                if name in around.covered:
                    _keep_covered(self.fields[PREFIX + name])
        if where_living(entry):
            self.fields["secret_address"] = forms.BooleanField(
                label=_("This address is secret"),
                help_text=_("Nobody sees it but who must know, one by one and with a reason. It goes nowhere."),
                required=False,
                initial=around.secret_address,
            )
        if around.version:
            self._add_correction(around)
        else:
            self._add_origin(around)
        self.add_judgements()
        self.order_fields([name for name, field in self.fields.items() if field.widget.is_hidden])

    def _add_origin(self, around: Around) -> None:
        if around.trajectories:
            self.fields["trajectory"] = chosen(_("Which trajectory"), around.trajectories)
        self.fields["source"] = chosen(_("Who gave this?"), around.sources)
        self.fields["purpose"] = chosen(_("What is it for?"), around.purposes)
        self.fields["occurred_on"] = forms.DateField(
            label=_("On which day was this?"),
            initial=clock.today,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        if around.note:
            self.fields["note"] = forms.CharField(
                label=around.note, widget=forms.Textarea(attrs={"rows": 3}), required=around.note_needed
            )

    def _add_correction(self, around: Around) -> None:
        self.fields["source"] = chosen(_("Who says so?"), around.sources)
        self.fields["reason"] = forms.CharField(
            label=_("Why do you correct this?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
        )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=around.version)

    @property
    def values(self) -> dict[str, str]:
        """What was typed in the category's own fields, by their names in the catalogue."""
        return {
            name.removeprefix(PREFIX): value for name, value in self.cleaned_data.items() if name.startswith(PREFIX)
        }

    def named(self, name: str) -> str:
        """The field of this form that a name in a service's mistake means."""
        return PREFIX + name if name in self.entry.rule.fields else name


class RevealForm(forms.Form):
    """Why somebody opens what is covered."""

    reason = forms.ChoiceField(
        label=_lazy("What do you need it for?"),
        choices=[("", _lazy("Choose one")), *RevealReason.choices],
        error_messages={"required": _lazy("Choose what you need it for.")},
    )


def _keep_covered(field: forms.Field) -> None:
    """What is covered is typed anew, or stays."""
    field.required = False
    field.help_text = _("This is covered. Leave it empty to keep it as it is.")


def field_of(rule: FieldRule, value: str = "") -> forms.Field:
    """One field of the catalogue as a field of a form. Every value is text here; the service gives it its form."""
    example = HELP.get(rule.type, "")
    helps = [rule.means or "", _("For example %(example)s.") % {"example": example} if example else ""]
    common: dict[str, Any] = {
        "label": rule.label,
        "required": rule.required,
        "initial": value,
        "help_text": " ".join(part for part in helps if part),
    }
    if rule.type == "yes_no":
        return forms.ChoiceField(choices=[("yes", _("yes")), ("no", _("no"))], widget=forms.RadioSelect, **common)
    if rule.choices:
        return _choice(rule, common)
    if rule.type == "text":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 5}), **common)
    signs = {"autocomplete": "off", **SIGNS.get(rule.type, {})}
    return forms.CharField(widget=forms.TextInput(attrs=signs), **common)


def _choice(rule: FieldRule, common: Mapping[str, Any]) -> forms.Field:
    if len(rule.choices) <= FEW or rule.explained:
        choices = [(one, _explained(rule, one)) for one in rule.choices]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
    listed = [(one, rule.choice(one)) for one in rule.choices]
    return forms.ChoiceField(choices=[("", _("Choose one")), *listed], **common)


def _explained(rule: FieldRule, choice: str) -> str:
    """A choice as it is read, with what it means on the line below it."""
    return f"{rule.choice(choice)}\n{rule.explained[choice]}" if choice in rule.explained else rule.choice(choice)


def chosen(label: str, choices: Choices) -> forms.Field:
    """A choice around the fields. Where there is only one answer nothing is asked; nothing is chosen beforehand."""
    if len(choices) == 1:
        return forms.ChoiceField(label=label, choices=choices, initial=choices[0][0], widget=forms.HiddenInput)
    if len(choices) <= FEW:
        return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
    return forms.ChoiceField(label=label, choices=[("", _("Choose one")), *choices])
