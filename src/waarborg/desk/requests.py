"""A request as the views of the workspace get it: with the actor that the entrance put in place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from waarborg.gate.actors import Actor


class DeskRequest(HttpRequest):
    """Somebody who is signed in, strongly, holds a role and signed secrecy."""

    actor: Actor
    user: Any
