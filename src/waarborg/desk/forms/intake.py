"""Forms of the intake: handing the regulation out, a consent, what does not start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.desk.forms.principals import day
from waarborg.desk.forms.records import FEW, Choices, chosen
from waarborg.dossiers.choices import ConsentProof, GivenBy
from waarborg.kernel import clock
from waarborg.parties.choices import GivenHow, Proof

YES, NO = "yes", "no"
FORMS: Mapping[str, Promise] = {
    "any_form": gettext_lazy("in whatever way"),
    "explicit": gettext_lazy("said expressly, in so many words"),
    "separate_form": gettext_lazy("signed on a form of its own"),
    "unambiguous": gettext_lazy("said, and not to be misunderstood"),
    "written": gettext_lazy("in writing"),
}
"""In which form a consent was given, as the regulation names it."""
CONFIRMED: Mapping[str, Promise] = {
    "information_given": gettext_lazy("The text above was read out or read, and understood."),
    "free_choice": gettext_lazy("It was said that no is a good answer too, and has no disadvantage."),
}
"""What is said of how a consent was asked, in the words of its rule."""


class HandOutForm(forms.Form):
    """How the regulation was handed out, on which day, and what shows it."""

    def __init__(
        self,
        data: Any = None,
        *,
        ways: tuple[str, ...],
        proofs: tuple[Proof, ...],
        scans: Choices,
        complaints: bool = False,
    ) -> None:
        super().__init__(data)
        self.fields["how"] = chosen(
            _("How was the regulation given?"), [(one, str(GivenHow(one).label)) for one in ways]
        )
        self.fields["on"] = day(label=_("On which day?"), initial=clock.today)
        self.fields["proof"] = chosen(_("What shows it?"), [(one.value, str(one.label)) for one in proofs])
        if complaints:
            self.fields["complaints"] = forms.BooleanField(
                label=_("The complaints procedure went along."), required=False, initial=True
            )
        if Proof.ON_SCREEN in proofs:
            self.fields["received"] = forms.BooleanField(
                label=_("I have received the regulation."),
                help_text=_("The client ticks this themself, on this screen, where it is signed here."),
                required=False,
            )
        if Proof.SCAN in proofs:
            self.fields["record_id"] = forms.ChoiceField(
                label=_("The scan"),
                help_text=_("Only where it was signed on paper. Add the scan to the documents first."),
                choices=[("", _("None")), *scans],
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """What is signed on this screen, the client ticks."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("proof") == Proof.ON_SCREEN and not said.get("received"):
            self.add_error("received", _("Let the client tick that they received it."))
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What may be answered to one consent."""

    givers: tuple[str, ...]
    forms: tuple[str, ...]
    recipients: Choices = ()
    kinds: Choices = ()
    purposes: Choices = ()
    confirmed: tuple[str, ...] = ()
    """What whoever asks says of how it was asked, where the article has that in it."""
    proofs: Choices = ()
    scans: Choices = ()
    """Records of the dossier with a file, among which a paper that was signed may be."""


class ForWhomForm(forms.Form):
    """For whom a consent to give to others is asked: kinds of recipient, or one registered party alone."""

    def __init__(self, data: Any = None, *, initial: Mapping[str, str], parties: Choices) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["to"] = forms.ChoiceField(
            label=_("For whom is it asked?"),
            help_text=_("Choose this first: the name of one recipient stands in the words that are agreed to."),
            choices=[("", _("Kinds of recipient, to tick below")), *parties],
            required=False,
        )


class ConsentForm(forms.Form):
    """The answer to one consent: yes or no, by whom, in which form, and how far it reaches. Nothing stands ticked."""

    def __init__(self, data: Any = None, *, wording: Wording) -> None:
        super().__init__(data)
        self.fields["answer"] = forms.ChoiceField(
            label=_("What is the answer?"),
            choices=[(YES, _("Yes, agrees")), (NO, _("No, does not agree"))],
            widget=forms.RadioSelect,
        )
        for name, label, choices in (
            ("recipients", _("To whom?"), wording.recipients),
            ("kinds", _("Which data?"), wording.kinds),
            ("purposes", _("What for?"), wording.purposes),
        ):
            if choices:
                self.fields[name] = forms.MultipleChoiceField(
                    label=label,
                    help_text=_("With a yes: choose what it is about."),
                    choices=choices,
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )
        for name in wording.confirmed:
            self.fields[name] = forms.BooleanField(label=str(CONFIRMED[name]), required=False)
        self.fields["who"] = chosen(_("Who answered?"), [(one, str(GivenBy(one).label)) for one in wording.givers])
        if GivenBy.REPRESENTATIVE in wording.givers:
            self.fields["mandate_seen_on"] = day(
                label=_("When did you see the mandate?"),
                help_text=_("Only where a representative answered. Keep no copy of an identity document."),
                required=False,
            )
        self.fields["form"] = chosen(_("In which form?"), [(one, str(FORMS[one])) for one in wording.forms])
        self.fields["proof"] = chosen(_("What shows it?"), wording.proofs)
        self.fields["proof"].required = False  # a no needs nothing that shows it
        self.fields["signed"] = forms.BooleanField(
            label=_("I have read these words, and this is my answer."),
            help_text=_("Whoever answers ticks this themself, on this screen, where it is signed here."),
            required=False,
        )
        self.fields["record_id"] = forms.ChoiceField(
            label=_("The scan"),
            help_text=_("Only where it was signed on paper. Add the scan to the documents first."),
            choices=[("", _("None")), *wording.scans],
            required=False,
        )
        self.fields["on"] = day(label=_("On which day?"), initial=clock.today)
        self.fields["until_on"] = day(
            label=_("Until and including"), help_text=_("Empty: until it is withdrawn."), required=False
        )

    def clean(self) -> dict[str, Any]:
        """A yes says to whom and which data, where the article has it named."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("answer") == YES:
            for name in ("recipients", "kinds", "purposes"):
                if name in self.fields and not said.get(name):
                    self.add_error(name, _("Choose what the answer is about. The article has it named."))
            for name in CONFIRMED.keys() & self.fields.keys():
                if not said.get(name):
                    self.add_error(name, _("Without this the answer is no consent."))
            if not said.get("proof"):
                self.add_error("proof", _("Choose one from the list."))
            if said.get("proof") == ConsentProof.ON_SCREEN and not said.get("signed"):
                self.add_error("signed", _("Let whoever answers tick this."))
        on = said.get("on")
        if on and on > clock.today():
            self.add_error("on", _("This day has not been yet."))
        if on and said.get("until_on") and said["until_on"] < on:
            self.add_error("until_on", _("This day comes before the start."))
        return said


class ObjectionForm(forms.Form):
    """That a client objects: who said so, in which form, on which day. No reason is asked."""

    def __init__(self, data: Any = None, *, forms_taken: tuple[str, ...]) -> None:
        super().__init__(data)
        self.fields["who"] = chosen(_("Who objects?"), [(one.value, str(one.label)) for one in GivenBy])
        self.fields["mandate_seen_on"] = day(
            label=_("When did you see the mandate?"),
            help_text=_("Only where a representative answered. Keep no copy of an identity document."),
            required=False,
        )
        self.fields["form"] = chosen(_("In which form?"), [(one, str(FORMS[one])) for one in forms_taken])
        self.fields["on"] = day(label=_("On which day?"), initial=clock.today)


class UnstartedForm(forms.Form):
    """A trajectory that does not start: since when, and why."""

    def __init__(self, data: Any = None, *, reasons: Choices) -> None:
        super().__init__(data)
        self.fields["reason"] = forms.ChoiceField(
            label=_("Why does it not start?"),
            choices=reasons if len(reasons) <= FEW else [("", _("Choose one")), *reasons],
            widget=forms.RadioSelect if len(reasons) <= FEW else forms.Select,
        )
        self.fields["on"] = day(label=_("Since when?"), initial=clock.today)
