"""The form of a contact note: what the catalogue asks, the next step, and how long it took, on one page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from waarborg.desk.forms.judging import JudgingForm
from waarborg.desk.forms.records import PREFIX, Around, Choices, chosen, field_of
from waarborg.desk.forms.time import NO_MORE_MINUTES
from waarborg.dossiers.catalogue import Entry
from waarborg.kernel import clock
from waarborg.policy.model.catalogue import FILES
from waarborg.work.contact_notes import NewContactNote, field_of_type, next_step_field
from waarborg.work.time_entries import NewTime


class NoteForm(JudgingForm):
    """What a coach writes after a contact. The day is today until another is filled in."""

    def __init__(
        self, data: Any = None, *, entry: Entry, around: Around, activities: Choices, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.entry = entry
        self.day, self.length = field_of_type(entry, "date"), field_of_type(entry, "minutes")
        self.step = next_step_field(entry)
        for name, rule in entry.rule.fields.items():
            if name not in {self.day, self.length, self.step} and rule.type not in FILES:
                self.fields[PREFIX + name] = field_of(rule)
        next(iter(self.fields.values())).widget.attrs["autofocus"] = True
        self._add_step()
        self._add_time(activities)
        if around.trajectories:
            self.fields["trajectory"] = chosen(_("Which trajectory"), around.trajectories)
        self.add_judgements()

    def _add_step(self) -> None:
        own = self.entry.rule.fields[self.step] if self.step else None
        self.fields["next_step"] = forms.CharField(
            label=own.label if own else _("Next step"),
            required=own.required if own else False,
            help_text=_("It comes on your own list."),
            max_length=300,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.fields["next_step_on"] = _day(_("Next step no later than"), required=False)

    def _add_time(self, activities: Choices) -> None:
        self.fields["minutes"] = _minutes(_("Minutes"))
        self.fields["travel_minutes"] = _minutes(_("Minutes of travel"))
        self.fields["activity"] = forms.ChoiceField(label=_("Kind of time"), choices=activities)
        self.fields["on"] = _day(_("On which day was this?"), initial=clock.today)

    def named(self, name: str) -> str:
        """The field of this form that a name in a service's mistake means."""
        if name in {self.day, "occurred_on", "worked_on"}:
            return "on"
        if name == self.length:
            return "minutes"
        if name == self.step:
            return "next_step"
        return PREFIX + name if name in self.entry.rule.fields else name

    @property
    def new(self) -> NewContactNote:
        """What the service needs, from what was typed."""
        typed = self.cleaned_data
        own = {name.removeprefix(PREFIX): value for name, value in typed.items() if name.startswith(PREFIX)}
        minutes, travel = typed["minutes"] or 0, typed["travel_minutes"] or 0
        time = NewTime(activity=typed["activity"], minutes=minutes, travel_minutes=travel)
        return NewContactNote(
            fields=own,
            on=typed["on"],
            trajectory_id=UUID(typed["trajectory"]) if typed.get("trajectory") else None,
            judged=self.judged,
            next_step=typed["next_step"],
            next_step_on=typed["next_step_on"],
            time=time if minutes or travel else None,
        )


def _day(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _minutes(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=NO_MORE_MINUTES,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
