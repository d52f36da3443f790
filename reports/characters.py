"""Text of people on its way into XML: nothing in it can break a file, and nothing of it vanishes."""

from __future__ import annotations

import re
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n?|[\v\f\x85\u2028]")
_NOT_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(written: str) -> str:
    """Text with one kind of line end, and a visible U+FFFD for each character that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", _LINE_ENDS.sub("\n", written))
