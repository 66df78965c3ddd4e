"""Forms for letting a client in, or who decides for them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.choices import Basis
from waarborg.desk.forms.records import Choices
from waarborg.kernel import clock

WAYS = [("mail", _("by e-mail: a link to begin")), ("letter", _("by a letter with a code"))]
REPRESENTING = [
    (Basis.MANDATE.value, _("with a mandate of the client")),
    (Basis.PARENTHOOD.value, _("as a parent")),
    (Basis.GUARDIANSHIP.value, _("as a guardian, or appointed by a judge")),
]


def _day(**about: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **about)


def _way() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("How are they invited?"), choices=WAYS, widget=forms.RadioSelect)


class ClientForm(forms.Form):
    """The client themself."""

    way = _way()


class RepresentativeForm(forms.Form):
    """Who decides for the client, what shows that, and how far it reaches."""

    basis = forms.ChoiceField(label=_("As what do they come in?"), choices=REPRESENTING, widget=forms.RadioSelect)
    name = forms.CharField(label=_("First name and last name"), max_length=150)
    seen = forms.CharField(
        label=_("What did you see?"),
        max_length=300,
        help_text=_("For example: a signed mandate, an entry in the register of guardians. Make no copy."),
    )
    seen_on = _day(label=_("When did you see it?"))
    way = _way()
    address = forms.EmailField(label=_("Their e-mail address"), required=False, help_text=_("Only for e-mail."))
    until_on = _day(
        label=_("Until and including"),
        required=False,
        help_text=_("A mandate has a last day. Of a parent it ends by itself when the client decides alone."),
    )
    only_reads = forms.BooleanField(label=_("Only reading: asking and consenting stay with the client"), required=False)
    categories = forms.MultipleChoiceField(
        label=_("Only these kinds of data"),
        required=False,
        help_text=_("None chosen: all kinds that the client may see."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, kinds: Choices) -> None:
        super().__init__(data)
        self.fields["categories"].choices = kinds  # type: ignore[attr-defined]
        self.initial["seen_on"] = clock.today()


class AgainForm(forms.Form):
    """A new link or letter for who comes in already."""

    way = _way()
    address = forms.EmailField(
        label=_("Their e-mail address"), required=False, help_text=_("The same as before. Only of a representative.")
    )


class DeathForm(forms.Form):
    """The day on which the client died."""

    on = _day(label=_("On which day did the client die?"))
