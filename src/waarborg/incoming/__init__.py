"""E-mail that came in and waits until somebody says whose it is, and what. Before that it stands in no dossier."""
