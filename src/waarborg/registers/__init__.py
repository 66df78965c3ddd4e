"""Registers for who controls the agency: what it does with data, by which rules, with which proof; and no content."""
