"""The forms of signing in, in our own words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm as LibraryChangePasswordForm
from allauth.account.forms import LoginForm as LibraryLoginForm
from allauth.account.forms import ReauthenticateForm as LibraryReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.adapters import second_factor_of
from waarborg.accounts.models import Account

LONGEST_PASSWORD = 200
"""Characters: enough for any sentence, and no work for a flood of text."""

CODE_LABEL = _("Code")
PASSKEY = "passkey"
"""What every passkey is called where the library keeps it."""


def _say(field: forms.Field, label: Any) -> None:
    """Give a field of the library our label, and no words inside it."""
    field.label, field.help_text = label, ""
    field.widget.attrs.pop("placeholder", None)


def _code(field: forms.Field) -> None:
    """A field for a code of the app, or a recovery code."""
    _say(field, CODE_LABEL)
    field.widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off"}


class LoginForm(LibraryLoginForm):  # type: ignore[misc]
    """Sign-in name and password."""

    def __init__(self, *arguments: Any, **about: Any) -> None:
        super().__init__(*arguments, **about)
        _say(self.fields["login"], _("Sign-in name"))
        _say(self.fields["password"], _("Password"))
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        self.fields["password"].max_length = LONGEST_PASSWORD


class PasswordAgainForm(LibraryReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something important."""

    def __init__(self, *arguments: Any, **about: Any) -> None:
        super().__init__(*arguments, **about)
        _say(self.fields["password"], _("Password"))


class ChangePasswordForm(LibraryChangePasswordForm):  # type: ignore[misc]
    """A new password, by who knows the old one."""

    def __init__(self, *arguments: Any, **about: Any) -> None:
        super().__init__(*arguments, **about)
        _say(self.fields["oldpassword"], _("Your password now"))
        _say(self.fields["password1"], _("New password"))
        _say(self.fields["password2"], _("New password, once more"))


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in. The account is not signed in yet, so the form says whose secrets these are."""

    def __init__(self, *arguments: Any, **about: Any) -> None:
        super().__init__(*arguments, **about)
        _code(self.fields["code"])

    def clean_code(self) -> str:
        """Check the code against this account's own secrets; each code works once."""
        with second_factor_of(self.user.pk):
            return str(super().clean_code())


class CodeAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something important."""

    def __init__(self, *arguments: Any, **about: Any) -> None:
        super().__init__(*arguments, **about)
        _code(self.fields["code"])


class SetUpForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of the app. It cannot be used a second time to sign in."""

    def __init__(self, *arguments: Any, **about: Any) -> None:
        super().__init__(*arguments, **about)
        _code(self.fields["code"])

    def clean_code(self) -> str:
        """Check the code, and remember that it was used."""
        code = str(super().clean_code())
        TOTP(Authenticator(user=self.user))._mark_code_used(code)  # noqa: SLF001 - the library offers no other way
        return code


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey that was just made. It signs in by itself, so its holder was asked for a finger, a face or a code.

    It has no name of its own: a name that is typed would stand there in clear.
    """

    def __init__(self, *arguments: Any, **about: Any) -> None:
        super().__init__(*arguments, **about)
        for name in ("name", "passwordless"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Judge what the browser gave, always as one that signs in by itself."""
        self.cleaned_data |= {"passwordless": True, "name": PASSKEY}
        return dict(super().clean())


class ChoosePasswordForm(forms.Form):
    """A password of one's own choice, typed twice; pasting is as good as typing."""

    password = forms.CharField(
        label=_("New password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password, once more"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any = None, *, account: Account) -> None:
        super().__init__(data)
        self.account = account

    def clean_password(self) -> str:
        """Long enough, not known to everybody, and not like the name."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.account)
        return password

    def clean_again(self) -> str:
        """The same once more."""
        again: str = self.cleaned_data["again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("This is not the same password."))
        return again
