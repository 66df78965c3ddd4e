"""Forms for clients: large, few fields, and nothing that has to be known by heart."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.dossiers.objections import RIGHT as NO_ADVERTISING
from waarborg.kernel.errors import InvalidInput
from waarborg.portal.forms import several_files, too_large

YES, NO = "yes", "no"
LONGEST = 4000
CONFIRMED = {
    "information_given": _("I read the text above, and understand it."),
    "free_choice": _("I know that I may say no, and that this has no disadvantage."),
}
"""What whoever says yes must know, in the words of the rule."""
Choices = list[tuple[str, str]]


def tell(form: forms.Form, mistake: InvalidInput) -> None:
    """Add what a service found wrong to a form; what no field of it carries stands above it."""
    if not mistake.fields:
        form.add_error(None, str(mistake))
    for name, said in mistake.fields.items():
        form.add_error(name if name in form.fields else None, said)


class AddressForm(forms.Form):
    """The e-mail address to which a code goes."""

    address = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        error_messages={"required": _("Fill in your e-mail address."), "invalid": _("This is no e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
    )


class CodeForm(forms.Form):
    """The code out of a message."""

    code = forms.CharField(
        label=_("The code of 6 digits"),
        max_length=12,
        error_messages={"required": _("Fill in the code out of the e-mail.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class LetterCodeForm(forms.Form):
    """The code out of a letter."""

    code = forms.CharField(
        label=_("The code out of the letter"),
        help_text=_("16 letters and digits. Dashes make no difference."),
        max_length=40,
        error_messages={"required": _("Fill in the code out of the letter.")},
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
    )


class WhomForm(forms.Form):
    """For whom somebody is here."""

    def __init__(self, data: Any = None, *, choices: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["whom"] = forms.ChoiceField(
            label=_("For whom are you here?"), choices=choices, widget=forms.RadioSelect
        )


class ConsentForm(forms.Form):
    """Yes or no. Nothing stands ticked."""

    def __init__(
        self, data: Any = None, *, recipients: Choices, kinds: Choices, purposes: Choices, confirmed: tuple[str, ...]
    ) -> None:
        super().__init__(data)
        for name, label, choices in (
            ("recipients", _("To whom may we give it?"), recipients),
            ("kinds", _("Which data is it about?"), kinds),
            ("purposes", _("What may it be used for?"), purposes),
        ):
            if choices:
                self.fields[name] = forms.MultipleChoiceField(
                    label=label,
                    help_text=_("Only if you say yes."),
                    choices=choices,
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )
        self._confirms = confirmed
        for name in confirmed:
            self.fields[name] = forms.BooleanField(label=CONFIRMED[name], required=False)
        self.fields["answer"] = forms.ChoiceField(
            label=_("What is your answer?"),
            choices=[(YES, _("Yes, I agree")), (NO, _("No, I do not agree"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose yes or no.")},
        )

    @property
    def confirmed(self) -> frozenset[str]:
        """What they said that they know."""
        return frozenset(name for name in self._confirms if self.cleaned_data.get(name))

    def clean(self) -> dict[str, Any]:
        """A yes says to whom and which data, where the article has it named, and that it was understood."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("answer") == YES:
            for name in ("recipients", "kinds", "purposes"):
                if name in self.fields and not said.get(name):
                    self.add_error(name, _("Choose what your yes is about."))
            for name in self._confirms:
                if not said.get(name):
                    self.add_error(name, _("Without this your yes does not count."))
        return said


class RequestForm(forms.Form):
    """What somebody asks, in their own words."""

    def __init__(
        self, data: Any = None, *, rights: Choices, asked: str = "", answers: Choices | None = None, against: str = ""
    ) -> None:
        super().__init__(data, initial={"right": asked, "against": against})
        self.fields["right"] = forms.ChoiceField(
            label=_("What do you want?"),
            choices=rights,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what you want.")},
        )
        if answers:
            self.fields["against"] = forms.ChoiceField(
                label=_("Do you not agree with an answer of ours? Which one?"),
                help_text=_("Only if you object to a decision."),
                choices=[("", _("It is about something else")), *answers],
                required=False,
            )
        self.fields["words"] = forms.CharField(
            label=_("In your own words"),
            help_text=_("What is it about? You do not have to say why."),
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 6}),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """What is asked is told in words; only an objection to advertising asks none."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("right") != NO_ADVERTISING and not said.get("words", "").strip():
            self.add_error("words", _("Write in a sentence what it is about."))
        return said


class ComplaintForm(forms.Form):
    """What somebody complains about. Who they are is known: they signed in."""

    description = forms.CharField(
        label=_("What is your complaint?"),
        help_text=_("Tell what happened, and what you would like. Do not write anything about your health."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write in a sentence what your complaint is.")},
    )
    about_on = forms.DateField(
        label=_("When did it happen?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    about_whom = forms.CharField(
        label=_("Which colleague of ours is it about?"),
        help_text=_("If you know it. Then they do not handle your complaint and do not see it."),
        required=False,
        max_length=200,
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Fill in your name.")},
    )
    phone = forms.CharField(
        label=_("Your telephone number"), required=False, max_length=40, widget=forms.TextInput(attrs={"type": "tel"})
    )
    address = forms.CharField(
        label=_("Your address"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    place = forms.CharField(label=_("Your town"), required=False, max_length=100)
    chosen_files = several_files(_("Files that belong to it"))

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.given = files.getlist("chosen_files") if files is not None else []

    def clean(self) -> dict[str, Any]:
        """No file that was cut off."""
        return too_large(self, self.given)


class MoreForm(forms.Form):
    """What was missing in a complaint, and files that belong to it."""

    name = forms.CharField(label=_("Your name"), required=False, max_length=200)
    phone = forms.CharField(
        label=_("Your telephone number"), required=False, max_length=40, widget=forms.TextInput(attrs={"type": "tel"})
    )
    address = forms.CharField(label=_("Your address"), required=False, max_length=200)
    place = forms.CharField(label=_("Your town"), required=False, max_length=100)
    chosen_files = several_files(_("Files that belong to it"))

    def __init__(self, data: Any = None, files: Any = None, *, missing: Collection[str] = ()) -> None:
        super().__init__(data, files)
        for name in ("name", "phone", "address", "place"):
            if name not in missing:
                self.fields.pop(name)
        self.given = files.getlist("chosen_files") if files is not None else []

    def clean(self) -> dict[str, Any]:
        """No file that was cut off."""
        return too_large(self, self.given)


class MessageForm(forms.Form):
    """A message to who guides the client."""

    subject = forms.CharField(
        label=_("What is it about?"), max_length=150, error_messages={"required": _("Write what it is about.")}
    )
    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write your message.")},
    )


class ApprovalAnswerForm(forms.Form):
    """May this version go as it is? Nothing stands ticked."""

    def __init__(self, data: Any = None, *, version: int) -> None:
        super().__init__(data)
        self.fields["answer"] = forms.ChoiceField(
            label=_("What is your answer?"),
            choices=[(YES, _("Yes, it may go as it is")), (NO, _("No, not as it is"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose yes or no.")},
        )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput(), initial=version)


class OwnWordsForm(forms.Form):
    """What a client says of an item."""

    words = forms.CharField(
        label=_("Your words"),
        help_text=_("They stand with it as you write them. We cannot change them."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write your words.")},
    )
