"""A form that proposes another way of working, on top of a version; it goes on where somebody else was before."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.utils.translation import gettext as _

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.requests import DeskRequest
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.practice.document import Way
from waarborg.practice.selectors import in_hand, proposal
from waarborg.practice.services import propose


class ProposingForm(forms.Form):
    """What may be proposed on top of a version: nothing of it when that is no longer the one that holds."""

    base = forms.IntegerField(widget=forms.HiddenInput)

    def go_on_from(self, base: int) -> None:
        """Whoever looked at what somebody else changed may propose this on top of it: nothing typed is lost."""
        self.data = {**{name: self.data[name] for name in self.data}, "base": str(base)}


def proposed(request: DeskRequest, form: ProposingForm, way: Way) -> bool:
    """Propose it on top of what the form was made from; False when it could not be, and the form says why."""
    try:
        propose(request.actor, way, base=form.cleaned_data.get("base"))
    except Conflict:
        form.go_on_from(in_hand(request.actor)[1])
        form.add_error(None, overtaken())
        return False
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    say_proposed(request)
    return True


def overtaken() -> str:
    """Said when somebody else was before."""
    return _("Somebody else changed the way of working in the meantime. Look at it first.")


def say_proposed(request: DeskRequest) -> None:
    """Say whether it waits for a decision, or holds."""
    waits = _("Proposed. It holds once it has been decided on.")
    messages.success(request, waits if proposal(request.actor) else _("Decided. It holds from now on."))
