"""Forms about what a client asks: taking a request in, and each step in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.desk.forms.principals import day
from waarborg.desk.forms.records import Choices, chosen
from waarborg.dossiers.choices import GivenBy
from waarborg.kernel import clock
from waarborg.policy.objecting import OBJECTING
from waarborg.policy.term_clock import Question
from waarborg.rights.choices import ANSWERS, CameBy, Identity, Outcome

LONGEST = 4000
BY_STAFF = (CameBy.TELEPHONE, CameBy.IN_PERSON, CameBy.LETTER, CameBy.EMAIL)
"""How something comes in that is taken in at the desk."""
QUESTIONS = {
    Question.IDENTITY: gettext_lazy("who they are"),
    Question.CLARIFICATION: gettext_lazy("what they mean"),
}


def words(label: str, help_text: str = "", *, rows: int = 4, required: bool = True) -> forms.CharField:
    """A place for some sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class TakeInForm(forms.Form):
    """What is asked, in the client's words; when and how it came; who asks."""

    def __init__(self, data: Any = None, *, rights: Choices, answers: Choices = (), against: str = "") -> None:
        super().__init__(data, initial={"against": against, "rights": [OBJECTING]} if against else None)
        self.fields["rights"] = forms.MultipleChoiceField(
            label=_("What is asked?"),
            help_text=_("More than one may be right. Each has its own term."),
            choices=rights,
            widget=forms.CheckboxSelectMultiple,
        )
        if answers:
            self.fields["against"] = forms.ChoiceField(
                label=_("To which answer do they object?"),
                help_text=_("Only for an objection to a decision."),
                choices=[("", _("To something else")), *answers],
                required=False,
            )
        self.fields["words"] = words(_("In the client's words"), _("They can read it in their dossier."))
        self.fields["received_on"] = day(
            label=_("When did it come in?"),
            help_text=_("The term counts from this day, also when nobody saw at once what was asked."),
            initial=clock.today,
        )
        self.fields["came_by"] = chosen(_("How did it come in?"), [(one.value, str(one.label)) for one in BY_STAFF])
        self.fields["asked_by"] = chosen(_("Who asks?"), [(one.value, str(one.label)) for one in GivenBy])
        self.fields["mandate_seen_on"] = day(
            label=_("When did you see that they may ask this?"),
            help_text=_("Only for somebody who asks for the client. Look at it; make no copy."),
            required=False,
        )
        known = [one for one in Identity if one is not Identity.SIGNED_IN]
        self.fields["identity"] = chosen(
            _("How do you know who it is?"), [(one.value, str(one.label)) for one in known]
        )


class QuestionForm(forms.Form):
    """What the client is asked before an answer can be given."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["about"] = chosen(
            _("What must you know first?"), [(one.value, str(label)) for one, label in QUESTIONS.items()]
        )
        self.fields["words"] = words(
            _("Your question"), _("It stands in the letter. When you give that letter, the term stands still."), rows=3
        )


class DayForm(forms.Form):
    """The day on which something happened."""

    def __init__(self, data: Any = None, *, label: str) -> None:
        super().__init__(data)
        self.fields["on"] = day(label=label, initial=clock.today)


class LongerForm(forms.Form):
    """Why more time is needed."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["reasons"] = words(
            _("Why do you need more time?"), _("The client reads this. It holds once you gave them the letter."), rows=3
        )


class AnswerForm(forms.Form):
    """The answer: what is done, what is not, and why. Where it goes item by item it can only be refused as a whole."""

    def __init__(self, data: Any = None, *, only: Sequence[Outcome] = ANSWERS) -> None:
        super().__init__(data)
        self.fields["outcome"] = chosen(_("What is the answer?"), [(one.value, str(one.label)) for one in only])
        self.fields["done"] = words(
            _("What do you do?"), _("In plain words: what they get, what you changed, and when."), required=False
        )
        self.fields["reasons"] = words(
            _("What do you not do, and why?"),
            _("Needed where you refuse something. The ways to object stand in the letter by themselves."),
            required=False,
        )


class PassOnForm(forms.Form):
    """To whom it was passed on, and how."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["words"] = words(
            _("To whom did you pass it on, and how?"), _("The client reads this in the letter."), rows=2
        )
