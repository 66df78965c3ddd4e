"""A complaint without an account. The answer is the same whoever complains: nothing is looked up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.complaints.attaching import Attached
from waarborg.complaints.choices import CameBy, Complainant, Subject
from waarborg.complaints.registering import NewComplaint, send_in
from waarborg.complaints.rules import may_complain
from waarborg.complaints.sealing import Said
from waarborg.documents.kinds import KINDS
from waarborg.gate.organisations import Agency, agency_named
from waarborg.gate.policies import in_force
from waarborg.kernel import clock
from waarborg.kernel.errors import ConfigurationError, InvalidInput, NotFound, Unavailable
from waarborg.kernel.languages import reader_language
from waarborg.site.counting import counted

LONGEST, LONGEST_LINE = 6000, 200
ACCEPTED = ",".join(f".{ending}" for kind in KINDS.values() for ending in kind.endings)
SEND = "send_complaint"
"""The name of the limit in the settings."""


def _line(label: Any, help_text: Any = "", *, autocomplete: str = "", needed: bool = False) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete} if autocomplete else {})
    return forms.CharField(label=label, help_text=help_text, required=needed, max_length=LONGEST_LINE, widget=widget)


class Files(forms.FileInput):
    """A field for several files."""

    allow_multiple_selected = True


class ComplaintForm(forms.Form):
    """What somebody complains about, who they are and how they are reached."""

    description = forms.CharField(
        label=_("What is your complaint?"),
        help_text=_("Tell what happened, and what you would like. Do not write anything about your health."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    about_on = forms.DateField(
        label=_("When did it happen?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    about_whom = _line(
        _("Which colleague of ours is it about?"),
        _("If you know it. Then they do not handle your complaint and do not see it."),
    )
    complainant = forms.ChoiceField(
        label=_("Who are you?"),
        choices=[
            (Complainant.CLIENT.value, _("I am guided by this agency, or was")),
            (Complainant.REPRESENTATIVE.value, _("I complain for somebody else")),
            (Complainant.PRINCIPAL.value, _("I commissioned the work")),
            (Complainant.OTHER.value, _("Somebody else")),
        ],
        widget=forms.RadioSelect,
    )
    name = _line(_("Your name"), autocomplete="name", needed=True)
    acts_for = _line(_("For whom do you complain?"), _("Only if it is for somebody else."))
    found_by = _line(_("How do we find you?"), _("Such as a number on a letter of ours, or who guides you."))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        max_length=LONGEST_LINE,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = _line(_("Your telephone number"), autocomplete="tel")
    address = _line(_("Your address"), autocomplete="street-address")
    place = _line(_("Your town"), autocomplete="address-level2")
    chosen_files = forms.Field(
        label=_("Files that belong to it"),
        help_text=_("Such as a mandate or a letter. We look at each for harm before it is kept."),
        required=False,
        widget=Files(attrs={"multiple": True, "accept": ACCEPTED}),
    )
    signed = forms.BooleanField(
        label=_("I sign this complaint by sending it"), required=False, help_text=_("It counts as a signature.")
    )

    def __init__(self, data: Any = None, files: Any = None, *, may: Collection[str] = tuple(Complainant)) -> None:
        super().__init__(data, files)
        offered: Any = self.fields["complainant"]
        offered.choices = [one for one in offered.choices if one[0] in {*may, Complainant.OTHER}]
        self.given = files.getlist("chosen_files") if files is not None else []

    def clean(self) -> dict[str, Any]:
        """No file that was cut off."""
        for file in self.given:
            if getattr(file, "too_large", False):
                self.add_error("chosen_files", _("%(name)s is too large.") % {"name": file.name})
        return self.cleaned_data


@never_cache
@require_http_methods(["GET", "POST"])
def complaint_new(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; sent, it is sealed for the agency. At most so many an hour from one address."""
    agency = _agency(slug)
    counted(request, agency, in_force(agency.id), "complaint")
    files = request.FILES if request.method == "POST" else None
    form = ComplaintForm(request.POST or None, files, may=may_complain(in_force(agency.id)))
    if form.is_bound and form.is_valid():
        too_many: HttpResponse | None = ratelimit.consume_or_429(request, action=SEND)
        if too_many is not None:
            return too_many
        try:
            send_in(agency.id, _new(form.cleaned_data, form.given))
        except InvalidInput as mistake:
            for name, said in mistake.fields.items():
                form.add_error(name if name in form.fields else None, said)
        except Unavailable as mistake:
            form.add_error("chosen_files", str(mistake))
        else:
            return redirect("site:complaint_sent", slug)
    page = {"organisation": agency, "form": form}
    return render(request, "site/complaint.html", page, status=InvalidInput.status if form.is_bound else 200)


@require_GET
def complaint_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """That it came in, and what happens now: the same for everybody."""
    return render(request, "site/complaint_sent.html", {"organisation": _agency(slug)})


def _new(said: dict[str, Any], given: Sequence[Any]) -> NewComplaint:
    parts = (
        "name",
        "about_whom",
        "acts_for",
        "found_by",
        "email",
        "phone",
        "address",
        "place",
        "signed",
        "description",
    )
    return NewComplaint(
        said=Said(**{name: said[name] for name in parts}, dated=clock.today().isoformat(), language=reader_language()),
        complainant=Complainant(said["complainant"]),
        came_by=CameBy.FORM,
        subject=Subject.OTHER,
        received_on=clock.today(),
        about_on=said["about_on"],
        files=[Attached(one.name or "", one.file) for one in given],
    )


def _agency(slug: str) -> Agency:
    found = agency_named(slug)
    try:
        in_force(found.id)
    except ConfigurationError as nothing:
        raise NotFound("This agency has no regulation in force.") from nothing
    return found
