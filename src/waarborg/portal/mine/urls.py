"""The addresses of a client's own pages. None holds anything about anybody."""

from django.urls import path

from waarborg.portal.mine import approving, asking, consenting, data, entering, fetching, saying, views

app_name = "mine"

urlpatterns = [
    path("", views.start, name="start"),
    path("voor-wie/", views.for_whom, name="for_whom"),
    path("traject/", views.trajectory, name="trajectory"),
    path("bericht/", views.message, name="message"),
    path("gegevens/", data.data, name="data"),
    path("gegevens/<slug:category>/", data.kind, name="kind"),
    path("gegevens/<slug:category>/<uuid:record_id>/woorden/", saying.own_words, name="own_words"),
    path("brieven/", data.letters, name="letters"),
    path("brieven/<uuid:letter_id>/", data.letter, name="letter"),
    path("wie-keek/", data.who_looked, name="who_looked"),
    path("aan-wie/", data.given, name="given"),
    path("toestemming/", consenting.consents, name="consents"),
    path("toestemming/<slug:fact>/", consenting.consent, name="consent"),
    path("toestemming/<slug:fact>/stoppen/", consenting.withdraw, name="consent_withdraw"),
    path("akkoord/", approving.approvals, name="approvals"),
    path("akkoord/<uuid:record_id>/", approving.approval, name="approval"),
    path("akkoord/<uuid:record_id>/intrekken/", approving.approval_end, name="approval_end"),
    path("verzoeken/", asking.requests, name="requests"),
    path("verzoeken/nieuw/", asking.request_new, name="request_new"),
    path("opgehaald/<uuid:package_id>/<slug:form>/", fetching.package, name="package"),
    path("verzoeken/<uuid:request_id>/", asking.request_one, name="request"),
    path("verzoeken/<uuid:request_id>/<slug:act>/", asking.request_act, name="request_act"),
    path("inloggen/", entering.start, name="in_start"),
    path("inloggen/code/", entering.code, name="in_code"),
    path("welkom/<str:token>/", entering.link, name="in_link"),
    path("welkom/", entering.welcome, name="in_welcome"),
    path("brief/", entering.by_letter, name="in_letter"),
]
