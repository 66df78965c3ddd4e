"""What a principal writes to who works on its commission, and what it complains about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.complaints.choices import CameBy, Complainant, Subject
from waarborg.complaints.registering import NewComplaint
from waarborg.complaints.sealing import Said
from waarborg.documents.kinds import KINDS
from waarborg.kernel import clock
from waarborg.kernel.languages import reader_language

ACCEPTED = ",".join(f".{ending}" for kind in KINDS.values() for ending in kind.endings)


class Files(forms.FileInput):
    """A field for several files."""

    allow_multiple_selected = True


def several_files(label: Any, help_text: Any = "") -> forms.Field:
    """A field for files that may come along."""
    widget = Files(attrs={"multiple": True, "accept": ACCEPTED})
    return forms.Field(label=label, help_text=help_text, required=False, widget=widget)


def too_large(form: Any, given: Any) -> dict[str, Any]:
    """Say which of the files were cut off; returns what the form holds."""
    for file in given:
        if getattr(file, "too_large", False):
            form.add_error("chosen_files", _("%(name)s is too large.") % {"name": file.name})
    said: dict[str, Any] = form.cleaned_data
    return said


class MessageForm(forms.Form):
    """A message, and files with it."""

    subject = forms.CharField(label=gettext_lazy("What is it about?"), max_length=150)
    text = forms.CharField(
        label=gettext_lazy("Your message"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8})
    )
    chosen_files = forms.Field(
        label=gettext_lazy("Files"),
        required=False,
        widget=Files(attrs={"multiple": True, "accept": ACCEPTED}),
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.given = files.getlist("chosen_files") if files is not None else []

    def clean(self) -> dict[str, Any]:
        """No file that was cut off."""
        if any(getattr(file, "too_large", False) for file in self.given):
            self.add_error("chosen_files", _("A file is too large."))
        return super().clean() or self.cleaned_data

    @property
    def files_given(self) -> list[tuple[str, bytes]]:
        """Each file by name with its content."""
        return [(str(file.name), file.read()) for file in self.given]


class ComplaintForm(forms.Form):
    """What somebody of a principal complains about. For whom they sign in is known."""

    description = forms.CharField(
        label=gettext_lazy("What is your complaint?"),
        help_text=gettext_lazy("Tell what happened, and what you would like. Write nothing about anybody's health."),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    about_on = forms.DateField(
        label=gettext_lazy("When did it happen?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    about_whom = forms.CharField(
        label=gettext_lazy("Which colleague of ours is it about?"),
        help_text=gettext_lazy("If you know it. Then they do not handle your complaint and do not see it."),
        required=False,
        max_length=200,
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=gettext_lazy("Your telephone number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    address = forms.CharField(
        label=gettext_lazy("Your address"),
        help_text=gettext_lazy("Our letters go there."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    place = forms.CharField(label=gettext_lazy("Your town"), required=False, max_length=100)

    def __init__(self, data: Any = None, *, name: str = "") -> None:
        super().__init__(data, initial={"name": name})

    def new(self, principal: str) -> NewComplaint:
        """What was written, by somebody who signs in for this principal."""
        said = self.cleaned_data
        parts = ("name", "about_whom", "phone", "address", "place", "description")
        return NewComplaint(
            said=Said(
                **{name: said[name] for name in parts},
                dated=clock.today().isoformat(),
                signed=True,
                acts_for=principal,
                language=reader_language(),
            ),
            complainant=Complainant.PRINCIPAL,
            came_by=CameBy.PORTAL,
            subject=Subject.SERVICES,
            received_on=clock.today(),
            about_on=said["about_on"],
        )
