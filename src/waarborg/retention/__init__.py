"""How long everything is kept: of each record the first and last day, and what holds its destruction."""
