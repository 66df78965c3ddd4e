"""The addresses at which data breaches are reported, weighed and told."""

from django.urls import path

from waarborg.desk.views import breaches

PATHS = [
    path("datalekken/", breaches.breaches, name="breaches"),
    path("datalekken/melden/", breaches.breach_new, name="breach_new"),
    path("datalekken/<uuid:breach_id>/", breaches.breach, name="breach"),
    path("datalekken/<uuid:breach_id>/zoeken/", breaches.breach_search, name="breach_search"),
    path("datalekken/<uuid:breach_id>/brief/<uuid:letter_id>/", breaches.breach_letter, name="breach_letter"),
    path("datalekken/<uuid:breach_id>/<slug:act>/", breaches.breach_act, name="breach_act"),
]
