"""Write the tables of what leaves."""

from tests.policy.leaving import write

write()
