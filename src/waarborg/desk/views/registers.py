"""Registers for who controls the agency: what there is, one as tables or as a file, and texts in versions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.registers import AskedForm, TextForm
from waarborg.desk.requests import DeskRequest
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.file_answers import kept
from waarborg.kernel.languages import reader_language
from waarborg.registers import files, tables, texts
from waarborg.registers.choices import WrittenKind
from waarborg.registers.reading import reads_registers, writes_registers


@require_GET
def registers(request: DeskRequest) -> HttpResponse:
    """What there is to read."""
    if not reads_registers(request.actor):
        raise NotFound("There are no registers here for you.")
    page = {
        "registers": [
            {"url": reverse("desk:register_one", args=[which]), "title": title}
            for which, (title, _make) in tables.REGISTERS.items()
        ],
        "texts": [{"url": reverse("desk:register_text", args=[one.value]), "title": one.label} for one in WrittenKind],
        "pack_url": reverse("desk:register_file", args=[files.EVERYTHING, files.ZIP]),
        "writes": writes_registers(request.actor),
    }
    return render(request, "desk/registers.html", page)


@require_GET
def register_one(request: DeskRequest, register: str) -> HttpResponse:
    """One register as tables."""
    form = AskedForm(request.GET or None, which=register)
    found = tables.register(request.actor, register, form.asked(), reader_language())
    forms = [files.CSV, files.PDF, *([files.JSON_LD] if register == files.PROCESSING else [])]
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    page = {
        "title": found.title,
        "tables": found.tables,
        "form": form if form.fields else None,
        "files": [
            {"url": reverse("desk:register_file", args=[register, one]) + asked, "name": one.upper()} for one in forms
        ],
    }
    return render(request, "desk/register_one.html", page)


@require_GET
def register_file(request: DeskRequest, register: str, form: str) -> HttpResponse:
    """One register, or all of them, as a file."""
    asked = AskedForm(request.GET or None, which=register).asked()
    return kept(files.in_file(request.actor, register, form, asked, reader_language()), f"{register}.{form}")


@require_http_methods(["GET", "POST"])
def register_text(request: DeskRequest, written: str) -> HttpResponse:
    """A text in versions: read by who reads registers, written by who answers for the agency."""
    if written not in WrittenKind.values:
        raise NotFound("There is no such text.")
    seen = texts.text_of(request.actor, WrittenKind(written))
    form = TextForm(request.POST or None, text=seen.text)
    if form.is_valid():
        try:
            texts.write(request.actor, WrittenKind(written), form.cleaned_data["text"])
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Kept as a new version."))
            return redirect("desk:register_text", written)
    page = {"seen": seen, "title": seen.kind.label, "form": form if writes_registers(request.actor) else None}
    return render(request, "desk/register_text.html", page, status=InvalidInput.status if form.errors else 200)
