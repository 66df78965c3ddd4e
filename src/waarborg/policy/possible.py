"""What a role could ever do: whether some situation exists in which the policy says yes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from waarborg.policy.compiled import Cell, CompiledPolicy, Test


def possible(policy: CompiledPolicy, roles: Iterable[str], action: str) -> bool:
    """Is there any category and situation in which one of these roles may do this?"""
    return any(is_possible(policy.cell(role, action, category)) for role in roles for category in policy.categories)


def is_possible(cell: Cell) -> bool:
    """Does a permit stand here that no prohibition always closes?"""
    return bool(cell.permits) and not any(always(test) for test in cell.prohibitions)


def always(prohibition: Test) -> bool:
    """Does this prohibition fire whatever the situation?"""
    return not (prohibition.when or prohibition.unless or prohibition.named)


def nearest_permits(policy: CompiledPolicy, role: str | None, action: str, category: str | None) -> Iterator[Test]:
    """The permits that would have to fire: the role's own, else those that let other roles do this."""
    own = policy.cell(role, action, category) if role else Cell((), ())
    if own.permits:
        yield from own.permits
        return
    for other in policy.roles:
        yield from policy.cell(other, action, category).permits
