"""What all rooms share: errors, clock, identifiers, unit of work, the embedded database. No business words."""
