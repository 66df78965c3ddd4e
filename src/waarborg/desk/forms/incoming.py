"""Forms of e-mail that waits: whose it is and what of it belongs there, whom to hand it on to, who opens post."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.incoming.sorting import Chosen

Choices = Sequence[tuple[str, str]]
MESSAGE = "message"
FIND = "find"


class SortForm(forms.Form):
    """First who it is about, then what of it belongs in that dossier. Nothing is searched before somebody asks."""

    q = forms.CharField(
        label=gettext_lazy("Find who it is about"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, found: Choices | None, parts: Choices, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        if found:
            self.fields["dossier"] = forms.ChoiceField(
                label=_("Which dossier"), choices=found, widget=forms.RadioSelect
            )
            self.fields["chosen"] = forms.MultipleChoiceField(
                label=_("What belongs there"),
                choices=parts,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("What you do not choose is destroyed."),
            )

    @property
    def taken(self) -> Chosen:
        """What was chosen of the message."""
        said = self.cleaned_data["chosen"]
        return Chosen(message=MESSAGE in said, parts=frozenset(int(one) for one in said if one != MESSAGE))


class ColleagueForm(forms.Form):
    """One of the colleagues."""

    colleague = forms.ChoiceField(label=gettext_lazy("Colleague"))

    def __init__(self, data: Any = None, *, colleagues: Choices) -> None:
        super().__init__(data)
        self.fields["colleague"].choices = [("", _("Choose a colleague")), *colleagues]  # type: ignore[attr-defined]
