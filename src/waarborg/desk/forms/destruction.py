"""The forms of destruction: why a dossier stays, and the duty by which something that was put away is opened."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.destruction.choices import MAY_SAY, Duty, LeftOut
from waarborg.destruction.opening import Asked

LONGEST = 400


class StayForm(forms.Form):
    """Why a dossier on a list stays for now."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["because"] = forms.ChoiceField(label=_("Why it stays"), choices=reasons())

    def because(self) -> LeftOut:
        """The reason that was chosen."""
        return LeftOut(self.cleaned_data["because"])


def reasons() -> list[tuple[str, str]]:
    """The reasons that somebody may give, in words."""
    return [("", _("Choose a reason")), *((one.value, str(one.label)) for one in MAY_SAY)]


class OpeningForm(forms.Form):
    """By which duty of the law it is opened, and who asks it."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["duty"] = forms.ChoiceField(
            label=_("Why does it have to be opened?"), choices=Duty.choices, widget=forms.RadioSelect
        )
        self.fields["words"] = forms.CharField(
            label=_("Who asks it, and by which law?"),
            help_text=_("Your name and these words stay with it. They are sealed."),
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def asked(self) -> Asked:
        """What was said."""
        return Asked(Duty(self.cleaned_data["duty"]), self.cleaned_data["words"])
