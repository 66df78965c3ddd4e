"""Forms about giving data to somebody else: the way out, what goes, and a call that was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.disclosures.choices import BY_LINK, OF_THE_CLIENT, SPOKEN
from waarborg.disclosures.ways import CALLER

LANGUAGES = (("nl", "Nederlands"), ("en", "English"))
REASON = "reason_"
Choices = Sequence[tuple[str, str]]


class WayForm(forms.Form):
    """To whom, what for, on which ground, how. Sent as an address: nothing in it is about anybody."""

    def __init__(self, data: Any = None, *, recipients: Choices, further: Mapping[str, Choices]) -> None:
        super().__init__(data)
        self.fields["recipient"] = self._choice(_("To whom?"), recipients)
        labels = {
            "act": _("As what?"),
            "party": _("Who is it?"),
            "purpose": _("What for?"),
            "ground": _("On which ground?"),
            "channel": _("How does it go?"),
        }
        for name, choices in further.items():
            self.fields[name] = self._choice(labels[name], choices, required=name != "party")
        if data and data.get("trajectory"):
            self.fields["trajectory"] = forms.CharField(widget=forms.HiddenInput, required=False)

    @staticmethod
    def _choice(label: str, choices: Choices, *, required: bool = True) -> forms.ChoiceField:
        first = [("", _("Choose one"))] if required and len(choices) != 1 else []
        return forms.ChoiceField(label=label, choices=[*first, *choices], required=required)


class GiveForm(forms.Form):
    """What goes, and what whoever gives it says about it."""

    def __init__(
        self,
        data: Any = None,
        *,
        way: Mapping[str, str],
        party: str,
        statements: Sequence[tuple[str, str, str]],
        applies: bool = False,
    ) -> None:
        """`statements` are facts with their label and a help text; `applies`: it is an application for a subsidy."""
        super().__init__(data)
        if applies:
            self.fields["scheme"] = forms.CharField(label=_("For which scheme?"), max_length=120)
        if not party and way["recipient"] not in OF_THE_CLIENT:
            self.fields["name"] = forms.CharField(
                label=_("Name of the recipient"),
                help_text=_("Whose name stands in the copy: the organisation, and the person if you know them."),
                max_length=200,
            )
        if way["channel"] == BY_LINK:
            self.fields["address"] = forms.CharField(
                label=_("E-mail address of the recipient"),
                help_text=_("They get a link that works once. You tell them the code in another way."),
                max_length=254,
                widget=forms.EmailInput(attrs={"autocomplete": "off"}),
            )
        if way["channel"] == SPOKEN:
            self.fields[REASON + CALLER] = forms.CharField(
                label=_("How did you make sure who calls?"),
                help_text=_(
                    "For example: you called back on a number that you knew already. In acute danger it can wait."
                ),
                required=False,
                max_length=600,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields["told"] = forms.CharField(
                label=_("What do you tell?"), widget=forms.Textarea(attrs={"rows": 3})
            )
        for fact, label, help_text in (one for one in statements if REASON + one[0] not in self.fields):
            self.fields[REASON + fact] = forms.CharField(
                label=label,
                help_text=help_text,
                required=False,
                max_length=600,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["why"] = forms.CharField(
            label=_("Why do you give this?"),
            help_text=_("In a few words. The client can read it."),
            required=False,
            max_length=600,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        if way["channel"] != SPOKEN:
            self.fields["language"] = forms.ChoiceField(
                label=_("Language of the copy"), choices=LANGUAGES, initial="nl", widget=forms.RadioSelect
            )

    @property
    def reasons(self) -> dict[str, str]:
        """Per fact why it is so; only of those that were filled in."""
        return reasons_in(self.cleaned_data)


def reasons_in(said: Mapping[str, Any]) -> dict[str, str]:
    """Per fact why it is so, of what a form asked; only of those that were filled in."""
    return {name.removeprefix(REASON): why for name, why in said.items() if name.startswith(REASON) and why.strip()}


class RefuseForm(forms.Form):
    """Somebody asked for data, by telephone or otherwise, and got none."""

    def __init__(self, data: Any = None, *, recipients: Choices) -> None:
        super().__init__(data)
        self.fields["recipient"] = forms.ChoiceField(label=_("Who asked?"), choices=recipients)
        self.fields["name"] = forms.CharField(
            label=_("Name"), required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
        )
