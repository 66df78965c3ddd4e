"""The form about what stops destruction."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.desk.forms.principals import day
from waarborg.desk.forms.records import Choices, chosen
from waarborg.kernel import clock

LONGEST = 2000
LOOK_AGAIN = timedelta(days=90)
"""When somebody looks again, unless another day is chosen."""


class HoldForm(forms.Form):
    """What stops the destruction of a dossier, why, and when somebody looks again."""

    def __init__(self, data: Any = None, *, holds: Choices) -> None:
        super().__init__(data)
        self.fields["hold"] = chosen(_("What stops it?"), holds)
        self.fields["words"] = forms.CharField(
            label=_("Why?"),
            help_text=_("In your own words. Who reads this dossier can read it."),
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["review_on"] = day(
            label=_("When does somebody look again?"), initial=lambda: clock.today() + LOOK_AGAIN
        )
