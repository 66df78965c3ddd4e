"""The form that says why a client need not be told something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.notices.choices import LeftBecause


class LeaveForm(forms.Form):
    """Which notices, on which ground, and why."""

    notices = forms.MultipleChoiceField(
        label=_("What need not be told?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    because = forms.ChoiceField(label=_("On which ground?"), choices=LeftBecause, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why?"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["notices"].choices = choices  # type: ignore[attr-defined]
