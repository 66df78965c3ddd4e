"""What letters to clients say and how they look: which hold, an example of each, and proposing a change."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.desk.forms.letter_texts import HouseForm, LetterTextForm
from waarborg.desk.forms.proposing import proposed
from waarborg.desk.pages import letter_texts as pages
from waarborg.desk.requests import DeskRequest
from waarborg.gate.door import must_be_allowed
from waarborg.gate.organisations import agency
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.file_answers import kept
from waarborg.letters.setting import preview
from waarborg.practice.changing_letters import with_house, with_letter, without_letter
from waarborg.practice.document import Way
from waarborg.practice.letter_texts import LANGUAGES, in_use, standard_letters
from waarborg.practice.selectors import in_hand, practice_of, proposal

EXAMPLE = "voorbeeld.pdf"
"""The name of the file of an example: it is of nobody."""


@require_GET
def letter_texts(request: DeskRequest) -> HttpResponse:
    """The texts that hold: those that came along, and the agency's own."""
    way = practice_of(request.actor.organisation_id).way
    return render(request, "desk/letter_texts.html", pages.texts_page(request.actor, way, proposal(request.actor)))


@require_http_methods(["GET", "POST"])
def letter_text(request: DeskRequest, letter: str, language: str) -> HttpResponse:
    """Change one: look at it as PDF first, propose it, or go back to what came along."""
    _must_exist(letter, language)
    must_be_allowed(request.actor, "propose")
    way, base = in_hand(request.actor)
    does = request.POST.get("does", "")
    initial = pages.initial_of(in_use(way.letter_texts, letter, language), base)
    form = LetterTextForm(request.POST or None, initial=initial, kind=letter)
    form.full_clean()  # going back needs no text, and the version that it starts from
    if does == "back" and proposed(request, form, without_letter(way, letter, language)):
        return redirect("desk:letter_texts")
    if does != "back" and form.is_valid():
        changed = with_letter(way, letter, language, form.cleaned_data)
        if does == "look":
            return _example(request, letter, language, changed)
        if proposed(request, form, changed):
            return redirect("desk:letter_texts")
    status = InvalidInput.status if form.is_bound else 200
    page = {"form": form, **pages.text_page(letter, language, way)}
    return render(request, "desk/letter_text.html", page, status=status)


@require_http_methods(["GET", "POST"])
def letter_style(request: DeskRequest) -> HttpResponse:
    """Change how letters look."""
    must_be_allowed(request.actor, "propose")
    way, base = in_hand(request.actor)
    initial = pages.house_initial(way.house, base)
    form = HouseForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        changed = with_house(way, form.house(way.house.logo if way.house else ""))
        if request.POST.get("does") == "look":
            first = standard_letters().letters[0].kind
            return _example(request, first, LANGUAGES[0], changed)
        if proposed(request, form, changed):
            return redirect("desk:letter_texts")
    status = InvalidInput.status if form.is_bound else 200
    page = {"form": form, "logo": bool(way.house and way.house.logo)}
    return render(request, "desk/letter_style.html", page, status=status)


@require_GET
def letter_example(request: DeskRequest, letter: str, language: str, which: str) -> HttpResponse:
    """A letter as PDF, of nobody: as it is sent today, or as what was proposed would have it."""
    _must_exist(letter, language)
    waiting = proposal(request.actor)
    if which == pages.PROPOSED and waiting:
        return _example(request, letter, language, waiting.way)
    return _example(request, letter, language, practice_of(request.actor.organisation_id).way)


def _example(request: DeskRequest, letter: str, language: str, way: Way) -> HttpResponse:
    name = agency(request.actor.organisation_id).name
    return kept(preview(letter, language, name, at=clock.now(), way=way), EXAMPLE)


def _must_exist(letter: str, language: str) -> None:
    if standard_letters().letter(letter) is None or language not in LANGUAGES:
        raise NotFound("There is no such letter.")
