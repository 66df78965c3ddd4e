"""What a list of dossiers is narrowed to, sorted by and shown with; and what goes into a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.choices import Phase
from waarborg.dossiers.list_filters import COLUMNS, SHOWN_FIRST, SORTED_BY, Asked, Choices

COLUMN_NAMES = {
    "principal": _("Principal"),
    "phase": _("Phase"),
    "coaches": _("Coaches"),
    "referred_on": _("Referred on"),
    "started_on": _("Started on"),
    "ends_on": _("Ends on"),
    "next_step_on": _("Next step"),
}


class ListForm(forms.Form):
    """The filters of a list, in its address: it says nothing of any client."""

    state = forms.ChoiceField(
        label=_("Which dossiers"),
        choices=[("open", _("running")), ("closed", _("closed")), ("all", _("all"))],
        required=False,
    )
    phase = forms.ChoiceField(label=_("Phase"), choices=[("", _("all phases")), *Phase.choices], required=False)
    principal = forms.UUIDField(label=_("Principal"), required=False)
    coach = forms.UUIDField(label=_("Coach"), required=False)
    next_step = forms.ChoiceField(
        label=_("Next step"),
        choices=[("", _("with and without")), ("without", _("without a next step")), ("with", _("with a next step"))],
        required=False,
    )
    sort = forms.ChoiceField(choices=[(one, one) for one in SORTED_BY], required=False, widget=forms.HiddenInput)
    descending = forms.BooleanField(required=False, widget=forms.HiddenInput)
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=list(COLUMN_NAMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def choose_from(self, choices: Choices) -> None:
        """Let the principals and colleagues of the list be chosen by name."""
        for name, every, found in (
            ("principal", _("all principals"), choices.principals),
            ("coach", _("everybody"), choices.coaches),
        ):
            field = self.fields[name]
            field.widget = forms.Select(choices=[("", every), *((str(pk), label) for pk, label in found)])

    @property
    def asked(self) -> Asked:
        """What is asked for. What does not fit is left out: an address may be old."""
        said = self.cleaned_data
        columns = tuple(one for one in COLUMNS if one in said.get("columns", ())) or SHOWN_FIRST
        return Asked(
            state=said.get("state") or "open",
            phase=said.get("phase") or "",
            principal=said.get("principal"),
            coach=said.get("coach"),
            next_step=said.get("next_step") or "",
            sort=said.get("sort") or "name",
            descending=bool(said.get("descending")),
            columns=columns,
        )


def list_form(given: QueryDict) -> ListForm:
    """The filters as they stand in an address; a form that nobody filled in yet shows the usual list."""
    data = given.copy()
    if "columns" not in data:
        data.setlist("columns", list(SHOWN_FIRST))
    data.setdefault("state", "open")
    form = ListForm(data)
    form.is_valid()
    return form


class ExportForm(forms.Form):
    """What goes into a file, and what for: a purpose of the closed list."""

    purpose = forms.ChoiceField(
        label=_("What is the file for?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a purpose from the list.")},
    )
    categories = forms.MultipleChoiceField(
        label=_("Which kinds of data go along?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of data.")},
    )

    def __init__(self, data: Any = None, *, purposes: Sequence[tuple[str, str]], entries: Sequence[Entry]) -> None:
        super().__init__(data)
        choices: dict[str, list[tuple[str, str]]] = {
            "purpose": list(purposes),
            "categories": [(entry.key, entry.rule.title) for entry in entries],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]
