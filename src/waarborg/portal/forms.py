"""What a principal writes to who works on its commission."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.documents.kinds import KINDS

ACCEPTED = ",".join(f".{ending}" for kind in KINDS.values() for ending in kind.endings)


class Files(forms.FileInput):
    """A field for several files."""

    allow_multiple_selected = True


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
