"""Forms before the work begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SignForm(forms.Form):
    """A signature under a declaration: one's name, and that it was read."""

    agreed = forms.BooleanField(label=_("I have read this and will keep to it."))
    signed_as = forms.CharField(
        label=_("Your first name and last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    text = forms.UUIDField(widget=forms.HiddenInput)


class PlaceForm(forms.Form):
    """For which agency and as what somebody works."""

    place = forms.ChoiceField(label=_("What do you work as now?"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["place"].choices = choices  # type: ignore[attr-defined]
