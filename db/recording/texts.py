"""Texts that people write: how long, of which characters, and of nobody who is assisted."""

from __future__ import annotations

import hashlib
from typing import Final
from unicodedata import category

from db.recording.facts import FactRefused
from db.recording.free_texts import refuse_personal_data

LINE: Final = 200
"""Characters of what stands on one line: a name, a reference."""
PARAGRAPH: Final = 2_000
"""Characters of a reason or a description."""
CHAPTER: Final = 200_000
"""Characters of a section of a report."""

IDENTITY_NUMBER: Final = 11
"""Digits of the shortest one that a person can be told by."""

_BREAKS: Final = "\n\t"
_TURNS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They make a text look other than it is."""
_REFUSED: Final = ("Cc", "Cs", "Cn")
"""Controls, halves of pairs, and code points that are no characters."""


def line(thing: str, field: str, text: str, most: int = LINE) -> str:
    """A text of one line, without the blanks around it. Raises FactRefused, also when nothing is left."""
    return _checked(thing, field, text.strip(), most, may_break=False)


def paragraph(thing: str, field: str, text: str, most: int = PARAGRAPH) -> str:
    """A text that may have several lines, ended by line feeds, and must not be empty. Raises FactRefused."""
    return _checked(thing, field, _with_line_feeds(text), most, may_break=True)


def chapter(thing: str, field: str, text: str) -> str:
    """The same for the text of a section, which may be empty. Raises FactRefused."""
    read = _with_line_feeds(text)
    return _checked(thing, field, read, CHAPTER, may_break=True) if read else read


def told_text(text: str) -> dict[str, object]:
    """A text for the trail, which is kept for ever: that it was this one, and not what stood in it."""
    return {"characters": len(text), "sha256": hashlib.sha256(text.encode()).hexdigest()}


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _checked(thing: str, field: str, text: str, most: int, *, may_break: bool) -> str:
    if not text:
        raise FactRefused(thing, field, f"{field} must not be empty")
    if len(text) > most:
        raise FactRefused(thing, field, f"{field} has {len(text):,} characters and may have {most:,}")
    allowed = _BREAKS if may_break else ""
    for at, character in enumerate(text, start=1):
        if character in _TURNS or (category(character) in _REFUSED and character not in allowed):
            reason = f"{field} has a control character, U+{ord(character):04X}, at place {at:,}; take it out"
            raise FactRefused(thing, field, reason)
    if may_break or not _is_number(text):
        refuse_personal_data(thing, **{field: text})
    return text


def _is_number(text: str) -> bool:
    """Of a document or an archive, and too short to be a person's."""
    return text.isdecimal() and len(text) < IDENTITY_NUMBER
