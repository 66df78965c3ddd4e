"""Forms of who gives roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.choices import Basis
from waarborg.kernel import clock

Choices = Sequence[tuple[str, str]]
BASES = [(basis.value, basis.label) for basis in (Basis.EMPLOYMENT, Basis.HIRING, Basis.COMMISSION)]


def _day(**about: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **about)


class RoleForm(forms.Form):
    """A role for a colleague, on a basis, from a day until a day."""

    account = forms.ChoiceField(label=_("Who"))
    role = forms.ChoiceField(label=_("Which role"))
    basis = forms.ChoiceField(label=_("What does it rest on?"), choices=BASES, widget=forms.RadioSelect)
    from_on = _day(label=_("From"), initial=clock.today)
    until_on = _day(label=_("Until and including"), required=False, help_text=_("Empty: as long as they work here."))
    bound_by_profession = forms.BooleanField(label=_("Is bound by professional secrecy"), required=False)
    health_domain = forms.BooleanField(label=_("May work with data about health"), required=False)

    def __init__(self, data: Any = None, *, accounts: Choices, roles: Choices) -> None:
        super().__init__(data)
        self.fields["account"].choices = [("", _("Choose a colleague")), *accounts]  # type: ignore[attr-defined]
        self.fields["role"].choices = [("", _("Choose a role")), *roles]  # type: ignore[attr-defined]


class NewAccountForm(RoleForm):
    """Somebody new, with a first role."""

    name = forms.CharField(label=_("First name and last name"), max_length=150)
    login = forms.CharField(label=_("Sign-in name"), max_length=150)
    field_order = ("name", "login", "role", "basis", "from_on", "until_on")

    def __init__(self, data: Any = None, *, roles: Choices) -> None:
        super().__init__(data, accounts=(), roles=roles)
        del self.fields["account"]
