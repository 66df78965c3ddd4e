"""A test under every regulation, carrying of each the clauses that it shows."""

from collections.abc import Mapping

import pytest

from tests.policy.clauses.register import register


def carrying(clauses: Mapping[str, tuple[str, ...]] | None = None, *, only: bool = False) -> pytest.MarkDecorator:
    """Try it under every regulation (or only those named), with their clauses as marks."""
    named = clauses or {}
    return pytest.mark.parametrize(
        "here",
        [
            pytest.param(
                here,
                marks=pytest.mark.clause(*named[here.name]) if here.name in named else [],
                id=here.name,
            )
            for here in register()
            if here.name in named or not only
        ],
    )
