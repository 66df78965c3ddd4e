"""Small forms of a working day: a reminder, how a letter was given."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.letters.choices import Channel


class ReminderForm(forms.Form):
    """What has to be done in a dossier, and by when."""

    note = forms.CharField(label=_("What has to be done?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)
    due_on = forms.DateField(
        label=_("No later than"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class GiveForm(forms.Form):
    """How a letter reached the client."""

    channel = forms.ChoiceField(label=_("How was it given?"), choices=Channel.choices, widget=forms.RadioSelect)
