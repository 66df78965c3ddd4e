"""The form with which somebody writes down what a client said of one version."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.desk.forms.intake import NO, YES
from waarborg.desk.forms.principals import day
from waarborg.desk.forms.records import Choices, chosen
from waarborg.disclosures.choices import ApprovalForm
from waarborg.dossiers.choices import GivenBy
from waarborg.kernel import clock

BY_STAFF = (ApprovalForm.CONVERSATION, ApprovalForm.PAPER)
"""How an approval reaches a colleague; in the portal the client gives it themself."""


class ApproveForm(forms.Form):
    """Approves or not, who, how, when, on which words, and what shows it. Nothing stands ticked."""

    def __init__(self, data: Any = None, *, version: int, scans: Choices) -> None:
        super().__init__(data)
        self.fields["answer"] = forms.ChoiceField(
            label=_("What do they say?"),
            choices=[(YES, _("It may go as it is")), (NO, _("Not as it is"))],
            widget=forms.RadioSelect,
        )
        self.fields["wording"] = forms.CharField(
            label=_("The words that they answered to"),
            initial=_("I have read this and agree that it goes to others as it is."),
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=2000,
        )
        self.fields["who"] = chosen(_("Who answered?"), [(one.value, str(one.label)) for one in GivenBy])
        self.fields["form"] = chosen(_("How?"), [(one.value, str(one.label)) for one in BY_STAFF])
        self.fields["on"] = day(label=_("On which day?"), initial=clock.today)
        if scans:
            self.fields["scan"] = forms.ChoiceField(
                label=_("The scan"),
                help_text=_("Only where it was signed on paper. Add the scan to the documents first."),
                choices=[("", _("None")), *scans],
                required=False,
            )
        self.fields["kept_at"] = forms.CharField(
            label=_("Where is the paper?"),
            help_text=_("Only where it was signed on paper and there is no scan."),
            max_length=200,
            required=False,
        )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput(), initial=version)
