"""The form of an end: how a trajectory or a dossier ended, what is still needed, and what was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waarborg.desk.forms.time import day_field
from waarborg.desk.forms.trajectories import Choices
from waarborg.dossiers.closing import Closing
from waarborg.kernel import clock
from waarborg.practice.choices import ClosingCheck
from waarborg.work.checklists import Checklist
from waarborg.work.closing import Finishing

NEEDED, FINAL = "needed_", "final_"
KEEP, LET_GO = "keep", "let_go"


class Asked(forms.ChoiceField):
    """A choice that closing asks, which says so with its article; until then the form comes back without it."""

    def validate(self, value: str) -> None:
        """Refuse what is not among the choices; nothing chosen is for the service to say."""
        if value:
            super().validate(value)


def _asked(label: str, choices: Choices, *, asked: bool = True) -> forms.ChoiceField:
    return Asked(label=label, required=asked, choices=[("", _("Not chosen yet")), *choices])


class CloseForm(forms.Form):
    """The end of a trajectory or a dossier: how it ended, what is still needed, and what was looked at."""

    def __init__(
        self,
        data: Any = None,
        *,
        found: Checklist,
        outcomes: Choices = (),
        reasons: Choices = (),
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.found = found
        self.fields["ended_on"] = day_field(_("Last day"), initial=clock.today)
        if outcomes:
            self.fields["outcome"] = _asked(_("Outcome"), outcomes, asked=ClosingCheck.OUTCOME in found.checks)
            asked = ClosingCheck.REASON in found.checks
            self.fields["closing_reason"] = _asked(_("Reason for closing"), reasons, asked=asked)
        for final in found.finals:
            self.fields[FINAL + final.key] = _asked(
                _("Which one is “%(report)s”?") % {"report": final.label},
                [(str(key), date_format(day, "j F Y")) for key, day in final.written.items()],
            )
        for kept in found.to_weigh:
            if not kept.by_statute:
                self.fields[NEEDED + kept.category] = Asked(
                    label=f"{kept.title} ({kept.count})",
                    widget=forms.RadioSelect,
                    choices=[(KEEP, _("Is still needed")), (LET_GO, _("Is not needed any more"))],
                )
        self._looked_at()

    def _looked_at(self) -> None:
        if self.found.open_tasks:
            self.fields["end_tasks"] = forms.BooleanField(label=_("The open tasks end with it"), required=False)
        if self.found.paper_article:
            self.fields["paper_complete"] = forms.BooleanField(
                label=_("The paper dossier is complete and back"), required=False
            )
        if self.found.consents:
            self.fields["consents_looked_at"] = forms.BooleanField(
                label=_("I looked at which consents end"), required=False
            )

    @property
    def about(self) -> list[forms.BoundField]:
        """How it ended."""
        names = [name for name in ("ended_on", "outcome", "closing_reason") if name in self.fields]
        return [self[name] for name in (*names, *(name for name in self.fields if name.startswith(FINAL)))]

    @property
    def weighing(self) -> list[forms.BoundField]:
        """What is weighed."""
        return [self[name] for name in self.fields if name.startswith(NEEDED)]

    @property
    def looked_at(self) -> list[forms.BoundField]:
        """What was looked at."""
        return [self[name] for name in ("end_tasks", "paper_complete", "consents_looked_at") if name in self.fields]

    def finishing(self) -> Finishing:
        """What was said."""
        said = self.cleaned_data
        return Finishing(
            closing=Closing(
                ended_on=said["ended_on"],
                outcome=said.get("outcome", ""),
                closing_reason=said.get("closing_reason", ""),
                needed={
                    name.removeprefix(NEEDED): said[name] == KEEP
                    for name in self.fields
                    if name.startswith(NEEDED) and said.get(name)
                },
            ),
            finals={
                name.removeprefix(FINAL): UUID(said[name])
                for name in self.fields
                if name.startswith(FINAL) and said.get(name)
            },
            paper_complete=said.get("paper_complete", False),
            consents_looked_at=said.get("consents_looked_at", False),
            end_tasks=said.get("end_tasks", False),
        )

    @property
    def day(self) -> date:
        """The last day as it stands in the form, for what would follow from it."""
        given = self.cleaned_data.get("ended_on") if self.is_bound and hasattr(self, "cleaned_data") else None
        return given or clock.today()
