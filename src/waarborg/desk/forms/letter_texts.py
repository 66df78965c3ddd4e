"""Forms of the agency's own letters: what one says in one language, and how all of them look."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.desk.forms.proposing import ProposingForm
from waarborg.practice.house_style import COLOUR, LEAST_CONTRAST, contrast, logo_from
from waarborg.practice.letter_texts import wrong_in
from waarborg.practice.templates import LONGEST


class LetterTextForm(ProposingForm):
    """A title and a text. What has to stay in a text is checked, each with the article that asks it."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 22, "class": "wb-vast"}),
    )

    def __init__(self, *args: Any, kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind = kind

    def clean_title(self) -> str:
        """Nothing is filled in in a title."""
        title: str = self.cleaned_data["title"]
        if "{" in title or "}" in title:
            raise forms.ValidationError(_("Nothing is filled in in a title."))
        return title

    def clean_text(self) -> str:
        """As it can be sent."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        wrong = wrong_in(self.kind, text)
        if wrong:
            raise forms.ValidationError([*wrong])
        return text


class HouseForm(ProposingForm):
    """The colour, the logo and how to reach the agency."""

    colour = forms.CharField(label=gettext_lazy("Colour"), widget=forms.ColorInput)
    logo_file = forms.FileField(
        label=gettext_lazy("Logo (PNG or JPEG)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    no_logo = forms.BooleanField(label=gettext_lazy("No logo: our name in letters"), required=False)
    address = forms.CharField(
        label=gettext_lazy("Address"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    phone = forms.CharField(label=gettext_lazy("Phone"), required=False, max_length=40)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False, max_length=120)
    website = forms.CharField(label=gettext_lazy("Website"), required=False, max_length=120)

    def clean_colour(self) -> str:
        """One that can be read on white paper."""
        colour: str = self.cleaned_data["colour"].lower()
        if not COLOUR.fullmatch(colour):
            raise forms.ValidationError(_("A colour is written like #0b5c6b."))
        if contrast(colour) < LEAST_CONTRAST:
            raise forms.ValidationError(_("This colour is too light to read on white paper."))
        return colour

    def clean_logo_file(self) -> str:
        """The logo drawn anew, as it is kept."""
        file: Any = self.cleaned_data["logo_file"]
        if not file:
            return ""
        try:
            return logo_from(file.read())
        except ValueError as mistake:
            raise forms.ValidationError(str(mistake)) from None

    def house(self, logo: str) -> dict[str, Any]:
        """What was filled in; the logo stays what it is where none was given."""
        said = {name: self.cleaned_data[name] for name in ("colour", "address", "phone", "email", "website")}
        kept = "" if self.cleaned_data["no_logo"] else self.cleaned_data["logo_file"] or logo
        return {**said, "address": said["address"].replace("\r\n", "\n"), "logo": kept}
