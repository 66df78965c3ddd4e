"""Waarborg: the client-dossier system in which the privacy regulation is the program."""
