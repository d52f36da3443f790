"""What keeps a workbook from being imported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from db.personal import personal_data_in

PROBLEMS: Final = "Problems"
"""The sheet of an error book that lists them; it is never read."""

NO_PERSON: Final = "nothing that points at a person: of people who are assisted there are only counts here"
"""What is expected where a text or a column seems to be about somebody."""

_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in the words of whoever fills the workbook in."""

    sheet: str
    """The name of the sheet; empty for what concerns the whole workbook."""
    cell: str
    """Such as `C12`; empty for what concerns the whole sheet."""
    found: str
    """What stands there, shortened where it is long, and never anything about a person."""
    expected: str
    """What should stand there, so that it can be corrected from this sentence alone."""


def personal_text(text: str) -> str | None:
    """What is found in a text that must not be kept; None in one that may."""
    what = personal_data_in(text)
    return what and f"a text with {what} in it, as it seems"


def told(found: str) -> str:
    """What was found as it may be repeated: on one line, not too long, and nothing about a person."""
    return personal_text(found) or shortened(found)


def shortened(found: str) -> str:
    """What was found, on one line, at most sixty characters of it."""
    line = " ".join(found.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
