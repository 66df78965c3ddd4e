"""The form of a new client: who it is, what was asked, under which agreement. Its questions come from the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.desk.forms.judging import judgement_of
from waarborg.desk.forms.principals import day
from waarborg.desk.forms.records import FEW, Choices, field_of
from waarborg.dossiers import values
from waarborg.dossiers.catalogue import Catalogue, Entry
from waarborg.dossiers.covering import where_living
from waarborg.dossiers.free_text import MEDICAL, ForbiddenInText
from waarborg.dossiers.records import NewRecord
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.policy.model.catalogue import FILES

PART = "--"
"""Between the name of a kind of data and that of its field."""
WHY, JUDGED, SECRET = "why", "judged", "secret"
NOBODY, ONESELF = "nobody", "me"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One kind of data on the form, and who gave it."""

    entry: Entry
    source: str
    needed: bool = False
    """Without it nobody comes in."""


class ClientForm(forms.Form):
    """Somebody new. Only the name is needed; what is left empty comes at the intake."""

    def __init__(self, data: Any, *, catalogue: Catalogue, sections: Sequence[Section], frame: Frame) -> None:
        super().__init__(data)
        self.catalogue, self.parts = catalogue, sections
        for section in sections:
            self._add(section)
        self._add_frame(frame)
        if data is not None and "different" in data:
            self.ask_whether_different()

    def _add(self, section: Section) -> None:
        for name, rule in section.entry.rule.fields.items():
            if rule.type not in FILES:
                field = self.fields[named(section.entry, name)] = field_of(rule)
                field.required = section.needed and rule.required
                if rule.type == "date" and rule.required and not section.needed:
                    field.initial = clock.today().isoformat()
                judged = named(section.entry, name, JUDGED)
                if judged in self.data:
                    self.fields[judged] = judgement_of(rule.label)
        if where_living(section.entry):
            self.fields[named(section.entry, SECRET)] = forms.BooleanField(
                label=_("This address is secret"),
                help_text=_("Nobody sees it but who must know, one by one and with a reason. It goes nowhere."),
                required=False,
            )
        if section.entry.asks_why:
            self.fields[named(section.entry, WHY)] = forms.CharField(
                label=_("Why is this necessary?"), required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def _add_frame(self, frame: Frame) -> None:
        self.fields["referred_on"] = day(label=_("On which day were they referred?"), initial=clock.today)
        self.fields["type"] = forms.ChoiceField(
            label=_("Kind of trajectory"),
            choices=frame.types if len(frame.types) <= FEW else [("", _("Choose one")), *frame.types],
            widget=forms.RadioSelect if len(frame.types) <= FEW else forms.Select,
        )
        self.fields["hours_granted"] = forms.DecimalField(
            label=_("Hours granted"),
            required=False,
            min_value=0,
            max_digits=6,
            decimal_places=2,
            localize=True,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )
        self.fields["plan_approved_on"] = day(label=_("The plan was approved on"), required=False)
        if frame.asks_illness:
            self.fields["for_illness"] = forms.BooleanField(
                label=_("They are guided because of illness or incapacity for work"), required=False
            )
        self.fields["works_on_it"] = forms.ChoiceField(
            label=_("Who works on it?"),
            help_text=_("Whoever opens it keeps it until somebody is assigned."),
            choices=frame.workers,
            initial=frame.workers[0][0],
            widget=forms.RadioSelect if len(frame.workers) <= FEW else forms.Select,
        )

    def ask_whether_different(self) -> None:
        """Somebody like this may be here: it goes on only when they say that this is somebody else."""
        self.fields["different"] = forms.BooleanField(
            label=_("I asked: this is somebody else, or somebody without a dossier"), required=False
        )

    def clean(self) -> dict[str, Any]:
        """Judge every kind of data that something was typed in by the catalogue, each mistake at its own field."""
        said: dict[str, Any] = super().clean() or {}
        self.records = [record for section in self.parts if (record := self._record(section, said))]
        on = said.get("referred_on")
        if on and on > clock.today():
            self.add_error("referred_on", _("This day has not been yet."))
        return said

    def _record(self, section: Section, said: Mapping[str, Any]) -> NewRecord | None:
        entry = section.entry
        typed = {name: said.get(named(entry, name), "") for name in entry.rule.fields}
        if not section.needed and not self._touched(entry, typed):
            return None
        judged = {name: str(said.get(named(entry, name, JUDGED), "")) for name in entry.rule.fields}
        note = str(said.get(named(entry, WHY), ""))
        if entry.asks_why and not note.strip():
            self.add_error(named(entry, WHY), _("Write down why this is necessary."))
        try:
            values.checked(self.catalogue, entry.key, typed, judged=judged)
        except ForbiddenInText as mistake:
            self._ask_about(entry, mistake)
            self._tell(entry, mistake)
        except InvalidInput as mistake:
            self._tell(entry, mistake)
        return NewRecord(
            category=entry.key,
            fields=typed,
            source=section.source,
            note=note,
            judged=judged,
            secret_address=bool(said.get(named(entry, SECRET))),
        )

    def _touched(self, entry: Entry, typed: Mapping[str, str]) -> bool:
        """Was anything typed that did not stand there already?"""
        return any(
            value and value != self.fields[named(entry, name)].initial
            for name, value in typed.items()
            if named(entry, name) in self.fields
        )

    def _ask_about(self, entry: Entry, mistake: ForbiddenInText) -> None:
        for name, found in mistake.found.items():
            if any(one.what == MEDICAL for one in found):
                self.fields.setdefault(named(entry, name, JUDGED), judgement_of(entry.rule.fields[name].label))

    def _tell(self, entry: Entry, mistake: InvalidInput) -> None:
        for name, said in mistake.fields.items():
            field = named(entry, name)
            if field in self.errors and field in self.fields:
                continue  # the form said so itself
            self.add_error(field if field in self.fields else None, said)

    def typed(self, kind: str) -> str:
        """What was typed in the person's own field of a type, such as `birth_date`; empty when there is none."""
        for section in self.parts:
            for name, rule in section.entry.rule.fields.items():
                if rule.type == kind and not section.entry.rule.redacts:
                    return str(self.cleaned_data.get(named(section.entry, name), ""))
        return ""

    @property
    def born(self) -> date | None:
        """The birth date that was typed."""
        where = self.catalogue.birth_date
        text = self.cleaned_data.get(named(where[0], where[1]), "") if where else ""
        return date.fromisoformat(values.normal(where[0].rule.fields[where[1]], text)) if where and text else None

    @property
    def name(self) -> str:
        """The whole name that was typed."""
        entry = self.catalogue.identity
        return " ".join(
            str(self.cleaned_data.get(named(entry, part), "")) for part in self.catalogue.name_fields
        ).strip()

    @property
    def sections(self) -> Iterator[dict[str, Any]]:
        """The kinds of data with their fields, for the page."""
        for section in self.parts:
            start = section.entry.key + PART
            yield {
                "key": section.entry.key,
                "title": section.entry.rule.title,
                "warning": section.entry.rule.warns,
                "article": section.entry.article,
                "fields": [self[name] for name in self.fields if name.startswith(start)],
            }

    @property
    def frame(self) -> list[forms.BoundField]:
        """What is asked beside them."""
        return [self[name] for name in self.fields if PART not in name and name != "different"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What may be chosen around the kinds of data."""

    types: Choices
    workers: Choices
    asks_illness: bool


def named(entry: Entry, *parts: str) -> str:
    """The name of a field of a kind of data on the form."""
    return PART.join((entry.key, *parts))
