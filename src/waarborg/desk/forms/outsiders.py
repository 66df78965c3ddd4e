"""Forms for letting people from outside in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.dossiers.choices import GivenBy

Choices = Sequence[tuple[str, str]]


class ContactForm(forms.Form):
    """Somebody of a principal, who sees its own commissions."""

    party = forms.ChoiceField(label=_("Of which principal?"))
    name = forms.CharField(label=_("First name and last name"), max_length=150)
    login = forms.CharField(label=_("Sign-in name"), max_length=150)
    until_on = forms.DateField(
        label=_("Until and including"),
        required=False,
        help_text=_("Empty: as long as an agreement with the principal runs."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any = None, *, parties: Choices) -> None:
        super().__init__(data)
        self.fields["party"].choices = [("", _("Choose one")), *parties]  # type: ignore[attr-defined]


def _day(**about: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **about)


class LookerForm(forms.Form):
    """Somebody from outside who comes to look, until a day."""

    role = forms.ChoiceField(label=_("As what?"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("First name and last name"), max_length=150)
    login = forms.CharField(label=_("Sign-in name"), max_length=150)
    until_on = _day(label=_("Until and including"))

    def __init__(self, data: Any = None, *, roles: Choices) -> None:
        super().__init__(data)
        self.fields["role"].choices = list(roles)  # type: ignore[attr-defined]
        if len(roles) == 1:
            self.initial["role"] = roles[0][0]


class ShowingForm(forms.Form):
    """What a client lets somebody from outside look at."""

    account = forms.ChoiceField(label=_("Who may look?"))
    given_by = forms.ChoiceField(label=_("Who consented?"), choices=GivenBy, initial=GivenBy.CLIENT)
    mandate_seen_on = _day(label=_("Mandate seen on"), required=False, help_text=_("Only of a representative."))
    consented_on = _day(label=_("Consented on"), help_text=_("To exactly these items, for this person."))
    until_on = _day(label=_("Until and including"))

    def __init__(self, data: Any = None, *, accounts: Choices) -> None:
        super().__init__(data)
        self.fields["account"].choices = [("", _("Choose one")), *accounts]  # type: ignore[attr-defined]
