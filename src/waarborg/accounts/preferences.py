"""What somebody chose for their own pages. It says nothing of a client and changes what nobody may do."""

from __future__ import annotations

from uuid import UUID

from waarborg.accounts.models import Account


def switch_keys(account_id: UUID, *, on: bool) -> None:
    """Let single keys do something on one's pages, or not (WCAG 2.1.4)."""
    Account.objects.filter(pk=account_id).update(single_keys=on)
