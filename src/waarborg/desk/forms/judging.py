"""Forms with free text: what was found in it is shown where it stands, with the choice that the article leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.free_text import MEDICAL, Finding, ForbiddenInText

JUDGED = "judged_"
"""Before the name of a field of the catalogue: why what looks like health in it is no health datum."""
AROUND = 40
"""Characters of a text that are shown on either side of what was found."""


class JudgingForm(forms.Form):
    """A form of a category whose text may be sent back: it asks about each field in which something was found."""

    entry: Entry
    found: Sequence[dict[str, Any]] = ()
    """For the page: per field its label, and its text in parts of which some are marked."""

    def add_judgements(self) -> None:
        """Ask again what was asked before."""
        for name in self.entry.rule.fields:
            if JUDGED + name in self.data:
                self.fields[JUDGED + name] = judgement_of(self.entry.rule.fields[name].label)

    @property
    def judged(self) -> dict[str, str]:
        """The reasons that were given, by the names of the catalogue."""
        return {
            name.removeprefix(JUDGED): value for name, value in self.cleaned_data.items() if name.startswith(JUDGED)
        }

    def show_found(self, mistake: ForbiddenInText, named: Callable[[str], str]) -> None:
        """Show what was found and, where it may be no health datum, ask why."""
        found = []
        for name, each in mistake.found.items():
            label = self.entry.rule.fields[name].label
            found.append({"label": label, "parts": parts_of(mistake.texts[name], each), "article": self.entry.article})
            if any(one.what == MEDICAL for one in each) and JUDGED + name not in self.fields:
                self.fields[JUDGED + name] = judgement_of(label)
        self.found = found
        self.order_fields([part for name in self.fields for part in _with_judgement(name, named, self)])


def judgement_of(label: str) -> forms.Field:
    """Asks why what stands in a field is no health datum."""
    return forms.CharField(
        label=_("Why is this no health datum? (%(label)s)") % {"label": label},
        help_text=_("Only if it says nothing about anybody's health. Your reason is kept with the text."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def parts_of(text: str, found: Sequence[Finding]) -> list[dict[str, Any]]:
    """A text around what was found in it, in parts; what was found is marked."""
    parts: list[dict[str, Any]] = []
    at = max(0, found[0].start - AROUND)
    if at:
        parts.append({"text": "…", "marked": False})
    for one in found:
        if one.start - at > 2 * AROUND:
            parts += [{"text": f"{text[at : at + AROUND]} … ", "marked": False}]
            at = one.start - AROUND
        parts += [{"text": text[at : one.start], "marked": False}, {"text": one.words(text), "marked": True}]
        at = one.end
    parts.append({"text": text[at : at + AROUND] + ("…" if at + AROUND < len(text) else ""), "marked": False})
    return parts


def _with_judgement(name: str, named: Callable[[str], str], form: JudgingForm) -> list[str]:
    """A field, and after it the question about what was found in it."""
    if name.startswith(JUDGED):
        return []
    return [name, *(JUDGED + own for own in form.entry.rule.fields if named(own) == name)]
