"""A closed list of codes, understood in either case and with letters that look alike."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from db.imports.misread import Misread, Read, shown
from db.tidying import tidy

# Capitals of two other scripts that look like Latin ones, and dashes that look like a hyphen.
_TWINS: Final = str.maketrans(
    "АВЕКМНОРСТХУІЈЅԚԜ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "‐‑‒–—−",
    "ABEKMHOPCTXYIJSQW" + "ABEZHIKMNOPTYX" + "------",
)
_NUMBER: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)
_SHOWN: Final = 8


@dataclass(frozen=True)
class Choices:
    """The codes that a cell may hold."""

    noun: str
    codes: tuple[str, ...]

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.codes)

    @cached_property
    def by_look(self) -> dict[str, list[str]]:
        """The codes by how they look without case."""
        found: dict[str, list[str]] = {}
        for code in self.codes:
            found.setdefault(_look(code), []).append(code)
        return found

    @cached_property
    def by_number(self) -> dict[Decimal, list[str]]:
        """The codes that are numbers, as Excel takes them for such."""
        found: dict[Decimal, list[str]] = {}
        for code in self.codes:
            if _NUMBER.fullmatch(code):
                found.setdefault(Decimal(code), []).append(code)
        return found

    @property
    def expected(self) -> str:
        """What may stand there, in words."""
        if not self.codes:
            return f"a {self.noun}; there is none yet"
        if len(self.codes) <= _SHOWN:
            return f"{self.noun}: {', '.join(self.codes)}"
        return f"a {self.noun} of the list, such as {self.codes[0]}"

    def read(self, value: object) -> Read:
        """The one code that is meant; None where there are only blanks. Raises Misread."""
        if isinstance(value, Decimal):
            # 3.10 typed as a number is 3.1, which may be another line
            return self._one(self.by_number.get(value, []), shown(value))
        if not isinstance(value, str):
            raise Misread(shown(value), self.expected)
        if value in self.known:
            return Read(value)
        meant = tidy(value)
        if not meant:
            return Read(None)
        if meant in self.known:
            return Read(meant, is_interpreted=True)
        return self._one(self.by_look.get(_look(meant), []), meant)

    def _one(self, meant: list[str], found: str) -> Read:
        if not meant:
            raise Misread(found, self.expected)
        if len(meant) > 1:
            raise Misread(found, f"{self.noun}; this may be {' or '.join(meant)}: type it as a text")
        return Read(meant[0], is_interpreted=True)


def _look(code: str) -> str:
    """A code in capitals, with the Latin letters that its letters look like."""
    return unicodedata.normalize("NFKC", code).upper().translate(_TWINS)
