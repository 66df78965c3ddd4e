"""Paper dossiers: where each stands, who took it out, and that it comes back. What is in them stands in the dossier."""
