"""Forms about principals: recording one, an agreement with it, the last day of an agreement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.kernel import clock
from waarborg.parties.choices import ActsAs, PartyKind


def day(**about: Any) -> forms.DateField:
    """A day, with the calendar of the browser."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **about)


class PartyForm(forms.Form):
    """An organisation that sends people, or people who pay for themselves."""

    kind = forms.ChoiceField(label=_("Kind of principal"), choices=[("", _("Choose one")), *PartyKind.choices])
    name = forms.CharField(
        label=_("Name of the organisation"),
        help_text=_("Never the name of a person. People who pay for themselves stand here without a name."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class AgreementForm(forms.Form):
    """What was agreed with a principal."""

    number = forms.CharField(
        label=_("Number of the agreement"),
        help_text=_("Nothing by which a client can be known."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    starts_on = day(label=_("From"), initial=clock.today)
    ends_on = day(label=_("Until and including"), required=False, help_text=_("Empty: until further notice."))
    acts_as = forms.ChoiceField(
        label=_("What are you under this agreement?"),
        help_text=_("Who decides what the data are used for is controller."),
        choices=ActsAs.choices,
        widget=forms.RadioSelect,
    )


class EndForm(forms.Form):
    """The last day of an agreement."""

    ends_on = day(label=_("Last day"))
