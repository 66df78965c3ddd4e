"""Forms of the way of working: the items of a list, and a kind of trajectory with its phases, tasks and reports.

A new line has no key yet; it gets one from its Dutch words, and keeps it from then on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from waarborg.practice.choices import ClosingCheck, CountsFrom, ListName, OverviewOf, Side, Span, Standing
from waarborg.practice.document import COACH
from waarborg.practice.items import key_for

Choices = Sequence[tuple[str, str]]
NEARLY = _("Hours are nearly used from so many percent on")
LARGEST_NUMBER = 520
UNITS = (("weeks", _("weeks")), ("days", _("days")), ("months", _("months")), ("years", _("years")))
EMPTY_LINES = 2
"""Lines for something new in a list of lines."""


class ItemForm(forms.Form):
    """One item of a list. Retired: it stays readable where it was chosen, and is not chosen any more."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    nl = forms.CharField(label=_("In Dutch"), max_length=120, required=False)
    en = forms.CharField(label=_("In English"), max_length=120, required=False)
    retired = forms.BooleanField(label=_("Not chosen any more"), required=False)

    def clean(self) -> dict[str, Any]:
        """An item that exists keeps its Dutch words."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("key") and not said.get("nl"):
            self.add_error("nl", _("Fill in what it is called. What is not used any more you take out of the choices."))
        return said

    @property
    def is_empty(self) -> bool:
        """A line that nobody filled in."""
        return not (self.cleaned_data.get("key") or self.cleaned_data.get("nl"))

    def item(self) -> dict[str, Any]:
        """The item as the document has it."""
        return {name: value for name, value in self.cleaned_data.items() if value not in {None, ""}}


class TimeCategoryForm(ItemForm):
    """A kind of time."""

    declarable = forms.IntegerField(label=_("Declarable, in percent"), min_value=0, max_value=100, initial=100)
    minutes = forms.IntegerField(label=_("Usual minutes"), min_value=1, max_value=1440, required=False)
    locked = forms.BooleanField(label=_("The percentage is fixed"), required=False)
    field_order = ("key", "nl", "en", "declarable", "minutes", "locked", "retired")


class OverviewForm(ItemForm):
    """A kind of overview: what it is about, what it is counted by, over which periods."""

    of = forms.ChoiceField(label=_("About"), choices=OverviewOf.choices)
    rows = forms.ChoiceField(label=_("Counted by"), choices=Side.choices)
    columns = forms.ChoiceField(label=_("And by"), choices=[("", _("nothing else")), *Side.choices], required=False)
    span = forms.ChoiceField(label=_("Over"), choices=Span.choices, initial=Span.YEAR)
    field_order = ("key", "nl", "en", "of", "rows", "columns", "span", "retired")


OF_LISTS: Mapping[str, type[ItemForm]] = {
    ListName.TIME_CATEGORIES: TimeCategoryForm,
    ListName.OVERVIEWS: OverviewForm,
}
"""Lists whose items say more than what they are called."""


class PhaseForm(ItemForm):
    """A phase, and where a trajectory in it stands."""

    standing = forms.ChoiceField(label=_("Stands as"), choices=Standing.choices, initial=Standing.RUNNING)
    field_order = ("key", "nl", "en", "standing", "retired")


class DatedForm(ItemForm):
    """Something that falls so many weeks and days after a day of the trajectory; below zero before it."""

    weeks = forms.IntegerField(label=_("Weeks after"), initial=0)
    days = forms.IntegerField(label=_("Days after"), initial=0)
    counts_from = forms.ChoiceField(label=_("Counts from"), choices=CountsFrom.choices, initial=CountsFrom.STARTED)

    def item(self) -> dict[str, Any]:
        """The item as the document has it."""
        made = super().item()
        made["after"] = {"weeks": made.pop("weeks", 0), "days": made.pop("days", 0)}
        made["from"] = made.pop("counts_from")
        return made


class TaskForm(DatedForm):
    """A task of the list."""

    executor = forms.ChoiceField(label=_("Done by"), initial=COACH)
    reportable = forms.BooleanField(label=_("Told of in the report"), required=False)
    field_order = ("key", "nl", "en", "weeks", "days", "counts_from", "executor", "reportable", "retired")

    def __init__(self, *args: Any, executors: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["executor"].choices = list(executors)  # type: ignore[attr-defined]


class ReportForm(DatedForm):
    """A report that has to be there."""

    serves_as = forms.ChoiceField(label=_("Kind of data"))
    every = forms.IntegerField(label=_("Again every so many weeks"), min_value=1, required=False)
    final = forms.BooleanField(label=_("Without it nothing is closed"), required=False)
    field_order = ("key", "nl", "en", "serves_as", "weeks", "days", "counts_from", "every", "final", "retired")

    def __init__(self, *args: Any, kinds: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["serves_as"].choices = list(kinds)  # type: ignore[attr-defined]

    def item(self) -> dict[str, Any]:
        """The item as the document has it."""
        made = super().item()
        if "every" in made:
            made["every"] = {"weeks": made["every"]}
        return made


class TypeForm(forms.Form):
    """A kind of trajectory: what it is called, what it asks for, what is looked at before it is closed."""

    base = forms.IntegerField(widget=forms.HiddenInput)
    nl = forms.CharField(label=_("In Dutch"), max_length=120)
    en = forms.CharField(label=_("In English"), max_length=120, required=False)
    warn_at = forms.IntegerField(
        label=NEARLY,
        min_value=1,
        max_value=100,
        required=False,
        help_text=_("Empty: as for every kind of trajectory."),
    )
    fields_asked = forms.MultipleChoiceField(
        label=_("What this kind of trajectory asks for"), required=False, widget=forms.CheckboxSelectMultiple
    )
    closing = forms.MultipleChoiceField(
        label=_("Looked at before it is closed"),
        choices=ClosingCheck.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    retired = forms.BooleanField(label=_("Not chosen any more"), required=False)

    def __init__(self, *args: Any, catalogue_fields: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["fields_asked"].choices = list(catalogue_fields)  # type: ignore[attr-defined]


class BaseForm(forms.Form):
    """Which version was being changed."""

    base = forms.IntegerField(widget=forms.HiddenInput)


class ComplaintTermsForm(BaseForm):
    """The agency's own terms for complaints; an empty one is as it came along."""

    def __init__(self, *args: Any, words: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        for name, label in words.items():
            self.fields[name] = forms.IntegerField(label=label, min_value=1, max_value=LARGEST_NUMBER, required=False)
            self.fields[f"{name}_unit"] = forms.ChoiceField(
                label=_("%(term)s: counted in") % {"term": label}, choices=UNITS, required=False
            )
        self.words = words

    def terms(self) -> dict[str, dict[str, int]]:
        """What was said, as the document has it."""
        said = self.cleaned_data
        return {name: {said[f"{name}_unit"]: said[name]} for name in self.words if said[name]}


class DailyForm(BaseForm):
    """What a coach is reminded of, and who looks at time."""

    quiet_after_days = forms.IntegerField(label=_("No contact: after so many days"), min_value=1, max_value=366)
    reports_ahead_days = forms.IntegerField(
        label=_("A report is due: so many days before its day"), min_value=0, max_value=366
    )
    warn_at = forms.IntegerField(label=NEARLY, min_value=1, max_value=100)
    requests_reminded_days = forms.IntegerField(
        label=_("A request: ask for the answer so many days before the last working day"), min_value=0, max_value=366
    )
    requests_escalated_days = forms.IntegerField(
        label=_("A request: tell whom the regulation names so many days before it"), min_value=0, max_value=366
    )
    receipts_given_days = forms.IntegerField(
        label=_("A request: ask for the letter that confirms it after so many days"), min_value=0, max_value=366
    )
    objections_answered_days = forms.IntegerField(
        label=_("An objection to a decision: answered within so many days, where the regulation does not say"),
        min_value=1,
        max_value=366,
    )
    unsorted_asked_after_days = forms.IntegerField(
        label=_("E-mail that nobody put away: a task after so many days"), min_value=0, max_value=366
    )
    unsorted_gone_after_days = forms.IntegerField(
        label=_("E-mail that nobody put away: destroyed after so many days"),
        min_value=1,
        max_value=28,
        help_text=_("Sooner where the regulation says so."),
    )
    coaches = forms.MultipleChoiceField(
        label=_("Who does what a list asks of the coach"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever has one of these roles and is assigned to the trajectory."),
    )
    time_approved_by = forms.ChoiceField(label=_("Who approves weeks of time"), required=False)

    def __init__(self, *args: Any, roles: Choices, approvers: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["coaches"].choices = list(roles)  # type: ignore[attr-defined]
        self.fields["time_approved_by"].choices = [("", _("Nobody")), *approvers]  # type: ignore[attr-defined]

    def daily(self) -> dict[str, Any]:
        """What was said, as the document has it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "base"}
        return {**said, "coaches": tuple(said["coaches"]), "time_approved_by": said["time_approved_by"] or None}


def lines(form: type[forms.Form], prefix: str, data: Any, rows: Sequence[Mapping[str, Any]], **given: Any) -> Any:
    """The lines of a list: those there are, and a few empty ones."""
    made = formset_factory(form, extra=EMPTY_LINES)
    return made(data or None, prefix=prefix, initial=list(rows), form_kwargs=given)


def items_in(formset: BaseFormSet[Any]) -> list[dict[str, Any]]:
    """The items of a list of lines that is valid, new ones with a key."""
    found: list[dict[str, Any]] = []
    taken = {form.cleaned_data["key"] for form in formset if form.cleaned_data.get("key")}
    for form in formset:
        if form.is_empty:
            continue
        item = form.item()
        if "key" not in item:
            item["key"] = key_for(item["nl"], taken)
            taken.add(item["key"])
        found.append(item)
    return found
