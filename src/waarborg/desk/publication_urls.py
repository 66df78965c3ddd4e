"""The addresses of copies of the regulation. Nothing in them says who asked."""

from django.urls import path

from waarborg.desk.views import publication

PATHS = [
    path("kopieen/", publication.copies, name="copies"),
    path("kopieen/<uuid:copy_id>/gegeven/", publication.copy_given, name="copy_given"),
]
