"""Forms of the studio: the text, its terms and lists, what is decided about a finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.drafting.services import LONGEST
from waarborg.kernel.languages import with_marks
from waarborg.policy.amending import ChoicesHere, TermHere, with_choices, with_term
from waarborg.policy.model.base import Period, Unit

UNITS = (
    (Unit.MINUTES.value, _("minutes")), (Unit.HOURS.value, _("hours")), (Unit.DAYS.value, _("days")),
    (Unit.WORKING_DAYS.value, _("working days")), (Unit.WEEKS.value, _("weeks")), (Unit.MONTHS.value, _("months")),
    (Unit.YEARS.value, _("years")), (Unit.CALENDAR_YEARS.value, _("calendar years")),
)  # fmt: skip


TERM_WORDS = {
    "at_most": _("at the most"),
    "at_least": _("at the least"),
    "exactly": _("exactly"),
    "within": _("within"),
    "answer_within": _("answered within"),
    "execute_within": _("done within"),
    "notice_within": _("told within"),
    "confirm_within": _("confirmed within"),
    "meeting_within": _("talked about within"),
    "status_within": _("status told within"),
    "decide_within": _("decided within"),
    "refuse_within": _("refused within"),
    "older_than": _("older than"),
    "ends_after": _("ends after"),
    "review_within": _("looked back on within"),
    "frequency": _("at most once per"),
    "every": _("every"),
    "review": _("looked at every"),
    "renewed": _("again after"),
    "cooling_off": _("thought over for"),
    "back_within": _("back within"),
    "by": _("no later than"),
    "tell_authority_within": _("authority told within"),
    "lasts": _("lasts"),
    "recent": _("no older than"),
}
"""What people read for the keys under which a regulation writes a term."""


class TextForm(forms.Form):
    """The whole text, as YAML."""

    base = forms.IntegerField(widget=forms.HiddenInput)
    source = forms.CharField(
        label=_("Text of the regulation, as YAML"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 32, "class": "wb-vast", "spellcheck": "false"}),
    )


class DayForm(forms.Form):
    """From which day the draft is to be in force."""

    base = forms.IntegerField(widget=forms.HiddenInput)
    in_force_from = forms.DateField(
        label=_("In force from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class TermsForm(forms.Form):
    """Every term of the rules as a number and a unit, and every closed list as lines."""

    base = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, terms: Sequence[TermHere], lists: Sequence[ChoicesHere], labels: dict[str, str], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.terms, self.lists = terms, lists
        for term in terms:
            label = labels.get(term.rule, term.rule)
            self.fields[f"n|{term.name}"] = forms.IntegerField(
                label=with_marks("%(rule)s: %(term)s", rule=label, term=str(TERM_WORDS.get(term.key, term.key))),
                min_value=0,
                max_value=999,
                initial=term.period.number,
            )
            self.fields[f"u|{term.name}"] = forms.ChoiceField(
                label=_("unit"), choices=UNITS, initial=term.period.unit.value
            )
        for one in lists:
            label = labels.get(one.rule, one.rule)
            self.fields[f"l|{one.name}"] = forms.CharField(
                label=with_marks("%(rule)s: %(field)s", rule=label, field=one.field),
                initial="\n".join(one.choices),
                help_text=_("One choice on a line."),
                widget=forms.Textarea(attrs={"rows": min(len(one.choices) + 1, 10)}),
            )

    def rows(self) -> list[dict[str, Any]]:
        """The fields of each term together."""
        return [{"number": self[f"n|{one.name}"], "unit": self[f"u|{one.name}"]} for one in self.terms]

    def list_fields(self) -> list[Any]:
        """The fields of the lists."""
        return [self[f"l|{one.name}"] for one in self.lists]

    def written_into(self, text: str) -> str:
        """The text with what is other now. Raises NotHere."""
        for term, period in self.changed_terms():
            text = with_term(text, term, period)
        for one, said in self.changed_lists():
            text = with_choices(text, one, said)
        return text

    def changed_terms(self) -> Iterator[tuple[TermHere, Period]]:
        """The terms that are others now."""
        for one in self.terms:
            unit = Unit(self.cleaned_data[f"u|{one.name}"])
            period = Period(number=self.cleaned_data[f"n|{one.name}"], unit=unit)
            if period != one.period:
                yield one, period

    def changed_lists(self) -> Iterator[tuple[ChoicesHere, tuple[str, ...]]]:
        """The lists that are others now."""
        for one in self.lists:
            said = tuple(line.strip() for line in self.cleaned_data[f"l|{one.name}"].splitlines() if line.strip())
            if said != one.choices:
                yield one, said


class CompareForm(forms.Form):
    """Which two texts are laid beside each other."""

    def __init__(self, data: Any = None, *, every: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["van"] = forms.ChoiceField(label=_("Compare this"), choices=every)
        self.fields["naar"] = forms.ChoiceField(label=_("with this"), choices=every)


class DecisionForm(forms.Form):
    """What is decided about a finding, a question or what contradicts itself, with the reason."""

    base = forms.IntegerField(widget=forms.HiddenInput)
    what = forms.CharField(widget=forms.HiddenInput, max_length=200)
    answer = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=(
            ("accept", _("We accept this, with this reason")),
            ("holds", _("Yes, it is so")),
            ("not", _("No, it is not so")),
            ("earliest_of", _("What comes first counts")),
            ("latest_of", _("What comes last counts")),
            ("as_explained", _("As explained below")),
        ),
        widget=forms.RadioSelect,
    )
    explained = forms.CharField(
        label=_("Why"), max_length=600, help_text=_("It stands in the regulation with your role and the day."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, answers: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["answer"]
        field.choices = [(name, said) for name, said in field.choices if name in answers]
        if len(answers) == 1:
            field.initial = answers[0]
