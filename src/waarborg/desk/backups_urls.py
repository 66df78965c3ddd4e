"""The addresses of who keeps the installation: how copies stand, rehearsals, calamities and the plan for one."""

from django.urls import path

from waarborg.desk.views import backups, calamities

PATHS = [
    path("reservekopieen/", backups.backups, name="backups"),
    path("reservekopieen/beproeven/", backups.rehearse, name="rehearse"),
    path("calamiteitenplan/", backups.calamity_plan, name="calamity_plan"),
    path("calamiteitenplan/wijzigen/", backups.calamity_plan_write, name="calamity_plan_write"),
    path("calamiteiten/", calamities.calamities, name="calamities"),
    path("calamiteiten/nieuw/", calamities.calamity_new, name="calamity_new"),
    path("calamiteiten/<uuid:calamity_id>/", calamities.calamity, name="calamity"),
    path("calamiteiten/<uuid:calamity_id>/<slug:act>/", calamities.calamity_act, name="calamity_act"),
]
