"""The face for people from outside: a principal's own commissions, what a client lets somebody look at."""
