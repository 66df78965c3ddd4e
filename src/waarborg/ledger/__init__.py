"""Decisions, events, seals and proofs."""
