"""The addresses of the studio in which the regulation is read beside what holds it, and changed."""

from django.urls import path

from waarborg.desk.views import drafting

PATHS = [
    path("reglementstudio/", drafting.studio, name="studio"),
    path("reglementstudio/begin/", drafting.studio_begin, name="studio_begin"),
    path("reglementstudio/artikelen/", drafting.studio_articles, name="studio_articles"),
    path("reglementstudio/zinnen/", drafting.studio_clauses, name="studio_clauses"),
    path("reglementstudio/tekst/", drafting.studio_text, name="studio_text"),
    path("reglementstudio/tekst/nakijken/", drafting.studio_check, name="studio_check"),
    path("reglementstudio/termijnen/", drafting.studio_terms, name="studio_terms"),
    path("reglementstudio/bevindingen/", drafting.studio_findings, name="studio_findings"),
    path("reglementstudio/verschil/", drafting.studio_compare, name="studio_compare"),
    path("reglementstudio/<uuid:draft_id>/<slug:act>/", drafting.studio_act, name="studio_act"),
]
