"""The addresses of the portal. A commission stands under its order number; no address holds anything about anybody."""

from django.urls import path

from waarborg.portal import views

app_name = "portal"

urlpatterns = [
    path("", views.start, name="start"),
    path("overdracht/<uuid:hand_over_id>/", views.hand_over, name="hand_over"),
    path("kijken/<uuid:showing_id>/", views.shown, name="shown"),
    path("opdrachten/<str:number>/", views.commission, name="commission"),
    path("opdrachten/<str:number>/schrijven/", views.message, name="message"),
    path("opdrachten/<str:number>/klacht/", views.complaint_new, name="complaint_new"),
    path("opdrachten/<str:number>/facturen/<uuid:invoice_id>/", views.invoice, name="invoice"),
    path("opdrachten/<str:number>/gekregen/<uuid:given_id>/", views.given_copy, name="given"),
]
