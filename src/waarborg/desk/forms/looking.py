"""Forms around looking along: asking, deciding, checking afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    """Why somebody wants to look along."""

    reason = forms.CharField(
        label=_("What do you need it for?"),
        help_text=_("Write nothing about health. It can be read later by the person it is about."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class DecideForm(forms.Form):
    """The answer of who may let others look along. What is needed depends on the button, so the service checks it."""

    categories = forms.MultipleChoiceField(
        label=_("Which kinds of data"),
        help_text=_("Choose only what is needed for the reason."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    on_the_spot = forms.BooleanField(label=_("My colleague is with me at the office."), required=False)
    answer = forms.CharField(
        label=_("Your answer to your colleague"),
        help_text=_("Needed when you refuse."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

    def __init__(self, *given: object, kinds: Sequence[tuple[str, str]], on_the_spot: bool, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.fields["categories"].choices = kinds  # type: ignore[attr-defined]
        if not on_the_spot:
            del self.fields["on_the_spot"]


class ReviewForm(forms.Form):
    """What was found when somebody looked back."""

    fits = forms.ChoiceField(
        label=_("Does it fit the reason?"),
        choices=[("yes", _("Yes, it fits")), ("no", _("No, it does not fit"))],
        widget=forms.RadioSelect,
    )
    finding = forms.CharField(label=_("What did you find?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)
