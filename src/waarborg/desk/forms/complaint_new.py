"""The form with which a complaint is taken in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.complaints.choices import CameBy, Complainant, Subject
from waarborg.desk.forms.complaints import LONGEST_LINE, line, words
from waarborg.desk.forms.principals import day
from waarborg.desk.forms.records import Choices, chosen
from waarborg.kernel import clock

BY_STAFF = (CameBy.LETTER, CameBy.EMAIL, CameBy.TELEPHONE, CameBy.IN_PERSON)
"""How a complaint comes in that is taken in at the desk."""


class ComplaintForm(forms.Form):
    """Who complains about what, how and when it came."""

    def __init__(
        self,
        data: Any = None,
        *,
        colleagues: Choices,
        complainants: Choices,
        parties: Choices = (),
        earlier: Choices = (),
    ) -> None:
        super().__init__(data)
        self.fields["complainant"] = chosen(_("Who complains?"), complainants)
        if parties:
            self.fields["party_id"] = forms.ChoiceField(
                label=_("Which principal?"),
                help_text=_("Only where a principal complains."),
                choices=[("", _("No principal")), *parties],
                required=False,
            )
        self.fields["name"] = line(_("Name"), required=True)
        self.fields["acts_for"] = line(
            _("For whom, if they act for somebody else"), _("Ask for the mandate before you tell them anything.")
        )
        self.fields["number"] = line(_("Number of the dossier"), _("Only where you know it. Nobody there sees this."))
        self.fields["address"] = line(_("Address"))
        self.fields["place"] = line(_("Town"))
        self.fields["phone"] = line(_("Telephone number"))
        self.fields["email"] = forms.EmailField(label=_("E-mail address"), required=False, max_length=LONGEST_LINE)
        self.fields["came_by"] = chosen(_("How did it come in?"), [(one.value, str(one.label)) for one in BY_STAFF])
        self.fields["received_on"] = day(
            label=_("When did it come in?"),
            help_text=_("The terms of a written complaint count from this day."),
            initial=clock.today,
        )
        self.fields["dated"] = day(label=_("Date on the complaint"), required=False)
        self.fields["signed"] = forms.BooleanField(
            label=_("It is signed"), help_text=_("A scan or a digital signature is fine."), required=False
        )
        self.fields["about_on"] = day(label=_("When did it happen?"), required=False)
        self.fields["subject"] = chosen(_("What is it about?"), _choices(Subject))
        self.fields["about_id"] = forms.ChoiceField(
            label=_("Which colleague is it about?"),
            choices=[("", _("Nobody in particular")), *colleagues],
            required=False,
        )
        self.fields["description"] = words(_("The complaint, in their words"), rows=8)
        if earlier:
            self.fields["follows_id"] = forms.ChoiceField(
                label=_("Does it follow an earlier complaint?"),
                help_text=_("Such as one about how that complaint was handled."),
                choices=[("", _("No")), *earlier],
                required=False,
            )


def complainants(may: Collection[str]) -> Choices:
    """Who may complain by the procedure, and anybody else, about whom a person decides."""
    return _choices(one for one in Complainant if one.value in may or one is Complainant.OTHER)


def _choices(words_of: Any) -> Choices:
    return [(one.value, str(one.label).capitalize()) for one in words_of]
