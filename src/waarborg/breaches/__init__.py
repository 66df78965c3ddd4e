"""Data breaches: reported by anybody, weighed by whom the regulation names, told in time to whom it must be told."""
