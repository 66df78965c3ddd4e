"""Forms about what comes with a complaint and what of it leaves: looking who complains, files, a copy for somebody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.complaints.choices import Channel, FileOf, StepKind
from waarborg.desk.forms.complaints import in_words, line, of_fields, words
from waarborg.desk.forms.documents import UploadForm
from waarborg.desk.forms.principals import day
from waarborg.desk.forms.records import Choices, chosen
from waarborg.kernel import clock


def look(data: Any = None) -> forms.Form:
    """Why somebody looks who complains."""
    return in_words(data, label=_("What do you need it for?"), help_text=_("Your name and the reason are kept."))


def giving(data: Any = None, *, recipients: Choices) -> forms.Form:
    """What of it goes to somebody outside, by the complainant's consent."""
    parts = (StepKind.TALKED, StepKind.HEARD, StepKind.DID_NOT_COOPERATE)
    return of_fields(
        data,
        recipient=forms.ChoiceField(label=_("To whom?"), choices=list(recipients)),
        name=line(_("Who exactly: organisation and person"), required=True),
        reason=words(_("What for?"), _("It stands on the copy."), rows=2),
        with_words=forms.BooleanField(label=_("The complaint, in their words"), required=False),
        steps=forms.MultipleChoiceField(
            label=_("What else goes along"),
            choices=[(one.value, str(one.label)) for one in parts],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
    )


def went(data: Any = None) -> forms.Form:
    """How and when it went."""
    ways = [(one.value, str(one.label).capitalize()) for one in (Channel.LETTER, Channel.IN_PERSON)]
    return of_fields(
        data,
        channel=chosen(_("How did you give it?"), ways),
        on=day(label=_("On which day?"), initial=clock.today),
    )


class FilesForm(UploadForm):
    """Files with a complaint, and what they are."""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["what"] = chosen(_("What is it?"), what_choices())


def what_choices() -> Choices:
    """What a file with a complaint can be."""
    return [(one.value, str(one.label).capitalize()) for one in FileOf]
