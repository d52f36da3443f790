"""What keeps a workbook from being imported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PROBLEMS: Final = "Problems"
"""The sheet of an error book that lists them; it is never read."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in the words of whoever fills the workbook in."""

    sheet: str
    """The name of the sheet; empty for what concerns the whole workbook."""
    cell: str
    """Such as `C12`; empty for what concerns the whole sheet."""
    found: str
    """What stands there, shortened where it is long."""
    expected: str
    """What should stand there, so that it can be corrected from this sentence alone."""
