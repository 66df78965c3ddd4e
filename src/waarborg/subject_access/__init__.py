"""A client's own data for the client: who looked, in words; everything that is held, and what can be taken along."""
