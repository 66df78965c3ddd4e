"""The addresses for anybody: the first page, and the regulation of each agency."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from waarborg.site import complaining, coverage, feed, fetching, papers, requesting, views


class Day(StringConverter):
    """A day in an address, as ISO 8601 writes it."""

    regex = r"\d{4}-\d{2}-\d{2}"


register_converter(Day, "day")

app_name = "site"

urlpatterns = [
    path("", views.front, name="front"),
    path("agenda/<str:secret>.ics", feed.agenda, name="agenda"),
    path("ophalen/<str:address>/", fetching.fetch_copy, name="fetch"),
    path("verzoek/<slug:slug>/", requesting.request_new, name="request_new"),
    path("verzoek/<slug:slug>/gelukt/", requesting.request_sent, name="request_sent"),
    path("klacht/<slug:slug>/", complaining.complaint_new, name="complaint_new"),
    path("klacht/<slug:slug>/gelukt/", complaining.complaint_sent, name="complaint_sent"),
    path("reglement/<slug:slug>/", views.regulation, name="regulation"),
    path("reglement/<slug:slug>/<day:day>/", views.regulation, name="regulation_on"),
    path("reglement/<slug:slug>/<day:day>/reglement.pdf", papers.regulation_pdf, name="regulation_pdf"),
    path("reglement/<slug:slug>/huisstijl.css", papers.house_css, name="house_css"),
    path("reglement/<slug:slug>/logo.png", papers.house_logo, name="house_logo"),
    path("waargemaakt/", coverage.coverage, name="coverage"),
    path("cookies/", papers.cookies, name="cookies"),
    path(".well-known/security.txt", papers.security_txt, name="security_txt"),
]
