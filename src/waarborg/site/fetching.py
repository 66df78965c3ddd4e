"""A copy that an agency gave, fetched by its recipient: once, with a code that was told in another way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from waarborg.disclosures.links import fetch, look
from waarborg.disclosures.secret_addresses import CODE_DIGITS, Behind, Fetched
from waarborg.handing_over.fetching import fetch_hand_over, look_hand_over
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.file_answers import kept
from waarborg.mailings.fetching import fetch_list, look_list
from waarborg.subject_access.linking import fetch_package, look_package


class CodeForm(forms.Form):
    """The code that the recipient was told."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Whoever sent it tells you the code in another way, such as by telephone."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """Digits alone: people type spaces in between."""
        return "".join(str(self.cleaned_data["code"]).split())


@never_cache
@require_http_methods(["GET", "POST"])
def fetch_copy(request: HttpRequest, address: str) -> HttpResponse:
    """A page that asks the code; opening it fetches nothing, so that no mail scanner uses the link up."""
    try:
        behind, fetches = _behind(address)
        form = CodeForm(request.POST or None)
        if form.is_bound and form.is_valid():
            fetched = fetches(address, form.cleaned_data["code"])
            return kept(fetched.content, fetched.name)
    except NotFound:
        return render(request, "site/fetch_over.html", status=NotFound.status)
    except InvalidInput as mistake:
        for name, said in mistake.fields.items():
            form.add_error(name, said)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "site/fetch.html", {"behind": behind, "form": form, "digits": CODE_DIGITS}, status=status)


def _behind(address: str) -> tuple[Behind, Callable[[str, str], Fetched]]:
    """What waits, and how it is fetched: a copy, a list, a hand-over, or a package. Raises `NotFound`."""
    for looks, fetches in ((look, fetch), (look_list, fetch_list), (look_hand_over, fetch_hand_over)):
        with suppress(NotFound):
            return looks(address), fetches
    return look_package(address), fetch_package
