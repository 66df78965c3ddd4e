"""Export and import of one whole organisation."""
