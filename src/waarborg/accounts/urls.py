"""The addresses of signing in: those of the library that we use, under its names, and our own."""

from allauth.account import views as library
from django.urls import include, path

from waarborg.accounts import views

urlpatterns = [
    path("login/", library.login, name="account_login"),
    path("logout/", library.logout, name="account_logout"),
    path("inactive/", library.account_inactive, name="account_inactive"),
    path("reauthenticate/", library.reauthenticate, name="account_reauthenticate"),
    path("password/change/", library.password_change, name="account_change_password"),
    path("password/set/", views.not_here, name="account_set_password"),
    path("password/reset/", views.password_forgotten, name="account_reset_password"),
    path("signup/", views.not_here, name="account_signup"),
    path("invitation/", views.invitation, name="account_invitation"),
    path("invitation/<str:token>/", views.invitation_link, name="account_invitation_link"),
    path("webauthn/keys/<int:pk>/edit/", views.not_here, name="mfa_edit_webauthn"),
    path("", include("allauth.mfa.urls")),
]
