"""Forms for time and for appointments."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.desk.forms.records import Choices, chosen
from waarborg.kernel import clock
from waarborg.letters.choices import Channel

NO_MORE_MINUTES = 24 * 60
TELLING = (
    ("", gettext_lazy("I tell it myself")),
    (Channel.EMAIL, gettext_lazy("By e-mail: time and place, and a file for a calendar")),
    (Channel.LETTER, gettext_lazy("With a letter, to print and give")),
)
"""How the client hears of an appointment."""


def day_field(label: str, **more: Any) -> forms.DateField:
    """A day."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def minutes_field(label: str, **more: Any) -> forms.IntegerField:
    """A number of minutes, typed."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=0, max_value=NO_MORE_MINUTES, widget=widget, **more)


class TimeForm(forms.Form):
    """Time spent on a client, entered or corrected."""

    def __init__(
        self, data: Any = None, *, activities: Choices, trajectories: Choices = (), initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        if trajectories:
            self.fields["trajectory"] = chosen(_("Which trajectory"), trajectories)
        self.fields["activity"] = forms.ChoiceField(label=_("Kind of time"), choices=activities)
        self.fields["activity"].widget.attrs["autofocus"] = True
        self.fields["minutes"] = minutes_field(_("Minutes"), required=False)
        self.fields["travel_minutes"] = minutes_field(_("Minutes of travel"), required=False)
        self.fields["worked_on"] = day_field(_("On which day was this?"), initial=clock.today)


class AppointmentForm(forms.Form):
    """An appointment, made or moved: when, where, and how the client hears of it."""

    def __init__(
        self,
        data: Any = None,
        *,
        kinds: Choices = (),
        trajectories: Choices = (),
        colleagues: Choices = (),
        initial: Any = None,
    ) -> None:
        super().__init__(data, initial=initial)
        if trajectories:
            self.fields["trajectory"] = chosen(_("Which trajectory"), trajectories)
        if kinds:
            self.fields["kind"] = forms.ChoiceField(label=_("Kind of appointment"), choices=kinds)
        self.fields["day"] = day_field(_("Day"))
        self.fields["at"] = forms.TimeField(
            label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        )
        self.fields["minutes"] = minutes_field(_("Minutes"), initial=60)
        self.fields["place"] = forms.CharField(
            label=_("Place"), help_text=_("An office or an address, or how: by telephone."), max_length=120
        )
        if len(colleagues) > 1:
            self.fields["account"] = chosen(_("In whose agenda?"), colleagues)
        self.fields["tell"] = forms.ChoiceField(
            label=_("How does the client hear of it?"), choices=TELLING, widget=forms.RadioSelect, required=False
        )
        next(iter(self.fields.values())).widget.attrs["autofocus"] = True

    @property
    def starts_at(self) -> datetime:
        """The day and the time together, by the clock on the wall."""
        at: time = self.cleaned_data["at"]
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], at))
