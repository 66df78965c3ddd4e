"""A request about one's own data, without an account. The answer is the same whoever asks: nothing is looked up."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.gate.organisations import Agency, agency_named
from waarborg.gate.policies import in_force
from waarborg.kernel.errors import ConfigurationError, InvalidInput, NotFound
from waarborg.kernel.languages import reader_language
from waarborg.rights.choices import TITLES
from waarborg.rights.sealing import SentIn
from waarborg.rights.sending_in import NewSentIn, asked_here, send_in
from waarborg.site.counting import counted

LONGEST, LONGEST_LINE = 4000, 200
SEND = "send_request"
"""The name of the limit in the settings."""


class RequestForm(forms.Form):
    """What somebody asks, about whom, and how they are reached."""

    def __init__(self, data: Any = None, *, rights: list[str]) -> None:
        super().__init__(data)
        self.fields["rights"] = forms.MultipleChoiceField(
            label=_("What do you ask?"),
            help_text=_("You may choose more than one."),
            choices=[(right, str(TITLES[right]).capitalize()) for right in rights],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["words"] = _line(
            _("Tell it in your own words"), _("Do not write anything about your health here."), rows=5
        )
        self.fields["name"] = _line(_("About whom is it?"), _("First name and surname."), autocomplete="name")
        self.fields["found_by"] = _line(
            _("How do we find this person?"),
            _("Such as a number on a letter of ours, or who guides them."),
            needed=False,
        )
        self.fields["sender"] = _line(
            _("Do you ask it for somebody else? Then your own name"),
            _("We will ask you to show that you may. You need not send a copy of a document."),
            needed=False,
        )
        self.fields["email"] = forms.EmailField(
            label=_("Your e-mail address"),
            help_text=_("You get a message that your request came in."),
            required=False,
            max_length=LONGEST_LINE,
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        )
        self.fields["otherwise"] = _line(
            _("Or how else we can reach you"), _("A telephone number, or a postal address."), needed=False
        )

    @property
    def said(self) -> SentIn:
        """What is sealed of it."""
        parts = ("name", "words", "email", "otherwise", "found_by", "sender")
        return SentIn(**{part: self.cleaned_data[part].strip() for part in parts}, language=reader_language())


def _line(
    label: Any, help_text: Any = "", *, rows: int = 0, needed: bool = True, autocomplete: str = ""
) -> forms.CharField:
    attributes: dict[str, Any] = {"autocomplete": autocomplete} if autocomplete else {}
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs=attributes)
    most = LONGEST if rows else LONGEST_LINE
    return forms.CharField(label=label, help_text=help_text, required=needed, max_length=most, widget=widget)


@never_cache
@csrf_exempt  # whoever sends it is nobody here: it works for who refuses every cookie
@require_http_methods(["GET", "POST"])
def request_new(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; sent, it is sealed for the agency and waits there. At most so many an hour from one address."""
    agency, rights = _asked_here(slug)
    counted(request, agency, in_force(agency.id), "request")
    form = RequestForm(request.POST or None, rights=rights)
    if form.is_bound and form.is_valid():
        too_many: HttpResponse | None = ratelimit.consume_or_429(request, action=SEND)
        if too_many is not None:
            return too_many
        try:
            send_in(agency.id, NewSentIn(rights=form.cleaned_data["rights"], said=form.said))
        except InvalidInput as mistake:
            for name, said in mistake.fields.items():
                form.add_error(name, said)
        else:
            return redirect("site:request_sent", slug)
    page = {"organisation": agency, "form": form}
    return render(request, "site/request.html", page, status=InvalidInput.status if form.is_bound else 200)


@require_GET
def request_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """That it came in, and what happens now: the same for everybody."""
    agency, _rights = _asked_here(slug)
    return render(request, "site/request_sent.html", {"organisation": agency})


def _asked_here(slug: str) -> tuple[Agency, list[str]]:
    agency = agency_named(slug)
    try:
        return agency, asked_here(agency.id)
    except ConfigurationError as nothing:
        raise NotFound("This agency has no regulation in force.") from nothing
