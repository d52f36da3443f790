"""Texts folded for searching: Latin, Cyrillic and Georgian words are found however they are typed.

Neither SQLite nor PostgreSQL folds these scripts by itself, and never alike; so it is done here, once,
when a row is stored, and again to what is asked for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

_MARKS: Final = str.maketrans(
    {
        # apostrophes, which are letters of Ukrainian and Belarusian words and typed in many ways
        **dict.fromkeys("’‘ʼ`´′", "'"),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("“”„«»", '"'),
    }
)
_LETTERS: Final = str.maketrans(
    # those that Unicode does not take apart
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ґ": "г", "æ": "ae", "œ": "oe"}
)


def fold(text: str) -> str:
    """A text without case and accents, its blanks single.

    Accents go with the letters that are written with them: Ș, Ş and S are one, and so are Й and И, Ї and І.
    Georgian capitals (Mtavruli) become ordinary letters.
    """
    if text.isascii():  # most of a ledger, and much quicker
        return " ".join(text.replace("`", "'").lower().split())
    apart = unicodedata.normalize("NFKD", text.translate(_MARKS)).casefold()
    # taken apart once more, because casefolding puts accents back: İ
    apart = unicodedata.normalize("NFKD", apart)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.translate(_LETTERS).split())


def fold_all(texts: Iterable[str | None]) -> str:
    """Several texts folded into one, so apart that no word goes on from one to the next."""
    return "\n".join(folded for text in texts if text and (folded := fold(text)))
