"""Forms about the items of a request: which they are, what is decided on each; and what the client says of an item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.desk.forms.principals import day
from waarborg.desk.forms.records import Choices, chosen
from waarborg.desk.forms.rights import words
from waarborg.dossiers.choices import GivenBy
from waarborg.kernel import clock
from waarborg.letters.choices import Channel
from waarborg.rights.choices import BECAUSE


class ChooseForm(forms.Form):
    """What a request is about, why the client asks it, and what it should become."""

    def __init__(self, data: Any = None, *, things: Choices, grounds: Choices, says_what: bool) -> None:
        super().__init__(data)
        self.fields["things"] = forms.MultipleChoiceField(
            label=_("What is it about?"),
            help_text=_("Choose a whole item, or only one value or file in it."),
            choices=things,
            widget=forms.CheckboxSelectMultiple,
        )
        if grounds:
            self.fields["ground"] = chosen(_("Why does the client ask this?"), grounds)
        if says_what:
            self.fields["wanted"] = words(
                _("What should it become?"), _("In the client's words. Help them to say it, where that is needed.")
            )


class RefuseForm(forms.Form):
    """Why an item is refused: by which article, and in plain words."""

    def __init__(self, data: Any = None, *, refusals: Mapping[str, str] | None = None, proposed: str = "") -> None:
        super().__init__(data)
        self.fields["because"] = chosen(
            _("Why not?"), [(word, str(BECAUSE[word]).capitalize()) for word in refusals or {}]
        )
        self.fields["because"].initial = proposed
        self.fields["reasons"] = words(
            _("Your reasons"), _("The client reads this in the letter. Say what it is about, in plain words."), rows=3
        )


class AddWordsForm(forms.Form):
    """What is added to an item, in the client's words."""

    def __init__(self, data: Any = None, *, wanted: str = "") -> None:
        super().__init__(data)
        self.fields["words"] = words(
            _("What the client says"), _("Unaltered. It stands with the item wherever that is shown or given.")
        )
        self.fields["words"].initial = wanted


class ItemsAnswerForm(forms.Form):
    """What the letter says beside what was decided on each item."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["done"] = words(
            _("Something else to say?"),
            _("What was decided on each item, why, and the ways to object stand in the letter by themselves."),
            required=False,
            rows=3,
        )


class StatementForm(forms.Form):
    """What the client says of an item or of the whole dossier."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["words"] = words(
            _("What the client says"),
            _("In their words, unaltered. It stands with it wherever it is shown or given, and cannot be changed."),
        )
        self.fields["given_by"] = chosen(_("Who says it?"), [(one.value, str(one.label)) for one in GivenBy])
        self.fields["said_on"] = day(label=_("On which day?"), initial=clock.today)


class DoneForm(forms.Form):
    """What the client hears beside that it is done."""

    def __init__(self, data: Any = None, *, help_text: str = "") -> None:
        super().__init__(data)
        self.fields["reasons"] = words(_("Something to say about it?"), help_text, required=False, rows=3)


class LiftingForm(forms.Form):
    """From which day a restriction ends, and why."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["on"] = day(
            label=_("From which day?"), help_text=_("A day that is still to come: the client hears of it first.")
        )
        self.fields["reasons"] = words(_("Why does it end?"), _("The client reads this in the letter."), rows=3)


class TellForm(forms.Form):
    """In which way a recipient was told."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["channel"] = chosen(
            _("How?"), [(one.value, str(one.label)) for one in Channel if one is not Channel.PORTAL]
        )
