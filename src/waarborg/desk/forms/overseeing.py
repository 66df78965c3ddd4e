"""Forms of who oversees what left: which period, what for as a file, what was found looking back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.desk.forms.principals import day
from waarborg.desk.forms.records import Choices
from waarborg.disclosures.choices import ReviewOutcome


class PeriodForm(forms.Form):
    """Which part of the register. Sent as an address: nothing in it is about anybody."""

    def __init__(self, data: Any, *, recipients: Choices) -> None:
        super().__init__(data)
        self.fields["from_on"] = day(label=_("From"))
        self.fields["until_on"] = day(label=_("Until and including"))
        self.fields["recipient"] = forms.ChoiceField(
            label=_("To whom?"), choices=[("", _("Everybody")), *recipients], required=False
        )


class FileForm(forms.Form):
    """What the file is for."""

    def __init__(self, data: Any = None, *, purposes: Choices) -> None:
        super().__init__(data)
        self.fields["purpose"] = forms.ChoiceField(label=_("What for?"), choices=[("", _("Choose one")), *purposes])


class LookBackForm(forms.Form):
    """What was found when somebody looked back on a giving."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Was it right?"), choices=list(ReviewOutcome.choices), widget=forms.RadioSelect
        )
        self.fields["found"] = forms.CharField(
            label=_("Why do you find that?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
        )
