"""The texts that the cells of a workbook share, kept packed."""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, Final

from lxml import etree

from db.imports import limits
from db.imports.limits import in_words
from db.imports.pulling import NAMESPACE, pull
from db.imports.refusal import Reason, WorkbookRefused

if TYPE_CHECKING:
    from db.imports.package import Package

_TEXT: Final = f"{NAMESPACE}t"
_RUN: Final = f"{NAMESPACE}r"
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OFTEN: Final = 4096
"""How many texts are kept unpacked: the first ones, which repeat most."""


class SharedStrings:
    """Texts by their numbers, as one run of UTF-8 and where each ends."""

    __slots__ = ("_ends", "_often", "_packed")

    def __init__(self) -> None:
        self._packed = bytearray()
        self._ends = array("Q", (0,))
        self._often: list[str] = []

    def append(self, text: str) -> None:
        """One more text. Raises WorkbookRefused when all together are too long."""
        # a lone half of a pair of surrogates cannot be written in UTF-8, and is in no honest text
        self._packed += text.encode("utf-8", "replace")
        self._ends.append(len(self._packed))
        if len(self._often) < _OFTEN:
            self._often.append(text)
        if len(self._packed) + 8 * len(self._ends) > limits.STRINGS_AT_MOST:
            raise WorkbookRefused(
                Reason.TOO_LARGE,
                "its texts are too long together",
                "split it into several workbooks",
                limit=f"at most {in_words(limits.STRINGS_AT_MOST)}",
            )

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        """The text of a number. Raises IndexError for one that is not there."""
        if 0 <= number < len(self._often):
            return self._often[number]
        if not 0 <= number < len(self):
            raise IndexError(number)
        return self._packed[self._ends[number] : self._ends[number + 1]].decode()


def read_strings(package: Package) -> SharedStrings:
    """The shared texts of a workbook; none when it has none."""
    strings = SharedStrings()
    if package.strings is not None:
        for item in pull(package.unpack(package.strings), package.strings, "si", "sst"):
            strings.append(text_of(item))
    return strings


def text_of(item: etree._Element) -> str:
    """The text of a shared or inline string with all its formatted runs, without phonetic guides."""
    if len(item) == 1 and item[0].tag == _TEXT:
        text = item[0].text or ""
    else:
        text = "".join(
            part.text or ""
            for child in item
            for part in (child.iterchildren(_TEXT) if child.tag == _RUN else (child,))
            if part.tag == _TEXT
        )
    return unescape(text) if "_x" in text else text


def unescape(text: str) -> str:
    """A text with `_x000D_` and the like as the characters they stand for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
