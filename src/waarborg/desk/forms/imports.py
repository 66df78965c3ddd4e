"""Forms of imports: a file handed in, what its columns are, and whether it comes in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.dossiers.catalogue import Catalogue
from waarborg.imports.choices import WorksOnIt
from waarborg.imports.mapping import Mapped, source_guessed
from waarborg.imports.tables import MOST_BYTES
from waarborg.imports.targets import Choice, target_of

Choices = Sequence[tuple[str, str]]
CONSENT_FORMS = (
    ("written", gettext_lazy("in writing")),
    ("separate_form", gettext_lazy("in writing, on a form of its own")),
    ("explicit", gettext_lazy("said, and unmistakable")),
    ("unambiguous", gettext_lazy("by what somebody did")),
)
COLUMN, SOURCE = "column_", "source_"


class FileForm(forms.Form):
    """A file of clients, and a zip with their documents."""

    file = forms.FileField(
        label=gettext_lazy("Excel or CSV file"),
        help_text=gettext_lazy("The first row says what each column is. At most 25 MB."),
    )
    documents = forms.FileField(
        label=gettext_lazy("Documents in a zip file"),
        required=False,
        help_text=gettext_lazy("One folder per person. A column of the sheet says which folder is whose."),
    )

    def clean(self) -> dict[str, Any]:
        """Neither is larger than stays in memory: nothing of it touches the disk before it is encrypted."""
        for name in ("file", "documents"):
            given = self.cleaned_data.get(name)
            if given is not None and given.size > MOST_BYTES:
                self.add_error(name, _("Make it smaller than 25 MB, or cut it in parts."))
        return self.cleaned_data

    def content(self, name: str) -> bytes:
        """What was uploaded."""
        given = self.cleaned_data.get(name)
        return b"".join(given.chunks()) if given is not None else b""


class ColumnsForm(forms.Form):
    """What each column is, who gave what, and what holds where a column says nothing."""

    principal = forms.ChoiceField(label=gettext_lazy("Principal, where no column says it"), required=False)
    type = forms.CharField(
        label=gettext_lazy("Type of trajectory, where no column says it"), required=False, max_length=60
    )
    works_on_it = forms.ChoiceField(
        label=gettext_lazy("Who works on dossiers that no column gives to anybody?"),
        choices=WorksOnIt.choices,
        initial=WorksOnIt.TODAY,
        widget=forms.RadioSelect,
    )
    consent_form = forms.ChoiceField(
        label=gettext_lazy("How were consents given that a column tells of?"),
        choices=[("", gettext_lazy("No column tells of a consent")), *CONSENT_FORMS],
        required=False,
    )
    files_category = forms.ChoiceField(label=gettext_lazy("What are documents in the zip kept as?"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        headers: Sequence[str],
        targets: Iterable[Choice],
        given: Mapping[str, Any],
        catalogue: Catalogue,
        sources: Mapping[str, str],
        principals: Choices,
        categories: Choices,
    ) -> None:
        super().__init__(data, initial=given["initial"])
        self.catalogue, self.source_words = catalogue, sources
        self.fields["principal"].choices = [("", _("Choose one")), *principals]  # type: ignore[attr-defined]
        self.fields["files_category"].choices = [("", _("Choose one")), *categories]  # type: ignore[attr-defined]
        if not given["with_files"]:
            del self.fields["files_category"]
        grouped = _grouped(targets)
        own: dict[str, forms.Field] = {}
        for place, header in enumerate(headers):
            own[f"{COLUMN}{place}"] = forms.ChoiceField(
                label=header or _("Column %(number)s") % {"number": place + 1},
                choices=[("", _("stays out")), *grouped],
                initial=given["columns"].get(str(place), ""),
                required=False,
            )
        for category in self._categories(data, given["columns"]):
            own[f"{SOURCE}{category}"] = self._source(category, given["sources"])
        self.fields = own | self.fields

    def _categories(self, data: Any, columns: Mapping[str, str]) -> list[str]:
        """Kinds of data that some column fills, as it was sent or else as it is guessed."""
        words = [word for name, word in data.items() if name.startswith(COLUMN)] if data else list(columns.values())
        targets = [target_of(word) for word in words if word.startswith("field:")]
        return [name for name in self.catalogue.entries if name in {target.name for target in targets}]

    def _source(self, category: str, given: Mapping[str, str]) -> forms.Field:
        entry = self.catalogue.entry(category)
        label = _("Who gave this: %(kind)s?") % {"kind": entry.rule.title}
        choices = [(source, self.source_words[source]) for source in entry.sources]
        initial = given.get(category) or source_guessed(self.catalogue, category)
        if len(choices) == 1:
            return forms.ChoiceField(label=label, choices=choices, initial=initial, widget=forms.HiddenInput)
        return forms.ChoiceField(label=label, choices=choices, initial=initial)

    @property
    def columns(self) -> list[forms.BoundField]:
        """The columns, for the page."""
        return [self[name] for name in self.fields if name.startswith(COLUMN)]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What else is asked."""
        return [self[name] for name in self.fields if not name.startswith(COLUMN)]

    @property
    def mapped(self) -> Mapped:
        """What was chosen."""
        said = self.cleaned_data
        return Mapped(
            columns={
                int(name.removeprefix(COLUMN)): target_of(word)
                for name, word in said.items()
                if name.startswith(COLUMN) and word
            },
            sources={
                name.removeprefix(SOURCE): source for name, source in said.items() if name.startswith(SOURCE) and source
            },
            principal_id=UUID(said["principal"]) if said["principal"] else None,
            type=said["type"],
            consent_form=said["consent_form"],
            works_on_it=WorksOnIt(said["works_on_it"]),
            files_category=said.get("files_category", ""),
        )


def _grouped(targets: Iterable[Choice]) -> list[tuple[str, list[tuple[str, str]]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for one in targets:
        found.setdefault(one.group, []).append((str(one.target), one.label))
    return list(found.items())


class ConfirmForm(forms.Form):
    """That a file comes in as it was shown."""

    announced = forms.CharField(widget=forms.HiddenInput)
    park = forms.BooleanField(
        label=gettext_lazy("Keep rows aside that lack something"), required=False, widget=forms.CheckboxInput
    )
    known = forms.BooleanField(label=gettext_lazy("I know what stays out"))
