"""The addresses at which clients, and who decides for them, are let in."""

from django.urls import path

from waarborg.desk.views import admission

PATHS = [
    path("dossiers/<str:number>/eigen-paginas/", admission.admission, name="admission"),
    path("dossiers/<str:number>/eigen-paginas/client/", admission.admission_client, name="admission_client"),
    path("dossiers/<str:number>/eigen-paginas/ander/", admission.admission_other, name="admission_other"),
    path("dossiers/<str:number>/eigen-paginas/overleden/", admission.admission_death, name="admission_death"),
    path(
        "dossiers/<str:number>/eigen-paginas/<uuid:membership_id>/<slug:act>/",
        admission.admission_act,
        name="admission_act",
    ),
]
