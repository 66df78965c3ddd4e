"""The addresses of complaints. None says anything of anybody."""

from django.urls import path

from waarborg.desk.views import complaint_figures, complaint_files, complaint_lists, complaints

PATHS = [
    path("klachten/", complaints.complaints, name="complaints"),
    path("klachten/nieuw/", complaints.complaint_new, name="complaint_new"),
    path("klachten/instanties/", complaint_lists.bodies, name="complaint_bodies"),
    path("klachten/besluiten/", complaint_lists.acts, name="complaint_acts"),
    path("klachten/besluiten/<uuid:act_id>/", complaint_lists.act_done, name="complaint_act_done"),
    path("klachten/cijfers/", complaint_figures.complaint_figures, name="complaint_figures"),
    path("klachten/cijfers/<int:year>/", complaint_figures.complaint_figures, name="complaint_figures_of"),
    path("klachten/cijfers/<int:year>/verslag/", complaint_figures.complaint_report, name="complaint_report"),
    path(
        "klachten/cijfers/<int:year>/kwartaal/<int:quarter>/",
        complaint_figures.complaint_quarter,
        name="complaint_quarter",
    ),
    path("klachten/maatregelen/", complaint_lists.measures, name="complaint_measures"),
    path("klachten/maatregelen/<uuid:measure_id>/", complaint_lists.measure_done, name="complaint_measure_done"),
    path("klachten/<uuid:complaint_id>/", complaints.complaint, name="complaint"),
    path("klachten/<uuid:complaint_id>/nieuwe-behandelaar/", complaint_lists.left, name="complaint_left"),
    path("klachten/<uuid:complaint_id>/brief/<uuid:letter_id>/", complaints.complaint_letter, name="complaint_letter"),
    path(
        "klachten/<uuid:complaint_id>/brief/<uuid:letter_id>/gegeven/",
        complaints.complaint_given,
        name="complaint_given",
    ),
    path("klachten/<uuid:complaint_id>/bestanden/", complaint_files.complaint_files, name="complaint_files"),
    path("klachten/<uuid:complaint_id>/bestand/<uuid:file_id>/", complaint_files.complaint_file, name="complaint_file"),
    path(
        "klachten/<uuid:complaint_id>/bestand/<uuid:file_id>/soort/",
        complaint_files.complaint_file_sorted,
        name="complaint_file_sorted",
    ),
    path("klachten/<uuid:complaint_id>/kopie/<uuid:giving_id>/", complaint_files.complaint_copy, name="complaint_copy"),
    path(
        "klachten/<uuid:complaint_id>/kopie/<uuid:giving_id>/gegeven/",
        complaint_files.complaint_went,
        name="complaint_went",
    ),
    path("klachten/<uuid:complaint_id>/<slug:act>/", complaints.complaint_act, name="complaint_act"),
]
