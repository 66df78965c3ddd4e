"""The form of a template: what it is called, which kind of data it becomes, and its text in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.desk.forms.proposing import ProposingForm
from waarborg.gate.policies import InForce
from waarborg.practice.filling import wrong_texts
from waarborg.practice.templates import LONGEST

Choices = Sequence[tuple[str, str]]


class TemplateForm(ProposingForm):
    """A template. What stands in its texts is checked against the catalogue, line by line."""

    nl = forms.CharField(label=_("Name in Dutch"), max_length=120)
    en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    serves_as = forms.ChoiceField(label=_("Kept as"))
    text_nl = forms.CharField(
        label=_("Text in Dutch"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 16, "class": "wb-vast"})
    )
    text_en = forms.CharField(
        label=_("Text in English"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "wb-vast"}),
    )
    retired = forms.BooleanField(label=_("Not chosen any more"), required=False)

    def __init__(self, *args: Any, in_force: InForce, kinds: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.in_force = in_force
        self.fields["serves_as"].choices = [("", _("Choose one")), *kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Every word in braces is one that can be filled in."""
        said: dict[str, Any] = super().clean() or {}
        texts = {name: said[name] for name in ("text_nl", "text_en") if said.get(name)}
        for name, wrong in wrong_texts(said.get("serves_as", ""), texts, self.in_force).items():
            self.add_error(name, wrong)
        return said
