"""Text on its way into a cell: it stays text, whatever it begins with, and nothing of it vanishes."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 32_767
"""Characters that a cell of Excel can hold."""

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NUMBER: Final = re.compile(r"[-+]?[0-9]+([.,][0-9]+)*%?", re.ASCII)


def storable(text: str) -> str:
    """The text as a cell can hold it.

    What XML cannot carry becomes U+FFFD; what is too long for a cell ends in an ellipsis.
    """
    clean = _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(clean) > LONGEST:
        clean = f"{clean[: LONGEST - 1]}…"
    # Excel reads _x0041_ as A; ECMA-376 part 1, 22.9.2.19 escapes the underline itself
    return _LOOKS_ESCAPED.sub("_x005F_", clean)


def begins_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would compute this if someone typed it."""
    return text.lstrip()[:1] in {"=", "+", "-", "@"} if text.strip() else False


def looks_like_a_number(text: str) -> bool:
    """Whether Excel would mark this as a number stored as text: `3.1` is a code."""
    return _NUMBER.fullmatch(text) is not None
