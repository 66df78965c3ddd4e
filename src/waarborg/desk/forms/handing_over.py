"""Forms of a hand-over: where the link goes, and that it was received."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.handing_over.choices import AnswersAfter, EndKind, Shown
from waarborg.kernel import clock


class WhereForm(forms.Form):
    """To which address the link goes."""

    address = forms.CharField(max_length=254, required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["address"].label = _("E-mail address of the recipient")
        self.fields["address"].help_text = _("They get a link that works once. You tell them the code in another way.")


class ReceiptForm(forms.Form):
    """Since which day they have it, and what shows that."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["received_on"] = forms.DateField(
            label=_("Since which day do they have it?"),
            initial=clock.today(),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        self.fields["shown_by"] = forms.ChoiceField(
            label=_("What shows that?"), choices=Shown.choices, widget=forms.RadioSelect
        )


class AgencyEndForm(forms.Form):
    """How the agency ends, on which day, and who answers for the data after it."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["kind"] = forms.ChoiceField(
            label=_("How does it end?"), choices=EndKind.choices, widget=forms.RadioSelect
        )
        self.fields["last_day"] = forms.DateField(
            label=_("What is its last day?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        )
        self.fields["answers_after"] = forms.ChoiceField(
            label=_("Who answers for the data after it?"), choices=AnswersAfter.choices, widget=forms.RadioSelect
        )
