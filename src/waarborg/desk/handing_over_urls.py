"""The addresses at which what goes at the end of an agreement is seen to."""

from django.urls import path

from waarborg.desk.views import agency_end, handing_over

PATHS = [
    path("einde/", agency_end.agency_end, name="agency_end"),
    path("einde/<slug:step>/", agency_end.agency_end_tick, name="agency_end_tick"),
    path("overdrachten/", handing_over.hand_overs, name="hand_overs"),
    path("overdrachten/<uuid:hand_over_id>/", handing_over.hand_over, name="hand_over"),
    path("overdrachten/<uuid:hand_over_id>/<slug:act>/", handing_over.hand_over_act, name="hand_over_act"),
    path(
        "overdrachten/<uuid:hand_over_id>/verteld/<uuid:part_id>/",
        handing_over.hand_over_told,
        name="hand_over_told",
    ),
]
