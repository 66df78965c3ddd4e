"""Forms for letting people from outside in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = Sequence[tuple[str, str]]


class ContactForm(forms.Form):
    """Somebody of a principal, who sees its own commissions."""

    party = forms.ChoiceField(label=_("Of which principal?"))
    name = forms.CharField(label=_("First name and last name"), max_length=150)
    login = forms.CharField(label=_("Sign-in name"), max_length=150)
    until_on = forms.DateField(
        label=_("Until and including"),
        required=False,
        help_text=_("Empty: as long as an agreement with the principal runs."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any = None, *, parties: Choices) -> None:
        super().__init__(data)
        self.fields["party"].choices = [("", _("Choose one")), *parties]  # type: ignore[attr-defined]
