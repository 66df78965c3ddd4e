"""The addresses of overviews."""

from django.urls import path

from waarborg.desk.views import overviews

PATHS = [
    path("overzichten/", overviews.overviews, name="overviews"),
    path("overzichten/<uuid:release_id>/", overviews.overview, name="overview"),
    path("overzichten/<uuid:release_id>/overzicht.<slug:form>", overviews.overview_file, name="overview_file"),
]
