"""Forms about principals: recording one, an agreement with it, the last day of an agreement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.kernel import clock
from waarborg.parties.choices import PRINCIPALS, ActsAs, Assured, PartyKind


def day(**about: Any) -> forms.DateField:
    """A day, with the calendar of the browser."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **about)


class PartyForm(forms.Form):
    """An organisation that sends people, or people who pay for themselves."""

    kind = forms.ChoiceField(
        label=_("Kind of principal"),
        choices=[("", _("Choose one")), *((one.value, one.label) for one in PRINCIPALS)],
    )
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
    passes_on = forms.CharField(
        label=_("Duties that pass on to whoever is hired"),
        help_text=_("In the words that they sign before they work under this agreement. Empty: none do."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EndForm(forms.Form):
    """The last day of an agreement."""

    ends_on = day(label=_("Last day"))


class OtherPartyForm(forms.Form):
    """An organisation that receives something, or works for the agency, and sends nobody."""

    kind = forms.ChoiceField(
        label=_("Kind of organisation"),
        choices=[
            ("", _("Choose one")),
            *((one.value, one.label) for one in PartyKind if one not in (*PRINCIPALS, PartyKind.CLIENT)),
        ],
    )
    name = forms.CharField(
        label=_("Name of the organisation"),
        help_text=_("Never the name of a person."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class AssuranceForm(forms.Form):
    """Something that was made sure of about a party."""

    fact = forms.ChoiceField(label=_("What was made sure of?"), choices=Assured.choices, widget=forms.RadioSelect)
    shown_by = forms.CharField(
        label=_("What shows it?"),
        help_text=_("For example: processing agreement of 3 March 2026, signed by both."),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    from_on = day(label=_("Since"), initial=clock.today)
    review_on = day(
        label=_("Look again before"),
        required=False,
        help_text=_("After this day it no longer counts until you looked."),
    )


class ReviewForm(forms.Form):
    """Before which day an agreement is looked at again."""

    review_on = day(label=_("Look again before"), required=False, help_text=_("Somebody gets a task in time."))


class ContactForm(forms.Form):
    """Who is reached at a party."""

    name = forms.CharField(label=_("First name and last name"), max_length=150)
    position = forms.CharField(label=_("What are they there?"), max_length=100, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    telephone = forms.CharField(label=_("Telephone number"), max_length=40, required=False)
