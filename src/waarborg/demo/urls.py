"""The addresses of the demo. They exist in a demo alone."""

from django.urls import path

from waarborg.demo import views

app_name = "demo"

urlpatterns = [
    path("", views.choose, name="choose"),
    path("worden/", views.enter, name="enter"),
    path("weg/", views.leave, name="leave"),
]
