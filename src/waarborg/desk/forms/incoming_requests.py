"""Forms about requests that were sent in on the website, or that stand in a message: whose they are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.desk.forms.principals import day
from waarborg.desk.forms.records import Choices
from waarborg.desk.forms.rights import LONGEST
from waarborg.rights.choices import ToldBy

NUMBER_LENGTH = 40


class MatchForm(forms.Form):
    """The dossier to which it belongs."""

    def __init__(self, data: Any = None, *, for_another: bool = False) -> None:
        super().__init__(data)
        self.fields["number"] = forms.CharField(
            label=_("Number of the dossier"),
            help_text=_("Look for the person by name under search; here only the number is typed."),
            max_length=NUMBER_LENGTH,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        if for_another:
            self.fields["mandate_seen_on"] = day(
                label=_("When did you see that they may ask this?"),
                help_text=_("Only for somebody who asks for the client. Look at it; make no copy."),
            )


class UndeliveredForm(forms.Form):
    """An answer that did not arrive: another address to send it to, or how they heard it."""

    AGAIN = "again"

    how = forms.ChoiceField(
        label=_("How did they hear it?"),
        choices=[(AGAIN, _("Send it to another e-mail address")), *ToldBy.choices],
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=_("The other e-mail address"),
        help_text=_("Only if you send it again. Were letters changed round in the first one?"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """An address goes with sending it again."""
        said = super().clean() or {}
        if said.get("how") == self.AGAIN and not said.get("email") and "email" not in self.errors:
            self.add_error("email", _("Fill in the other address."))
        return said


class InMessageForm(MatchForm):
    """A request that stands in a message: of whom, what is asked, and since when."""

    def __init__(self, data: Any = None, *, rights: Choices, words: str = "", received_on: Any = None) -> None:
        super().__init__(data)
        self.fields["rights"] = forms.MultipleChoiceField(
            label=_("What is asked?"),
            help_text=_("More than one may be right. Each has its own term."),
            choices=rights,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["words"] = forms.CharField(
            label=_("In the client's words"),
            help_text=_("They can read it in their dossier."),
            max_length=LONGEST,
            initial=words[:LONGEST],
            widget=forms.Textarea(attrs={"rows": 6}),
        )
        self.fields["received_on"] = day(
            label=_("When did it come in?"),
            help_text=_("The term counts from this day, also when nobody saw at once what was asked."),
            initial=received_on,
        )
