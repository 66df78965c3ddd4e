"""Registers the public face with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    """Page shell, sign-in pages, the regulation for people, and the static files of all faces."""

    name = "waarborg.site"
    label = "site"
    verbose_name = _("Public face")
