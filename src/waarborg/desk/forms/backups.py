"""The form with which the plan for a calamity is written."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from waarborg.backups.plans import Contact, Plan

PARTS = 3


class PlanForm(forms.Form):
    """The whole plan, and whom to reach: a line each, in three parts."""

    def __init__(self, data: Any = None, *, plan: Plan | None = None) -> None:
        super().__init__(data)
        self.fields["text"] = forms.CharField(
            label=_("What is done, by whom and in which order"),
            help_text=_("Think of fire, theft, a server that is gone, a ransom note. Write no names of clients."),
            widget=forms.Textarea(attrs={"rows": 14}),
            initial=plan.text if plan else "",
            max_length=20000,
        )
        self.fields["contacts"] = forms.CharField(
            label=_("Whom to reach"),
            help_text=_("One on each line: who; what for; how. For example: Sam de Wit; server; 06 12345678"),
            widget=forms.Textarea(attrs={"rows": 6}),
            initial="\n".join(f"{one.who}; {one.what_for}; {one.how}" for one in plan.contacts) if plan else "",
            max_length=5000,
        )

    def clean_contacts(self) -> list[Contact]:
        """Each line in its three parts."""
        found = []
        for line in str(self.cleaned_data["contacts"]).splitlines():
            if not line.strip():
                continue
            parts = [part.strip() for part in line.split(";")]
            if len(parts) != PARTS or not all(parts):
                raise ValidationError(
                    _("Write who; what for; how on this line, with two semicolons: %(line)s") % {"line": line.strip()}
                )
            found.append(Contact(*parts))
        return found
