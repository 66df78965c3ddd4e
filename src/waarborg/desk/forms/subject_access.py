"""Forms about a client's own data: how clients are told who looked."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

ROLES, NAMES = "roles", "names"


class ToldHowForm(forms.Form):
    """Names, or roles alone."""

    who = forms.ChoiceField(
        label=_("How do clients read who looked?"),
        choices=((ROLES, _("by their role: your job coach")), (NAMES, _("by name and role: your job coach Anna"))),
        widget=forms.RadioSelect,
    )
