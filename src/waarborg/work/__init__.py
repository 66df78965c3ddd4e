"""Tasks: every duty with a date and an article."""
