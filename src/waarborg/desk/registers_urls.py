"""The addresses of registers. What is asked of one (a day, a word) says nothing about anybody."""

from django.urls import path

from waarborg.desk.views import registers

PATHS = [
    path("registers/", registers.registers, name="registers"),
    path("registers/teksten/<slug:written>/", registers.register_text, name="register_text"),
    path("registers/<slug:register>/", registers.register_one, name="register_one"),
    path("registers/<slug:register>/bestand/<slug:form>/", registers.register_file, name="register_file"),
]
