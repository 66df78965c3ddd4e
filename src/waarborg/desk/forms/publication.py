"""The form with which somebody writes down that a copy was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.parties.choices import GivenHow
from waarborg.publication.choices import CopyFor
from waarborg.publication.copies import New, Published

GIVEN, LATER = "given", "later"
HOW = (GivenHow.IN_PERSON, GivenHow.LETTER, GivenHow.EMAIL)


class CopyForm(forms.Form):
    """What was asked for, by what sort of person, how they get it, and whether they have it already."""

    def __init__(self, data: Any = None, *, may_give: Sequence[Published]) -> None:
        super().__init__(data)
        choices = [(one.rule, one.title) for one in may_give]
        self.fields["rule"] = forms.ChoiceField(
            label=_("A copy of what?"),
            choices=choices,
            initial=choices[0][0],
            required=bool(choices[0][0]),
            widget=forms.RadioSelect,
        )
        self.fields["asked_for"] = forms.ChoiceField(
            label=_("Who asks for it?"),
            help_text=_("No name is kept: anybody may have a copy, and it costs nothing."),
            choices=CopyFor.choices,
            widget=forms.RadioSelect,
        )
        self.fields["how"] = forms.ChoiceField(
            label=_("How do they get it?"), choices=[(one.value, one.label) for one in HOW], widget=forms.RadioSelect
        )
        later = [(LATER, _("It has still to be sent"))] if any(one.sent_by for one in may_give) else []
        self.fields["given"] = forms.ChoiceField(
            label=_("Do they have it?"),
            choices=[(GIVEN, _("Yes, given just now")), *later],
            initial=GIVEN,
            widget=forms.RadioSelect,
        )

    def new(self) -> New:
        """As the service takes it."""
        said = self.cleaned_data
        return New(rule=said["rule"], asked_for=said["asked_for"], how=said["how"], given=said["given"] == GIVEN)
