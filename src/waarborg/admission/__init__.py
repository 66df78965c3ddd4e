"""Letting clients in, and who decides for them: from the dossier, as far as their mandate reaches, until it ends."""
