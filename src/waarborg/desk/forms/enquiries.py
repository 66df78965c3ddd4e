"""Forms about what principals ask: taking a question in, the answer, and the letter that refuses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.desk.forms.principals import day
from waarborg.desk.forms.records import Choices, chosen
from waarborg.enquiries.choices import AskedBy, Asks
from waarborg.kernel import clock

LONGEST, LONGEST_LINE = 4000, 200
BY_STAFF = (AskedBy.TELEPHONE, AskedBy.IN_PERSON, AskedBy.LETTER, AskedBy.EMAIL, AskedBy.OURSELVES)
"""How something comes in that is taken in at the desk."""


def _words(label: str, help_text: str = "", *, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows})
    )


class EnquiryForm(forms.Form):
    """Who asks, about which commission, what, on which ground; when and how it came."""

    def __init__(self, data: Any = None, *, trajectories: Choices) -> None:
        super().__init__(data)
        self.fields["trajectory_id"] = chosen(_("Which principal asks?"), trajectories)
        self.fields["name"] = forms.CharField(
            label=_("Who asks there, or is told?"),
            help_text=_("A name, and what they do. Be sure that it is them: call back by the number that you know."),
            max_length=LONGEST_LINE,
        )
        self.fields["asks"] = chosen(_("What is asked?"), [(one.value, str(one.label).capitalize()) for one in Asks])
        self.fields["words"] = _words(
            _("In their words"),
            _("Or what you report of how the client cooperates: what happened, and when. The client reads it first."),
        )
        self.fields["ground"] = forms.CharField(
            label=_("On which ground?"),
            help_text=_("The law and the article that they name. Needed where they ask data."),
            max_length=LONGEST_LINE,
            required=False,
        )
        self.fields["reference"] = forms.CharField(label=_("Their reference"), max_length=LONGEST_LINE, required=False)
        self.fields["received_on"] = day(
            label=_("When did it come in?"), help_text=_("The term counts from this day."), initial=clock.today
        )
        self.fields["came_by"] = chosen(_("How did it come in?"), [(one.value, str(one.label)) for one in BY_STAFF])


class AnsweredForm(forms.Form):
    """With what it was answered."""

    def __init__(self, data: Any = None, *, gave: Choices) -> None:
        super().__init__(data)
        self.fields["disclosure"] = forms.ChoiceField(
            label=_("What answered it?"), choices=[("", _("Choose one")), *gave]
        )


class RefusalForm(forms.Form):
    """Why not, by which article, and what is possible instead."""

    def __init__(self, data: Any = None, *, articles: Choices) -> None:
        super().__init__(data)
        self.fields["articles"] = forms.MultipleChoiceField(
            label=_("By which article may it not go?"), choices=articles, widget=forms.SelectMultiple(attrs={"size": 8})
        )
        self.fields["reasons"] = _words(_("Why not?"), _("They read this. Write nothing in it about the client."))
        self.fields["instead"] = _words(
            _("What is possible instead?"), _("What you can give, or what they can do first."), rows=3
        )


class WithdrawnForm(forms.Form):
    """That it is asked no more."""
