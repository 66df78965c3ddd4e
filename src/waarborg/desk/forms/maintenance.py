"""Forms about maintenance by suppliers: who comes in, for how long, and which dossier is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.desk.forms.principals import day
from waarborg.kernel import clock

Choices = Sequence[tuple[str, str]]


class WindowForm(forms.Form):
    """Which supplier may do maintenance, what for, and until when."""

    account = forms.ChoiceField(label=_("Who does the maintenance?"))
    reason = forms.CharField(
        label=_("What has to be done?"),
        help_text=_("For example: update of the server. Never the name of a client."),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ends_at = forms.DateTimeField(
        label=_("Until when?"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )

    def __init__(self, data: Any = None, *, suppliers: Choices, latest: datetime) -> None:
        super().__init__(data, initial={"ends_at": latest.replace(second=0, microsecond=0)})
        self.fields["account"].choices = [("", _("Choose one")), *suppliers]  # type: ignore[attr-defined]


class SupplierForm(forms.Form):
    """Somebody who comes in for an organisation that works for the agency."""

    name = forms.CharField(label=_("First name and last name"), max_length=150)
    login = forms.CharField(label=_("Sign-in name"), max_length=150)
    party = forms.ChoiceField(label=_("For which organisation?"))
    from_on = day(label=_("From"), initial=clock.today)
    until_on = day(label=_("Until and including"), required=False, help_text=_("Empty: as long as they work there."))

    def __init__(self, data: Any = None, *, parties: Choices) -> None:
        super().__init__(data)
        self.fields["party"].choices = [("", _("Choose one")), *parties]  # type: ignore[attr-defined]


class LookForm(forms.Form):
    """The number of the dossier that something is the matter with."""

    number = forms.CharField(
        label=_("Number of the dossier"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
