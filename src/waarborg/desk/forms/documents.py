"""Forms of documents: which files, and what a file is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.desk.forms.records import Around, RecordForm, chosen
from waarborg.documents.kinds import KINDS
from waarborg.documents.services import TEXT_ALONE, file_fields, holds_text
from waarborg.documents.waiting import Mailed
from waarborg.dossiers.catalogue import Entry
from waarborg.policy.model.catalogue import FILES

ACCEPTED = ",".join(f".{ending}" for kind in KINDS.values() for ending in kind.endings)


class Files(forms.FileInput):
    """A field for several files; browsers let people drop files on it."""

    allow_multiple_selected = True


class UploadForm(forms.Form):
    """One or more files."""

    chosen_files = forms.Field(
        label=gettext_lazy("Choose files, or drop them here"),
        widget=Files(attrs={"multiple": True, "accept": ACCEPTED}),
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.given = files.getlist("chosen_files") if files is not None else []

    def clean(self) -> dict[str, Any]:
        """At least one, and none that was cut off."""
        if not self.given:
            self.errors.pop("chosen_files", None)
            self.add_error("chosen_files", _("Choose a file."))
        for file in self.given:
            if getattr(file, "too_large", False):
                self.add_error("chosen_files", _("%(name)s is too large.") % {"name": file.name})
        return self.cleaned_data


class FilingForm(RecordForm):
    """What a waiting file is: the fields of its kind of data, and in which of them it stands."""

    def __init__(self, data: Any = None, *, entry: Entry, around: Around, mailed: Mailed | None = None) -> None:
        super().__init__(data, entry=entry, around=around)
        fields = list(file_fields(entry).items())
        if mailed and mailed.text and holds_text(entry):
            fields.append((TEXT_ALONE, _("Nothing: the text above is enough, and no file is kept")))
        self.fields["file_field"] = chosen(_("What is this file?"), fields)
        if mailed:
            self.fields["occurred_on"].initial = mailed.day
        self.order_fields([name for name, field in self.fields.items() if field.widget.is_hidden])
        for name, rule in entry.rule.fields.items():
            if rule.type in FILES:
                self.fields.pop(name, None)


def kinds_in_words() -> Sequence[str]:
    """The endings of files that may come in."""
    return [kind.endings[0] for kind in KINDS.values()]
