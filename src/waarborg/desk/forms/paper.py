"""A paper dossier filed or moved, and a dossier printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.dossiers.catalogue import Entry

Choices = Sequence[tuple[str, str]]


class PlaceForm(forms.Form):
    """Where a paper part stands."""

    cabinet = forms.CharField(
        label=_("Cabinet"), max_length=12, help_text=_("For example A2. No names: others see this too.")
    )
    shelf = forms.CharField(label=_("Shelf or drawer"), max_length=12, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PaperForm(PlaceForm):
    """A new paper part: where it stands, and what lies in it."""

    categories = forms.MultipleChoiceField(
        label=_("What lies in it?"),
        help_text=_("Whoever takes it out must be allowed to take out each of these."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what lies in it.")},
    )

    def __init__(self, data: Any = None, *, kinds: Choices) -> None:
        super().__init__(data)
        self.fields["categories"].choices = kinds  # type: ignore[attr-defined]


class PrintForm(forms.Form):
    """What goes on paper, and what for."""

    purpose = forms.ChoiceField(
        label=_("What is the print for?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a purpose from the list.")},
    )
    categories = forms.MultipleChoiceField(
        label=_("Which kinds of data?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of data.")},
    )

    def __init__(self, data: Any = None, *, purposes: Choices, entries: Sequence[Entry], first: str = "") -> None:
        super().__init__(data)
        kinds = [(entry.key, entry.rule.title) for entry in entries]
        self.fields["purpose"].choices = list(purposes)  # type: ignore[attr-defined]
        self.fields["categories"].choices = kinds  # type: ignore[attr-defined]
        self.fields["categories"].initial = [first] if first else []
