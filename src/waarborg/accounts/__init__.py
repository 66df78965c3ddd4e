"""Organisations, people who sign in, their roles, declarations and second factor."""
