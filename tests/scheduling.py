"""Which tests run beside which: a file stays whole, and so does the house of one regulation, in a fixed order.

What a test leaves behind, the next one of its house finds. With an order that depended on how fast each process was,
a test could pass a hundred times and then fail.
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

HOUSES = "tests/apps/clauses/"


class InTheirOrder(LoadScopeScheduling):
    """Give each process whole files, and whole houses of `tests/apps/clauses`, in the order of collection."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        return house_of(test) if file.startswith(HOUSES) else file


def house_of(test: str) -> str:
    """The regulation that a test of a clause runs under: `test_x[regulation: category]`, or without a category."""
    return test.rpartition("[")[2].removesuffix("]").partition(":")[0]
