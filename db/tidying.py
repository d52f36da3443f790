"""A text as a person sees it, without what differs only inside a computer."""

from __future__ import annotations

import unicodedata
from typing import Final

_OTHER_BLANKS: Final = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_PLAIN: Final = str.maketrans({**dict.fromkeys(_OTHER_BLANKS, " "), **dict.fromkeys(_UNSEEN), "\r": None})


def tidy(text: str) -> str:
    """A text without blanks around it and without signs that nobody sees, composed (NFC).

    Every kind of blank in it is the plain one; lines stay lines.
    """
    if text.isascii() and text.isprintable():  # most of a ledger, and much quicker
        return text.strip()
    return unicodedata.normalize("NFC", text.translate(_PLAIN)).strip()
