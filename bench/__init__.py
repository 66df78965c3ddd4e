"""Measures speed against the budgets: on an installation of its own, filled twice, each number beside an empty view."""
