"""The forms about what stops destruction, and about what is still needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.desk.forms.closing import Asked
from waarborg.desk.forms.principals import day
from waarborg.desk.forms.records import Choices, chosen
from waarborg.kernel import clock
from waarborg.retention.necessity import ToWeigh

LONGEST = 2000
LOOK_AGAIN = timedelta(days=90)
"""When somebody looks again, unless another day is chosen."""


class HoldForm(forms.Form):
    """What stops the destruction of a dossier, why, and when somebody looks again."""

    def __init__(self, data: Any = None, *, holds: Choices) -> None:
        super().__init__(data)
        self.fields["hold"] = chosen(_("What stops it?"), holds)
        self.fields["words"] = forms.CharField(
            label=_("Why?"),
            help_text=_("In your own words. Who reads this dossier can read it."),
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["review_on"] = day(
            label=_("When does somebody look again?"), initial=lambda: clock.today() + LOOK_AGAIN
        )


NEEDED, KEEP, LET_GO = "needed_", "keep", "let_go"


class NecessityForm(forms.Form):
    """Per kind of data: is it still needed? What nobody answered, the service asks with its article."""

    def __init__(self, data: Any = None, *, kinds: Sequence[ToWeigh]) -> None:
        super().__init__(data)
        for kind in kinds:
            self.fields[NEEDED + kind.category] = Asked(
                label=kind.title,
                widget=forms.RadioSelect,
                choices=[(KEEP, _("Is still needed")), (LET_GO, _("Is not needed any more"))],
            )

    def needed(self) -> dict[str, bool]:
        """What was said."""
        said = {name.removeprefix(NEEDED): value for name, value in self.cleaned_data.items() if value}
        return {category: value == KEEP for category, value in said.items()}
