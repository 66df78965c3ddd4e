"""Files in a dossier: received into quarantine, judged by content, scanned, cleaned, filed as part of a record."""
