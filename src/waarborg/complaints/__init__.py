"""Complaints: a file apart from the dossier, with its own clock, handler, letters, key and end."""
