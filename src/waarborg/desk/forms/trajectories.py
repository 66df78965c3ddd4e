"""Forms around a trajectory: its days, its start with the task list, who works on it, and who may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.desk.forms.time import day_field
from waarborg.kernel import clock
from waarborg.work.list_items import Planned
from waarborg.work.task_lists import Otherwise

Choices = Sequence[tuple[str, str]]
OWN_PART = gettext_lazy(
    "Article %(article)s: this colleague sees only their own part. Choose it, or say it is the whole."
)
PARTS = ("in", "subject", "due_on", "executor")
"""What can be otherwise of an item of the list."""


def choice_of(label: str, choices: Choices, *, required: bool = False, empty: str = "") -> forms.ChoiceField:
    """A field to choose from, with a line for nothing."""
    return forms.ChoiceField(label=label, required=required, choices=[("", empty or _("Not chosen yet")), *choices])


def _hours(**more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=_("Hours granted"), required=False, min_value=0, max_value=9999, decimal_places=2, localize=True, **more
    )


class ChangeForm(forms.Form):
    """The phase, goal, days and hours of a trajectory."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, phases: Choices, goals: Choices, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["own_phase"] = choice_of(_("Phase"), phases)
        self.fields["goal"] = choice_of(_("Goal"), goals)
        self.fields["hours_granted"] = _hours()
        for name, label in _days().items():
            self.fields[name] = day_field(label, required=False)

    def changes(self) -> dict[str, Any]:
        """What differs from what it was."""
        said = {name: self.cleaned_data[name] for name in self.changed_data if name != "version"}
        if not said.get("own_phase", "-"):
            said.pop("own_phase")
        return said


class NewForm(forms.Form):
    """A further commission for the same person."""

    def __init__(self, data: Any = None, *, types: Choices, agreements: Choices, goals: Choices) -> None:
        super().__init__(data)
        self.fields["agreement"] = choice_of(_("Principal and agreement"), agreements, required=True)
        self.fields["type"] = choice_of(_("Kind of trajectory"), types, required=True)
        self.fields["goal"] = choice_of(_("Goal"), goals)
        self.fields["referred_on"] = day_field(_("Day of referral"), initial=clock.today)
        self.fields["planned_end_on"] = day_field(_("Planned last day"), required=False)
        self.fields["hours_granted"] = _hours()
        self.fields["for_illness"] = forms.BooleanField(label=_("Because of illness or incapacity"), required=False)


class StartForm(forms.Form):
    """The start, and the task list with what is otherwise for this one trajectory."""

    def __init__(
        self,
        data: Any = None,
        *,
        phases: Choices,
        executors: Choices,
        planned: Iterable[Planned],
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.planned = list(planned)
        self.fields["started_on"] = day_field(_("First day"))
        self.fields["planned_end_on"] = day_field(_("Planned last day"), required=False)
        self.fields["own_phase"] = choice_of(_("Phase"), phases)
        for at, one in enumerate(self.planned):
            self.fields[f"item{at}_in"] = forms.BooleanField(label=_("On the list"), required=False, initial=True)
            self.fields[f"item{at}_subject"] = forms.CharField(
                label=_("What"), required=False, max_length=120, initial=one.label
            )
            self.fields[f"item{at}_due_on"] = day_field(_("No later than"), required=False, initial=one.due_on)
            self.fields[f"item{at}_executor"] = forms.ChoiceField(
                label=_("Done by"), choices=executors, initial=one.executor
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The lines of the list, each with its own fields."""
        return [
            {"one": one, "fields": [self[f"item{at}_{part}"] for part in PARTS]} for at, one in enumerate(self.planned)
        ]

    @property
    def about(self) -> list[forms.BoundField]:
        """The fields about the start itself."""
        return [self[name] for name in ("started_on", "planned_end_on", "own_phase")]

    def otherwise(self) -> dict[str, Otherwise]:
        """What was changed in the list; a day that was left as it was proposed follows the dates."""
        found: dict[str, Otherwise] = {}
        for at, one in enumerate(self.planned):
            if not {f"item{at}_{part}" for part in PARTS} & set(self.changed_data):
                continue
            said = {part: self.cleaned_data[f"item{at}_{part}"] for part in PARTS}
            found[one.key] = Otherwise(
                left_out=not said["in"],
                due_on=said["due_on"] if f"item{at}_due_on" in self.changed_data else None,
                executor=said["executor"],
                subject=said["subject"],
            )
        return found


class AssignForm(forms.Form):
    """A colleague who works on it, on all of it or a part; or who covers for somebody until a day."""

    def __init__(
        self, data: Any = None, *, colleagues: Choices, kinds: Choices, working: Choices, in_part: Mapping[str, str]
    ) -> None:
        super().__init__(data)
        self.in_part = in_part
        """By colleague the article by which they see only their own part."""
        self.fields["account"] = choice_of(_("Colleague"), colleagues, required=True, empty=_("Choose a colleague"))
        self.fields["covers_for"] = choice_of(
            _("Covers for"), working, empty=_("Nobody: works on it beside the others")
        )
        self.fields["from_on"] = day_field(_("From"), initial=clock.today)
        self.fields["until_on"] = day_field(
            _("Until and including"),
            required=False,
            help_text=_("Asked of who covers for a colleague: it ends by itself."),
        )
        self.fields["part"] = forms.MultipleChoiceField(
            label=_("Only these kinds of data"),
            required=False,
            choices=kinds,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("None: all of it that the regulation opens."),
        )
        cited = ", ".join(sorted(set(in_part.values())))
        if cited:
            self.fields["whole"] = forms.BooleanField(
                label=_("Their part is the whole trajectory"),
                required=False,
                help_text=_("Asked of who sees only their own part (article %(articles)s).") % {"articles": cited},
            )

    def clean(self) -> dict[str, Any]:
        """Who sees only their own part is told which one that is."""
        said: dict[str, Any] = super().clean() or {}
        article = self.in_part.get(said.get("account", ""))
        if article and not said.get("part") and not said.get("whole"):
            self.add_error("part", OWN_PART % {"article": article})
        return said


class HandOverForm(forms.Form):
    """From whom to whom, and from which day on."""

    def __init__(self, data: Any = None, *, colleagues: Choices, working: Choices) -> None:
        super().__init__(data)
        self.fields["from_account"] = choice_of(_("Who hands over"), working, required=True)
        self.fields["account"] = choice_of(
            _("Who takes over"), colleagues, required=True, empty=_("Choose a colleague")
        )
        self.fields["from_on"] = day_field(_("From which day on"), initial=clock.today)


class WhyForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label=gettext_lazy("Why?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)


class ExcludeForm(WhyForm):
    """A colleague who may never open this dossier, and why."""

    field_order = ("account", "reason")

    def __init__(self, data: Any = None, *, colleagues: Choices) -> None:
        super().__init__(data)
        self.fields["account"] = choice_of(_("Colleague"), colleagues, required=True, empty=_("Choose a colleague"))
        self.order_fields(self.field_order)


def _days() -> dict[str, str]:
    return {
        "first_interview_on": _("First interview"),
        "plan_approved_on": _("Plan approved"),
        "started_on": _("First day"),
        "planned_end_on": _("Planned last day"),
        "placed_on": _("Placed on"),
    }
