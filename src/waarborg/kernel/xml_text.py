"""Text as XML can hold it: what somebody typed may have signs in it that no reader of XML takes."""

from __future__ import annotations

import re
from typing import Final

NOT_IN_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Everything but the characters of XML 1.0, section 2.2."""


def in_xml(text: object) -> str:
    """The text without what XML has no place for."""
    return NOT_IN_XML.sub("", str(text))
