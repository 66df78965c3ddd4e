"""The forms of the register of calamities: what happened, what was done, what is learnt."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.backups.calamities import NewCalamity
from waarborg.backups.choices import CalamityKind
from waarborg.desk.forms.breaches import moment_named, this_minute, time_field, words_field
from waarborg.desk.forms.principals import day
from waarborg.kernel import clock


class CalamityForm(forms.Form):
    """What happened, and since when."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["kind"] = forms.ChoiceField(
            label=_("What went wrong?"), choices=CalamityKind.choices, widget=forms.RadioSelect
        )
        self.fields["what"] = words_field(_("What happened?"), _("What is seen of it, and what does not work."), rows=4)
        _ask_moment(self, "happened", _("Since which day?"))

    def new(self) -> NewCalamity:
        """What was registered."""
        said = self.cleaned_data
        return NewCalamity(kind=said["kind"], what=said["what"], happened_at=moment_in(said, "happened"))


class StepForm(forms.Form):
    """What was done, when."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["text"] = words_field(_("What was done, by whom?"), rows=3)
        _ask_moment(self, "done", _("On which day?"))


class CloseForm(forms.Form):
    """Since when it is over, and what is learnt."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["lesson"] = words_field(_("What is learnt from it?"), _("What changes, in the plan too."), rows=4)
        _ask_moment(self, "over", _("Over since which day?"))


def moment_in(said: dict[str, Any], name: str) -> datetime:
    """The day and time of this name; now where there is none."""
    return moment_named(said, name) or clock.now()


def _ask_moment(form: forms.Form, name: str, label: str) -> None:
    form.fields[f"{name}_on"] = day(label=label, initial=clock.today)
    form.fields[f"{name}_at"] = time_field(_("And at what time?"), initial=this_minute)
