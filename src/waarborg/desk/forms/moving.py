"""The form that takes a record to the dossier where it belongs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.desk.forms.records import Choices


class MoveForm(forms.Form):
    """To which dossier, and why; which of its trajectories is asked when there are several."""

    number = forms.CharField(label=_("Number of the right dossier"), max_length=20)
    reason = forms.CharField(
        label=_("Why do you move this?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, version: int, trajectories: Choices = ()) -> None:
        super().__init__(data, initial={"version": version})
        if trajectories:
            choices = [("", _("Choose one")), *trajectories]
            self.fields["trajectory"] = forms.ChoiceField(label=_("Which trajectory"), choices=choices)

    @property
    def trajectory_id(self) -> UUID | None:
        """The trajectory that was chosen."""
        chosen = self.cleaned_data.get("trajectory")
        return UUID(chosen) if chosen else None
