"""What a cell was read as, or why it was not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class Misread(Exception):
    """A cell that cannot be understood, or of which two things could be understood."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(expected)
        self.found, self.expected = found, expected


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says."""

    value: Any
    is_interpreted: bool = False
    """Whether it was written in another form, so that a preview should show what it was taken for."""
