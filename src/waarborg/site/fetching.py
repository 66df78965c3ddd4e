"""A copy that an agency gave, fetched by its recipient: once, with a code that was told in another way."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from waarborg.disclosures.links import CODE_DIGITS, fetch, look
from waarborg.kernel.errors import InvalidInput, NotFound


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
        behind = look(address)
        form = CodeForm(request.POST or None)
        if form.is_bound and form.is_valid():
            return _file(address, form)
    except NotFound:
        return render(request, "site/fetch_over.html", status=NotFound.status)
    except InvalidInput as mistake:
        for name, said in mistake.fields.items():
            form.add_error(name, said)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "site/fetch.html", {"behind": behind, "form": form, "digits": CODE_DIGITS}, status=status)


def _file(address: str, form: CodeForm) -> HttpResponse:
    fetched = fetch(address, form.cleaned_data["code"])
    return HttpResponse(
        fetched.content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{fetched.name}"',
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )
