"""What is asked of a policy, and what it answers."""

from __future__ import annotations

from typing import NamedTuple

from waarborg.policy.model.access import Obligations


class Question(NamedTuple):
    """May somebody with these roles do this? A dimension left None is not answered."""

    roles: tuple[str, ...]
    action: str
    category: str | None = None
    recipient: str | None = None
    principal_kind: str | None = None
    channel: str | None = None
    purpose: str | None = None
    ground: str | None = None
    known: int = 0
    """Facts that are known, as bits of the vocabulary."""
    true: int = 0
    """Facts that are true; only those known count."""


class Decision(NamedTuple):
    """Yes or no, with its reasons."""

    allowed: bool
    rules: tuple[str, ...]
    """A yes: the permit that answers. A no: the prohibitions in the way; empty when simply nothing permits."""
    articles: tuple[str, ...]
    """The articles of those rules as cited: `4`, `uavg 30`."""
    missing: tuple[str, ...] = ()
    """A no: the nearest legitimate step: facts (`assigned`), their absence (`not opted_out`), open dimensions."""
    obligations: Obligations | None = None
    """A yes: what comes with it."""
    role: str | None = None
    """The role that was judged: the one that allowed, or the one that came nearest."""
