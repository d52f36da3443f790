"""What looks like data about a person who is assisted, as the heading of a column and in a text.

A pattern cannot know a name; it knows how names, numbers and birth dates are asked for and written in the
languages of the offices. What is found is never repeated, so that it stands in no preview, log or error.
Source: domain.md a.9.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from db.folding import fold
from db.personal_patterns import (
    BY_DIGITS,
    BY_WORDS,
    E_MAIL,
    LONG_NUMBERS,
    NAMED,
    NO_NAMES,
    TRIGGERS,
)
from db.personal_words import WHOLE_HEADINGS, WITHIN_HEADINGS
from db.tidying import tidy

_NOT_WORDS: Final = re.compile(r"[^\w']+|_")
_STEM: Final = 3
"""Letters that are enough to tell whether a word may be a trigger."""
_STEMS: Final = frozenset(word[:_STEM] for word in TRIGGERS.split())
_WORD: Final = re.compile(r"[^\W\d_]+")
_DIGIT: Final = re.compile(r"\d")
_DIGITS_AT_LEAST: Final = 7
_REMEMBERED: Final = 8_192
_SHORT: Final = 200
"""Characters of texts that repeat in a ledger, and are remembered."""


def personal_heading(heading: str) -> str | None:
    """What a column seems to hold by its heading: `names`; None for one that may be there."""
    words = _words(heading)
    return _WHOLE.get(words) or next(
        (kind for kind, form in _WITHIN.items() if form.search(f" {words} ")), None
    )


def personal_data_in(text: str) -> str | None:
    """What a free text seems to tell of a person: `a telephone number`; None for one that may be kept."""
    return _found_before(text) if len(text) <= _SHORT else _found(text)


def _found(text: str) -> str | None:
    written = text if text.isascii() else unicodedata.normalize("NFKC", tidy(text))
    folded = fold(written)
    if ("@" in folded or "at" in folded) and E_MAIL.search(folded):
        return "an e-mail address"
    if len(_DIGIT.findall(folded)) >= _DIGITS_AT_LEAST and (what := _number_in(folded)):
        return what
    if _STEMS.isdisjoint([word[:_STEM] for word in _WORD.findall(folded)]):
        return None
    for what, form in BY_WORDS:
        if form.search(folded):
            return what
    return "a person by name" if any(map(_is_name, NAMED.finditer(written))) else None


_found_before = lru_cache(_REMEMBERED)(_found)


def _number_in(folded: str) -> str | None:
    for what, form in BY_DIGITS:
        if form.search(folded):
            return what
    for number in LONG_NUMBERS.findall(folded):
        if _is_norwegian(number) or _is_moldovan(number):
            return "an identity number"
    return None


def _is_name(found: re.Match[str]) -> bool:
    """Whether two words are written as a name: `Ana Popescu`, `Ana P.`; Georgian has no capitals."""
    first, last = found[1], found[2]
    return (
        NO_NAMES.isdisjoint((first.lower(), last.lower()))
        and first[0].isupper()
        and first[1:].islower()
        and last[0].isupper()
        and (last[1:].islower() or last.endswith("."))
    )


def _words(heading: str) -> str:
    return " ".join(_NOT_WORDS.sub(" ", fold(tidy(heading)).replace("№", " no ")).split())


_WHOLE: Final = {
    _words(phrase): kind for kind, phrases in WHOLE_HEADINGS.items() for phrase in phrases.split("|")
}
_WITHIN: Final = {
    kind: re.compile("|".join(f" {re.escape(_words(phrase))} " for phrase in phrases.split("|")))
    for kind, phrases in WITHIN_HEADINGS.items()
}


def _is_norwegian(number: str) -> bool:
    """Whether the last two of eleven digits are the check digits of a Norwegian identity number."""
    digits = [int(digit) for digit in number.replace(" ", "")]
    if len(digits) != 11:
        return False
    first = _weighted((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), digits)
    second = _weighted((5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), digits)
    return first % 11 == 0 and second % 11 == 0


def _is_moldovan(number: str) -> bool:
    """Whether the last of thirteen digits is the check digit of a Moldovan identity number."""
    if len(number) != 13 or number[0] not in "02":
        return False
    digits = [int(digit) for digit in number]
    return _weighted((7, 3, 1) * 4, digits) % 10 == digits[-1]


def _weighted(weights: Sequence[int], digits: Sequence[int]) -> int:
    return sum(weight * digit for weight, digit in zip(weights, digits, strict=False))
