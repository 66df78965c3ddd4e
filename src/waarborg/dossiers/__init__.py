"""Persons, dossiers, trajectories, assignments, grants and records."""
