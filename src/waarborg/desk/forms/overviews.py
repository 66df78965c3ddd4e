"""Which overview, of which period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

Grouped = Sequence[tuple[str, Sequence[tuple[str, str]]]]


class OverviewForm(forms.Form):
    """One choice: a kind of overview with its period, so that no period is chosen that it does not have."""

    table = forms.ChoiceField(label=_("Which overview, of which period?"))

    def __init__(self, data: Any = None, *, choices: Grouped) -> None:
        super().__init__(data)
        self.fields["table"].choices = [("", _("Choose")), *choices]  # type: ignore[attr-defined]

    @property
    def definition(self) -> str:
        """The kind of overview that was chosen."""
        return str(self.cleaned_data["table"]).partition(" ")[0]

    @property
    def period(self) -> str:
        """Its period."""
        return str(self.cleaned_data["table"]).partition(" ")[2]
