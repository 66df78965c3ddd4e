"""Forms about what people declare: a new version of a text."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.choices import AT_THE_DOOR, Audience
from waarborg.desk.forms.principals import day
from waarborg.kernel import clock


class TextForm(forms.Form):
    """What is declared, by whom, in which words, from which day."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=[(one.value, one.label) for one in AT_THE_DOOR], widget=forms.RadioSelect
    )
    audience = forms.ChoiceField(label=_("Who signs it?"), choices=Audience.choices)
    text = forms.CharField(
        label=_("What is declared"),
        help_text=_("The words of your regulation have to be in it; an empty line begins a new paragraph."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    in_force_from = day(label=_("From"), initial=clock.today)
