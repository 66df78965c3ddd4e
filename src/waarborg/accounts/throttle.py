"""How attempts are counted: in a table that all processes share, under keys that name nobody.

The library counts per address and per sign-in name. Both would stand in the table in clear; a keyed hash stands there
instead.
"""

import hashlib
import hmac

from django.conf import settings
from django.db import connections


def nameless(key: str, prefix: str, version: int) -> str:
    """The key under which a count stands: a keyed hash, from which no address or name can be read."""
    text = f"{prefix}:{version}:{key}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def forget_old_attempts(*, using: str = "worker") -> int:
    """Remove counts that no longer count; return how many there were."""
    with connections[using].cursor() as cursor:
        cursor.execute("delete from accounts_throttle where expires < now()")
        return int(cursor.rowcount)
