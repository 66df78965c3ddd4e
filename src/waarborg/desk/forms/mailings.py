"""Forms of lists of addresses: which one, for whom, what for; and what is said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.desk.forms.disclosures import LANGUAGES, REASON, Choices, reasons_in


class WhichListForm(forms.Form):
    """Which list, for which party, what for, on which ground. Sent as an address: nobody stands in it."""

    def __init__(self, data: Any = None, *, further: Mapping[str, Choices]) -> None:
        super().__init__(data)
        labels = {
            "list": _("Which list?"),
            "party": _("Who is it?"),
            "purpose": _("What for?"),
            "ground": _("On which ground?"),
        }
        for name, choices in further.items():
            first = [("", _("Choose one"))] if len(choices) != 1 else []
            self.fields[name] = forms.ChoiceField(label=labels[name], choices=[*first, *choices])


class ListForm(forms.Form):
    """What is said about a list before it is made ready: why, what is so, and where the link goes."""

    def __init__(self, data: Any = None, *, statements: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        few = forms.Textarea(attrs={"rows": 2})
        for fact, label in statements:
            self.fields[REASON + fact] = forms.CharField(
                label=label, help_text=_("Why is that so?"), required=False, max_length=600, widget=few
            )
        self.fields["why"] = forms.CharField(
            label=_("Why do you give this list?"),
            help_text=_("In a few words. Every client on it can read it."),
            required=False,
            max_length=600,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields["address"] = forms.CharField(
            label=_("E-mail address of the recipient"),
            help_text=_("They get a link that works once. You tell them the code in another way."),
            max_length=254,
            required=False,
            widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the copy"), choices=LANGUAGES, initial="nl", widget=forms.RadioSelect
        )

    @property
    def reasons(self) -> dict[str, str]:
        """Per fact why it is so; only of those that were filled in."""
        return reasons_in(self.cleaned_data)


class GroupMessageForm(forms.Form):
    """A message to several at once: its words, whether it is an offer, and to whom. Nothing can be attached."""

    subject = forms.CharField(max_length=150)
    text = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 10}))
    offer = forms.ChoiceField(widget=forms.RadioSelect)
    dossiers = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, dossiers: Choices, survey: bool = False) -> None:
        super().__init__(data)
        if survey:
            del self.fields["offer"]  # whoever objects is not asked to take part either
        else:
            self._ask_whether_it_is_an_offer()
        self.fields["subject"].label = _("What is it about?")
        self.fields["text"].label = _("What do you want to say?")
        self.fields["text"].help_text = _(
            "Everybody gets it alone. {client}, {sender} and {organisation} are filled in for each. Nothing about "
            "somebody else, and no files: e-mail is read on the way."
        )
        self.fields["dossiers"].label = _("To whom?")
        self.fields["dossiers"].choices = list(dossiers)  # type: ignore[attr-defined]

    def _ask_whether_it_is_an_offer(self) -> None:
        self.fields["offer"].label = _("Is it an offer or another form of recruitment?")
        self.fields["offer"].help_text = _("Then who objects to that gets nothing.")
        self.fields["offer"].choices = [("no", _("No")), ("yes", _("Yes"))]  # type: ignore[attr-defined]


class ReadingForm(forms.Form):
    """Which article is read so that clients may be invited to a survey, and why."""

    article = forms.ChoiceField()
    reasons = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, data: Any = None, *, articles: Choices) -> None:
        super().__init__(data)
        self.fields["article"].label = _("Which article do you read so?")
        self.fields["article"].choices = [("", _("Choose one")), *articles]  # type: ignore[attr-defined]
        self.fields["reasons"].label = _("Why may it be read so?")
        self.fields["reasons"].help_text = _(
            "What for clients are asked, why that fits what their data were collected for, and how they can say no. "
            "Nothing about anybody: everybody who works here reads it."
        )


class CountForm(forms.Form):
    """How many gave one answer to one question. Nobody is named."""

    question = forms.CharField(max_length=200)
    answer = forms.CharField(max_length=80)
    people = forms.IntegerField(min_value=0)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["question"].label = _("Question of the survey")
        self.fields["answer"].label = _("The answer")
        self.fields["people"].label = _("How many gave this answer?")
